import { createHash } from 'node:crypto';
import { GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema, type ValidationRule } from 'graphql';
import type { Limits } from '../config.ts';
import { badInput, RequestError } from '../errors.ts';
import { Lru } from '../lru.ts';
import { addressSubject, type Budget } from '../rate-limits/budgets.ts';
import { maxErrors, withCode } from './executor.ts';
import { checkLength, limitRules, tooManyTokens } from './limit-rules.ts';
import { SubscriptionRootRule } from './subscription-root-rule.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** How many are remembered, and how long their text may be: memory is bounded whatever clients send. */
const remembered = { count: 1_000, length: 16_384 } as const;

/** A valid document and what of it shall be executed. */
export interface ValidOperation {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

export interface DocumentsOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly trusted: TrustedDocuments;
  /** Whether any other document is refused. */
  readonly trustedOnly: boolean;
  /** Of each address, in requests: reading a document that is not known yet counts as one for each kilobyte. */
  readonly budget?: Budget;
}

/** What a client sends to say which document it means. */
export interface DocumentReference {
  readonly query?: unknown;
  readonly extensions?: unknown;
}

/**
 * The documents of this service's schema that clients send: those that were valid lately, by their text, so that
 * whoever sends one again pays for neither parsing nor validation, and persisted ones, by the SHA-256 of their text.
 */
export class Documents {
  readonly #options: DocumentsOptions;
  readonly #rules;
  readonly #valid = new Lru<string, DocumentNode>(remembered.count);
  /** The same, as texts by their hash. */
  readonly #hashed = new Lru<string, string>(remembered.count);

  /** Throws Error when a trusted document cannot be executed. */
  constructor(options: DocumentsOptions) {
    this.#options = options;
    this.#rules = documentRules(options.limits);
    for (const [hash, text] of options.trusted) {
      const read = this.read(text);
      if (isErrors(read)) throw new Error(`TRUSTED_DOCUMENTS: ${hash} cannot be executed: ${read[0]?.message ?? ''}`);
    }
  }

  /**
   * The text of the document that a client at this address means; undefined when it names none. Throws BAD_USER_INPUT
   * for a hash that is none or not that of the text, PERSISTED_QUERY_NOT_FOUND, PERSISTED_QUERY_NOT_IN_LIST,
   * LIMIT_EXCEEDED and RATE_LIMITED.
   */
  textOf(reference: DocumentReference, ip: string): string | undefined {
    const text = this.#find(reference);
    if (text !== undefined && !this.#valid.has(text)) {
      this.#options.budget?.take(addressSubject(ip), Math.ceil(text.length / 1_024));
    }
    return text;
  }

  #find({ query, extensions }: DocumentReference): string | undefined {
    const { trusted, trustedOnly, limits } = this.#options;
    const hash = persistedHash(extensions);
    // A client may send the text as empty where the hash stands for it.
    const text = typeof query === 'string' && query !== '' ? query : undefined;
    if (hash === undefined && text === undefined) return undefined;
    if (text === undefined) return this.#persisted(hash ?? '');
    checkLength(text, limits);
    if (hash === undefined && !trustedOnly) return text;
    const actual = sha256(text);
    if (hash !== undefined && hash !== actual) throw badInput(hashPath, 'is not the SHA-256 of the query.');
    if (trustedOnly && !trusted.has(actual)) throw notTrusted();
    return text;
  }

  /** Throws PERSISTED_QUERY_NOT_IN_LIST for a document that this installation does not run, wherever it came from. */
  assertTrusted(text: string): void {
    const { trusted, trustedOnly } = this.#options;
    if (trustedOnly && !trusted.has(sha256(text))) throw notTrusted();
  }

  #persisted(hash: string): string {
    const { trusted, trustedOnly } = this.#options;
    const text = trusted.get(hash) ?? this.#hashed.get(hash);
    if (text !== undefined) return text;
    if (trustedOnly) throw notTrusted();
    throw new RequestError('PERSISTED_QUERY_NOT_FOUND', 'No document with this hash is known: send it with its text.');
  }

  /** A document that was valid before. */
  known(text: string): DocumentNode | undefined {
    return this.#valid.get(text);
  }

  /** Remembers a document that passed every check. */
  add(text: string, document: DocumentNode): void {
    if (text.length > remembered.length) return;
    this.#valid.set(text, document);
    this.#hashed.set(sha256(text), text);
  }

  /** Parses and checks a document. Gives the errors that say why it cannot be executed, five at most. */
  read(text: string): DocumentNode | readonly GraphQLError[] {
    const known = this.known(text);
    if (known) return known;
    const { schema, limits } = this.#options;
    try {
      const document = parse(text, { maxLexicalTokens: limits.tokens });
      for (const rules of [this.#rules, undefined]) {
        const errors = validate(schema, document, rules, { maxErrors });
        if (errors.length > 0) return errors.slice(0, maxErrors);
      }
      this.add(text, document);
      return document;
    } catch (error) {
      if (error instanceof GraphQLError) return [tooManyTokens(error) ?? withCode(error, 'GRAPHQL_PARSE_FAILED')];
      // Parser and validation recurse: a document of thousands of levels exhausts the stack.
      if (error instanceof RangeError)
        return [new RequestError('LIMIT_EXCEEDED', 'The document is nested too deeply.')];
      throw error;
    }
  }
}

/** What documents are checked for beyond the rules that graphql-js has. */
export const documentRules = (limits: Limits): ValidationRule[] => [SubscriptionRootRule, ...limitRules(limits)];

/** Whether reading something gave errors. */
export const isErrors = (read: unknown): read is readonly GraphQLError[] => Array.isArray(read);

/** The SHA-256 of a document's text in hex, by which it is persisted. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hashPath = ['extensions', 'persistedQuery', 'sha256Hash'];

/** The hash of the extension `persistedQuery`, as Apollo's clients send it. */
function persistedHash(extensions: unknown): string | undefined {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: unknown };
  if (persistedQuery === undefined || persistedQuery === null) return undefined;
  const { version, sha256Hash } = persistedQuery as { version?: unknown; sha256Hash?: unknown };
  if (version !== 1) throw badInput(['extensions', 'persistedQuery', 'version'], 'must be 1.');
  if (typeof sha256Hash !== 'string' || !/^[\da-f]{64}$/.test(sha256Hash)) {
    throw badInput(hashPath, 'must be 64 hexadecimal digits in lower case.');
  }
  return sha256Hash;
}

const notTrusted = () =>
  new RequestError(
    'PERSISTED_QUERY_NOT_IN_LIST',
    'This installation runs trusted operations only. Add this one to the list with "npm run persist".',
  );
