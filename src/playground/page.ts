import { createHash } from 'node:crypto';
import type { PageConfig } from './page-config.ts';

/** The playground's HTML, and the CSP source expression of its only inline script. */
export function playgroundPage(config: PageConfig): { html: string; scriptHash: string } {
  const importMap = json({
    imports: {
      'ruru/static/ruru.js': `${config.ruruPath}ruru.js`,
      'graphql-ws': `${config.staticPath}client.js`,
    },
  });
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ATİS System API</title>
<link rel="icon" type="image/svg+xml" href="${config.staticPath}icon.svg">
<link rel="stylesheet" href="${config.ruruPath}ruru.css">
<link rel="stylesheet" href="${config.staticPath}playground.css">
<script type="importmap">${importMap}</script>
<script type="application/json" id="config">${json(config)}</script>
<script type="module" src="${config.staticPath}playground.js"></script>
</head>
<body>
<header class="bar">
<img src="${config.staticPath}icon.svg" alt="" width="24" height="24">
<h1>ATİS System API</h1>
<output id="status" class="status">Not signed in</output>
<select id="demo" aria-label="Sign in with a demo account" hidden><option value="">Demo accounts</option></select>
<form id="sign-in" autocomplete="off">
<input id="token" type="password" aria-label="Bearer token" placeholder="Paste a token" spellcheck="false" autocomplete="off">
<button id="submit" type="submit">Sign in</button>
</form>
<button id="sign-out" type="button" hidden>Sign out</button>
</header>
<main id="graphiql"></main>
<noscript>The playground needs JavaScript.</noscript>
</body>
</html>
`;
  return { html, scriptHash: `'sha256-${createHash('sha256').update(importMap).digest('base64')}'` };
}

/**
 * The page's Content-Security-Policy: nothing but this server.
 *
 * `host` is the Host header; the WebSocket is named through it because not every browser counts it as 'self'.
 * Monaco creates style elements at run time and takes no nonce: inline styles have to be allowed.
 */
export function contentSecurityPolicy(scriptHash: string, host: string): string {
  const sockets = /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'none'",
    `script-src 'self' ${scriptHash}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self'${sockets}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** JSON that cannot end the script element it stands in. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
