// The product's API alone, with the rules of its permission table or without them (RULES=off), to measure what they cost. Never anything but a bench.
import { createHttpServer } from '../../../server/api/http.ts';
import { buildSchema } from '../../../server/api/schema.ts';
import { startRevocations } from '../../../server/auth/revocations.ts';
import { loadConfig, secretsOf } from '../../../server/config.ts';
import { createPools } from '../../../server/db/pools.ts';
import { setUpLog } from '../../../server/log.ts';
import { listen } from '../../../server/process/http-listener.ts';

const config = loadConfig(process.env);
setUpLog({ level: config.logLevel, secrets: secretsOf(config) });
const pools = createPools({ databaseUrl: config.databaseUrl as string, pooler: config.databasePooler });
startRevocations(pools, { notices: null });
await listen(
  await createHttpServer({
    config,
    pools,
    web: null,
    ...(process.env.RULES === 'off' ? { schema: buildSchema() } : {}),
  }),
  config,
);
