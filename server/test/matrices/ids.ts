/**
 * Every place of the API where a client gives an id, and of what; written by hand. `*` takes ids of every type. A place that the schema
 * has and this list has not, or the other way round, turns a test red.
 */
export const idPlaces: Record<string, string> = {
  'Query.node(id)': '*',
  'Query.complaint(id)': 'Complaint',
  'Query.complaints(filter.assigneeId)': 'User',
  'Query.complaints(filter.categoryId)': 'Category',
  'Query.complaints(filter.consumerId)': 'Person',
  'Query.auditEvents(filter.subjectId)': '*',
  'Query.auditEvents(filter.actorId)': 'User',
  'Mutation.submitComplaint(input.categoryId)': 'Category',
  'Mutation.submitPublicComplaint(input.categoryId)': 'Category',
  'Mutation.logComplaint(input.assigneeId)': 'User',
  'Mutation.logComplaint(input.categoryId)': 'Category',
  'Mutation.logComplaint(input.consumerId)': 'Person',
  'Mutation.startComplaint(input.id)': 'Complaint',
  'Mutation.assignComplaint(input.id)': 'Complaint',
  'Mutation.assignComplaint(input.assigneeId)': 'User',
  'Mutation.awaitConsumer(input.id)': 'Complaint',
  'Mutation.awaitThirdParty(input.id)': 'Complaint',
  'Mutation.resumeComplaint(input.id)': 'Complaint',
  'Mutation.addResolutionNote(input.id)': 'Complaint',
  'Mutation.resolveComplaint(input.id)': 'Complaint',
  'Mutation.acceptResolution(input.id)': 'Complaint',
  'Mutation.rejectResolution(input.id)': 'Complaint',
  'Mutation.reopenComplaint(input.id)': 'Complaint',
  'Mutation.withdrawComplaint(input.id)': 'Complaint',
  'Mutation.classifyComplaint(input.id)': 'Complaint',
  'Mutation.classifyComplaint(input.categoryId)': 'Category',
  'Mutation.addComment(input.complaintId)': 'Complaint',
  'Mutation.updatePerson(input.id)': 'Person',
  'Mutation.invitePerson(input.id)': 'Person',
  'Mutation.updateUser(input.id)': 'User',
  'Mutation.disableUser(input.id)': 'User',
  'Mutation.enableUser(input.id)': 'User',
  'Mutation.resetUserPassword(input.id)': 'User',
  'Mutation.createCategory(input.parentId)': 'Category',
  'Mutation.updateCategory(input.id)': 'Category',
  'Mutation.archiveCategory(input.id)': 'Category',
  'Mutation.restoreCategory(input.id)': 'Category',
};

/** Every connection: where a client gives a cursor. */
export const cursorPlaces: readonly string[] = [
  'Query.complaints',
  'Query.people',
  'Query.users',
  'Query.auditEvents',
  'Complaint.comments',
  'Complaint.timeline',
];
