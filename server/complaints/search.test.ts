import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../auth/viewer.ts';
import { withAdmin } from '../db/admin.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { startTestApi, type TestApi } from '../test/api.ts';
import { bringTo } from '../isolation/scratch/complaint-paths.ts';
import { createOrganisation, type TestOrganisation } from '../test/organisation.ts';
import { recordStatements } from '../test/recorded-statements.ts';

let api: TestApi;
let acme: TestOrganisation;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createOrganisation(api.database, 'acme');
});
afterAll(() => api.stop());

/** Submits a complaint; gives its id. */
async function submit(
  subject: string,
  description = 'Since Monday.',
  by: Viewer = acme.viewers.consumer,
): Promise<string> {
  const { complaint } = await api.change(by, 'submitComplaint', { subject, description });
  return complaint!.id;
}

/** What somebody finds, best first. */
async function search(viewer: Viewer, text: string): Promise<string[]> {
  const query =
    'query ($text: String) { complaints(first: 100, filter: { text: $text }) { totalCount nodes { id } } }';
  const { complaints } = await api.get<{ complaints: { totalCount: number; nodes: { id: string }[] } }>(
    viewer,
    query,
    { text },
  );
  expect(complaints.totalCount).toBe(complaints.nodes.length);
  return complaints.nodes.map(({ id }) => id);
}

/** Staff and the consumer whose complaint it is find it by every one of the texts. */
async function expectFound(id: string, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    expect(await search(acme.viewers.support, text), `staff, by “${text}”`).toContain(id);
    expect(await search(acme.viewers.consumer, text), `the consumer, by “${text}”`).toContain(id);
  }
}

describe('a complaint is found', () => {
  it('by words of its subject and text, by the beginnings of words, in any order and case', async () => {
    const id = await submit('The dishwasher floods the kitchen', 'Water everywhere, twice a week.');
    await expectFound(id, [
      'dishwasher',
      'DISHWASHER',
      'dish',
      'kitchen floods',
      'flo kit dish',
      'everywh',
      '  water   twice ',
    ]);
    for (const text of ['dishwasher oven', 'washer', 'dishwashers', 'floodsthe']) {
      expect(await search(acme.viewers.support, text), text).not.toContain(id);
    }
  });

  it('with or without accents, on either side', async () => {
    const id = await submit('Café crème brûlée, Zürich', 'Straße, señor, Łódź, İstanbul, ΟΔΟΣ, Ångström');
    await expectFound(id, [
      'cafe',
      'café',
      'CAFÉ',
      'creme brulee',
      'zurich',
      'zürich',
      'ZURICH',
      'senor',
      'señor',
      'straße',
    ]);
    await expectFound(id, ['istanbul', 'İstanbul', 'ΟΔΟΣ', 'Οδος', 'angstrom', 'łódź']);
    // The same letter, written as one and as two characters.
    await expectFound(id, ['cafe\u0301', 'caf\u00e9']);
  });

  it('by its reference, with and without zeros and dashes', async () => {
    const id = await submit('A toaster');
    const { complaint } = await api.get<{ complaint: { reference: string } }>(
      acme.viewers.support,
      'query ($id: ID!) { complaint(id: $id) { reference } }',
      { id },
    );
    const [prefix = '', year = '', number = ''] = complaint.reference.split('-');
    const short = String(Number(number));
    await expectFound(id, [
      complaint.reference,
      complaint.reference.toLowerCase(),
      number,
      short,
      `${year} ${short}`,
      `${prefix} ${number}`,
      `${prefix}-${year}-${short}`,
    ]);
  });

  it('by the name, the e-mail address and the telephone number of the consumer', async () => {
    const newConsumer = {
      name: 'Ottoline Ferrabosco',
      email: 'otto@ferrabosco.example',
      phone: '+44 20 7946 0991',
    };
    const logged = await api.change(acme.viewers.helpDesk, 'logComplaint', {
      newConsumer,
      subject: 'A slow lift',
      description: 'It stops.',
      channel: 'PHONE',
      receivedAt: api.clock.now.toISOString(),
    });
    for (const text of [
      'ottoline',
      'Ferrabosco',
      'ferra',
      'otto@ferrabosco.example',
      '7946 0991',
      '+44 20',
    ]) {
      expect(await search(acme.viewers.support, text), text).toContain(logged.complaint!.id);
    }
  });

  it('by what was written on it, replies and questions alike', async () => {
    const id = await submit('A fridge');
    const { support } = acme.viewers;
    await api.change(support, 'startComplaint', { id, version: 1 });
    await api.change(support, 'awaitConsumer', { id, version: 2, question: 'Is the thermostat lit?' });
    await api.change(acme.viewers.consumer, 'addComment', { complaintId: id, body: 'It blinks magenta.' });
    await expectFound(id, ['thermostat', 'magenta', 'magenta thermostat fridge']);
  });
});

describe('what staff keep among themselves', () => {
  it('is found by staff and never by the consumer, neither by notes nor by resolution notes', async () => {
    const { id } = await bringTo(api, acme, 'inProgress');
    const { support, consumer } = acme.viewers;
    await api.change(support, 'addComment', {
      complaintId: id,
      body: 'Looks like a quokkascam.',
      isInternal: true,
    });
    await api.change(support, 'addResolutionNote', { id, body: 'Their marsupial again.' });
    for (const text of ['quokkascam', 'marsupial', 'quok']) {
      expect(await search(support, text), text).toEqual([id]);
      expect(await search(consumer, text), text).toEqual([]);
    }
    // Also not once something public was written after it.
    await api.change(consumer, 'addComment', { complaintId: id, body: 'Any news?' });
    expect(await search(consumer, 'quokkascam')).toEqual([]);
    expect(await search(consumer, 'news')).toEqual([id]);
  });

  it('a consumer finds nothing of another consumer, and a tracking link only its complaint', async () => {
    const mine = await submit('A pangolin bit me');
    const theirs = await submit('A pangolin bit her', 'Twice.', acme.viewers.consumer2);
    expect(await search(acme.viewers.consumer, 'pangolin')).toEqual([mine]);
    expect(await search(acme.viewers.consumer2, 'pangolin')).toEqual([theirs]);
    const other = Buffer.from(await submit('A pangolin bit us'), 'base64url')
      .toString()
      .split(':')[1] as string;
    const link: Viewer = { ...acme.viewers.consumer, userId: null, trackedComplaintId: other };
    expect(await search(link, 'pangolin')).toEqual([toGlobalId('Complaint', other)]);
    expect(await search(acme.viewers.manager, 'pangolin')).toHaveLength(3);
  });
});

it('after a person was renamed their complaints are found by the new name and not by the old one', async () => {
  const { helpDesk, support } = acme.viewers;
  const made = await api.change(
    helpDesk,
    'createPerson',
    { name: 'Perpetua Oldname', email: 'p@old.example' },
    'person { id version }',
  );
  const { id: consumerId, version } = made['person'] as { id: string; version: number };
  const entry = {
    consumerId,
    subject: 'A lamp',
    description: 'Dark.',
    channel: 'LETTER',
    receivedAt: api.clock.now.toISOString(),
  };
  const first = await api.change(helpDesk, 'logComplaint', entry);
  const second = await api.change(helpDesk, 'logComplaint', entry);
  const both = [first.complaint!.id, second.complaint!.id].sort();
  expect((await search(support, 'oldname')).sort()).toEqual(both);
  await api.change(
    helpDesk,
    'updatePerson',
    { id: consumerId, version, name: 'Perpetua Nouveau', email: 'p@new.example' },
    'person { id }',
  );
  expect(await search(support, 'oldname')).toEqual([]);
  expect((await search(support, 'nouveau')).sort()).toEqual(both);
  expect((await search(support, 'p@new.example')).sort()).toEqual(both);
});

it('the best match comes first: the subject before the person, the person before the text, the text before what was written on it', async () => {
  const { helpDesk, support } = acme.viewers;
  const log = async (subject: string, description: string, name: string) => {
    const logged = await api.change(helpDesk, 'logComplaint', {
      newConsumer: { name },
      subject,
      description,
      channel: 'PHONE',
      receivedAt: api.clock.now.toISOString(),
    });
    return logged.complaint!.id;
  };
  const written = await log('One', 'Nothing.', 'Ann');
  await api.change(helpDesk, 'addComment', { complaintId: written, body: 'It is about a zeppelin.' });
  const inText = await log('Two', 'A zeppelin landed.', 'Ann');
  const inName = await log('Three', 'Nothing.', 'Zeppelin');
  const inSubject = await log('A zeppelin', 'Nothing.', 'Ann');
  expect(await search(support, 'zeppelin')).toEqual([inSubject, inName, inText, written]);
  const other =
    'query { complaints(filter: { text: "zeppelin" }, orderBy: { field: REFERENCE, direction: ASC }) { nodes { id } } }';
  const { complaints } = await api.get<{ complaints: { nodes: { id: string }[] } }>(support, other);
  expect(complaints.nodes.map(({ id }) => id)).toEqual([written, inText, inName, inSubject]);
});

describe('whatever is typed', () => {
  it.each(['!!!', '???', "'", '"', '()', '&', ' | ', ':*', '<->', '\\', '…', '🙂', '%', '_', '-', '.'])(
    '%s alone finds nothing',
    async (text) => {
      await submit('Anything at all');
      expect(await search(acme.viewers.support, text)).toEqual([]);
      const { people } = await api.get<{ people: { totalCount: number } }>(
        acme.viewers.support,
        'query ($text: String) { people(text: $text) { totalCount } }',
        { text },
      );
      const { users } = await api.get<{ users: { totalCount: number } }>(
        acme.viewers.support,
        'query ($text: String) { users(filter: { text: $text }) { totalCount } }',
        { text },
      );
      expect({ people: people.totalCount, users: users.totalCount }).toEqual({ people: 0, users: 0 });
    },
  );

  it('operators are words like any others', async () => {
    const id = await submit("Rock & roll | 'n' (live): it's <-> not ! \\ :*");
    await expectFound(id, [
      'rock & roll',
      "'n'",
      "it's",
      'not',
      '!not',
      '(live)',
      'roll:*',
      "rock'); drop table complaints; --".slice(0, 6),
      'live <-> it',
    ]);
    expect(await search(acme.viewers.support, 'rock | nothinglikeit')).toEqual([]);
    expect(await search(acme.viewers.support, '!rock')).toContain(id);
  });

  it('nothing at all is no search', async () => {
    const { complaints } = await api.get<{ complaints: { totalCount: number } }>(
      acme.viewers.support,
      '{ complaints { totalCount } }',
    );
    for (const text of ['', '   ', '\n\t']) {
      const found = await api.get(
        acme.viewers.support,
        'query ($text: String) { complaints(filter: { text: $text }) { totalCount } }',
        { text },
      );
      expect(found).toEqual({ complaints });
    }
  });

  it(
    'every word of a text in any script finds it again, and so does its beginning',
    { timeout: 60_000 },
    async () => {
      const words = [
        'Müller',
        'हिन्दी',
        'क्षमा',
        'العربية',
        'مُدَرِّس',
        '漢字',
        'かな',
        'ガラス',
        '한국어',
        'ไทย',
        'ελληνικός',
        'ΣΊΣΥΦΟΣ',
        'Ёлка',
        'ñandú',
        'ﬁnance',
        '①②',
        '４２',
        'x²',
        'İZMİR',
        'ılık',
        'ẞ',
        'O’Neil',
        'e-mail',
        'C++',
        '1e5x',
        '3.14',
        '№7',
        '㎏',
        'naïve',
        '👍ok',
      ];
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray(words, { minLength: 1, maxLength: 4 }),
          fc.nat(),
          async (chosen, cut) => {
            const id = await submit(chosen.join(' '));
            for (const word of chosen) {
              const letters = [...word];
              const beginning = letters.slice(0, 1 + (cut % letters.length)).join('');
              for (const text of [word, word.toUpperCase(), word.toLowerCase(), beginning]) {
                if (!/[\p{L}\p{Nd}]/u.test(text)) continue;
                expect(
                  await search(acme.viewers.support, text),
                  `“${text}” in “${chosen.join(' ')}”`,
                ).toContain(id);
              }
            }
          },
        ),
        { numRuns: 40, interruptAfterTimeLimit: 40_000 },
      );
    },
  );

  const odd = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom(
        ...'\':*&|!<->()\\"% _.,;-@#$^~`/?=+[]{}aé漢🙂1\n\t\u0001\u007f\u00ad\u200b\u202e\ud800\ufdfa㍿',
      ),
      maxLength: 300,
    }),
    fc.constantFrom(
      '㍿'.repeat(200),
      'ﷺ'.repeat(200),
      'a'.repeat(10_000),
      'a '.repeat(5_000),
      "' & ".repeat(2_500),
      '🙂'.repeat(10_000),
      '\ud83d'.repeat(300),
    ),
  );

  it('is never a fault, in any of the searches', { timeout: 60_000 }, async () => {
    const searches = [
      'complaints(filter: { text: $text }) { totalCount nodes { id } }',
      'people(text: $text) { totalCount }',
      'users(filter: { text: $text }) { totalCount }',
      'auditEvents(filter: { text: $text }) { totalCount }',
    ].map((search) => `query ($text: String) { ${search} }`);
    const asked = [
      ...searches.map((search) => [acme.viewers.admin, search] as const),
      [acme.viewers.consumer, searches[0] as string] as const,
    ];
    await fc.assert(
      fc.asyncProperty(odd, async (text) => {
        // A longer one is refused, not cut: the rest of it would have to be found too.
        const isRefused = text.replaceAll('\0', ' ').trim().length > 200;
        for (const [viewer, search] of asked) {
          const { errors = [] } = await api.ask(viewer, search, { text });
          expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(
            errors.map(() => 'BAD_USER_INPUT'),
          );
          expect(errors.length > 0).toBe(isRefused);
        }
      }),
      { numRuns: 150, interruptAfterTimeLimit: 40_000 },
    );
  });

  it(
    'is never a fault when it is submitted or written, however much of it there is',
    { timeout: 60_000 },
    async () => {
      // Each ㍿ becomes four characters when it is folded, and no word comes twice.
      const word = (index: number) => `${'㍿'.repeat(20)}${index}`;
      const heavy = (offset: number) =>
        Array.from({ length: 750 }, (_, index) => word(index + offset)).join(' ');
      const id = await submit('A long story', heavy(0));
      for (let count = 1; count <= 14; count += 1) {
        const said = await api.change(
          acme.viewers.consumer,
          'addComment',
          { complaintId: id, body: heavy(count * 1_000) },
          'comment { id }',
        );
        expect(said.errors).toEqual([]);
      }
      expect(await search(acme.viewers.consumer, 'long story')).toEqual([id]);
      expect(await search(acme.viewers.consumer, word(14_003))).toEqual([id]);
    },
  );
});

describe('the index', () => {
  it('serves the search among thousands of complaints, and that among people', async () => {
    const statements = await recordStatements(api.database.pools, async () => {
      await search(acme.viewers.support, 'capybara');
      await api.get(acme.viewers.support, '{ people(text: "capybara") { totalCount } }');
    });
    const plans = await withAdmin(api.database.adminUrl, async (admin) => {
      await admin.query(`set search_path = "${acme.tenant.key}"`);
      await admin.query(
        `insert into people (id, name) select gen_random_uuid(), 'Person ' || n from generate_series(1, 5000) n`,
      );
      await admin.query(`insert into complaints (id, reference, status, subject, description, channel, origin, consumer_id, received_at, created_at,
          updated_at, search_staff)
        select gen_random_uuid(), 'Y-' || n, 'open', 'Kettle ' || n, repeat('It leaks. ', 60), 'web', 'consumer', (select id from people limit 1), now(), now(), now(),
          to_tsvector('simple', 'kettle leaks ' || n) from generate_series(1, 20000) n`);
      // Vacuumed, so that the index has no list of what is not in it yet: with one, its cost depends on when that list is worked off.
      await admin.query('vacuum analyze complaints, people');
      const explained: string[] = [];
      for (const { text, values } of statements) {
        const { rows } = await admin.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values]);
        explained.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      }
      return explained;
    });
    expect(plans[0]).toContain('complaints_search');
    expect(plans[0]).not.toContain('Seq Scan on complaints');
    expect(plans[1]).toContain('people_search');
    expect(plans[1]).not.toContain('Seq Scan on people');
  });
});
