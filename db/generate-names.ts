import type { Column, Table } from './generate-model.ts';

/** Gives the singular of a table's name: `feed_entries` → `feed_entry`; a name without a plural stays. */
export function singular(table: string): string {
  return table
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x|z)es$/, '$1')
    .replace(/([^sui])s$/, '$1');
}

/** `security_event_severity` → `SecurityEventSeverity`. */
export function pascalCase(name: string): string {
  return name.replace(/(?:^|_)([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** `security_event_severity` → `securityEventSeverity`. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** Names of the value list and the union type of a column: `licenses.license_type` → `licenseTypeValues`, `LicenseType`. */
export function enumNames(table: Table, column: Column): { list: string; type: string } {
  const entity = singular(table.name);
  const name = column.name.startsWith(`${entity}_`) ? column.name : `${entity}_${column.name}`;
  return { list: `${camelCase(name)}Values`, type: pascalCase(name) };
}

/** A property name as prettier writes it: quoted only where it must be. */
export function propertyName(key: string): string {
  return /^\w+$/.test(key) ? key : `'${key}'`;
}
