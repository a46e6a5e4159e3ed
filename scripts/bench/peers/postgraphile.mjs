// PostGraphile 5 with the preset of its documentation, on one tenant's schema as its owner sees it, without row level security.
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const { DATABASE_URL, TENANT_KEY, PORT } = process.env;
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({ connectionString: DATABASE_URL, schemas: [TENANT_KEY], poolConfig: { max: 20 } }),
  ],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: { explain: false },
});
const serving = instance.createServ(grafserv);
const server = createServer();
await serving.addTo(server);
server.listen(Number(PORT), '127.0.0.1');
