import {
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  type GraphQLNamedOutputType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import { expect, test } from 'vitest';
import { compareExecutors, later } from '../testing/compare-executors.ts';
import { createExecutorSchema } from '../testing/executor-schema.ts';

/** Documents, and the first seed: the next has the next one, so that a failure is run again alone. */
const documents = Number(process.env.EXECUTOR_DOCUMENTS ?? 2_500);
const firstSeed = Number(process.env.EXECUTOR_SEED ?? 1);

const schema = createExecutorSchema();

/** The generator "mulberry32". */
class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
  chance(share: number): boolean {
    return this.next() < share;
  }
  one<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

const hash = (text: string): number => {
  let sum = 2166136261;
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 16777619);
  return sum >>> 0;
};

/** Documents of valid syntax; what is selected under one name is the same field with the same arguments. */
class DocumentWriter {
  readonly #random: Random;
  readonly #fragments: { name: string; type: string; text: string }[] = [];
  constructor(random: Random) {
    this.#random = random;
  }

  write(): string {
    const operation = this.#random.one(['query', 'query', 'query', 'mutation', 'subscription'] as const);
    const root = `${operation[0]!.toUpperCase()}${operation.slice(1)}`;
    const selection = this.#selection(schema.getType(root) as GraphQLNamedOutputType, 4);
    const variables = '($yes: Boolean! = true, $no: Boolean = false, $any: Boolean!, $int: Int, $text: String = "t")';
    const fragments = this.#fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`);
    return [`${operation} ${variables} ${selection}`, ...fragments].join('\n');
  }

  #selection(type: GraphQLNamedOutputType, depth: number): string {
    const count = 1 + this.#random.below(5);
    return `{ ${Array.from({ length: count }, () => this.#item(type, depth)).join(' ')} }`;
  }

  #item(type: GraphQLNamedOutputType, depth: number): string {
    const random = this.#random;
    if (depth > 0 && random.chance(0.2)) return this.#fragment(type, depth - 1);
    const fields =
      isObjectType(type) || (isAbstractType(type) && 'getFields' in type) ? Object.values(type.getFields()) : [];
    const usable = fields.filter((field) => depth > 0 || isLeafType(named(field.type)));
    if (usable.length === 0 || random.chance(0.1)) return `__typename${this.#condition()}`;
    const field = random.one(usable);
    const given = this.#argumentsOf(field.name);
    const alias = given === '' && random.chance(0.8) ? '' : `a${hash(field.name + given).toString(36)}: `;
    const inner = isLeafType(named(field.type)) ? '' : ` ${this.#selection(named(field.type), depth - 1)}`;
    return `${alias}${field.name}${given}${this.#condition()}${inner}`;
  }

  #argumentsOf(field: string): string {
    const random = this.#random;
    if (field === 'demand') return random.one(['(text: "a")', '(text: $text)', '']);
    if (field !== 'echo') return '';
    return random.one([
      '',
      '(int: $int)',
      '(int: 2, list: [1, $int])',
      '(text: null, input: { int: $int, text: $text })',
      '(colour: BLUE)',
    ]);
  }

  #condition(): string {
    if (!this.#random.chance(0.12)) return '';
    const [directive, value] = [
      this.#random.one(['skip', 'include']),
      this.#random.one(['$yes', '$no', '$any', 'true', 'false']),
    ];
    return ` @${directive}(if: ${value})`;
  }

  #fragment(type: GraphQLNamedOutputType, depth: number): string {
    const random = this.#random;
    const known = random.one([...this.#fragments, undefined]);
    if (known && random.chance(0.5)) return `...${known.name}${this.#condition()}`;
    const on = random.chance(0.5)
      ? type
      : (schema.getType(random.one(['Obj', 'Other', 'Named', 'Tagged', 'Any'])) as typeof type);
    const text = this.#selection(on, depth);
    if (random.chance(0.5)) return `... on ${on.name}${this.#condition()} ${text}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, type: on.name, text });
    return `...${name}${this.#condition()}`;
  }
}

function named(type: GraphQLOutputType): GraphQLNamedOutputType {
  return isListType(type) || isNonNullType(type) ? named(type.ofType) : type;
}

const leaves: Readonly<Record<string, readonly unknown[]>> = {
  Int: [0, 1, -5, 2 ** 31 - 1, 2 ** 31, 1.5, '7', 'x', true, NaN],
  Float: [0.5, 1e21, '2.5', 'x', Infinity],
  String: ['', 'text', 'q"\\\n\u2028', '\ud83d', '😀', 5, false, {}],
  Boolean: [true, false, 1, 'x'],
  ID: ['id', 7, 1.5],
  Colour: ['r', 2, 'RED', 3],
  Odd: [1, () => null, () => ({ a: ['"'] }), 'x'],
  JSON: [{ a: [1, null, 'é'] }, [], 'x', 0],
};

/** What a type's resolver gives: mostly what fits it, now or later, else one of the ways to fail. */
function valueOf(type: GraphQLOutputType, random: Random): unknown {
  if (random.chance(0.3)) {
    const [when, fails, seed] = [random.below(4), random.chance(0.1), random.below(2 ** 31)];
    const value = later(undefined, when).then(() => {
      if (fails) throw new Error(`rejected ${seed}`);
      return valueNow(type, new Random(seed));
    });
    // Only what an executor derives from it has to be looked after.
    value.catch(() => undefined);
    return value;
  }
  return valueNow(type, random);
}

function valueNow(type: GraphQLOutputType, random: Random): unknown {
  if (isNonNullType(type)) return random.chance(0.97) ? valueNow(type.ofType, random) : null;
  if (random.chance(0.05)) return random.one([null, undefined, new Error('given'), 'of no such type', 5, {}, []]);
  if (isListType(type)) return Array.from({ length: random.below(4) }, () => valueOf(type.ofType, random));
  if (isLeafType(type)) return random.one((leaves[type.name] ?? []).slice(0, random.chance(0.1) ? undefined : 3));
  const is = isAbstractType(type) ? random.one(['Obj', 'Obj', 'Other', 'Other', 'Nobody', undefined]) : undefined;
  const given = random.chance(0.2) ? () => later(is) : is;
  return source(random.below(2 ** 31), { is: given, __typename: is });
}

/** An object whose fields give what its seed, their name and arguments decide. */
function source(seed: number, members: object = {}): object {
  return new Proxy(members, {
    get(_, name) {
      if (typeof name === 'symbol' || name === 'then' || name in members) return Reflect.get(members, name) as unknown;
      if (name === 'is' || name === '__typename') return undefined;
      return (args: unknown, _context: unknown, info?: GraphQLResolveInfo) => {
        const random = new Random(hash(`${seed} ${name} ${JSON.stringify(args)}`));
        if (random.chance(0.04)) throw new Error(`thrown by ${name}`);
        return valueOf(info?.returnType ?? schema.getQueryType()!.getFields().string!.type, random);
      };
    },
  });
}

test(`${documents} documents are answered as by graphql-js, whatever fails in them`, async () => {
  let withErrors = 0;
  let withNull = 0;
  for (let seed = firstSeed; seed < firstSeed + documents; seed++) {
    const random = new Random(seed);
    const query = new DocumentWriter(random).write();
    const variableValues = { any: random.chance(0.5), ...random.one([{}, { int: 4 }, { int: null, text: 'v' }]) };
    const rootSeed = random.below(2 ** 31);
    try {
      parse(query);
      const { data, errors } = await compareExecutors({ schema, query, variableValues, root: () => source(rootSeed) });
      if (errors) withErrors += 1;
      if (data === null) withNull += 1;
    } catch (error) {
      throw new Error(`EXECUTOR_SEED=${seed} EXECUTOR_DOCUMENTS=1\n${query}\n${(error as Error).message}`, {
        cause: error,
      });
    }
  }
  if (documents < 100) return;
  // Neither everything nor nothing fails.
  expect(withErrors / documents).toBeGreaterThan(0.2);
  expect(withErrors / documents).toBeLessThan(0.9);
  expect(withNull).toBeGreaterThan(10);
}, 60_000);
