import type { Reply } from './send.ts';

/** What only the inside of the service says. No request of the fuzz contains any of it. */
const insideTexts = [
  /SQLSTATE|syntax error at or near|invalid input syntax|relation "|column "|operator does not exist|violates|duplicate key/i,
  /invalid byte sequence|unterminated|out of range for type|cannot cast|current transaction is aborted|deadlock/i,
  /kysely|pg_catalog|\bpostgres|node_modules|node:internal|\/src\/|\.[tj]s:\d|\n\s+at \S+/i,
  /(Type|Reference|Range|Syntax|Aggregate|Assertion)Error|Cannot read propert|is not a function|is not iterable/,
  /Maximum call stack|ECONN|EPIPE|ENOENT|ETIMEDOUT|Converting circular/,
] as const;

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message?: unknown; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** What an answer shows of how far the operation came. */
export type Outcome = 'data' | 'refused';

/** Throws, with the reason, where a reply is none that a client should ever get. `forbidden` are texts of hidden rows. */
export function checkReply({ status, results, closeCode }: Reply, forbidden: readonly string[]): Outcome {
  if (status >= 500) throw new Error(`answered with ${closeCode ?? status}: ${results.join().slice(0, 500)}`);
  let outcome: Outcome = 'refused';
  for (const text of results) {
    // Before it is parsed: a key or a cut-off answer counts too.
    for (const hidden of forbidden) {
      if (text.toLowerCase().includes(hidden.toLowerCase()))
        throw new Error(`the answer has a row marked ${hidden}: ${around(text, hidden)}`);
    }
    const plain = text.replaceAll('\\"', '"').replaceAll('\\n', '\n');
    for (const inside of insideTexts) {
      const [found] = inside.exec(plain) ?? [];
      if (found !== undefined) throw new Error(`the answer tells of the inside: ${around(plain, found)}`);
    }
    const { data, errors = [] } = JSON.parse(text) as Result;
    if (data != null) outcome = 'data';
    if (data === undefined && errors.length === 0) throw new Error(`neither data nor errors: ${text.slice(0, 500)}`);
    for (const error of errors) checkError(error);
  }
  return outcome;
}

function checkError(error: NonNullable<Result['errors']>[number]): void {
  const { message, extensions: { code, requestId } = {} } = error;
  const text = JSON.stringify(error);
  if (typeof message !== 'string' || message === '') throw new Error(`an error without a message: ${text}`);
  if (typeof code !== 'string') throw new Error(`an error without a code: ${text}`);
  if (typeof requestId !== 'string') throw new Error(`an error without a request id: ${text}`);
  if (code === 'INTERNAL_SERVER_ERROR') throw new Error(`an internal error: ${text}`);
  if (code === 'SERVICE_UNAVAILABLE' || code === 'QUERY_TIMEOUT')
    throw new Error(`the database did not keep up: ${text}`);
}

function around(text: string, part: string): string {
  const at = text.toLowerCase().indexOf(part.toLowerCase());
  return text.slice(Math.max(at - 200, 0), at + 200);
}

/** Keeps the lines of the service's log that tell of a fault. */
export class FaultLog {
  readonly #lines: string[] = [];

  write(line: string): void {
    if (/^\{"level":[56]0/.test(line)) this.#lines.push(line);
  }

  /** Throws where there was a fault since the last call. */
  check(): void {
    const lines = this.#lines.splice(0);
    if (lines.length > 0) throw new Error(`the service logged a fault: ${lines.join('').slice(0, 3_000)}`);
  }
}
