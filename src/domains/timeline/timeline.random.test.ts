import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, worldUsers, type InstitutionName, type Username, type World } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import {
  byTime,
  insertRandomRows,
  isWithin,
  randomRows,
  readEntries,
  requestIds,
  sourceNames,
  type Entry,
  type SourceName,
} from '../../testing/timeline.ts';

const seed = Date.now() % 1_000_000_000;
const schoolCount = 110;

let service: TestService;
let world: World;
/** More than the service merges one by one. */
let schools: string[];
let people: ReadonlyMap<string, string | null>;

const insertRows = (count: number, from: number) =>
  insertRandomRows(service.database, fc.sample(randomRows(world, schools, count), { seed: from, numRuns: 1 })[0]!);

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { owner } = service.database;
  const made = await owner
    .insertInto('institutions')
    .values(
      Array.from({ length: schoolCount }, (_, index) => ({
        name: `School ${index}`,
        type: 'school' as const,
        level: 4,
        parent_id: world.institutions.yasamal,
      })),
    )
    .returning('id')
    .execute();
  schools = made.map(({ id }) => id);
  const users = await owner.selectFrom('users').select(['id', 'institution_id']).execute();
  people = new Map(users.map((user) => [user.id, user.institution_id]));
  await insertRows(900, seed);
  // More addresses of one source than the service merges one by one, where the network is large enough.
  const [rows = []] = fc.sample(randomRows(world, schools, 400), { seed: seed + 1, numRuns: 1 });
  await insertRandomRows(
    service.database,
    rows.map((row, index) => ({ ...row, source: 'ACTIVITY_LOG', address: `10.2.${index % 4}.${index % 250}` })),
  );
});
afterAll(() => service.stop());

const viewers = ['superadmin', 'baku.admin', 'ganja.admin', 'baku.operator', 'yasamal.admin', 'school1.admin'] as const;
const username = fc.constantFrom<Username>(...viewers, 'school1.teacher', 'school3.teacher');

const below: Readonly<Record<InstitutionName, readonly InstitutionName[]>> = {
  ministry: ['ministry', 'baku', 'yasamal', 'school1', 'school2', 'ganja', 'kapaz', 'school3'],
  baku: ['baku', 'yasamal', 'school1', 'school2'],
  yasamal: ['yasamal', 'school1', 'school2'],
  school1: ['school1'],
  school2: ['school2'],
  ganja: ['ganja', 'kapaz', 'school3'],
  kapaz: ['kapaz', 'school3'],
  school3: ['school3'],
};

/** The ids of an institution and all below it. */
function subtree(name: InstitutionName): Set<string> {
  const own = below[name].map((each) => world.institutions[each]);
  return new Set(below[name].includes('yasamal') ? [...own, ...schools] : own);
}

/** Which sources a role may read: the owner's table, written once more. */
const readable: Readonly<Record<string, readonly SourceName[]>> = {
  superadmin: sourceNames,
  regionadmin: ['AUDIT_LOG', 'ACTIVITY_LOG', 'SECURITY_EVENT', 'SYSTEM_ERROR'],
  sektoradmin: ['AUDIT_LOG', 'ACTIVITY_LOG'],
  schooladmin: ['AUDIT_LOG', 'ACTIVITY_LOG'],
};

function isVisible(entry: Entry, viewer: Username): boolean {
  const { role, at } = worldUsers.find(([name]) => name === viewer)![1];
  if (!(readable[role] ?? ['ACTIVITY_LOG']).includes(entry.source)) return false;
  if (role === 'superadmin') return true;
  const own = entry.users[0] === world.users[viewer];
  if (role === 'müəllim') return own;
  const reach = subtree(at);
  const ofUser = entry.users.some((user) => reach.has(people.get(user) ?? ''));
  if (entry.source === 'SYSTEM_ERROR') return ofUser;
  const placed = entry.institution === null ? ofUser : reach.has(entry.institution);
  return placed || (own && entry.source !== 'SECURITY_EVENT');
}

type About = Readonly<Partial<Record<'userId' | 'ipAddress' | 'requestId' | 'institutionId', string>>>;

function isAbout(entry: Entry, about: About): boolean {
  if (about.userId !== undefined) return entry.users.includes(about.userId);
  if (about.ipAddress !== undefined) return isWithin(entry.address, about.ipAddress);
  if (about.requestId !== undefined) return entry.requests.includes(about.requestId);
  const name = (Object.keys(below) as InstitutionName[]).find(
    (each) => world.institutions[each] === about.institutionId,
  );
  const within = name === undefined ? new Set([about.institutionId!]) : subtree(name);
  const placed =
    entry.source === 'SYSTEM_ERROR' || entry.source === 'JOB_LOG'
      ? people.get(entry.users[0] ?? '')
      : entry.institution;
  return placed != null && within.has(placed);
}

const networks = [
  '10.1.2.3',
  '10.1.2.0/24',
  '10.0.0.0/8',
  '10.2.0.0/25',
  '10.2.0.0/24',
  '10.2.0.0/22',
  '0.0.0.0/0',
  '2001:db8::/32',
  '::/0',
];

const questions = fc.record({
  viewer: username,
  about: fc.oneof(
    fc.constantFrom(...worldUsers.map(([name]) => name)).map((name) => ({ userId: name })),
    fc.constantFrom(...networks).map((ipAddress) => ({ ipAddress })),
    fc.constantFrom(...requestIds, 'none').map((requestId) => ({ requestId })),
    fc.constantFrom(...(Object.keys(below) as InstitutionName[])).map((institutionId) => ({ institutionId })),
  ),
  sources: fc.option(fc.uniqueArray(fc.constantFrom(...sourceNames)), { freq: 2 }),
  from: fc.constantFrom(null, null, '2026-03-01T00:00:01.000001Z', '1900-01-01T00:00:00Z'),
  to: fc.constantFrom(null, null, '2026-03-01T00:00:04Z'),
  orderBy: fc.constantFrom('NEWEST_FIRST', 'OLDEST_FIRST'),
});

type Question = typeof questions extends fc.Arbitrary<infer T> ? T : never;

/** The variables that ask this question: names become ids. */
function toVariables({ about, sources, from, to, orderBy }: Question) {
  const { userId, institutionId, ...others } = about as Partial<Record<keyof About, string>>;
  return {
    about: {
      ...others,
      ...(userId !== undefined && { userId: world.users[userId as Username] }),
      ...(institutionId !== undefined && { institutionId: world.institutions[institutionId as InstitutionName] }),
    },
    sources,
    from,
    to,
    orderBy,
  };
}

/** All of the answer at once, by looking at every row. */
function bruteForce(entries: readonly Entry[], question: Question): string[] {
  const { about, sources, from, to, orderBy } = toVariables(question);
  const micros = (time: string) =>
    BigInt(Date.parse(`${time.slice(0, 19)}Z`)) * 1000n + BigInt(time.slice(20, 26).replace('Z', '') || 0);
  const found = entries
    .filter((entry) => sources?.includes(entry.source) ?? true)
    .filter((entry) => isVisible(entry, question.viewer) && isAbout(entry, about))
    .filter(({ at }) => from === null || (at !== null && at >= micros(from)))
    .filter(({ at }) => to === null || at === null || at < micros(to))
    .toSorted(byTime);
  if (orderBy === 'NEWEST_FIRST') found.reverse();
  return found.map(({ source, id }) => `${source} ${id}`);
}

const document = `query (
    $about: TimelineAbout!, $sources: [TimelineSource!], $from: DateTime, $to: DateTime, $orderBy: TimelineOrder!,
    $first: Int, $after: String, $last: Int, $before: String
  ) {
    timeline(about: $about, sources: $sources, from: $from, to: $to, orderBy: $orderBy,
      first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { id source } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount { value isExact }
    } }`;

interface Edge {
  readonly cursor: string;
  readonly node: { readonly id: string; readonly source: string };
}

const keyOf = ({ node }: Edge) => `${node.source} ${Buffer.from(node.id, 'base64url').toString().split(':')[1]!}`;

async function ask(question: Question, page: Record<string, unknown>) {
  const { data, errors } = await service.query(question.viewer, document, { ...toVariables(question), ...page });
  expect(errors).toBeUndefined();
  return data.timeline as {
    edges: Edge[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
    totalCount: { value: number; isExact: boolean };
  };
}

/** Everything from a cursor on, page by page. */
async function walk(
  question: Question,
  sizes: readonly number[],
  backward: boolean,
  cursor: string | null,
  between?: () => Promise<void>,
) {
  let edges: Edge[] = [];
  for (let turn = 0, at = cursor; ; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    const page = await ask(question, backward ? { last: size, before: at } : { first: size, after: at });
    edges = backward ? [...page.edges, ...edges] : [...edges, ...page.edges];
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    expect([startCursor, endCursor]).toEqual([page.edges.at(0)?.cursor ?? null, page.edges.at(-1)?.cursor ?? null]);
    expect(backward ? hasNextPage : hasPreviousPage).toBe(at !== null);
    if (!(backward ? hasPreviousPage : hasNextPage)) return edges;
    at = backward ? startCursor : endCursor;
    await between?.();
  }
}

const sizes = fc.array(fc.constantFrom(1, 2, 3, 7, 20, 50, 100), { minLength: 1, maxLength: 4 });

it('every page of a timeline is that of a merge by hand, in both directions, from any cursor on', async () => {
  const entries = await readEntries(service.database.owner);
  await fc.assert(
    fc.asyncProperty(questions, sizes, fc.nat(), async (question, pageSizes, dice) => {
      const expected = bruteForce(entries, question);
      const large = expected.length > 60 ? pageSizes.map((size) => Math.max(size, 40)) : pageSizes;
      const forwards = await walk(question, large, false, null);
      expect(forwards.map(keyOf)).toEqual(expected);
      const backwards = await walk(question, large, true, null);
      expect(backwards).toEqual(forwards);
      if (expected.length === 0) return;
      const position = dice % expected.length;
      const { cursor } = forwards[position]!;
      expect(await walk(question, large, false, cursor)).toEqual(forwards.slice(position + 1));
      expect(await walk(question, large, true, cursor)).toEqual(forwards.slice(0, position));
      const { totalCount } = await ask(question, { first: 1 });
      expect(totalCount).toEqual({ value: expected.length, isExact: true });
    }),
    { numRuns: 60, seed },
  );
}, 120_000);

it('what is inserted while somebody pages neither hides nor repeats what was there', async () => {
  let salt = seed;
  await fc.assert(
    fc.asyncProperty(questions, fc.boolean(), async (question, backward) => {
      const before = bruteForce(await readEntries(service.database.owner), question);
      let inserted = 0;
      const insertOnce = async () => {
        inserted += 1;
        if (inserted <= 3) await insertRows(40, (salt += 1));
      };
      const seen = (
        await walk(
          question,
          [Math.max(2, Math.ceil(before.length / 6))].map((size) => Math.min(size, 100)),
          backward,
          null,
          insertOnce,
        )
      ).map(keyOf);
      const after = bruteForce(await readEntries(service.database.owner), question);
      expect(new Set(seen).size).toBe(seen.length);
      expect(before.filter((key) => !seen.includes(key))).toEqual([]);
      // In the right order, with nothing that does not belong there.
      expect(seen).toEqual(after.filter((key) => seen.includes(key)));
    }),
    { numRuns: 12, seed },
  );
}, 120_000);
