import fc, { type Arbitrary } from 'fast-check';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import {
  DocumentWriter,
  type Delivery,
  type Directive,
  type FieldPlan,
  type FragmentPlan,
  type ItemPlan,
  type Value,
  type WrittenDocument,
} from './document.ts';
import type { Harvest } from './harvest.ts';
import { hostileNames, misfits, weighted } from './leaves.ts';
import { scalarValues } from './values.ts';

/** Levels of fields below the root: with it, one less than the service allows (docs/limits.md) and one for edges. */
const depth = 6;

/** How deep input objects that contain themselves are filled. */
const inputDepth = 3;

const rarely = (oneIn: number): Arbitrary<boolean> => weighted([oneIn - 1, fc.constant(false)], [1, fc.constant(true)]);

const deliveries: Arbitrary<Delivery> = weighted<Delivery>(
  [100, fc.constant('literal')],
  [80, fc.constant('variable')],
  [5, fc.constant('default')],
  [1, fc.constant('absent')],
  [1, fc.constant('null')],
  [1, fc.constant('wrong type')],
);

/** Left out `out` times in `out + into`; what is given shrinks to what is not. */
const optional = <T>(arbitrary: Arbitrary<T>, into: number, out: number): Arbitrary<T[]> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: out, arbitrary: fc.constant<T[]>([]) },
    { weight: into, arbitrary: arbitrary.map((value): T[] => [value]) },
  );

/** One to `max`. A shrunk operation may have none: fast-check could not drop the last of an array that needs one. */
const some = <T>(item: Arbitrary<T>, max: number): Arbitrary<T[]> =>
  fc.tuple(optional(item, 49, 1), fc.array(item, { maxLength: max - 1 })).map((parts) => parts.flat());

/** Arbitraries for the operations of a schema, with values from a harvest. */
export class Operations {
  readonly #schema: GraphQLSchema;
  readonly #harvest: Harvest;
  readonly #selections = new Map<string, Arbitrary<ItemPlan[]>>();
  /** By type and field: a field stands at several levels. */
  readonly #argumentsOf = new Map<string, Arbitrary<[string, Value][]>>();

  constructor(schema: GraphQLSchema, harvest: Harvest) {
    this.#schema = schema;
    this.#harvest = harvest;
  }

  /** Operations of a kind, each root field as often as any other, or of one root field alone. */
  of(operation: 'query' | 'mutation' | 'subscription', only?: string): Arbitrary<WrittenDocument> {
    const root = {
      query: this.#schema.getQueryType(),
      mutation: this.#schema.getMutationType(),
      subscription: this.#schema.getSubscriptionType(),
    }[operation];
    if (!root) throw new Error(`the schema has no ${operation}`);
    const fields = Object.values(root.getFields())
      .filter(({ name }) => only === undefined || name === only)
      .map((field) => this.#field(root, field, depth));
    const meta = [SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => this.#field(root, field, 2));
    const field =
      operation === 'query' && only === undefined
        ? weighted([30, fc.oneof(...fields)], [1, fc.oneof(...meta)])
        : fc.oneof(...fields);
    const items = some(field, operation === 'subscription' ? 1 : 3);
    return items.map((plans) => new DocumentWriter().write(operation, plans));
  }

  #selection(type: GraphQLCompositeType, levels: number): Arbitrary<ItemPlan[]> {
    const key = `${type.name} ${levels}`;
    let selection = this.#selections.get(key);
    if (!selection) this.#selections.set(key, (selection = this.#newSelection(type, levels)));
    return selection;
  }

  #newSelection(type: GraphQLCompositeType, levels: number): Arbitrary<ItemPlan[]> {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const reachable = fields.filter((field) => levels > 0 || !isCompositeType(getNamedType(field.type)));
    const leaf = fc.constant<FieldPlan>({
      kind: 'field',
      name: '__typename',
      args: [],
      alias: false,
      directives: [],
      items: [],
    });
    const choices: [number, Arbitrary<ItemPlan>][] = reachable.map((field) => [
      // Objects lead on to more; lists and leaves are most of the schema anyway.
      isCompositeType(getNamedType(field.type)) ? 6 : 2,
      this.#field(type, field, levels),
    ]);
    choices.push([1, leaf]);
    if (levels > 0) choices.push([isAbstractType(type) ? 12 : 1, this.#fragment(type, levels - 1)]);
    return some(weighted(...choices), 3);
  }

  #field(parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, levels: number): Arbitrary<FieldPlan> {
    const type = getNamedType(field.type);
    // Made when it is needed: types refer to each other.
    const items = isCompositeType(type)
      ? fc.constant(null).chain(() => this.#selection(type, levels - 1))
      : fc.constant([]);
    return fc.record({
      kind: fc.constant('field' as const),
      name: fc.oneof({ weight: 2_000, arbitrary: fc.constant(field.name) }, { weight: 1, arbitrary: hostileNames }),
      args: this.#arguments(`${parent.name}.${field.name}`, field.args),
      alias: rarely(10),
      directives: this.#directives(),
      items,
    });
  }

  #fragment(type: GraphQLCompositeType, levels: number): Arbitrary<FragmentPlan> {
    const types: GraphQLCompositeType[] = isAbstractType(type)
      ? [type, ...this.#schema.getPossibleTypes(type)]
      : [type, ...type.getInterfaces()];
    return fc.constantFrom(...types).chain((on) =>
      fc.record({
        kind: weighted<FragmentPlan['kind']>(
          [60, fc.constant('inline')],
          [60, fc.constant('named')],
          [1, fc.constant('cyclic')],
        ),
        on: on === type ? fc.constantFrom(on.name, null) : fc.constant(on.name),
        directives: this.#directives(),
        items: this.#selection(on, levels),
      }),
    );
  }

  #directives(): Arbitrary<Directive[]> {
    const condition = fc.record<Value>({
      type: fc.constant('Boolean!'),
      delivery: deliveries,
      content: weighted([20, scalarValues('Boolean', '', this.#harvest)], [1, misfits]),
    });
    const known = fc.uniqueArray(fc.record({ name: fc.constantFrom('skip', 'include'), condition }), {
      minLength: 1,
      maxLength: 2,
      selector: ({ name }) => name,
    });
    const wrong = fc.record({
      name: fc.constantFrom('auth', 'deprecated', 'defer', 'stream', 'nothing', 'skip'),
      condition: fc.constant(null),
    });
    return weighted<Directive[]>([400, fc.constant([])], [20, known], [1, fc.tuple(wrong)]);
  }

  #arguments(owner: string, args: readonly GraphQLArgument[]): Arbitrary<[string, Value][]> {
    let known = this.#argumentsOf.get(owner);
    if (!known) {
      const members = args.map((arg) => ({
        name: arg.name,
        required: isRequiredArgument(arg),
        value: this.#value(arg.type, `${owner}.${arg.name}`, 0),
      }));
      this.#argumentsOf.set(owner, (known = this.#named(members)));
    }
    return known;
  }

  #named(
    members: readonly { name: string; required: boolean; value: Arbitrary<Value> }[],
  ): Arbitrary<[string, Value][]> {
    // Of a required member one in 60 is missing, of an optional one two in three.
    const entries = members.map(({ name, required, value }) =>
      optional(fc.tuple(fc.constant(name), value), required ? 59 : 1, required ? 1 : 2),
    );
    return fc.tuple(...entries).map((given) => given.flat());
  }

  #value(type: GraphQLInputType, hint: string, levels: number): Arbitrary<Value> {
    return fc.record({
      type: fc.constant(String(type)),
      delivery: deliveries,
      content: this.#content(type, hint, levels),
    });
  }

  #content(type: GraphQLInputType, hint: string, levels: number): Arbitrary<Value['content']> {
    if (isNonNullType(type)) return this.#content(type.ofType, hint, levels);
    return weighted<Value['content']>([150, this.#fitting(type, hint, levels)], [1, misfits]);
  }

  #fitting(type: GraphQLInputType, hint: string, levels: number): Arbitrary<Value['content']> {
    if (isNonNullType(type)) return this.#fitting(type.ofType, hint, levels);
    if (isListType(type)) {
      const item = this.#value(type.ofType, hint, levels);
      const many = fc
        .tuple(item, fc.constantFrom(99, 100, 101))
        .map(([value, length]) => ({ items: Array<Value>(length).fill(value) }));
      const few = fc.array(item, { maxLength: 4 }).map((items) => ({ items }));
      return weighted<Value['content']>([20, few], [2, many], [1, this.#content(type.ofType, hint, levels)]);
    }
    if (isInputObjectType(type)) return this.#inputObject(type, levels);
    if (isEnumType(type)) {
      const names = type.getValues().map(({ name }) => name);
      const name = weighted([40, fc.constantFrom(...names)], [1, hostileNames]);
      return name.map((literal) => ({ literal, json: JSON.stringify(literal) }));
    }
    return scalarValues(type.name, hint.toLowerCase(), this.#harvest);
  }

  #inputObject(type: GraphQLInputObjectType, levels: number): Arbitrary<Value['content']> {
    const fields = Object.values(type.getFields()).filter(
      (field) => levels < inputDepth || isRequiredInputField(field),
    );
    const members = fields.map((field) => ({
      name: field.name,
      required: isRequiredInputField(field),
      value: this.#value(field.type, `${type.name}.${field.name}`, levels + 1),
    }));
    const unknown = fc.tuple(hostileNames, this.#unknown());
    return fc
      .tuple(this.#named(members), rarely(100), unknown)
      .map(([given, add, extra]) => ({ fields: add ? [...given, extra] : given }));
  }

  #unknown(): Arbitrary<Value> {
    return fc.record({ type: fc.constant('String'), delivery: deliveries, content: misfits });
  }
}
