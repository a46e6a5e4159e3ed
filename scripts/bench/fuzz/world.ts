import { setTimeout as sleep } from 'node:timers/promises';
import { startApollo } from '../../../server/api/apollo.ts';
import { hashPassword } from '../../../server/auth/passwords.ts';
import { withAdmin } from '../../../server/db/admin.ts';
import { createPools } from '../../../server/db/pools.ts';
import { toGlobalId } from '../../../server/graphql/global-id.ts';
import { createCaller } from '../../../server/isolation/scratch/caller.ts';
import { castNames, type CastName, type CastOrganisation } from '../../../server/isolation/scratch/cast.ts';
import { digestOf } from '../../../server/isolation/scratch/digest.ts';
import { populate, type OneOfEach } from '../../../server/isolation/scratch/populate.ts';
import { graphqlClient } from '../support/graphql-client.ts';
import type { Installation } from '../support/installation.ts';
import { makeTokens, softwareNames, type SoftwareName } from './software.ts';

/** Who may send an input. */
export type Sender = CastName | SoftwareName | 'visitor';
export const senders: readonly Sender[] = ['visitor', ...castNames, ...softwareNames];

/** Two organisations: inputs are sent as people and software of the first; nothing of the second may ever be seen. */
export interface FuzzWorld {
  ids: Record<string, string[]>;
  words: string[];
  /** Texts and names of the second organisation that are in no input. */
  foreign: string[];
  /** The access token, or service token, of each sender; null for the visitor. */
  tokens(): Record<Sender, string | null>;
  /** Puts the people of the first organisation back as they were, whatever inputs did to them, signs everybody in anew, and gives software new tokens. */
  renew(): Promise<void>;
  /** Everything that stands in the second organisation. */
  foreignDigest(): Promise<string>;
}

const password = 'quiet-otter-mends-kettles';
const foreignWord = 'Zanzibarium';

/** Makes the two organisations in an installation. */
export async function makeWorld(installation: Installation): Promise<FuzzWorld> {
  const own = await installation.makeOrganisation('acme', password);
  const foreign = await installation.makeOrganisation('other-side', password);
  const [ownIds, foreignIds] = await populateBoth(installation, own, foreign);
  const adminUrl = await installation.adminUrl();
  const passwordHash = await hashPassword(password);
  const ids = idsOf([own, foreign], [ownIds, foreignIds]);
  let tokens: Record<Sender, string | null>;

  const renew = async () => {
    await withAdmin(adminUrl, async (admin) => {
      await admin.query('delete from platform.rate_limits');
      for (const name of castNames) {
        await admin.query(
          `update "${own.tenant.key}".users set status = 'active', username = $2, role = $3, password_hash = $4 where id = $1`,
          [own.viewers[name].userId, name.toLowerCase(), own.viewers[name].role, passwordHash],
        );
      }
    });
    const software = await makeTokens(await installation.databaseUrl(), own.tenant.key);
    const renewed: Partial<Record<Sender, string | null>> = { visitor: null, ...software };
    for (const name of castNames) {
      const account = { organisation: 'acme', username: name.toLowerCase(), password };
      renewed[name] = await patiently(() => graphqlClient(() => installation.url, account).token());
    }
    tokens = renewed as Record<Sender, string | null>;
  };
  await renew();
  return {
    ids,
    words: [
      'acme',
      'ACME-2026-000001',
      'OTHERSIDE-2026-000001',
      'consumer',
      'support',
      password,
      'The kettle of acme leaks',
      'kettle',
      'pia@acme.example',
      '+44 20 7946 0000',
      'Europe/Berlin',
      'EUR',
      'A text of some words.',
    ],
    foreign: [foreignWord, foreign.tenant.key, 'other-side.example'],
    tokens: () => tokens,
    renew,
    foreignDigest: () => digestOf(adminUrl, foreign.tenant.key),
  };
}

/** A sign-in that is refused because there is too much to do is tried again. */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!String(error).includes('503') || attempt === 10) throw error;
      await sleep(2_000);
    }
  }
}

async function populateBoth(installation: Installation, own: CastOrganisation, foreign: CastOrganisation) {
  const pools = createPools({ databaseUrl: await installation.databaseUrl(), maxConnections: 2 });
  const apollo = await startApollo();
  const services = { pools, config: installation.config(), now: () => new Date() };
  const caller = createCaller(services, apollo, 'bench');
  const made = [await populate(caller, own, 'acme'), await populate(caller, foreign, foreignWord)] as const;
  await apollo.stop();
  await pools.end();
  return made;
}

/** Of each type: the first organisation's, the second's, one that nobody has, and what is no id. */
function idsOf(
  organisations: readonly CastOrganisation[],
  ids: readonly OneOfEach[],
): Record<string, string[]> {
  const types = Object.keys(ids[0] ?? {});
  const everywhere = ['', 'x', '0', '__proto__', 'Q29tcGxhaW50Og==', '01900000-0000-7000-8000-000000000000'];
  return Object.fromEntries(
    types.map((type) => [
      type,
      [
        ...ids.flatMap((one) => [one[type] ?? '']),
        ...(type === 'User'
          ? organisations.flatMap(({ viewers }) =>
              castNames.map((name) => toGlobalId('User', viewers[name].userId as string)),
            )
          : []),
        toGlobalId(type, '01900000-0000-7000-8000-000000000000'),
        everywhere[types.indexOf(type) % everywhere.length] as string,
      ],
    ]),
  );
}
