import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringTo, complaintText } from '../isolation/scratch/complaint-paths.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';

let api: TestApi;
let acme: TestOrganisation;
let other: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
  other = await createOrganisation(api.database, 'other');
});
afterAll(() => api.stop());

interface Listed {
  complaints: { totalCount: number; nodes: { id: string; isOverdue: boolean; subject?: string }[] };
}

describe('a document that comes again, and whose statement was kept,', () => {
  it('shows each of two consumers, and of two organisations, their own', async () => {
    const { consumer, consumer2 } = acme.viewers;
    const everybody = [consumer, consumer2, other.viewers.consumer];
    const subjects = ['The kettle', 'The lid', 'The spout'];
    for (const [at, viewer] of everybody.entries())
      await api.change(viewer, 'submitComplaint', { ...complaintText, subject: subjects[at] });
    const document = '{ complaints { totalCount nodes { id subject isOverdue } } }';
    for (const round of [1, 2])
      for (const [at, viewer] of everybody.entries()) {
        const { complaints } = await api.get<Listed>(viewer, document);
        expect(
          complaints.nodes.map(({ subject }) => subject),
          `round ${round}`,
        ).toEqual([subjects[at]]);
      }
  });

  it('gives the complaint of the id that was sent, and only what its viewer may see', async () => {
    const [one, two] = [await bringTo(api, acme, 'open'), await bringTo(api, acme, 'open')];
    const document = 'query ($id: ID!) { complaint(id: $id) { id } }';
    const read = (viewer: (typeof acme.viewers)['admin'], id: string) => api.get(viewer, document, { id });
    for (const { id } of [one, two, one])
      expect(await read(acme.viewers.support, id)).toEqual({ complaint: { id } });
    expect(await read(acme.viewers.consumer2, one.id)).toEqual({ complaint: null });
    expect(await read(acme.viewers.consumer, one.id)).toEqual({ complaint: { id: one.id } });
    expect(await read(other.viewers.support, one.id)).toEqual({ complaint: null });
  });

  it('goes by the time of the request', async () => {
    const document =
      '{ complaints(first: 1, filter: { isOverdue: true }) { totalCount nodes { isOverdue } } }';
    const start = api.clock.now;
    const before = await api.get<Listed>(acme.viewers.manager, document);
    api.clock.now = new Date(start.getTime() + 400 * 86_400_000);
    const after = await api.get<Listed>(acme.viewers.manager, document);
    api.clock.now = start;
    expect(before.complaints).toEqual({ totalCount: 0, nodes: [] });
    expect(after.complaints).toMatchObject({ nodes: [{ isOverdue: true }] });
  });

  it('asks by the variables below it, by its arguments and by its filter', async () => {
    const document = `query ($words: Boolean!, $first: Int, $filter: ComplaintFilter) {
      complaints(first: $first, filter: $filter) { ...page } }
      fragment page on ComplaintConnection { totalCount nodes { id subject @include(if: $words) } }`;
    const ask = async (variables: Record<string, unknown>) =>
      (await api.get<Listed>(acme.viewers.manager, document, variables)).complaints;
    for (const round of [1, 2]) {
      const all = await ask({ words: true });
      expect(
        all.nodes.every(({ subject }) => subject),
        `round ${round}`,
      ).toBe(true);
      expect((await ask({ words: false })).nodes[0]).toEqual({ id: all.nodes[0]?.id });
      expect((await ask({ words: false, first: 1 })).nodes).toHaveLength(1);
      expect((await ask({ words: false, filter: { text: 'lid' } })).totalCount).toBe(1);
      expect((await ask({ words: false, filter: { text: 'spout' } })).totalCount).toBe(0);
    }
  });
});
