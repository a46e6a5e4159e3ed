/** What an operation costs, in points. The rules stand in docs/api-limits.md; the numbers are these. */
export const costs = {
  /** An object that is read: a thing, a part of a thing, one of a list. Its scalars are free. */
  object: 1,
  /** `totalCount`: every row of every page is counted. */
  total: 10,
  /** A field of Mutation, besides what its payload reads. */
  mutation: 10,
  /** Fields of Mutation whose input holds a list of this name: each entry costs as much as a mutation of its own. */
  perEntry: { 'Mutation.submitComplaints': 'complaints' } as Readonly<Record<string, string>>,
  /** How long a list without pages is taken to be. */
  listLength: 10,
  /** Fields that cost something else than the object that they give. */
  fields: {
    'Query.__schema': 1_000,
    'Query.__type': 50,
    'Query.complaintStatistics': 100,
    'Query.workload': 100,
    'Query.auditVerification': 100,
    'Mutation.verifyAudit': 1_000,
  } as Readonly<Record<string, number>>,
  /** Lists that are usually longer or shorter, by their field or by what they are made of. */
  listLengths: {
    'Category.children': 5,
    'Complaint.earlierResolutions': 2,
    UserError: 1,
    // One for each entry of the input, which is counted.
    'SubmitComplaintsPayload.results': 1,
    Deadline: 3,
    ExternalIdentity: 3,
    AvailableAction: 15,
    DayCount: 30,
    Category: 50,
    CategoryCount: 50,
    Workload: 50,
    AuditFinding: 100,
  } as Readonly<Record<string, number>>,
} as const;

/** The most points that one operation may cost. */
export const maximumCost = 25_000;

/** The same for a document that is not known, where the installation holds those within tighter limits. */
export const maximumCostOfUnknown = 2_500;

/** A limit of so many requests a minute is one of so many times as many points a minute, too. */
export const pointsPerRequest = 100;
