/** What .ci/run checks of the packages that the service is made of: `node .ci/supply-chain.ts lockfile`. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}

interface AuditReport {
  readonly message?: string;
  readonly vulnerabilities?: Record<
    string,
    { readonly via: readonly (string | { readonly url: string; readonly title: string })[] }
  >;
}

const root = join(import.meta.dirname, '..');
const sbomFile = 'sbom.cdx.json';
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Licences that let a closed installation use and change the code without further duties than naming its authors. */
const allowedLicences: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  '(MIT AND BSD-3-Clause)',
  'PSF-2.0',
]);

/** Exit code for what could be neither confirmed nor refuted. */
const unknown = 3;

/** Every package of package-lock.json, by its path. */
function lockedPackages(): [string, LockedPackage][] {
  const { packages } = readJson('package-lock.json') as { packages: Record<string, LockedPackage> };
  return Object.entries(packages).filter(([path]) => path !== '');
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Each package comes from the registry, as the bytes that were reviewed, and runs nothing when it is installed. */
function checkLockfile(): string[] {
  const { dependencies, devDependencies, optionalDependencies } = readJson('package.json') as Record<
    'dependencies' | 'devDependencies' | 'optionalDependencies',
    Record<string, string>
  >;
  const inexact = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name}: ${version} is no exact version of the registry`);
  const locked = lockedPackages().flatMap(([path, { integrity, resolved = '', link }]) => [
    ...(/^sha512-[\w+/]{86}==$/.test(integrity ?? '') ? [] : [`${path}: no SHA-512 of its content`]),
    ...(link === true || !/^(https:\/\/registry\.npmjs\.org\/.*)?$/.test(resolved)
      ? [`${path}: not of the registry`]
      : []),
  ]);
  const scripts = /^ignore-scripts=true$/m.test(readFileSync(join(root, '.npmrc'), 'utf8'))
    ? []
    : ['.npmrc: ignore-scripts=true is missing, so that packages could run code when they are installed'];
  return [...inexact, ...locked, ...scripts];
}

/** What production installs, with and without the embedded PostgreSQL. */
function checkLicences(): string[] {
  return lockedPackages()
    .filter(([, { dev, license = 'none' }]) => dev !== true && !allowedLicences.has(license))
    .map(([path, { license = 'none' }]) => `${path}: licence ${license} is not on the list`);
}

interface Sbom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: Record<string, unknown> };
  readonly components: readonly {
    readonly 'bom-ref': string;
    readonly hashes?: readonly { readonly alg: string }[];
    readonly licenses?: readonly unknown[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** What the image installs: `npm ci --omit=dev --omit=optional`. */
const installedPackages = (): ReadonlySet<string> =>
  new Set(
    lockedPackages()
      .filter(([, { dev, optional, devOptional }]) => !dev && !optional && !devOptional)
      .map(([path, { version }]) => `${nameOf(path)}@${version}`),
  );

/**
 * Writes sbom.cdx.json: CycloneDX, the packages that the image installs. They are chosen here, because npm's own
 * `--omit=dev` leaves out what development and production both depend on.
 */
function writeSbom(): string[] {
  const options = ['--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
  const text = execFileSync('npm', ['sbom', ...options], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const { components, dependencies, metadata, ...rest } = JSON.parse(text) as Sbom;
  const { name, version } = readJson('package.json') as { name: string; version: string };
  const installed = installedPackages();
  const own = `${name}@${version}`;
  const sbom = {
    ...rest,
    // npm takes the name of the folder.
    metadata: { ...metadata, component: { ...metadata.component, name } },
    components: components.filter((component) => installed.has(component['bom-ref'])),
    dependencies: dependencies
      .filter(({ ref }) => ref === own || installed.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => installed.has(other)) })),
  };
  writeFileSync(join(root, sbomFile), `${JSON.stringify(sbom, null, 2)}\n`);
  return [];
}

/** The bill of materials names exactly what the image installs, with hash and licence. */
function checkSbom(): string[] {
  const { bomFormat, components } = readJson(sbomFile) as Sbom;
  const listed = new Set(components.map((component) => component['bom-ref']));
  const installed = installedPackages();
  return [
    ...(bomFormat === 'CycloneDX' ? [] : [`the format is ${bomFormat}`]),
    ...[...installed.difference(listed)].map((name) => `${name} is missing`),
    ...[...listed.difference(installed)].map((name) => `${name} is not installed`),
    ...components
      .filter(({ hashes = [], licenses = [] }) => !hashes.some(({ alg }) => alg === 'SHA-512') || licenses.length === 0)
      .map((component) => `${component['bom-ref']} has no hash or no licence`),
  ];
}

/** Known vulnerabilities, of development tools too, except those that .ci/audit-exceptions.json gives a reason for. */
function checkAudit(): string[] {
  const exceptions = readJson('.ci/audit-exceptions.json') as Record<string, string>;
  const report = askRegistry();
  if (!report.vulnerabilities) {
    console.log(`the registry did not answer: ${(report.message ?? 'no report').split(' - ')[0] ?? ''}`);
    process.exit(unknown);
  }
  const findings = Object.entries(report.vulnerabilities).flatMap(([name, { via }]) =>
    via
      .filter((cause) => typeof cause === 'object')
      .map(({ url, title }) => ({ id: url.split('/').at(-1) ?? url, name, title })),
  );
  const found = new Set(findings.map(({ id }) => id));
  return [
    ...findings.filter(({ id }) => !exceptions[id]).map(({ id, name, title }) => `${id} in ${name}: ${title}`),
    ...Object.keys(exceptions)
      .filter((id) => !found.has(id))
      .map((id) => `${id} is gone: remove it from .ci/audit-exceptions.json`),
  ];
}

function askRegistry(): AuditReport {
  // npm ends with 1 both for findings and for a registry that does not answer: the report tells which.
  const answer = (): string => {
    try {
      return execFileSync('npm', ['audit', '--json', '--audit=true', '--package-lock-only'], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: 120_000,
      });
    } catch (error) {
      return (error as { stdout?: string }).stdout ?? '';
    }
  };
  try {
    return JSON.parse(answer()) as AuditReport;
  } catch {
    return {};
  }
}

const checks = {
  lockfile: checkLockfile,
  licences: checkLicences,
  'write-sbom': writeSbom,
  sbom: checkSbom,
  audit: checkAudit,
};

const [check = ''] = process.argv.slice(2);
if (!Object.hasOwn(checks, check)) throw new Error(`Name a check: ${Object.keys(checks).join(', ')}`);
const problems = checks[check as keyof typeof checks]();
console.log(
  problems.length === 0 ? `${check}: ${lockedPackages().length} packages locked, no problem` : problems.join('\n'),
);
process.exitCode = problems.length === 0 ? 0 : 1;
