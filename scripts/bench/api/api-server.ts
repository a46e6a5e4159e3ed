// The product's API alone, twice in one process: at PORT with the rules of its permission table, at UNGUARDED_PORT without them, to measure what
// they cost. Two processes of one code differ by more than the rules do. Never anything but a bench.
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
const unguarded = await createHttpServer({ config, pools, web: null, schema: buildSchema() });
await listen(unguarded, { host: config.host, port: Number(process.env.UNGUARDED_PORT) });
// The one that is asked whether all is ready comes last.
await listen(await createHttpServer({ config, pools, web: null }), config);
