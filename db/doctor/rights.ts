import { sql } from 'kysely';
import { eachRight, optionalRights, publicRights, readRights, serviceGroup, serviceRights } from '../service-rights.ts';
import { identifier, type Installation } from './installation.ts';
import { asOwner, asSuperuser, problem, warning, type Check, type Finding } from './report.ts';

/** Who the service and the owner are. */
export const roleChecks: readonly Check<Installation>[] = [
  { name: 'role of the service', run: serviceRoleFindings },
  { name: 'role of the owner', run: ownerRoleFindings },
];

/** What the service may do; meaningful once all migrations are applied. */
export const rightsChecks: readonly Check<Installation>[] = [
  { name: 'missing rights of the service', run: missingRights },
  { name: 'superfluous rights of the service', run: superfluousRights },
];

interface Role {
  readonly name: string;
  readonly attributes: readonly string[];
  /** Roles of which it, or its group, is a direct member, and which of the two. */
  readonly groups: readonly { readonly name: string; readonly member: string }[];
  readonly inherits: boolean;
  readonly owned: number;
}

/** Attributes as ALTER ROLE writes them. */
const attributes = sql`array_remove(array[
  case when rolsuper then 'superuser' end, case when rolcreatedb then 'createdb' end,
  case when rolcreaterole then 'createrole' end, case when rolbypassrls then 'bypassrls' end,
  case when rolreplication then 'replication' end], null)`;

async function serviceRoleFindings({ service, owner }: Installation): Promise<Finding[]> {
  const name = identifier(service.role);
  const { rows } = await service.read((session) =>
    sql<Role>`
      select rolname as name, ${attributes} as attributes,
        array(select json_build_object('name', pg_get_userbyid(roleid), 'member', pg_get_userbyid(member))
          from pg_auth_members
          where member in (role.oid, to_regrole(${serviceGroup})::oid) and roleid <> role.oid) as groups,
        coalesce(pg_has_role(role.oid, to_regrole(${serviceGroup}), 'usage'), false) as inherits,
        (select count(*)::integer from pg_shdepend
          where refclassid = 'pg_authid'::regclass and refobjid = role.oid and deptype = 'o'
            and dbid in (0, (select oid from pg_database where datname = current_database()))) as owned
      from pg_roles role where rolname = current_user`.execute(session),
  );
  const [role] = rows;
  if (role === undefined) return [];
  const special = role.attributes.map((attribute) =>
    problem(
      `Role ${service.role} is ${attribute}: the service could do what nobody granted.`,
      asSuperuser,
      `alter role ${name} no${attribute}`,
    ),
  );
  if (owner.role === service.role) {
    const advice = `Create a role for the service, and let DATABASE_URL name it and MIGRATION_DATABASE_URL ${owner.role}. ${asSuperuser}`;
    const other = service.role === 'atis_service' ? 'atis_api_service' : 'atis_service';
    return [
      ...special,
      problem(
        `The service connects as ${service.role}, as migrations do: it could change tables, logs and rights.`,
        advice,
        `create role ${other} login password '…' in role ${serviceGroup}`,
      ),
    ];
  }
  const foreign = role.groups.filter((group) => group.name !== serviceGroup);
  const isMember = role.groups.some((group) => group.name === serviceGroup);
  return [
    ...special,
    ...foreign.map((group) =>
      problem(
        `Role ${group.member} is a member of ${group.name}: the service could do whatever that role may.`,
        asSuperuser,
        `revoke ${identifier(group.name)} from ${identifier(group.member)}`,
      ),
    ),
    ...(isMember
      ? []
      : [
          problem(
            `Role ${service.role} is not a member of ${serviceGroup}, which has the rights of the service.`,
            asSuperuser,
            `grant ${serviceGroup} to ${name}`,
          ),
        ]),
    ...(!isMember || role.inherits || role.attributes.includes('superuser')
      ? []
      : [
          problem(
            `Role ${service.role} is a member of ${serviceGroup} without inheriting its rights.`,
            asSuperuser,
            `alter role ${name} inherit`,
            `revoke ${serviceGroup} from ${name}`,
            `grant ${serviceGroup} to ${name}`,
          ),
        ]),
    ...(role.owned === 0
      ? []
      : [
          problem(
            `Role ${service.role} owns ${role.owned} object${role.owned === 1 ? '' : 's'} of this database, and may alter and drop what it owns.`,
            asSuperuser,
            `reassign owned by ${name} to ${identifier(owner.role)}`,
          ),
        ]),
  ];
}

async function ownerRoleFindings({ service, owner }: Installation): Promise<Finding[]> {
  // Reported where it is told of the service.
  if (owner.role === service.role) return [];
  const { rows } = await owner.read((session) =>
    sql<{ isSuperuser: boolean; missing: string[]; owners: string[] }>`
      select rolsuper as "isSuperuser",
        array_remove(array[
          case when not has_database_privilege(current_database(), 'create')
            then format('create on database %I', current_database()) end,
          case when not has_database_privilege(current_database(), 'temporary')
            then format('temporary on database %I', current_database()) end,
          case when not has_schema_privilege('public', 'create') then 'create on schema public' end], null) as missing,
        array(select distinct pg_get_userbyid(relowner)::text from pg_class
          where relnamespace::regnamespace::text in ('public', 'api') and relkind in ('r', 'p')
            and (relnamespace::regnamespace::text = 'api'
              or oid in (select tgrelid from pg_trigger where tgname like 'feed\\_%'))
            and not pg_has_role(relowner, 'usage')) as owners
      from pg_roles where rolname = current_user`.execute(session),
  );
  const { isSuperuser = false, missing = [], owners = [] } = rows[0] ?? {};
  const name = identifier(owner.role);
  return [
    ...(isSuperuser
      ? [
          warning(
            `MIGRATION_DATABASE_URL connects as the superuser ${owner.role}, and migrations need none.`,
            'Let it name a role that owns the tables: see "Roles" in docs/operations.md.',
          ),
        ]
      : []),
    ...owners.map((each) =>
      problem(
        `Tables belong to ${each}, and ${owner.role} cannot migrate them.`,
        asSuperuser,
        `grant ${identifier(each)} to ${name}`,
      ),
    ),
    ...missing.map((right) =>
      warning(`Role ${owner.role} lacks ${right}, which migrations need.`, asSuperuser, `grant ${right} to ${name}`),
    ),
  ];
}

async function missingRights({ service }: Installation): Promise<Finding[]> {
  const { granted, absentSequences } = await service.read(async (session) => {
    const expected = Object.keys(serviceRights).flatMap((object) => /^sequence (.*)/.exec(object)?.[1] ?? []);
    const { rows } = await sql<{ name: string }>`
      with there as (
        select quote_ident(nspname) || '.' || quote_ident(relname) as name
        from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      )
      select name from unnest(${expected}::text[]) as name
      where name not in (select name from there)
        and regexp_replace(name, '_id_seq$', '') in (select name from there)`.execute(session);
    return { granted: await readRights(session, service.role), absentSequences: rows.map(({ name }) => name) };
  });
  const has = (grantees: string[]) =>
    new Set(granted.filter((each) => grantees.includes(each.grantee)).map(({ right }) => right));
  const ofService = has([serviceGroup, identifier(service.role), 'public']);
  const ofAll = has(['public']);
  // Where Laravel made a table with another sequence, there is nothing to grant. That of a missing table comes with it.
  const isThere = (right: string) => !absentSequences.some((name) => right.endsWith(` on sequence ${name}`));
  return [
    ...missingOf(
      serviceGroup,
      eachRight(serviceRights).filter((right) => !ofService.has(right) && isThere(right)),
    ),
    ...missingOf(
      'public',
      eachRight(publicRights).filter((right) => !ofAll.has(right)),
    ),
  ];
}

/** One finding for each object. */
function missingOf(grantee: string, rights: readonly string[]): Finding[] {
  const byObject = Map.groupBy(rights, (right) => right.slice(right.indexOf(' on ') + 4));
  return [...byObject].map(([object, all]) => {
    const list = all.map((right) => right.slice(0, right.indexOf(' on '))).join(', ');
    const who = grantee === 'public' ? 'Other writers lack' : `${grantee} lacks`;
    return problem(`${who} ${list} on ${object}.`, asOwner, `grant ${list} on ${object} to ${grantee}`);
  });
}

async function superfluousRights({ service, owner }: Installation): Promise<Finding[]> {
  const granted = await service.read((session) => readRights(session, service.role));
  const forService = new Set(eachRight(serviceRights));
  const forAll = new Set(eachRight(publicRights));
  const optional = new Set(eachRight(optionalRights));
  return granted
    .filter(({ right, grantee }) => !optional.has(right) && !(grantee === 'public' ? forAll : forService).has(right))
    .map(({ right, grantee }) => superfluous(right, grantee, identifier(owner.role)));
}

function superfluous(right: string, grantee: string, owner: string): Finding {
  const statement = `revoke ${right} from ${grantee}`;
  if (grantee !== 'public') {
    const who = right.includes(' on parameter ') ? asSuperuser : asOwner;
    return problem(`${grantee} has ${right}, which the service does not need.`, who, statement);
  }
  const text = `Every role has ${right}, and so has the service, which does not need it.`;
  if (right.startsWith('temporary on database')) {
    return warning(
      text,
      `Grant it to the roles that use temporary tables, and take it from the rest. ${asSuperuser}`,
      `grant ${right} to ${owner}`,
      statement,
    );
  }
  const next = 'Grant it to the roles that need it, and take it from the rest.';
  return right.startsWith('execute on function') && !right.startsWith('execute on function api.')
    ? warning(text, `${next} ${asSuperuser}`, statement)
    : problem(text, `${next} ${asOwner}`, statement);
}
