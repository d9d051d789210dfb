import { env } from 'node:process';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { loadInstitutions, loadUsers, resolvers } from './resolvers.js';
import { typeDefs } from './schema.js';

/** Loads each row once: unlike DataLoader, a loader of Mercurius gets one entry for each parent. */
const relation = (column, load) => async (queries) => {
  const ids = [...new Set(queries.map(({ obj }) => obj[column]).filter(Boolean))];
  const rows = ids.length > 0 ? await load(ids) : [];
  const found = new Map(ids.map((id, index) => [id, rows[index]]));
  return queries.map(({ obj }) => found.get(obj[column]) ?? null);
};
// Mercurius would otherwise serialise every parent to find the same one again, which costs more than it can save here.
const opts = { cache: false };
const relations = {
  user: { loader: relation('user_id', loadUsers), opts },
  institution: { loader: relation('institution_id', loadInstitutions), opts },
};

const fastify = Fastify();
await fastify.register(mercurius, {
  schema: typeDefs,
  resolvers,
  loaders: { SecurityEvent: relations, ActivityLog: relations },
  jit: 1,
});
await fastify.listen({ port: Number(env.PORT), host: '127.0.0.1' });
