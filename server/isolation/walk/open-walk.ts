import type { GraphQLSchema } from 'graphql';
import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { startApollo } from '../../api/apollo.ts';
import { createHttpServer } from '../../api/http.ts';
import { guard } from '../../api/permissions.ts';
import { buildSchema } from '../../api/schema.ts';
import type { Config } from '../../config.ts';
import type { Services } from '../../context.ts';
import type { Notebook } from '../notebook.ts';
import { bringTo, complaintText } from '../scratch/complaint-paths.ts';
import { createCaller, type Caller } from '../scratch/caller.ts';
import { mutationCalls } from '../scratch/mutation-calls.ts';
import { plantMarks } from '../scratch/plant-marks.ts';
import { populate } from '../scratch/populate.ts';
import { makeScratchTenant, type ScratchOrganisation } from '../scratch/scratch-tenants.ts';
import { observePools } from './observed-pools.ts';
import { readMarks } from './their-marks.ts';
import type { Walk } from './walk.ts';

export interface WalkOptions {
  admin: Client;
  databaseUrl: string;
  runtimeRoleName: string;
  config: Config;
  notebook: Notebook;
  signal: AbortSignal;
  /** With its guards. The product's own when not given; a test plants a hole in it. */
  schema?: GraphQLSchema;
}

/** A walk that can begin; `close` ends its connections, and leaves the scratch tenants to whoever removes them. */
export interface OpenWalk {
  walk: Walk;
  /** The same over HTTP; not listening yet. */
  createServer: () => ReturnType<typeof createHttpServer>;
  close(): Promise<void>;
}

/** Makes two scratch organisations with one thing of each type, and the API to walk. */
export async function openWalk(options: WalkOptions): Promise<OpenWalk> {
  const { admin, notebook, signal, schema = guard(buildSchema()) } = options;
  const { databaseUrl, config: given } = options;
  const observed = observePools({ databaseUrl, pooler: given.databasePooler }, notebook);
  // A key of its own: no token that is made here is good anywhere else. Time stands still, so that answers can be compared.
  const startedAt = new Date();
  const config = {
    ...given,
    secretKey: randomBytes(32).toString('base64url'),
    // As if there was mail, so that what needs it is walked too. None is sent: workers leave scratch organisations alone.
    smtpUrl: given.smtpUrl ?? 'smtp://mail.invalid',
  };
  const services: Services = { pools: observed.pools, config, now: () => startedAt };
  const apollo = await startApollo(schema);
  const close = async () => {
    await apollo.stop();
    await observed.end();
    await forgetLimits(admin, observed.limitKeys);
  };
  try {
    const caller = createCaller(services, apollo, 'redress verify');
    const ours = await makeScratch(admin, caller, services, options);
    signal.throwIfAborted();
    const theirs = await makeScratch(admin, caller, services, options);
    signal.throwIfAborted();
    const texts = await plantMarks(admin, theirs.organisation.tenant.key, theirs.mark);
    notebook.looked('texts of the other organisation with its word in them', texts.planted);
    notebook.looked('texts that take no word of ours', texts.closed);
    const walk: Walk = {
      schema,
      caller,
      observed,
      ours,
      theirs,
      ourMarks: await readMarks(admin, ours),
      theirMarks: await readMarks(admin, theirs),
      calls: mutationCalls(caller, ours.organisation, ours.ids),
      notebook,
      asked: new Set(),
      given: new Set(),
      signal,
    };
    const createServer = () =>
      createHttpServer({ config, pools: observed.pools, web: null, now: services.now });
    return { walk, createServer, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function makeScratch(
  admin: Client,
  caller: Caller,
  services: Services,
  { runtimeRoleName }: WalkOptions,
): Promise<ScratchOrganisation> {
  const scratch = await makeScratchTenant(admin, services.pools, { runtimeRoleName, now: services.now() });
  const ids = await populate(caller, scratch.organisation, scratch.mark);
  // With everything that a complaint can have: its resolution, why it waited, how it was accepted.
  for (const state of ['closed', 'waitingForThirdParty'] as const)
    await bringTo(caller, scratch.organisation, state, { ...complaintText, categoryId: ids['Category'] });
  const { complaint } = await caller.get<{ complaint: { reference: string } }>(
    scratch.organisation.viewers.admin,
    'query ($id: ID!) { complaint(id: $id) { reference } }',
    { id: ids['Complaint'] },
  );
  const invited = { username: 'invited', displayName: 'Ivo Invited', role: 'SUPPORT' };
  const { admin: administrator } = scratch.organisation.viewers;
  const { invitationUrl } = await caller.change(administrator, 'createUser', invited, 'invitationUrl');
  const invitationToken = String(invitationUrl).split('/').at(-1) as string;
  return { ...scratch, ids, reference: complaint.reference, invitationToken };
}

/** What was counted against the scratch organisations' guesses is nobody's any more. */
async function forgetLimits(admin: Client, keys: ReadonlySet<string>): Promise<void> {
  await admin.query('delete from platform.rate_limits where key = any ($1)', [[...keys]]);
}
