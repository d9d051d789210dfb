import type { Compilable, CompiledQuery } from 'kysely';
import { Lru } from '../lru.ts';
import type { Db } from './client.ts';

/** Stands for a value in a statement that is built before the value is known. */
export class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Shapes that are kept at most, the latest used. */
const maxShapes = 500;

/**
 * Keeps statements that are built and compiled once for each shape: building one anew costs as much as PostgreSQL
 * takes to find a row.
 */
export class StatementCache {
  readonly #compiled = new Lru<string, CompiledQuery>(maxShapes);

  /**
   * Runs the statement of a shape. `build` gets placeholders instead of the values: it may pass them on as values of
   * the statement, but not look at them; whatever else it depends on must be in the shape. Null stays null;
   * which values are given makes the statement, too.
   */
  async run<Values extends Readonly<Record<string, unknown>>, Row>(
    db: Db,
    shape: string,
    values: Values,
    build: (values: Values) => Compilable<Row>,
  ): Promise<Row[]> {
    const given = Object.keys(values).filter((name) => values[name] != null);
    const key = `${shape} given ${given.join()}`;
    const compiled = this.#compiled.get(key) ?? this.#compile(key, values, build);
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Placeholder ? values[parameter.name] : parameter,
    );
    const { rows } = await db.executeQuery<Row>({ ...(compiled as CompiledQuery<Row>), parameters });
    return rows;
  }

  #compile<Values extends Readonly<Record<string, unknown>>>(
    key: string,
    values: Values,
    build: (values: Values) => Compilable,
  ): CompiledQuery {
    const placeholders = Object.entries(values).map(([name, value]) => [
      name,
      value == null ? value : new Placeholder(name),
    ]);
    const compiled = build(Object.fromEntries(placeholders) as Values).compile();
    this.#compiled.set(key, compiled);
    return compiled;
  }
}
