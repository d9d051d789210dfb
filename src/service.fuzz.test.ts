import { SignJWT } from 'jose';
import fc from 'fast-check';
import {
  buildClientSchema,
  getIntrospectionQuery,
  getOperationAST,
  Kind,
  parse,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueToken } from './auth/issue-token.ts';
import { harvest, type Harvest } from './testing/fuzz/harvest.ts';
import { Operations } from './testing/fuzz/operations.ts';
import { checkReply, FaultLog } from './testing/fuzz/oracles.ts';
import { Sender, type Reply, type Transport } from './testing/fuzz/send.ts';
import { weighted } from './testing/fuzz/leaves.ts';
import { checkVitals, expectedTotals, totalQueries, type Counting } from './testing/fuzz/vitals.ts';
import { createMarkedWorld, ganjaAddress, markers } from './testing/fuzz/world.ts';
import { startTestService, type Answer, type TestService } from './testing/service.ts';
import type { WrittenDocument } from './testing/fuzz/document.ts';
import type { World } from './testing/world.ts';

/** Operations, and the seed of the first batch: the next has the next one, so that a failure is run again alone. */
const runs = Number(process.env.FUZZ_RUNS ?? 3_000);
const firstSeed = Number(process.env.FUZZ_SEED ?? 1);
const batch = 250;
/** After it a batch ends where it is, also while it looks for a smaller failure; milliseconds. */
const batchTime = 120_000;

/** No answer takes longer, in milliseconds. */
const patience = 5_000;

const secret = 'a secret of the fuzz test, which nobody else has';
/** JWTs, because the mutation that revokes API tokens must not end the test. */
const environment = { JWT_SECRET: secret, JWT_ISSUER: 'fuzz', JWT_AUDIENCE: 'fuzz' };

const viewers = ['anonymous', 'school1.teacher', 'baku.admin', 'superadmin'] as const;
type Viewer = (typeof viewers)[number];

/** What must not stand in an answer to whom. */
const forbidden: Record<Viewer, readonly string[]> = {
  anonymous: [...Object.values(markers), ganjaAddress],
  'school1.teacher': [...Object.values(markers), ganjaAddress],
  'baku.admin': [markers.ganja, markers.system, ganjaAddress],
  superadmin: [],
};

interface Operation extends WrittenDocument {
  readonly viewer: Viewer;
  readonly transport: Transport;
}

const faults = new FaultLog();
let service: TestService;
let world: World;
let schema: GraphQLSchema;
let senders: Record<Viewer, Sender>;
let operations: fc.Arbitrary<Operation>;

beforeAll(async () => {
  service = await startTestService({ environment, logTo: faults });
  world = await createMarkedWorld(service.database);
  const token = (viewer: Exclude<Viewer, 'anonymous'>) =>
    new SignJWT({ sub: world.users[viewer], iss: 'fuzz', aud: 'fuzz' })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1d')
      .sign(new TextEncoder().encode(secret));
  const entries = viewers.map(
    async (viewer) => [viewer, new Sender(service, viewer === 'anonymous' ? null : await token(viewer))] as const,
  );
  senders = Object.fromEntries(await Promise.all(entries)) as Record<Viewer, Sender>;
  const { username } = (await ask('superadmin', '{ viewer { username } }')).data.viewer;
  await issueToken(service.database.db, username, 'fuzz', null);
  schema = buildClientSchema((await ask('superadmin', getIntrospectionQuery())).data);
  operations = await createOperations();
}, 120_000);
afterAll(async () => {
  for (const sender of Object.values(senders)) sender.close();
  await service.stop();
});

const withinPatience = () => AbortSignal.timeout(patience);

async function ask(viewer: Viewer, query: string): Promise<Answer> {
  const { results } = await senders[viewer].send('post', { query, variables: '{}' }, withinPatience());
  return JSON.parse(results[0]!) as Answer;
}

/** Operations of one root field, by who may do everything. */
let operationsOf: (kind: 'query' | 'mutation', name: string) => fc.Arbitrary<Operation>;

async function createOperations(): Promise<fc.Arbitrary<Operation>> {
  const harvests = await Promise.all(
    (['school1.teacher', 'baku.admin', 'superadmin'] as const).map((viewer) =>
      harvest(schema, (query) => ask(viewer, query)),
    ),
  );
  const [, ofAdmin, ofSuperadmin] = harvests as [Harvest, Harvest, Harvest];
  const { cursors } = ofSuperadmin;
  const everything = new Operations(schema, { ids: ofSuperadmin.ids, cursors });
  // Whoever may do everything could address marked notifications to those who shall not see them.
  const unmarked = new Operations(schema, { ids: ofAdmin.ids, cursors });
  operationsOf = (kind, name) =>
    (kind === 'mutation' ? unmarked : everything)
      .of(kind, name)
      .map((document): Operation => ({ viewer: 'superadmin', transport: 'post', ...document }));

  const operation = (kind: 'query' | 'mutation' | 'subscription', signedIn: fc.Arbitrary<Transport>) =>
    weighted<Viewer>(
      [1, fc.constant('anonymous')],
      [3, fc.constant('school1.teacher')],
      [6, fc.constant('baku.admin')],
      [4, fc.constant('superadmin')],
    ).chain((viewer) => {
      const source = kind === 'mutation' && viewer === 'superadmin' ? unmarked : everything;
      const transport = viewer === 'anonymous' ? fc.constantFrom<Transport>('post', 'get', 'stream') : signedIn;
      return fc
        .tuple(transport, source.of(kind))
        .map(([way, document]): Operation => ({ viewer, transport: way, ...document }));
    });
  const ways = (post: number, get: number, stream: number, socket: number) =>
    weighted<Transport>(
      [post, fc.constant('post')],
      [get, fc.constant('get')],
      [stream, fc.constant('stream')],
      [socket, fc.constant('socket')],
    );
  return weighted(
    [12, operation('query', ways(12, 1, 2, 4))],
    [6, operation('mutation', ways(12, 1, 2, 4))],
    [2, operation('subscription', ways(1, 1, 6, 8))],
  );
}

/** Root fields that were answered with something. */
const reached = new Set<string>();
const sent = new Map<Viewer, number>();
const answered = new Map<Viewer, number>();
const increase = (counts: Map<Viewer, number>, viewer: Viewer) => counts.set(viewer, (counts.get(viewer) ?? 0) + 1);

function note({ viewer, query }: Operation, { results }: Reply): void {
  increase(answered, viewer);
  const { data } = JSON.parse(results[0]!) as Answer;
  for (const selection of getOperationAST(parse(query))!.selectionSet.selections) {
    if (selection.kind !== Kind.FIELD) continue;
    if (data[(selection.alias ?? selection.name).value] != null) reached.add(selection.name.value);
  }
}

/** Whether the viewer's role may not ask for that at all, whatever the values are. */
const isForbidden = ({ results }: Reply): boolean =>
  results.some((text) =>
    ((JSON.parse(text) as Answer).errors ?? []).some(({ extensions }) => extensions['code'] === 'FORBIDDEN'),
  );

/** Sends an operation and checks all that can be seen of it. */
async function attempt(operation: Operation): Promise<void> {
  const reply = await senders[operation.viewer].send(operation.transport, operation, withinPatience());
  // First, so that a fault is not held against the operation that is tried next.
  faults.check();
  if (checkReply(reply, forbidden[operation.viewer]) === 'data') note(operation, reply);
  if (!isForbidden(reply)) increase(sent, operation.viewer);
}

/** That the service is as well as before, and counts for each viewer what the viewer may see. */
async function checkHealth(): Promise<void> {
  for (const sender of Object.values(senders)) sender.close();
  for (const viewer of viewers) {
    const { data, errors } = await ask(viewer, '{ viewer { username } }');
    if (viewer === 'anonymous') expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    else expect(data.viewer.username).toMatch(new RegExp(`^${viewer}`));
  }
  await checkVitals(service);
  for (const viewer of ['school1.teacher', 'baku.admin', 'superadmin'] satisfies Counting[]) {
    const expected = await expectedTotals(service.database, world, viewer);
    for (const [name, query] of totalQueries) {
      const { data } = await ask(viewer, query);
      expect([viewer, name, data?.list.totalCount.value ?? null]).toEqual([viewer, name, expected[name]]);
    }
  }
  faults.check();
}

test(
  `${runs} operations with hostile values break nothing and show nobody what is not theirs`,
  async () => {
    await checkHealth();
    for (let done = 0; done < runs; done += batch) {
      const seed = firstSeed + done / batch;
      const numRuns = Math.min(batch, runs - done);
      try {
        await fc.assert(fc.asyncProperty(operations, attempt), { seed, numRuns, interruptAfterTimeLimit: batchTime });
        await checkHealth();
      } catch (error) {
        throw new Error(`FUZZ_SEED=${seed} FUZZ_RUNS=${numRuns}\n${(error as Error).message}`, { cause: error });
      }
    }
    if (runs < 3_000) return;
    // Of what a role may ask for, hostile values do not make everything fail.
    expect((answered.get('superadmin') ?? 0) / (sent.get('superadmin') ?? 1)).toBeGreaterThan(0.3);
    expect((answered.get('baku.admin') ?? 0) / (sent.get('baku.admin') ?? 1)).toBeGreaterThan(0.35);
    const missed = (type: GraphQLObjectType | null | undefined) =>
      Object.keys(type?.getFields() ?? {}).filter((name) => !reached.has(name));
    // Chance left some out: each gets attempts of its own.
    for (const [kind, type] of [
      ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()],
    ] as const) {
      for (const name of missed(type)) {
        await fc.assert(fc.asyncProperty(operationsOf(kind, name), attempt), { seed: firstSeed, numRuns: batch });
      }
    }
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    expect(roots.flatMap(missed)).toEqual([]);
  },
  600_000 + runs * 100,
);
