import pg from 'pg';
import { codeOf, sqlState } from './faults.ts';

/** From which use on a statement is prepared: what is asked once would be kept for nothing. */
const preparedFrom = 3;
/** Statements that are prepared at most; PostgreSQL keeps each of them in memory, on every connection. */
const maxPrepared = 300;
/** Statements whose uses are counted at most; then counting begins anew. */
const maxCounted = 2_000;

const uses = new Map<string, number>();
/** By text; the same names on every connection. */
const names = new Map<string, string>();
let named = 0;

/** The name of a statement that comes again and again. */
function nameOf(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined || names.size >= maxPrepared) return name;
  const count = (uses.get(text) ?? 0) + 1;
  if (count < preparedFrom) {
    if (uses.size >= maxCounted) uses.clear();
    uses.set(text, count);
    return undefined;
  }
  uses.delete(text);
  return rename(text);
}

function rename(text: string): string {
  named += 1;
  const name = `atis_${named}`;
  names.set(text, name);
  return name;
}

/**
 * Whether a statement may fail because it was prepared when its table had other columns or types: SQLSTATE
 * feature_not_supported ("cached plan must not change result type") and the class of semantic errors.
 */
const mayBeStale = (error: unknown): boolean =>
  codeOf(error) === sqlState.featureNotSupported || codeOf(error).startsWith('42');

type MakeRow = (values: unknown[]) => object;

/** By the statements' names, with the columns that they were made for. */
const rowMakers = new Map<string, { readonly columns: readonly string[]; readonly make: MakeRow }>();

/**
 * Makes objects of rows that came as arrays. pg would write each column into the object by its name, for which
 * JavaScript looks up the place anew every time.
 */
function toObjects(statement: string, result: pg.QueryArrayResult): pg.QueryResult {
  const { fields } = result;
  let maker = rowMakers.get(statement);
  // A connection that is younger than a change of the table may have other columns under the same name.
  if (maker?.columns.length !== fields.length || fields.some(({ name }, index) => name !== maker?.columns[index])) {
    const columns = fields.map(({ name }) => name);
    maker = { columns, make: rowMaker(columns) };
    rowMakers.set(statement, maker);
  }
  return Object.assign(result as unknown as pg.QueryResult, { rows: result.rows.map(maker.make) });
}

function rowMaker(names: readonly string[]): MakeRow {
  const properties = names.map((name, index) => `${JSON.stringify(name)}: values[${index}]`);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- of names only, quoted as JSON
  return new Function('values', `return { ${properties.join(', ')} };`) as MakeRow;
}

/** Whether it is a statement of a repository that has a plan: `begin` and the like have none. */
const isPreparable = (text: unknown, values: unknown): text is string =>
  typeof text === 'string' && Array.isArray(values) && (values.length > 0 || text.startsWith('select '));

/**
 * A client that prepares the statements that it sees often: PostgreSQL then neither parses nor plans
 * them again. Their texts must not depend on values, lists of them included: `= any($1)` instead of `in ($1, $2)`.
 */
export class PreparingClient extends pg.Client {
  /** Told of every statement that fails. */
  onFailure: (error: unknown) => void = () => undefined;

  override query(...args: unknown[]): never {
    const [text, values] = args;
    const send = super.query.bind(this) as (...args: unknown[]) => unknown;
    const name = isPreparable(text, values) ? nameOf(text) : undefined;
    if (name === undefined || typeof text !== 'string') {
      const answer = send(...args);
      // It stays with the caller to handle it.
      if (answer instanceof Promise) answer.catch(this.onFailure);
      return answer as never;
    }
    const prepared = send({ name, text, values, rowMode: 'array' }) as Promise<pg.QueryArrayResult>;
    return prepared
      .then((result) => toObjects(name, result))
      .catch(async (error: unknown) => {
        if (!mayBeStale(error)) {
          this.onFailure(error);
          throw error;
        }
        const renew = () => names.get(text) === name && rename(text);
        if (codeOf(error) === sqlState.featureNotSupported) renew();
        try {
          const result = await (send(text, values) as Promise<unknown>);
          renew();
          return result;
        } catch (repeated) {
          // The transaction had ended with the first failure, which tells more.
          throw codeOf(repeated) === sqlState.inFailedTransaction ? error : repeated;
        }
      }) as never;
  }
}
