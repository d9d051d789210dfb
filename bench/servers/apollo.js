import { env } from 'node:process';
import { ApolloServer } from '@apollo/server';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { createContext, resolversWithDataLoader as resolvers } from './resolvers.js';
import { typeDefs } from './schema.js';

const fastify = Fastify();
const apollo = new ApolloServer({ typeDefs, resolvers, plugins: [fastifyApolloDrainPlugin(fastify)] });
await apollo.start();
await fastify.register(fastifyApollo(apollo), { context: () => Promise.resolve(createContext()) });
await fastify.listen({ port: Number(env.PORT), host: '127.0.0.1' });
