import {
  GraphQLError,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  parse,
  type GraphQLResolveInfo,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { compareExecutors, fails, later, rejects, type Request } from '../testing/compare-executors.ts';
import { createExecutorSchema } from '../testing/executor-schema.ts';
import { createCompiledExecutor } from './compiled-executor.ts';

const schema = createExecutorSchema();

type Root = Record<string, unknown>;
const compare = (query: string, root: () => Root = () => ({}), rest: Partial<Request> = {}) =>
  compareExecutors({ schema, query, root, ...rest });

describe('leaves', () => {
  const values: readonly unknown[] = [
    ...[0, -0, 1, 1.5, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 1e21, 1e-7, NaN, Infinity, 12n],
    ...['', '0', '12', 'abc', 'true', ' 3 ', 'a"b\\c', '\u0000\u001f\u007f', '\ud800', '\udc00x', '😀', '\u2028\u2029'],
    ...[true, false, null, undefined, Symbol('s'), {}, [], [1], () => 3, new Date(0), new Error('given')],
    ...[{ valueOf: () => 5 }, { valueOf: () => 'text' }, { toJSON: () => 'json' }, Object.create(null)],
    ...['r', 2, { blue: true }, 'RED', new String('boxed'), new Number(4), new Boolean(true)],
  ];
  test.each(['int', 'float', 'string', 'boolean', 'id', 'colour', 'intN', 'stringN', 'columnName'])(
    '%s is written or refused as graphql-js does it, whatever it is given',
    async (field) => {
      for (const value of values) {
        // A function would be called; what it gives is given here.
        await compare(`{ ${field} __typename }`, () => ({ [field]: () => value, column_name: () => value }));
        await compare(`{ ${field} }`, () => ({ [field]: () => later(value), column_name: () => later(value) }));
      }
    },
  );

  test('enums have internal values', async () => {
    const colours = schema.getType('Colour') as unknown as { getValues: () => { value: unknown }[] };
    const answers = [];
    for (const { value } of colours.getValues()) answers.push(await compare('{ colour }', () => ({ colour: value })));
    expect(answers.map(({ data }) => data.colour)).toEqual(['RED', 'GREEN', 'BLUE']);
  });

  test('custom scalars may throw, give nothing or anything', async () => {
    const given = [null, undefined, 0, NaN, '', 'a"', true, { a: [1, { b: undefined }] }, new Date(0), [undefined]];
    for (const value of given) await compare('{ odd __typename }', () => ({ odd: () => () => value }));
    const { errors } = await compare('{ odd }', () => ({ odd: () => fails('cannot') }));
    expect(errors).toMatchObject([{ message: 'cannot', path: ['odd'] }]);
  });

  test('what JSON cannot hold fails its field alone, or is null', async () => {
    const run = (value: unknown) =>
      createCompiledExecutor().execute({
        schema,
        document: parse('{ odd int }'),
        rootValue: { odd: () => () => value, int: 1 },
      });
    expect(await run(12n)).toMatchObject({ data: '{"odd":null,"int":1}', errors: [{ path: ['odd'] }] });
    expect(await run(Symbol('s'))).toEqual({ data: '{"odd":null,"int":1}', errors: undefined });
  });

  test('a scalar of its own may have the name of a built-in one', async () => {
    const ID = new GraphQLScalarType({ name: 'ID', serialize: (value) => `<${String(value)}>` });
    const query = new GraphQLObjectType({ name: 'Query', fields: { id: { type: ID, resolve: () => 'x' } } });
    const own = new GraphQLSchema({ query });
    const { text } = await compare('{ id }', undefined, { schema: own });
    expect(text).toBe('{"id":"<x>"}');
  });
});

describe('lists', () => {
  const lists: readonly (() => unknown)[] = [
    () => [],
    () => [1, 2],
    () => [1, null, 'x', 3],
    () => [later(1), 2, later(3, 2)],
    () => [rejects('one', 2)(), 2, rejects('two')()],
    () => [rejects('one')(), 'x', rejects('two')()],
    () => [new Error('given'), later(new Error('later'))],
    () => new Set([1, 2]),
    () => 'text',
    () => 5,
    () => ({ length: 1, 0: 'a' }),
    () => ({ [Symbol.iterator]: 1 }),
    () => new Map([[1, 2]]),
    () => new Error('list'),
    () => [[1, 2], [], [3]],
    () => [[1, null], [2]],
    () => [[1], later([2, null])],
    () => [[1], later([later(1), rejects('deep')()])],
    () => [later([rejects('deep', 3)()]), ['x']],
    () => later([[later(1)], later(null)]),
    function* () {
      yield rejects('early')();
      throw new Error('iterator');
    },
  ];
  test.each(['ints', 'intsN', 'grid', 'gridN'])('%s take what is iterable and propagate nulls', async (field) => {
    for (const make of lists) {
      await compare(`{ ${field} obj { int } }`, () => ({ [field]: make, obj: {} }));
      await compare(`{ int obj { id ${field} } }`, () => ({ int: 1, obj: { [field]: () => later(make()) } }));
      await compare(`{ objs { id ${field} } }`, () => ({ objs: [{ [field]: make }, later({ [field]: make })] }));
    }
  });

  test('big pages', async () => {
    const row = (index: number) => ({
      id: String(index),
      string: `row "${index}"`,
      int: index,
      obj: () => later({ int: index }),
    });
    const rows = () => Array.from({ length: 2_000 }, (_, index) => row(index));
    const { data } = await compare('{ objs { id string int obj { int } } }', () => ({ objs: rows }));
    expect(data.objs[1_999]).toEqual({ id: '1999', string: 'row "1999"', int: 1999, obj: { int: 1999 } });
  });
});

describe('errors', () => {
  const thrown: readonly unknown[] = [
    new Error('plain'),
    new GraphQLError('with code', { extensions: { code: 'FORBIDDEN' } }),
    new GraphQLError('located', { path: ['else', 'where'] }),
    'text',
    null,
    undefined,
    { message: 'an object' },
  ];
  test('whatever is thrown', async () => {
    for (const error of thrown) {
      const throws = () => {
        throw error;
      };
      for (const field of ['int', 'intN', 'objN { int }', 'objs { int }'])
        for (const fail of [throws, () => later(null).then(throws)])
          await compare(`{ id obj { id ${field} } }`, () => ({ id: 1, obj: { [field.split(' ')[0]!]: fail } }));
    }
  });

  test('propagate through several levels, up to the whole data', async () => {
    const deep = (fail: unknown): Root => ({ objN: { objsN: [{ objN: { intN: 1 } }, { objN: { intN: fail } }] } });
    const query = '{ objN { objsN { objN { intN } } } }';
    for (const fail of [null, fails(), rejects(), undefined]) {
      expect((await compare(query, () => deep(fail))).data).toBeNull();
      expect((await compare(`{ obj ${query} int }`, () => ({ obj: deep(fail), int: 1 }))).data).toEqual({
        obj: null,
        int: 1,
      });
      expect((await compare(`{ objs ${query} }`, () => ({ objs: [deep(fail), deep(1)] }))).data.objs[0]).toBeNull();
    }
  });

  test('say nothing of what is null already, also when it fails later', async () => {
    const root = () => ({
      obj: { intN: rejects('first'), int: rejects('too late', 2), obj: { int: rejects('also too late', 3) } },
      string: () => later('last', 6),
    });
    const { errors } = await compare('{ obj { intN int obj { int } } string }', root);
    expect(errors).toMatchObject([{ message: 'first', path: ['obj', 'intN'] }]);
    const sync = () => ({ obj: { int: rejects('in time'), id: rejects('later', 2), intN: fails('at once') } });
    const both = await compare('{ obj { int id intN } }', sync);
    expect(both.errors?.map(({ message }) => message)).toEqual(['in time', 'later', 'at once']);
    await compare('{ obj { stringN int intN } }', () => ({
      obj: { stringN: rejects('in time'), int: rejects('too late', 3), intN: fails('at once') },
    }));
    await compare('{ intN stringN int }', () => ({ intN: rejects('a'), stringN: rejects('b'), int: rejects('c') }));
  });

  test('have the places of all merged fields', async () => {
    const { errors } = await compare('{ a: int ...F } fragment F on Query { a: int }', () => ({ int: fails() }));
    expect(errors?.[0]?.locations).toHaveLength(2);
  });

  test('thenables that are no promises', async () => {
    const thenable = (value: unknown) => ({
      then: (...given: Parameters<Promise<unknown>['then']>) => later(value).then(...given),
    });
    await compare('{ int ints obj { id intN } }', () => ({
      int: thenable(5),
      ints: [thenable(1), thenable('x'), thenable(2)],
      obj: thenable({ id: thenable(7), intN: thenable(null) }),
    }));
  });
});

describe('abstract types', () => {
  const query = `{
    named { __typename name ... on Obj { int objN { int } } ...O }
    nameds { name ... on Tagged { tag } ...O }
    anys { __typename ... on Named { name } ... on Other { other } ... on Obj { stringN } }
  } fragment O on Other { other obj { int } }`;
  const kinds: readonly unknown[] = [
    ...['Obj', 'Other', 'Unrelated', 'Input', 'Colour', 'Named', 'Nobody', null, undefined, 5, {}],
    ...[schema.getType('Obj'), fails('no type'), () => later('Other'), () => later('Nobody'), rejects('no type')],
  ];
  test('resolveType may give, promise, miss or fail', async () => {
    for (const is of kinds) {
      const value = () => ({ is, name: 'n', tag: 't', other: 1, int: 2, objN: { int: 3 }, stringN: rejects() });
      await compare(query, () => ({
        named: value,
        nameds: () => [value(), later(value())],
        anys: () => [value(), null],
      }));
      await compare(`{ int namedN { name } }`, () => ({ int: 1, namedN: value }));
    }
  });

  test('without resolveType, __typename decides', async () => {
    for (const __typename of ['Obj', 'Other', 'Nobody', 7, undefined]) {
      await compare('{ tagged { __typename tag ... on Other { other } } }', () => ({
        tagged: { __typename, tag: 't', other: 3 },
      }));
    }
  });

  test('resolveType gets the field of a list, not its item', async () => {
    const seen: unknown[] = [];
    const own = createExecutorSchema();
    const named = own.getType('Named') as { resolveType?: (...given: unknown[]) => string };
    named.resolveType = (...given) => {
      const [, context, info, type] = given as [unknown, unknown, GraphQLResolveInfo, unknown];
      seen.push([context, info.path, info.fieldName, String(info.parentType), String(type)]);
      return 'Obj';
    };
    await compare('{ obj { a: nameds { name } } }', () => ({ obj: { nameds: [{ name: 'x' }] } }), {
      schema: own,
      contextValue: 'context',
    });
    expect(seen[1]).toEqual(seen[0]);
  });
});
