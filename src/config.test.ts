import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

const problems = (environment: Record<string, string>): string => {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
};

describe('the configuration', () => {
  it('needs nothing: an empty environment means the embedded database with demo data on port 4000', () => {
    expect(loadConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      dataDir: '.data',
      demoData: true,
      jwt: null,
    });
  });

  it('has no demo data beside a given database, unless told', () => {
    const url = 'postgres://u:p@localhost/atis';
    expect(loadConfig({ DATABASE_URL: url })).toMatchObject({ demoData: false, migrationDatabaseUrl: url });
    expect(loadConfig({ DATABASE_URL: url, DEMO_DATA: 'on' }).demoData).toBe(true);
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '' }).port).toBe(4000);
  });

  it('lists every problem at once and prints no value', () => {
    const text = problems({
      PORT: '70000',
      DATABASE_URL: 'mysql://root:hunter2@x',
      JWT_SECRET: 'tooshort-hunter2',
      LOG_LEVEL: 'loud-hunter2',
    });
    for (const name of ['PORT', 'DATABASE_URL', 'JWT_SECRET', 'LOG_LEVEL']) expect(text).toContain(`  ${name}: `);
    expect(text).not.toMatch(/hunter2|70000/);
  });

  it('takes origins one by one, and says which of them is none', () => {
    expect([...loadConfig({}).corsOrigins]).toEqual([]);
    const origins = ['https://portal.example', 'http://localhost:8080', 'http://[::1]:3000'];
    expect([...loadConfig({ CORS_ORIGINS: origins.join(', ') }).corsOrigins]).toEqual(origins);
    expect(problems({ CORS_ORIGINS: 'https://portal.example,*' })).toContain(
      '  CORS_ORIGINS: entry 2 is "*": name the',
    );
    for (const wrong of [
      'portal.example',
      'https://portal.example/',
      'https://portal.example/admin',
      'https://Portal.example',
      'https://portal.example:443',
      'https://*.example',
      'https://user:hunter2@portal.example',
      'ftp://portal.example',
      'null',
      ',',
    ]) {
      expect(problems({ CORS_ORIGINS: wrong }), wrong).toMatch(/^ {2}CORS_ORIGINS: entry 1 is no origin such as/m);
      expect(problems({ CORS_ORIGINS: wrong })).not.toContain('hunter2');
    }
  });

  it.each([
    [{ JWT_SECRET: 'x'.repeat(32) }, ['JWT_ISSUER', 'JWT_AUDIENCE']],
    [
      { JWT_SECRET: 'x'.repeat(32), JWT_JWKS_URL: 'https://id.example/jwks', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' },
      ['JWT_JWKS_URL'],
    ],
    [{ JWT_PUBLIC_KEY: 'no key', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' }, ['JWT_PUBLIC_KEY']],
    [{ MIGRATION_DATABASE_URL: 'postgres://localhost/x' }, ['DATABASE_URL']],
  ])('combination %# is refused by name', (environment, names) => {
    const text = problems(environment);
    for (const name of names) expect(text).toContain(`  ${name}: `);
  });
});
