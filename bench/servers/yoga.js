import { createServer } from 'node:http';
import { env } from 'node:process';
import { createSchema, createYoga } from 'graphql-yoga';
import { createContext, resolversWithDataLoader as resolvers } from './resolvers.js';
import { typeDefs } from './schema.js';

const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), context: createContext });
createServer(yoga).listen(Number(env.PORT), '127.0.0.1');
