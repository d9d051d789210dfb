import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import type { GraphQLError, ValidationContext, ValidationRule } from 'graphql';
import type { Limits } from '../config.ts';
import { limitExceeded } from '../errors.ts';

/** The number that graphql-armor and graphql-js name in a message. */
const found = (message: string, pattern: RegExp): number | undefined => {
  const [, digits] = pattern.exec(message) ?? [];
  return digits === undefined ? undefined : Number(digits);
};

/** Reports what graphql-armor has counted as an error of ours, at the place of the others of the document. */
const reportAs = (name: keyof Limits, maximum: number, what: (asked: number | undefined) => string) => ({
  n: maximum,
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, { message }: GraphQLError) => {
      const asked = found(message, /found (\d+)/);
      context?.reportError(limitExceeded(name, maximum, asked, what(asked)));
    },
  ],
});

/** What validation checks beyond the specification: depth, aliases and directives of each operation. */
export const limitRules = ({ depth, aliases, directives }: Limits): ValidationRule[] => [
  maxDepthRule({
    ...reportAs('depth', depth, (asked = 0) => `The operation has ${asked} levels of fields`),
    flattenFragments: true,
  }),
  maxAliasesRule(reportAs('aliases', aliases, (asked = 0) => `The operation has ${asked} aliases`)),
  maxDirectivesRule(reportAs('directives', directives, (asked = 0) => `The operation has ${asked} directives`)),
];

/** Throws LIMIT_EXCEEDED for a document whose text is too long. */
export function checkLength(text: string, { documentBytes }: Limits): void {
  // Four bytes at most for two units of text: only what may be too long has to be measured.
  if (text.length <= documentBytes / 3) return;
  const bytes = Buffer.byteLength(text);
  if (bytes > documentBytes)
    throw limitExceeded('documentBytes', documentBytes, bytes, `The document has ${bytes} bytes`);
}

/** The parser's error as LIMIT_EXCEEDED where it has counted more tokens than are allowed. */
export function tooManyTokens({ message }: GraphQLError): GraphQLError | undefined {
  const maximum = found(message, /^Syntax Error: Document contains more tha[nt] (\d+) tokens/);
  if (maximum === undefined) return undefined;
  return limitExceeded('tokens', maximum, undefined, `The document has more than ${maximum} tokens`);
}
