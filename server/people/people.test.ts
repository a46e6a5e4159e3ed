import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toGlobalId } from '../graphql/global-id.ts';
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

const fields = 'person { id version name email phone address hasAccount isImported complaintCount }';

interface PersonNode {
  id: string;
  version: number;
}

async function makePerson(input: object): Promise<PersonNode> {
  const payload = await api.change(
    acme.viewers.helpDesk,
    'createPerson',
    { name: 'Somebody', ...input },
    fields,
  );
  expect(payload.errors).toEqual([]);
  return payload['person'] as PersonNode;
}

const search = async (text: string, viewer = acme.viewers.support) => {
  const { people } = await api.get<{ people: { nodes: { name: string }[]; totalCount: number } }>(
    viewer,
    'query ($text: String) { people(text: $text) { nodes { name } totalCount } }',
    { text },
  );
  expect(people.totalCount).toBe(people.nodes.length);
  return people.nodes.map((person) => person.name);
};

describe('a person', () => {
  it('is kept as they were told, trimmed, and empty details as nothing', async () => {
    const input = {
      name: '  Zoë Ünal ',
      email: 'zoe@unal.example',
      phone: ' +49 (0)30 1234 ',
      address: '   ',
    };
    const payload = await api.change(acme.viewers.helpDesk, 'createPerson', input, fields);
    expect(payload).toMatchObject({
      person: {
        version: 1,
        name: 'Zoë Ünal',
        email: 'zoe@unal.example',
        phone: '+49 (0)30 1234',
        address: null,
        hasAccount: false,
        isImported: false,
        complaintCount: 0,
      },
      errors: [],
    });
  });

  it('with fields that are not right is not written, and each is named', async () => {
    const input = { name: '', email: 'zoe at unal', phone: '1'.repeat(41), address: 'x'.repeat(501) };
    const payload = await api.change(acme.viewers.helpDesk, 'createPerson', input, fields);
    expect(payload['person']).toBeNull();
    expect(payload.errors.map(({ code, path }) => [code, path])).toEqual([
      ['INVALID_INPUT', ['name']],
      ['INVALID_INPUT', ['email']],
      ['INVALID_INPUT', ['phone']],
      ['INVALID_INPUT', ['address']],
    ]);
  });

  it('with control characters in the name is refused, not a fault', async () => {
    const payload = await api.change(acme.viewers.helpDesk, 'createPerson', { name: 'Zo\u0000ë' }, fields);
    expect(payload.errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['name'] }]);
  });

  it('is found by the beginning of each word of their details, whatever the accents and case', async () => {
    await makePerson({
      name: 'Søren Ångström',
      email: 'soren@fjord.example',
      phone: '555-0199',
      address: '12 Nordlys Vej',
    });
    for (const text of ['angstr', 'ÅNGSTRÖM', 'soren@fjord', '0199', 'nordlys 12', 'fjord angs']) {
      expect(await search(text)).toEqual(['Søren Ångström']);
    }
    expect(await search('angstrom missing')).toEqual([]);
    expect(await search(`' & | ! :* <->`)).toEqual([]);
    expect(await search('angstrom', other.viewers.support)).toEqual([]);
  });

  it('stands in the list with the newest first', async () => {
    api.clock.now = new Date(Date.now() + 60_000);
    await makePerson({ name: 'The Newest' });
    const { people } = await api.get<{ people: { nodes: { name: string }[] } }>(
      acme.viewers.manager,
      '{ people(first: 1) { nodes { name } } }',
    );
    expect(people.nodes).toEqual([{ name: 'The Newest' }]);
  });
});

describe('changing a person', () => {
  it('is told field by field, and their complaints are found by the new name at once', async () => {
    const { id } = await makePerson({ name: 'Ottilie Before', email: 'before@x.example' });
    const logged = {
      consumerId: id,
      channel: 'PHONE',
      receivedAt: api.clock.now.toISOString(),
      subject: 'Parcel',
      description: 'It is gone.',
    };
    expect((await api.change(acme.viewers.helpDesk, 'logComplaint', logged)).errors).toEqual([]);
    const find = async (text: string) => {
      const { complaints } = await api.get<{ complaints: { totalCount: number } }>(
        acme.viewers.support,
        'query ($text: String) { complaints(filter: { text: $text }) { totalCount } }',
        { text },
      );
      return complaints.totalCount;
    };
    expect([await find('ottilie before'), await find('quintessa')]).toEqual([1, 0]);
    const input = { id, version: 1, name: 'Quintessa After', phone: '12345' };
    const payload = await api.change(acme.viewers.helpDesk, 'updatePerson', input, fields);
    expect(payload).toMatchObject({
      person: { version: 2, name: 'Quintessa After', email: null, phone: '12345', complaintCount: 1 },
      errors: [],
    });
    expect([await find('ottilie'), await find('quintessa'), await find('12345')]).toEqual([0, 1, 1]);
    const { auditEvents } = await api.get<{ auditEvents: { nodes: object[] } }>(
      acme.viewers.admin,
      '{ auditEvents(first: 1) { nodes { action subjectLabel changes { field from to } } } }',
    );
    expect(auditEvents.nodes[0]).toEqual({
      action: 'person.updated',
      subjectLabel: 'Quintessa After',
      changes: [
        { field: 'name', from: 'Ottilie Before', to: 'Quintessa After' },
        { field: 'e-mail', from: 'before@x.example', to: null },
        { field: 'phone', from: null, to: '12345' },
      ],
    });
  });

  it('by two editors of one version at the same moment: one wins, the other sees the state', async () => {
    const { id, version } = await makePerson({ name: 'Edited Twice' });
    const answers = await Promise.all(
      ['First', 'Second'].map((name) =>
        api.change(acme.viewers.helpDesk, 'updatePerson', { id, version, name }, fields),
      ),
    );
    expect(answers.map((answer) => answer.errors[0]?.code ?? 'done').sort()).toEqual([
      'STALE_VERSION',
      'done',
    ]);
    const { data } = await api.ask(
      acme.viewers.helpDesk,
      `mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) {
        errors { ... on StaleVersionError { current { ... on Person { version } } } } } }`,
      { input: { id, version, name: 'Third' } },
    );
    expect(data).toEqual({ updatePerson: { errors: [{ current: { version: 2 } }] } });
  });

  it('of another organisation is answered like a random id and a malformed one', async () => {
    const theirs = toGlobalId('Person', other.viewers.consumer.personId ?? '');
    const answers = [];
    for (const id of [theirs, toGlobalId('Person', '01890000-0000-7000-8000-00000000ffff'), 'nonsense', '']) {
      answers.push(
        await api.change(
          acme.viewers.helpDesk,
          'updatePerson',
          { id, version: 1, name: 'Taken over' },
          fields,
        ),
      );
      const invited = await api.change(
        acme.viewers.helpDesk,
        'invitePerson',
        { id, username: 'taken.over' },
        'user { id }',
      );
      expect(invited.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['id'] }]);
    }
    expect(answers[0]).toEqual({
      person: null,
      errors: [
        { __typename: 'NotFoundError', code: 'NOT_FOUND', message: 'There is no such person.', path: ['id'] },
      ],
    });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});
