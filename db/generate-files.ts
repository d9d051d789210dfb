import { renderMetadata } from './generate-metadata.ts';
import type { Column, Table } from './generate-model.ts';
import { camelCase, enumNames, pascalCase, propertyName, singular } from './generate-names.ts';
import { renderSchemas } from './generate-schemas.ts';

const header = '// Generated from the database by `npm run generate`: change the migrations instead.\n';

/** Gives the text of every generated file by its name. The same tables always give the same text. */
export function renderFiles(tables: Table[]): Record<string, string> {
  return {
    'enums.ts': header + renderEnums(tables),
    'tables.ts': header + renderTables(tables),
    'schemas.ts': header + renderSchemas(tables),
    'metadata.ts': header + renderMetadata(tables),
    'repositories.ts': header + renderRepositories(tables),
  };
}

function renderEnums(tables: Table[]): string {
  return tables
    .flatMap((table) =>
      table.columns.map((column) => ({ names: enumNames(table, column), values: column.check.values })),
    )
    .filter(({ values }) => values)
    .map(
      ({ names, values }) => `
export const ${names.list} = ${JSON.stringify(values)} as const;
export type ${names.type} = (typeof ${names.list})[number];
`,
    )
    .join('');
}

function renderTables(tables: Table[]): string {
  const enums = tables.flatMap((table) =>
    table.columns.filter(({ check }) => check.values).map((column) => enumNames(table, column).type),
  );
  const interfaces = tables.map(
    (table) => `
export interface ${tableType(table)} {
${table.columns.map((column) => `  ${column.name}: ${columnType(table, column)};`).join('\n')}
}

export type ${pascalCase(singular(table.name))}Row = Selectable<${tableType(table)}>;
`,
  );
  const helpers = ['Generated', 'GeneratedAlways', 'Int8', 'Json', 'Numeric', 'Timestamp', 'Unreadable'].filter(
    (helper) => interfaces.some((text) => new RegExp(`[ <]${helper}\\b`).test(text)),
  );
  return `
import type { Selectable } from 'kysely';
import type { ${helpers.join(', ')} } from '../column-types.ts';
import type { ${enums.join(', ')} } from './enums.ts';
${interfaces.join('')}
/** Every table, by the name that a query uses. */
export interface DB {
${tables.map((table) => `  ${propertyName(table.key)}: ${tableType(table)};`).join('\n')}
}
`;
}

function columnType(table: Table, column: Column): string {
  const base = column.check.values ? enumNames(table, column).type : baseType(table, column);
  const nullable = column.nullable ? `${base} | null` : base;
  if (!column.readable) return `Unreadable<${column.hasDefault ? `Generated<${nullable}>` : nullable}>`;
  if (column.generatedAlways) return `GeneratedAlways<${nullable}>`;
  return column.hasDefault ? `Generated<${nullable}>` : nullable;
}

function baseType(table: Table, column: Column): string {
  switch (column.type.replace(/\(.*\)/, '')) {
    case 'bigint':
      return 'Int8';
    case 'numeric':
      return 'Numeric';
    case 'smallint':
    case 'integer':
    case 'double precision':
      return 'number';
    case 'bytea':
      return 'Buffer';
    case 'boolean':
      return 'boolean';
    case 'character varying':
    case 'text':
    case 'date':
    case 'xid8':
    case 'uuid':
      return 'string';
    case 'timestamp without time zone':
    case 'timestamp with time zone':
      return 'Timestamp';
    case 'json':
    case 'jsonb':
      return 'Json';
    default:
      throw new Error(
        `${table.key}.${column.name} has the type ${column.type}: add it to baseType in db/generate-files.ts and to columnSchema in db/generate-schemas.ts`,
      );
  }
}

function renderRepositories(tables: Table[]): string {
  const lines = tables.map((table) => {
    const metadata = /^\w+$/.test(table.key) ? `tables.${table.key}` : `tables['${table.key}']`;
    return `export const ${camelCase(table.name)}Repository = createRepository(${metadata});`;
  });
  return `
import { createRepository } from '../repository.ts';
import { tables } from './metadata.ts';

${lines.join('\n')}
`;
}

function tableType(table: Table): string {
  return `${pascalCase(table.name)}Table`;
}
