import { createRequire } from 'node:module';
import type { Config } from '../../src/config.ts';
import { problem, warning, type Check } from './report.ts';

const { engines } = createRequire(import.meta.url)('../../package.json') as { engines: { node: string } };

const loopback = ['127.0.0.1', '::1', 'localhost'];

/** What can be told from the environment alone. */
export const configurationChecks: readonly Check<Config>[] = [
  {
    name: 'Node.js',
    run: () => nodeFindings(process.versions.node),
  },
  {
    name: 'settings for production',
    run: (config) => (config.databaseUrl === undefined ? [] : productionFindings(config)),
  },
];

/** Compares a version with package.json, which asks for a major version or newer. */
export function nodeFindings(version: string) {
  const needed = Number(/\d+/.exec(engines.node)?.[0]);
  if (Number.parseInt(version) >= needed) return [];
  return [
    problem(
      `This is Node.js ${version}, and ${needed} or newer is needed.`,
      'Start with npm start after npm ci, which brings its own on Linux, or install that version.',
    ),
  ];
}

/** Where DATABASE_URL is set, somebody relies on the service. */
function productionFindings({ demoData, playground, host, trustProxy }: Config) {
  const findings = [];
  if (demoData) {
    findings.push(
      warning(
        'DEMO_DATA is on: an empty database is filled with invented data, and their accounts get tokens that are printed at every start.',
        'Set DEMO_DATA=off.',
      ),
    );
  }
  if (playground) {
    findings.push(
      warning(
        'PLAYGROUND is on: everybody who reaches the service can load it. It shows no data without a token.',
        'Set PLAYGROUND=off where nobody needs it.',
      ),
    );
  }
  if (!loopback.includes(host)) {
    findings.push(
      warning(
        `HOST is ${host}: the service speaks plain HTTP to whoever reaches this address.`,
        'Let only a proxy with TLS reach the port, or set HOST=127.0.0.1 where the proxy runs on the same machine.',
      ),
    );
  }
  if (trustProxy === false) {
    findings.push(
      warning(
        'TRUST_PROXY is off: behind a proxy, audit records name the address of the proxy instead of the client’s.',
        'Set TRUST_PROXY to the number of proxies in front, and to no more.',
      ),
    );
  }
  return findings;
}
