import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { parseSchema, readSchema, type SchemaParts } from '../dump-schema.ts';
import { appliedNames, readMigrations } from '../migrate.ts';
import type { Installation } from './installation.ts';
import { asOwner, problem, warning, type Check, type Finding } from './report.ts';
import {
  constraintDrift,
  functionDrift,
  indexDrift,
  lossWithout,
  lossWithoutTriggers,
  tableDrift,
  triggerDrift,
} from './schema-drift.ts';

/** Whether the database has what this version brings. */
export const migrationChecks: readonly Check<Installation>[] = [{ name: 'migrations', run: migrationFindings }];

/** Whether the database is as the migrations left it; meaningful once all are applied. */
export const schemaChecks: readonly Check<Installation>[] = [
  { name: 'tables and columns', run: drift(tableDrift) },
  { name: 'functions', run: drift(functionDrift) },
  { name: 'constraints', run: drift(constraintDrift) },
  { name: 'indexes', run: async (it) => [...(await drift(indexDrift)(it)), ...(await invalidIndexes(it))] },
  { name: 'triggers', run: async (it) => [...(await drift(triggerDrift)(it)), ...(await disabledTriggers(it))] },
  { name: 'row security', run: rowSecurity },
  { name: 'statistics', run: missingStatistics },
];

async function migrationFindings({ owner, embedded }: Installation): Promise<Finding[]> {
  const applied = await owner.read(appliedNames);
  const known = (await readMigrations()).map(({ name }) => name);
  const unknown = applied.filter((name) => !known.includes(name));
  const missing = known.filter((name) => !applied.includes(name));
  if (unknown.length > 0) {
    return [
      problem(
        `A newer version of the service has migrated the database: it has ${unknown.join(', ')}, and this version ends with ${known.at(-1) ?? 'nothing'}.`,
        'Start that version or a newer one.',
      ),
    ];
  }
  if (missing.length === 0) return [];
  const what =
    applied.length === 0 ? 'The database is not migrated' : `These migrations are missing: ${missing.join(', ')}`;
  return [problem(`${what}.`, embedded ? 'npm start applies them.' : 'Run npm run migrate.')];
}

/** Read once for all checks of an installation. */
const schemas = new WeakMap<Installation, Promise<SchemaParts>>();

/** The difference between db/schema.sql, which is what the migrations add up to, and the database. */
function drift(compare: (expected: SchemaParts, found: SchemaParts) => Finding[]) {
  return async (installation: Installation) => {
    const expected = parseSchema(await readFile(new URL('../schema.sql', import.meta.url), 'utf8'));
    const found = schemas.get(installation) ?? installation.service.read(readSchema);
    schemas.set(installation, found);
    return compare(expected, await found);
  };
}

async function invalidIndexes({ service }: Installation): Promise<Finding[]> {
  const { rows } = await service.read((session) =>
    sql<{ name: string; table: string }>`
      select indexrelid::regclass::text as name, indrelid::regclass::text as table
      from pg_index join pg_class on pg_class.oid = indrelid
      where not indisvalid and relnamespace::regnamespace::text in ('public', 'api') order by 1`.execute(session),
  );
  return rows.map(({ name, table }) =>
    problem(
      `Index ${name} of ${table} is invalid: building it was interrupted, it costs every write and serves no read.`,
      `${asOwner.slice(0, -1)}, in a quiet hour or, where the table is large, with REINDEX INDEX CONCURRENTLY:`,
      `reindex index ${name}`,
    ),
  );
}

/** Ours and those that keep foreign keys. Some run for replicated rows as well, and are enabled too. */
async function disabledTriggers({ service }: Installation): Promise<Finding[]> {
  const { rows } = await service.read((session) =>
    sql<{ name: string; table: string; isForeignKey: boolean }>`
      select distinct case when tgisinternal then 'all' else quote_ident(tgname) end as name,
        tgrelid::regclass::text as table, tgisinternal as "isForeignKey"
      from pg_trigger join pg_class on pg_class.oid = tgrelid
      where tgenabled in ('D', 'R') and relnamespace::regnamespace::text in ('public', 'api')
        and (tgisinternal or exists (
          select from unnest(${Object.keys(lossWithoutTriggers)}::text[]) beginning where starts_with(tgname, beginning)))
      order by 2, 1`.execute(session),
  );
  return rows.map(({ name, table, isForeignKey }) =>
    isForeignKey
      ? problem(
          `Foreign keys of ${table} are not kept: their triggers are disabled.`,
          'As a superuser:',
          `alter table ${table} enable trigger all`,
        )
      : problem(
          `Trigger ${name} of ${table} is disabled: ${lossWithout(name)}`,
          asOwner,
          `alter table ${table} enable trigger ${name}`,
        ),
  );
}

/** Without a policy for the service, row security shows it empty tables. */
async function rowSecurity({ service }: Installation): Promise<Finding[]> {
  const { rows } = await service.read((session) =>
    sql<{ name: string }>`
      select oid::regclass::text as name from pg_class
      where relrowsecurity and has_any_column_privilege(oid, 'select')
        and relnamespace::regnamespace::text in ('public', 'api') order by 1`.execute(session),
  );
  return rows.map(({ name }) =>
    problem(
      `Table ${name} has row security, which hides rows from the service; who may see what is decided by the service.`,
      asOwner,
      `alter table ${name} disable row level security`,
    ),
  );
}

/** Bytes of a table whose plans need statistics. */
const noticeable = 1_000_000;

async function missingStatistics({ service }: Installation): Promise<Finding[]> {
  const { rows } = await service.read((session) =>
    sql<{ name: string }>`
      select oid::regclass::text as name from pg_class
      where relkind = 'r' and reltuples = -1 and relnamespace::regnamespace::text in ('public', 'api')
        and pg_relation_size(oid) > ${noticeable} order by 1`.execute(session),
  );
  return rows.map(({ name }) =>
    warning(`Table ${name} was never analyzed: PostgreSQL guesses, and plans badly.`, asOwner, `analyze ${name}`),
  );
}
