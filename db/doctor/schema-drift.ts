import { printTable, type SchemaParts, type TableParts } from '../dump-schema.ts';
import { onlyRead } from '../preflight.ts';
import { publicRights } from '../service-rights.ts';
import { asOwner, problem, warning, type Finding } from './report.ts';

/** A column in the words of `db/schema.sql`, taken apart. */
interface Column {
  readonly name: string;
  readonly type: string;
  readonly isMandatory: boolean;
  readonly identity: string;
  readonly defaultValue: string | undefined;
}

/** Differences of tables and columns. What Laravel adds, and what holds the same values in another way, is none. */
export function tableDrift(expected: SchemaParts, found: SchemaParts): Finding[] {
  return pairs(expected, found).flatMap(([table, counterpart]) =>
    counterpart === undefined
      ? [missingTable(table)]
      : [...columnDrift(table, counterpart), ...optionDrift(table, counterpart)],
  );
}

/** Differences of primary, unique and foreign keys and checks, whatever their names. */
export function constraintDrift(expected: SchemaParts, found: SchemaParts): Finding[] {
  return existingPairs(expected, found).flatMap(([table, { constraints }]) =>
    table.constraints.flatMap((constraint) => {
      const [name, definition] = nameAndDefinition(constraint);
      const others = constraints.map(nameAndDefinition);
      if (others.some(([, other]) => withoutCasts(other) === withoutCasts(definition))) return [];
      const unproved = others.find(([, other]) => withoutCasts(other) === `${withoutCasts(definition)} NOT VALID`)?.[0];
      if (unproved !== undefined) {
        const text = `Constraint ${unproved} of ${table.name} was never proved for the rows that were there before it.`;
        return [problem(text, asOwner, `alter table ${table.name} validate constraint ${unproved}`)];
      }
      const statements = [
        ...(others.some(([other]) => other === name) ? [`alter table ${table.name} drop constraint ${name}`] : []),
        `alter table ${table.name} add ${constraint}`,
      ];
      // Laravel made some tables; it may leave a rule to itself that PostgreSQL could keep.
      const level = isShared(table) && /^(FOREIGN KEY|CHECK)/.test(definition) ? warning : problem;
      return [level(`Table ${table.name} has no constraint ${name} ${definition}.`, asOwner, ...statements)];
    }),
  );
}

/** Indexes that are not there, whatever their names. */
export function indexDrift(expected: SchemaParts, found: SchemaParts): Finding[] {
  const definition = (line: string) => line.replace(/ INDEX \S+ ON /, ' INDEX ON ');
  return afterDrift(expected, found, 'INDEX', definition, (name, table, line, isTaken) =>
    problem(
      `Table ${table.name} has no index like ${name}: what needs it reads the whole table.`,
      `${asOwner.slice(0, -1)}, in a quiet hour or, where the table is large, with CREATE INDEX CONCURRENTLY:`,
      ...(isTaken ? [`drop index ${table.name.split('.')[0] ?? ''}.${name}`] : []),
      line,
    ),
  );
}

/** By the beginnings of their names, what follows from the lack of our triggers. */
export const lossWithoutTriggers = {
  append_only: 'its rows can be changed and deleted.',
  feed_: 'the feed loses what it would report.',
  queue_errors: 'errors are grouped late, when a sweep finds them.',
  metrics_noted: 'samples come into figures late, when a sweep finds them, and old ones never.',
  record_: 'the history of settings has gaps.',
} as const;

/** What follows from the lack of a trigger. */
export const lossWithout = (trigger: string): string =>
  Object.entries(lossWithoutTriggers).find(([beginning]) => trigger.startsWith(beginning))?.[1] ??
  'what it does is not done.';

/** Triggers that are not there or do something else. */
export function triggerDrift(expected: SchemaParts, found: SchemaParts): Finding[] {
  const same = (line: string) => line;
  return afterDrift(expected, found, 'TRIGGER', same, (name, table, line, isTaken) =>
    problem(
      `Table ${table.name} has no trigger ${name} as it should be: ${lossWithout(name)}`,
      asOwner,
      ...(isTaken ? [`drop trigger ${name} on ${table.name}`] : []),
      line,
    ),
  );
}

/** Functions that are not there or do something else. */
export function functionDrift(expected: SchemaParts, found: SchemaParts): Finding[] {
  const signatures = new Set(found.functions.map(signatureOf));
  return expected.functions
    .filter((text) => !found.functions.includes(text))
    .map((text) => {
      const signature = signatureOf(text);
      if (signatures.has(signature))
        return problem(`Function ${signature} differs from the migrations.`, asOwner, text);
      // A new function can be executed by everybody.
      const types = signature.replaceAll(/\w+ (\w+)(?: DEFAULT [^,)]*)?/g, '$1').replaceAll(', ', ',');
      const isPublic = `function ${types}` in publicRights;
      const revoke = isPublic ? [] : [`revoke execute on function ${types} from public`];
      return problem(`Function ${signature} is missing.`, asOwner, text, ...revoke);
    });
}

const isShared = ({ name }: TableParts) => name.startsWith('public.');

function pairs(expected: SchemaParts, found: SchemaParts): [TableParts, TableParts | undefined][] {
  return expected.tables.map((table) => [table, found.tables.find(({ name }) => name === table.name)]);
}

function existingPairs(expected: SchemaParts, found: SchemaParts): [TableParts, TableParts][] {
  return pairs(expected, found).flatMap(([table, counterpart]) => (counterpart ? [[table, counterpart]] : []));
}

function missingTable(table: TableParts): Finding {
  const sequences = table.columns.flatMap((column) => {
    const [, name, sequence] = /^(\S+) .*nextval\('(.*?)'::regclass\)/.exec(column) ?? [];
    return name === undefined || sequence === undefined ? [] : [{ name, sequence }];
  });
  return problem(
    `Table ${table.name} is missing, with all of its rows.`,
    'Restore it from a backup. Or, as the owner of the tables, make it anew and empty, and run this again:',
    ...sequences.map(({ sequence }) => `create sequence ${sequence}`),
    printTable(table),
    ...sequences.map(({ name, sequence }) => `alter sequence ${sequence} owned by ${table.name}.${name}`),
  );
}

function columnDrift(table: TableParts, found: TableParts): Finding[] {
  const columns = found.columns.map(parseColumn);
  return table.columns.flatMap((line) => {
    const column = parseColumn(line);
    const counterpart = columns.find(({ name }) => name === column.name);
    const alter = (change: string) => `alter table ${table.name} alter column ${column.name} ${change}`;
    const where = `Column ${column.name} of ${table.name}`;
    if (counterpart === undefined) {
      return [problem(`${where} is missing.`, asOwner, `alter table ${table.name} add column ${line}`)];
    }
    const findings: Finding[] = [];
    if (!holdsSameValues(column.type, counterpart.type, isShared(table))) {
      const text = `${where} has the type ${counterpart.type} instead of ${column.type}.`;
      findings.push(problem(text, asOwner, alter(`type ${column.type} using ${column.name}::${column.type}`)));
    }
    if (column.isMandatory && !counterpart.isMandatory) {
      findings.push(problem(`${where} may be NULL and should not.`, asOwner, alter('set not null')));
    }
    // What an insert gets is no business of the service where it never inserts.
    if (onlyRead.has(table.name.slice('public.'.length))) return findings;
    const hasValue = counterpart.defaultValue !== undefined || counterpart.identity !== '';
    if (!column.isMandatory && counterpart.isMandatory && !hasValue) {
      findings.push(problem(`${where} is mandatory: inserts that leave it out fail.`, asOwner, alter('drop not null')));
    }
    const isWrong = isShared(table) ? !hasValue : counterpart.defaultValue !== column.defaultValue;
    if (column.defaultValue !== undefined && isWrong) {
      const level = column.isMandatory ? problem : warning;
      const text = `${where} has not the default ${column.defaultValue}.`;
      findings.push(level(text, asOwner, alter(`set default ${column.defaultValue}`)));
    }
    if (column.identity !== '' && counterpart.identity !== column.identity) {
      findings.push(problem(`${where} is not${column.identity}.`, asOwner, alter(`add${column.identity}`)));
    }
    return findings;
  });
}

function optionDrift(table: TableParts, found: TableParts): Finding[] {
  if (isShared(table) || table.options === found.options) return [];
  const options = /\((.*)\)/.exec(table.options)?.[1];
  if (options === undefined) return [];
  const text = `Table ${table.name} has other storage parameters than ${options}.`;
  return [warning(text, asOwner, `alter table ${table.name} set (${options})`)];
}

function parseColumn(line: string): Column {
  const [, name = '', type = '', notNull, identity = '', defaultValue] =
    /^("(?:[^"]|"")+"|\S+) (.+?)( not null)?( generated (?:always|by default) as identity)?(?: default (.+))?$/s.exec(
      line,
    ) ?? [];
  return { name, type, isMandatory: notNull !== undefined, identity, defaultValue };
}

/** The same rule as that of the preflight: as long or longer, and Laravel makes its times timestamp(0). */
function holdsSameValues(expected: string, found: string, isShared: boolean): boolean {
  if (expected === found) return true;
  if (!isShared) return false;
  const lengthOf = (type: string) => Number(/^character varying(?:\((\d+)\))?$/.exec(type)?.[1] ?? Infinity);
  if (expected.startsWith('character varying(')) {
    return found.startsWith('character varying') && lengthOf(found) >= lengthOf(expected);
  }
  return found.replace(/^timestamp\(\d\)/, 'timestamp') === expected;
}

function nameAndDefinition(constraint: string): [name: string, definition: string] {
  const [, name = '', definition = ''] = /^constraint ("(?:[^"]|"")+"|\S+) (.*)$/s.exec(constraint) ?? [];
  return [name, definition];
}

/** PostgreSQL reads its own text of a CHECK back with other casts, so that a restored database has them elsewhere. */
function withoutCasts(definition: string): string {
  return definition.replaceAll(/::[a-z ]+(?:\(\d+\))?(?:\[\])?|[()]/g, '');
}

function afterDrift(
  expected: SchemaParts,
  found: SchemaParts,
  kind: 'INDEX' | 'TRIGGER',
  definition: (line: string) => string,
  describe: (name: string, table: TableParts, line: string, isTaken: boolean) => Finding,
): Finding[] {
  const pattern = new RegExp(`^CREATE (?:UNIQUE )?${kind} (\\S+) `);
  return existingPairs(expected, found).flatMap(([table, { after }]) =>
    table.after.flatMap((line) => {
      const name = pattern.exec(line)?.[1];
      if (name === undefined || after.map(definition).includes(definition(line))) return [];
      return [
        describe(
          name,
          table,
          line,
          after.some((other) => pattern.exec(other)?.[1] === name),
        ),
      ];
    }),
  );
}

function signatureOf(text: string): string {
  return /^CREATE OR REPLACE FUNCTION (.*)/.exec(text)?.[1] ?? text;
}
