import { createServer } from 'node:http';
import { env } from 'node:process';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';

/** The table has no foreign keys, because its rows outlive what they refer to. */
const activityRelations = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      'public.activity_logs': {
        tags: {
          foreignKey: [
            '(user_id) references public.users (id)',
            '(institution_id) references public.institutions (id)',
          ],
        },
      },
    },
  },
});

const pgl = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [activityRelations],
  pgServices: [
    makePgService({
      connectionString: env.DATABASE_URL,
      schemas: ['public', 'api', 'bench'],
      pubsub: false,
      poolConfig: { max: Number(env.DATABASE_POOL_SIZE) },
    }),
  ],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: { explain: false },
});

if (env.PRINT_SCHEMA) {
  const { printSchema } = await import('graphql');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(env.PRINT_SCHEMA, printSchema(await pgl.getSchema()));
}
const server = createServer();
await pgl.createServ(grafserv).addTo(server);
server.listen(Number(env.PORT), '127.0.0.1');
