/** How an answer is sent to a client that accepts it. */
export interface Acceptance {
  readonly contentType: string;
  /**
   * Status of a request that was understood and whose document cannot be executed. GraphQL over HTTP asks for 200
   * where a client names `application/json`: what is in between may send JSON with any other status.
   */
  readonly documentFailure: 200 | 400;
}

const json = 'application/json';
const graphqlJson = 'application/graphql-response+json';

/** For a client that does not say. */
export const anything: Acceptance = { contentType: `${json}; charset=utf-8`, documentFailure: 400 };
const namedJson: Acceptance = { ...anything, documentFailure: 200 };
const namedGraphql: Acceptance = { contentType: `${graphqlJson}; charset=utf-8`, documentFailure: 400 };

const known: ReadonlyMap<string, Acceptance> = new Map([
  ['*/*', anything],
  ['application/*', anything],
  [json, namedJson],
  [graphqlJson, namedGraphql],
]);

/** What an Accept header asks for (RFC 9110, section 12.5.1); null where it excludes everything that there is. */
export function acceptance(accept = '*/*'): Acceptance | null {
  const simple = known.get(accept);
  if (simple) return simple;
  const ranges = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return { type, parameters };
  });
  const quality = (parameters: readonly string[]) =>
    Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  const inUtf8 = (parameters: readonly string[]) =>
    parameters.every((parameter) => !parameter.startsWith('charset=') || /^charset="?utf-8"?$/.test(parameter));
  const [best] = ranges
    .filter(({ type, parameters }) => known.has(type) && inUtf8(parameters) && quality(parameters) > 0)
    // Sorting is stable: of what is wanted alike, the first one is taken, but a name before a wildcard.
    .toSorted(
      (a, b) =>
        quality(b.parameters) - quality(a.parameters) || Number(a.type.endsWith('*')) - Number(b.type.endsWith('*')),
    );
  return best ? (known.get(best.type) ?? null) : null;
}
