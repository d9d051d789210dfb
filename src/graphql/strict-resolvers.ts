/** `createdAt` → `created_at`. */
type SnakeCase<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${SnakeCase<Rest>}`
    : `_${Lowercase<First>}${SnakeCase<Rest>}`
  : Name;

/** What a field's resolver gives. */
type Result<Resolver> =
  Extract<NonNullable<Resolver>, (...args: never[]) => unknown> extends (...args: never[]) => infer Value
    ? Awaited<Value>
    : never;

/** Fields that the schema assembly resolves: `id` and `databaseId` of nodes, and columns of the same name and type. */
type ResolvedByRow<Resolvers, Row> = {
  [Field in keyof Resolvers & string]: Field extends 'id' | 'databaseId' | '__isTypeOf' | '__resolveType'
    ? Field
    : SnakeCase<Field> extends keyof Row
      ? Row[SnakeCase<Field>] extends Result<Resolvers[Field]>
        ? Field
        : never
      : Field extends keyof Row
        ? Field
        : never;
}[keyof Resolvers & string];

/** The resolvers of a type over `Row`: a field that the row lacks, or has with another type, must have one. */
export type StrictResolvers<Resolvers, Row> = Required<Omit<Resolvers, ResolvedByRow<Resolvers, Row>>> &
  Pick<Resolvers, ResolvedByRow<Resolvers, Row> & keyof Resolvers>;
