import type { Table } from './generate-model.ts';
import { propertyName } from './generate-names.ts';

/** Gives what the repositories and the mapping of constraint errors need to know of every table. */
export function renderMetadata(tables: Table[]): string {
  return `
import type { ConstraintMetadata, TableMetadata } from '../repository.ts';
import type { DB } from './tables.ts';

export const tables = {
${tables.map((table) => `  ${propertyName(table.key)}: ${tableMetadata(table)},`).join('\n')}
} as const satisfies { [T in keyof DB]: TableMetadata<T> };

/** What a violated constraint is about, by the name that PostgreSQL's error carries. */
export const constraints: Readonly<Record<string, ConstraintMetadata>> = {
${constraintLines(tables).join('\n')}
};
`;
}

function tableMetadata(table: Table): string {
  const named = (kind: string) => table.constraints.filter((constraint) => constraint.kind === kind);
  const columns = table.columns.map(
    ({ name, type, nullable, hasDefault }) => `${name}: ${JSON.stringify({ type, nullable, hasDefault })}`,
  );
  const uniqueKeys = [...named('primary key'), ...named('unique')].filter(({ isKey }) => isKey);
  const foreignKeys = named('foreign key').map(({ columns, references }) => ({ columns, references }));
  return `{
    key: '${table.key}',
    schema: '${table.schema}',
    name: '${table.name}',
    primaryKey: ${JSON.stringify(table.primaryKey)},
    columns: {
      ${columns.join(',\n      ')}
    },
    selectable: ${JSON.stringify(table.columns.filter(({ readable }) => readable).map(({ name }) => name))},
    jsonColumns: ${JSON.stringify(table.columns.filter(({ type }) => type.startsWith('json')).map(({ name }) => name))},
    uniqueKeys: ${JSON.stringify(uniqueKeys.map(({ columns }) => columns))},
    foreignKeys: ${JSON.stringify(foreignKeys)},
  }`;
}

function constraintLines(tables: Table[]): string[] {
  const seen = new Map<string, string>();
  return tables.flatMap((table) =>
    table.constraints.map(({ name, kind, columns }) => {
      const other = seen.get(name);
      if (other) {
        throw new Error(
          `The constraint name ${name} is used on ${other} and on ${table.key}: give one of them its own`,
        );
      }
      seen.set(name, table.key);
      return `  ${propertyName(name)}: ${JSON.stringify({ table: table.key, kind, columns })},`;
    }),
  );
}
