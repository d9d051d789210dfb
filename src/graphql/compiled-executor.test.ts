import { makeExecutableSchema } from '@graphql-tools/schema';
import { getIntrospectionQuery, isObjectType, parse, type GraphQLResolveInfo } from 'graphql';
import { describe, expect, test } from 'vitest';
import { compareExecutors, fails, later, rejects, type Request } from '../testing/compare-executors.ts';
import { createExecutorSchema } from '../testing/executor-schema.ts';
import { createCompiledExecutor } from './compiled-executor.ts';
import { referenceExecutor } from './executor.ts';
import { createSchema } from './schema.ts';

const schema = createExecutorSchema();

type Root = Record<string, unknown>;
const compare = (query: string, root: () => Root = () => ({}), rest: Partial<Request> = {}) =>
  compareExecutors({ schema, query, root, ...rest });

describe('documents', () => {
  const root = () => ({
    int: 1,
    string: 's',
    obj: { int: 2, string: 't', obj: { id: 3 } },
    echo: (args: unknown) => args,
  });

  test('merge fields, whatever fragment they come from', async () => {
    await compare(
      `{ obj { int } x: __typename ...A ... { obj { obj { id } } } ... on Query { obj { int string } } ... on Mutation { int } }
       fragment A on Query { int obj { again: int ...B } } fragment B on Named { ... on Obj { string } ... on Other { other } }`,
      root,
    );
    const { text } = await compare('{ b: int a: int __proto__: int constructor: string }', root);
    expect(text).toBe('{"b":1,"a":1,"__proto__":1,"constructor":"s"}');
  });

  test('that mean very many fields are left to graphql-js, which needs no plan for fields that are null', async () => {
    const numbers = Array.from({ length: 30 }, (_, n) => n);
    const doubling = numbers.map((n) => `fragment F${n} on Obj { a: obj { ...F${n + 1} } b: obj { ...F${n + 1} } }`);
    const query = `{ obj { ...F0 } } ${doubling.join(' ')} fragment F30 on Obj { id }`;
    const { text } = await compare(query, () => ({ obj: {} }), { leftToReference: true });
    expect(text).toBe('{"obj":{"a":null,"b":null}}');
  });

  test('skip and include, in every combination of one document', async () => {
    const executor = createCompiledExecutor();
    const query = `query ($a: Boolean!, $b: Boolean = true, $c: Boolean!) {
      int @include(if: $a) string @skip(if: $b) @include(if: $c) never: int @include(if: false) always: int @skip(if: false)
      obj @skip(if: $a) { int @include(if: $b) ...F @include(if: $c) ... @skip(if: $c) { id } }
    } fragment F on Obj { obj { id @skip(if: $b) __typename } }`;
    for (let bits = 0; bits < 12; bits++) {
      const [a, c, b] = [(bits & 1) > 0, (bits & 2) > 0, [true, false, undefined][bits >> 2]];
      await compareExecutors(
        { schema, query, root, variableValues: { a, c, ...(b === undefined ? {} : { b }) } },
        executor,
      );
    }
  });

  test('a condition that is null is refused, whatever it was before', async () => {
    const executor = createCompiledExecutor();
    const document = parse('query ($a: Boolean = false) { int @include(if: $a) obj { id @skip(if: $a) } }');
    for (const a of [false, null, true, null]) {
      const given = { schema, document, rootValue: root(), variableValues: { a } };
      const [actual, expected] = [await executor.execute(given), await referenceExecutor.execute(given)];
      expect(actual).toEqual(expected);
    }
  });

  test('many combinations of conditions do not fill the memory', async () => {
    const executor = createCompiledExecutor();
    const names = Array.from({ length: 8 }, (_, index) => `v${index}`);
    const query = `query (${names.map((name) => `$${name}: Boolean!`).join()}) { ${names.map((name) => `${name}: int @skip(if: $${name})`).join(' ')} int }`;
    for (let bits = 0; bits < 256; bits += 5) {
      const variableValues = Object.fromEntries(names.map((name, index) => [name, (bits & (1 << index)) > 0]));
      await compareExecutors({ schema, query, root, variableValues }, executor);
    }
  });

  test('variables, defaults and nulls become arguments', async () => {
    const query = `query ($int: Int, $two: Int = 2, $text: String, $list: [Int!], $input: Input, $colour: Colour = GREEN) {
      a: echo b: echo(int: null, text: null) c: echo(int: $int, text: $text, list: $list, input: $input, colour: $colour)
      d: echo(input: { int: $two, list: [1, $int], nested: { text: $text, colour: BLUE }, colour: $colour })
      e: echo(list: 5, int: $two) f: echo(list: [1, 2], text: "\\u0022")
      demand(text: $text)
    }`;
    const given = [
      {},
      { int: null, two: null, text: null, list: null, input: null, colour: null },
      { int: 3, two: 4, text: 'é"', list: [1], input: { nested: {} }, colour: 'RED' },
      { list: 7, input: { list: 3 } },
    ];
    for (const variableValues of given)
      await compare(query, () => ({ ...root(), demand: ({ text }: { text: string }) => text }), { variableValues });
    for (const variableValues of [undefined, null]) await compare(query, root, { variableValues });
  });

  test('variables that do not fit are refused with a code', async () => {
    const query = 'query ($int: Int!, $input: Input, $list: [Int!]) { echo(int: $int, input: $input, list: $list) }';
    const given = [
      {},
      { int: null },
      { int: 'x' },
      { int: 1, input: { int: 'x', more: 1 } },
      { int: 1, list: Array(60).fill('x') },
    ];
    for (const variableValues of given) {
      const { data, errors } = await compare(query, root, { variableValues });
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    }
  });

  test('arguments that cannot be read fail their field, also where nothing validated the document', async () => {
    await compare('{ int echo(int: "x") }', root);
    await compare('{ int demand obj { demand(text: null) } }', root);
  });

  test('an operation by its name', async () => {
    const executor = createCompiledExecutor();
    const query = 'query A { int } query B { string } mutation C { id }';
    // graphql-js refuses where there is no name, or none of this name.
    for (const operationName of ['A', undefined, 'B', '', 'D', 'C', null, 'A', '__proto__']) {
      const leftToReference = !['A', 'B', 'C'].includes(operationName ?? '');
      const request = { schema, query, root, operationName: operationName ?? null, leftToReference };
      await compareExecutors(request, executor);
    }
    const document = parse('{ int }');
    for (const operationName of [undefined, '', null]) {
      const given = { schema, document, rootValue: root(), operationName };
      expect(await executor.execute(given)).toEqual(await referenceExecutor.execute(given));
    }
  });

  test('introspection, alone and mixed with fields', async () => {
    for (const query of [
      getIntrospectionQuery(),
      '{ int __type(name: "Obj") { name } }',
      '{ __schema { types { name } } obj { int } }',
    ])
      await compare(query, root, { leftToReference: true });
  });

  test('an item of a subscription', async () => {
    await compare('subscription { obj { int __typename } x: int }', root);
    await compare('subscription { intN int }', () => ({ intN: rejects(), int: 1 }));
  });
});

describe('mutations', () => {
  const logged = () => {
    const log: string[] = [];
    const step = (name: string, turns: number, give: () => unknown) => async () => {
      log.push(`${name} starts`);
      await later(undefined, turns);
      log.push(`${name} ends`);
      return give();
    };
    return {
      log,
      root: {
        int: step('int', 3, () => 1),
        id: step('id', 2, fails()),
        string: step('string', 1, () => 's'),
        intN: step('intN', 1, () => null),
        json: () => [...log],
      },
    };
  };
  test('run one after the other, also after one failed', async () => {
    const { data } = await compare('mutation { int id string json __typename }', () => logged().root);
    expect(data).toEqual({
      int: 1,
      id: null,
      string: 's',
      json: ['int starts', 'int ends', 'id starts', 'id ends', 'string starts', 'string ends'],
      __typename: 'Mutation',
    });
  });
  test('end where the data becomes null', async () => {
    const runs: string[][] = [];
    const { data } = await compare('mutation { int intN string }', () => {
      const { log, root } = logged();
      runs.push(log);
      return root;
    });
    expect(data).toBeNull();
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[1]).not.toContain('string starts');
  });
});

describe('resolvers get', () => {
  const document = parse(
    'query ($v: Int) { a: echo(int: $v) obj { objs { b: echo(list: [1]) ...F } } } fragment F on Obj { b: echo(list: [1]) }',
  );
  let record: (given: unknown) => void;
  const echo = (...given: unknown[]) => record(given);
  const rootValue = { echo, obj: { objs: [{ echo }, { echo }] } };
  async function callsOf(executor: { execute: typeof referenceExecutor.execute }) {
    const calls: unknown[] = [];
    record = (given) => calls.push(given);
    await executor.execute({ schema, document, rootValue, contextValue: { who: 'me' }, variableValues: { v: 3 } });
    return calls;
  }

  test('the same arguments, context and info', async () => {
    const expected = await callsOf(referenceExecutor);
    expect(expected).toHaveLength(3);
    expect(await callsOf(createCompiledExecutor())).toEqual(expected);
  });

  test('info however they declare it', async () => {
    const name = (info: unknown) => (info as GraphQLResolveInfo).fieldName;
    const Query = {
      rest: (...given: unknown[]) => name(given[3]),
      byDefault: (_: unknown, args = {}, context: unknown = args, info: unknown = context) => name(info),
      byArguments() {
        // eslint-disable-next-line prefer-rest-params -- that is the question
        return name(arguments[3]);
      },
    };
    const typeDefs = 'type Query { rest: String byDefault: String byArguments: String }';
    const own = makeExecutableSchema({ typeDefs, resolvers: { Query } });
    const { data } = await compare('{ rest byDefault byArguments }', undefined, { schema: own });
    expect(data).toEqual({ rest: 'rest', byDefault: 'byDefault', byArguments: 'byArguments' });
  });

  test('no info where they say what they read, in the schema of the service, which reads none there', () => {
    const types = Object.values(createSchema().getTypeMap()).filter(isObjectType);
    const resolvers = types.flatMap((type) => Object.values(type.getFields()).map(({ resolve }) => resolve));
    const without = resolvers.filter((resolve) => resolve && 'columns' in resolve);
    expect(without.length).toBeGreaterThan(100);
    for (const resolve of without) {
      expect(resolve!.length).toBeLessThan(4);
      expect(String(resolve)).not.toMatch(/\barguments\b|\(\.\.\./);
    }
  });

  test('arguments of their own: what one changes, no other sees', async () => {
    const executor = createCompiledExecutor();
    const seen: string[] = [];
    const echo = (args: { input: { nested: { int: number }; list?: number[] }; int: number; more?: boolean }) => {
      seen.push(JSON.stringify(args));
      args.int = 99;
      args.more = true;
      if (args.input.list) args.input.list.push(3);
      return 1;
    };
    const spoil = (args: { spoilt?: boolean }) => (args.spoilt = true);
    const document = parse('{ a: echo(int: 1) b: echo(input: { list: [1] }) objs { int echo(int: 5) } }');
    for (let turn = 0; turn < 3; turn++)
      await executor.execute({
        schema,
        document,
        rootValue: {
          echo,
          objs: [
            { echo, int: spoil },
            { echo, int: spoil },
          ],
        },
      });
    expect(seen.slice(4)).toEqual([...seen.slice(0, 4), ...seen.slice(0, 4)]);
    expect(seen[2]).toBe(seen[3]);
  });
});
