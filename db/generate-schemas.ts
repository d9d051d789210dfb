import type { Column, ColumnCheck, Table } from './generate-model.ts';
import { camelCase, enumNames, singular } from './generate-names.ts';

/** Gives zod schemas that accept exactly what PostgreSQL would store in each column. */
export function renderSchemas(tables: Table[]): string {
  const enums: string[] = [];
  const schemas = tables.map((table) => {
    const name = camelCase(singular(table.name));
    const columns = table.columns.filter(({ generatedAlways }) => !generatedAlways);
    for (const column of columns) if (column.check.values) enums.push(enumNames(table, column).list);
    const keys = table.primaryKey.filter((key) => columns.some((column) => column.name === key));
    const patchable = keys.length > 0 ? `.omit({ ${keys.map((key) => `${key}: true`).join(', ')} })` : '';
    return `
export const ${name}InsertSchema = z.strictObject({
${columns.map((column) => `  ${column.name}: ${columnSchema(table, column)}${presence(column)},`).join('\n')}
});
export const ${name}UpdateSchema = ${name}InsertSchema${patchable}.partial();
`;
  });
  const builders = ['date', 'int8', 'integer', 'json', 'numeric', 'text', 'timestamp'].filter((builder) =>
    schemas.some((text) => text.includes(`: ${builder}(`)),
  );
  return `
import { z } from 'zod';
import { ${builders.join(', ')} } from '../column-schemas.ts';
import { ${enums.join(', ')} } from './enums.ts';
${schemas.join('')}`;
}

function presence(column: Column): string {
  if (column.nullable) return '.nullish()';
  return column.hasDefault ? '.optional()' : '';
}

function columnSchema(table: Table, column: Column): string {
  if (column.check.values) return `z.enum(${enumNames(table, column).list})`;
  const [, type = '', modifiers = ''] = /^(.*?)(?:\((.*)\).*)?$/.exec(column.type) ?? [];
  switch (type) {
    case 'smallint':
      return integerSchema({ minimum: -32_768, maximum: 32_767, ...column.check });
    case 'integer':
      return integerSchema(column.check);
    case 'bigint':
      return 'int8()';
    case 'numeric':
      return `numeric(${modifiers.replace(',', ', ')})`;
    case 'double precision':
      return 'z.number()';
    case 'bytea':
      return 'z.instanceof(Buffer)';
    case 'boolean':
      return 'z.boolean()';
    case 'character varying':
    case 'text':
      return `text(${modifiers})`;
    case 'date':
      return 'date()';
    case 'json':
    case 'jsonb':
      return 'json()';
    case 'uuid':
      return 'z.uuid()';
    case 'xid8':
      return 'z.string().regex(/^\\d{1,20}$/)';
    default:
      return 'timestamp()';
  }
}

function integerSchema({ minimum, maximum }: ColumnCheck): string {
  if (maximum === undefined) return `integer(${minimum ?? ''})`;
  return `integer(${minimum ?? 'undefined'}, ${maximum})`;
}
