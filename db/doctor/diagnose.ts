import { ConfigError, loadConfig, type Config } from '../../src/config.ts';
import { EmbeddedPostgresError } from '../../src/db/embedded-postgres.ts';
import { configurationChecks } from './configuration.ts';
import { connectionChecks, reachChecks } from './connections.ts';
import { feedChecks } from './feed.ts';
import { openInstallation, type Installation } from './installation.ts';
import { problem, runChecks, skipChecks, type Report, type Result } from './report.ts';
import { rightsChecks, roleChecks } from './rights.ts';
import { migrationChecks, schemaChecks } from './schema.ts';
import { serverChecks } from './server.ts';

/** Each group needs what the one before it has found in order. */
const onServer = [...connectionChecks, ...serverChecks, ...roleChecks];
const onSchema = [...schemaChecks, ...rightsChecks, ...feedChecks];
const onDatabase = [...reachChecks, ...onServer, ...migrationChecks, ...onSchema];

/** Looks into an installation without changing anything. Whatever is broken becomes a finding; nothing is thrown. */
export async function diagnose(environment?: NodeJS.ProcessEnv): Promise<Report> {
  const results = await examine(environment);
  return { ok: results.every(({ status }) => status !== 'problem'), results };
}

async function examine(environment: NodeJS.ProcessEnv | undefined): Promise<Result[]> {
  let config: Config;
  try {
    config = loadConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const findings = error.message
      .split('\n')
      .slice(1)
      .map((line) => problem(`${line.trim()}.`, 'Correct it where the service is started; see docs/operations.md.'));
    const result: Result = { name: 'environment', status: 'problem', findings };
    return [result, ...skipChecks([...configurationChecks, ...onDatabase])];
  }
  const environmentResult: Result = { name: 'environment', status: 'ok', findings: [] };
  return [environmentResult, ...(await runChecks(configurationChecks, config)), ...(await examineDatabase(config))];
}

async function examineDatabase(config: Config): Promise<Result[]> {
  let installation: Installation;
  try {
    installation = await openInstallation(config);
  } catch (error) {
    if (!(error instanceof EmbeddedPostgresError)) throw error;
    const [text = '', ...advice] = error.message.split('\n');
    const finding = problem(text, advice.join('\n').trim());
    return [{ name: 'embedded PostgreSQL', status: 'problem', findings: [finding] }, ...skipChecks(onDatabase)];
  }
  try {
    const reached = await runChecks(reachChecks, installation);
    if (!inOrder(reached)) return [...reached, ...skipChecks([...onServer, ...migrationChecks, ...onSchema])];
    const server = await runChecks(onServer, installation);
    const migrated = await runChecks(migrationChecks, installation);
    const schema = inOrder(migrated) ? await runChecks(onSchema, installation) : skipChecks(onSchema);
    return [...reached, ...server, ...migrated, ...schema];
  } finally {
    await installation.close();
  }
}

const inOrder = (results: readonly Result[]) => results.every(({ status }) => status === 'ok');
