import { accessSync, constants } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { sql } from 'kysely';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startTestService } from '../testing/service.ts';
import type { TestService } from '../testing/service.ts';
import { readExamples } from './playground.ts';

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const chromiumPath = findInPath(browserNames);
const missing = `PATH has none of ${browserNames.join(', ')}`;

if (chromiumPath === undefined) {
  console.warn(`The playground is not tested in a browser: ${missing}.`);
  if (process.env['REQUIRE_CHROMIUM'] === '1') {
    test('a Chromium is installed, as REQUIRE_CHROMIUM demands', () => {
      expect.fail(`${missing}. Install one of them, for instance: apt-get install chromium`);
    });
  }
}

describe.skipIf(chromiumPath === undefined)('the playground in Chromium', () => {
  let server: TestService;
  let browser: Browser;
  let token: string;
  /** Origins of other pages: one that CORS_ORIGINS names, and one that it does not. */
  let listed: string;
  let unlisted: string;
  beforeAll(async () => {
    listed = await servePage();
    unlisted = await servePage();
    server = await startTestService({ environment: { CORS_ORIGINS: listed } });
    await sql`insert into institutions (name, type, level) values ('Bakı Şəhəri üzrə Təhsil İdarəsi', 'region', 2)`.execute(
      server.database.owner,
    );
    await sql`insert into users (username, password, role_id) select 'nigar', '-', id from roles where name = 'superadmin'`.execute(
      server.database.owner,
    );
    token = await server.tokenFor('nigar');
    browser = await chromium.launch({
      executablePath: chromiumPath ?? '',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    return async () => {
      await browser.close();
      await server.stop();
    };
  });

  test('loads without an error on the console and without asking another host', async () => {
    const { page, errors, hosts } = await open();
    await signIn(page, token);
    await run(page, 'Viewer');
    await expect.poll(() => response(page)).toContain('"username": "nigar"');
    expect(errors).toEqual([]);
    expect([...hosts]).toEqual([new URL(server.url).host]);
  });

  test('keeps the token in session storage only and forgets it at sign-out', async () => {
    const { page } = await open();
    await signIn(page, token);
    await page.reload();
    await page.getByText('nigar · superadmin').waitFor();
    const stored = () =>
      page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    const [local, session, cookie] = JSON.parse(await stored()) as [object, Record<string, string>, string];
    expect(JSON.stringify([local, cookie])).not.toContain(token);
    expect(Object.keys(session).filter((key) => session[key]?.includes(token))).toEqual(['atis:token']);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Not signed in').waitFor();
    expect(await stored()).not.toContain(token);
  });

  test('refuses an unknown token with the reason that the server gives', async () => {
    const { page } = await open();
    await page.getByLabel('Bearer token').fill('unknown');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('#status[data-state=refused]').waitFor();
    expect(await page.locator('#status').innerText()).toMatch(/token/);
  });

  test('completes field names from the schema', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.type('{ securityEv');
    await page.locator('.suggest-widget').getByRole('option', { name: 'securityEventStats' }).waitFor();
  });

  test('every example query answers without an error', async () => {
    const { page } = await open();
    await signIn(page, token);
    for (const { query } of await readExamples()) {
      const name = /^query (\w+)/m.exec(query)?.[1];
      if (name === undefined) continue;
      const answered = page.waitForResponse((one) => one.request().postData()?.includes(`query ${name}`) ?? false);
      await run(page, name);
      const answer = (await (await answered).json()) as { data?: object; errors?: object[] };
      expect(answer.errors, name).toBeUndefined();
      expect(answer.data, name).toBeDefined();
    }
  });

  test('the feed shows a row that SQL inserted', async () => {
    const { page, errors } = await open();
    await signIn(page, token);
    await run(page, 'SecurityEventFeed');
    await page.locator('.result-window').getByText('PROGRESS').waitFor();
    await sql`
      insert into security_events (event_type, severity, description, user_id, institution_id)
      select 'failed_login', 'critical', 'Üç uğursuz giriş cəhdi', users.id, institutions.id from users, institutions
    `.execute(server.database.owner);
    await page.locator('.result-window').getByText('Üç uğursuz giriş cəhdi').waitFor();
    await expect.poll(() => response(page)).toContain('Bakı Şəhəri üzrə Təhsil İdarəsi');
    expect(errors).toEqual([]);
  });

  test('cannot be framed, by no page at all', async () => {
    for (const origin of [listed, unlisted, server.url]) {
      const { page, errors } = await openPage(origin === server.url ? `${origin}/healthz` : origin);
      const url = new URL('/', server.url).href;
      // The service's own answers may not hold a frame in the first place.
      await page.evaluate<undefined>(`{
        const frame = document.createElement('iframe');
        frame.src = ${JSON.stringify(url)};
        document.body.append(frame);
      }`);
      await expect.poll(() => errors.join()).toMatch(/frame-ancestors 'none'|default-src 'none'/);
      expect(page.frames().map((frame) => frame.url())).not.toContain(url);
    }
  });

  test('leaves other pages outside, unless their origin is listed', async () => {
    const use = `(async (url, token) => {
      const options = {
        method: 'POST',
        headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ viewer { user { username } } }' }),
      };
      const queried = await fetch(url, options).then(
        async (response) =>
          (await response.json()).data.viewer.user.username + (response.headers.get('x-request-id') ? ' and an id' : ''),
        (error) => error.name,
      );
      const subscribed = await new Promise((resolve) => {
        const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
        const send = (message) => socket.send(JSON.stringify(message));
        socket.onclose = () => resolve('closed');
        socket.onopen = () => send({ type: 'connection_init', payload: { authorization: 'Bearer ' + token } });
        socket.onmessage = ({ data }) => {
          const { type } = JSON.parse(data);
          if (type !== 'connection_ack') return resolve(type);
          send({ id: '1', type: 'subscribe', payload: { query: 'subscription { securityEventFeed { kind } }' } });
        };
      });
      return [queried, subscribed];
    })(${JSON.stringify(`${server.url}/graphql`)}, ${JSON.stringify(token)})`;
    expect(await (await openPage(listed)).page.evaluate(use)).toEqual(['nigar and an id', 'next']);
    expect(await (await openPage(unlisted)).page.evaluate(use)).toEqual(['TypeError', 'closed']);
  });

  /** The playground in a fresh profile, with what goes wrong and where it connects to. */
  async function open(): Promise<{ page: Page; errors: string[]; hosts: Set<string> }> {
    const opened = await openPage(new URL('/', server.url).href);
    await opened.page.getByRole('tab', { name: 'Viewer' }).waitFor();
    return opened;
  }

  /** Any page, likewise. What a Content-Security-Policy refuses is an error on the console. */
  async function openPage(url: string): Promise<{ page: Page; errors: string[]; hosts: Set<string> }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 1600 } });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const errors: string[] = [];
    const hosts = new Set<string>();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol !== 'data:') hosts.add(host);
    });
    page.on('websocket', (socket) => hosts.add(new URL(socket.url()).host));
    await page.goto(url);
    return { page, errors, hosts };
  }
});

/** Serves a page that is not ours, on a port of its own; gives its origin. */
async function servePage(): Promise<string> {
  const other = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Another page</title>');
  });
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  other.unref();
  return `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
}

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Bearer token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('nigar · superadmin').waitFor();
}

/** Runs the operation of the tab with this name. */
async function run(page: Page, tab: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${tab}\\b`) }).click();
  // GraphiQL notices a changed operation after a pause in typing, and runs the one before until then.
  await page.waitForTimeout(500);
  await page.getByRole('button', { name: 'Execute query' }).click();
}

/** The text of the response pane, with ordinary spaces. */
async function response(page: Page): Promise<string> {
  return (await page.locator('.result-window .view-lines').innerText()).replaceAll('\u00a0', ' ');
}

function findInPath(names: string[]): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => directories.map((directory) => join(directory, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
