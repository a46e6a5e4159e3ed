import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../auth/viewer.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;
let complaintId: string;
let trackingToken: string;

// Several times as many as the test database's pool has connections.
const atOnce = 40;

const publicComplaint = {
  organisation: 'acme',
  name: 'Vera Visitor',
  email: 'vera@example.org',
  subject: 'The lid',
  description: 'It does not close.',
};

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  const submitted = await api.change(acme.viewers.consumer, 'submitComplaint', {
    subject: 'The kettle leaks',
    description: 'It leaks from the base.',
  });
  complaintId = submitted.complaint!.id;
  const published = await api.change(null, 'submitPublicComplaint', publicComplaint, 'trackingUrl');
  trackingToken = String(published['trackingUrl']).split('/').at(-1)!;
});
afterAll(() => api.stop());

/** The messages of all that went wrong when the document is sent many times at once. */
async function faultsOf(viewer: Viewer, document: string, variables?: Record<string, unknown>) {
  const answers = await Promise.all(
    Array.from({ length: atOnce }, () => api.ask(viewer, document, variables)),
  );
  return answers.flatMap(({ errors }) => errors ?? []).map(({ message }) => message);
}

describe('more requests at once than the database has connections for', () => {
  it('are answered when each reads its own organisation and a public form', async () => {
    const document =
      '{ complaints { totalCount } publicForm(organisation: "acme") { name categories { name } } }';
    expect(await faultsOf(acme.viewers.manager, document)).toEqual([]);
  });

  it('are answered when each writes a comment, reads the complaint, and then does something of a visitor', async () => {
    const document = `mutation ($comment: AddCommentInput!, $complaint: SubmitPublicComplaintInput!, $link: TrackComplaintInput!) {
      addComment(input: $comment) { complaint { commentCount } errors { message } }
      submitPublicComplaint(input: $complaint) { reference errors { message } }
      again: addComment(input: $comment) { complaint { commentCount } errors { message } }
      trackComplaint(input: $link) { session { viewer { displayName } } errors { message } } }`;
    const comment = { complaintId, body: 'A note.', isInternal: true };
    const variables = { comment, complaint: publicComplaint, link: { token: trackingToken } };
    expect(await faultsOf(acme.viewers.manager, document, variables)).toEqual([]);
  });
});
