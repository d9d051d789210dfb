/** Browser side of the playground: the sign-in bar, and GraphiQL as Ruru packages it. */
/** @import { PageConfig } from '../page-config.ts' */
import { React, Ruru, createRoot } from 'ruru/static/ruru.js';
import { createFetcher, post } from './fetcher.js';

/** @typedef {{ username: string, role: { name: string } | null }} Viewer */

/** The only place where the token is kept: it ends with the browser tab. */
const TOKEN_KEY = 'atis:token';

/** @type {unknown} */
const embedded = JSON.parse(element('config', HTMLScriptElement).text);
const config = /** @type {PageConfig} */ (embedded);
const root = createRoot(element('graphiql', HTMLElement));
const status = element('status', HTMLOutputElement);
const form = element('sign-in', HTMLFormElement);
const demo = element('demo', HTMLSelectElement);
const tokenField = element('token', HTMLInputElement);
const submit = element('submit', HTMLButtonElement);
const signOutButton = element('sign-out', HTMLButtonElement);

/** @type {ReturnType<typeof createFetcher> | undefined} */
let connection;
let azerbaijaniAllowed = false;

/**
 * Where the browser knows Trusted Types, the page's Content-Security-Policy takes no text for the URL of a script.
 *
 * @type {{ createPolicy(name: string, rules: object): { createScriptURL(file: string): string } } | undefined}
 */
const trustedTypes = Reflect.get(globalThis, 'trustedTypes');
const rules = { createScriptURL: (/** @type {string} */ file) => config.ruruPath + file };
const workers = trustedTypes?.createPolicy('playground', rules) ?? rules;

Object.assign(globalThis, {
  MonacoEnvironment: {
    globalAPI: true,
    /** @type {(id: string, label: string) => Worker} */
    getWorker(_id, label) {
      // Monaco has loaded when it asks for its first worker.
      allowAzerbaijani();
      const file = label === 'json' || label === 'graphql' ? `${label}Worker.js` : 'editorWorker.js';
      return new Worker(workers.createScriptURL(file), { type: 'module' });
    },
  },
});

for (const [index, { role, username }] of config.demoTokens.entries()) {
  demo.add(new Option(accountName(username, role), String(index)));
}
demo.hidden = config.demoTokens.length === 0;

demo.addEventListener('change', () => {
  const account = config.demoTokens[Number(demo.value)];
  demo.value = '';
  if (account !== undefined) void signIn(account.token);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const token = tokenField.value.trim().replace(/^Bearer\s+/i, '');
  if (token !== '') void signIn(token);
});
signOutButton.addEventListener('click', () => {
  connect(null);
  showSignedOut('Not signed in');
});

const kept = sessionStorage.getItem(TOKEN_KEY);
connect(kept);
if (kept !== null) void signIn(kept);

/**
 * Uses the token from now on if the server knows whose it is.
 *
 * @param {string} token
 */
async function signIn(token) {
  setBusy(true);
  const { data, errors } = await post(config.graphqlPath, token, { query: '{ viewer { username role { name } } }' });
  setBusy(false);
  const viewer = /** @type {Viewer | undefined} */ (data?.['viewer']);
  if (viewer == null) {
    connect(null);
    showSignedOut(errors?.[0]?.message ?? 'The server did not accept this token.', 'refused');
    return;
  }
  if (token !== sessionStorage.getItem(TOKEN_KEY)) connect(token);
  show(accountName(viewer.username, viewer.role?.name ?? 'no role'), 'signed-in');
  tokenField.value = '';
  form.hidden = true;
  signOutButton.hidden = false;
}

/** @param {boolean} busy */
function setBusy(busy) {
  submit.disabled = busy;
  demo.disabled = busy;
}

/**
 * Lets GraphiQL send everything with this token; running subscriptions of the one before end.
 *
 * @param {string | null} token
 */
function connect(token) {
  if (token === null) sessionStorage.removeItem(TOKEN_KEY);
  else sessionStorage.setItem(TOKEN_KEY, token);
  connection?.close();
  connection = createFetcher(config.graphqlPath, token);
  root.render(
    React.createElement(Ruru, {
      fetcher: connection.fetcher,
      defaultTabs: config.tabs,
      // Nothing of a session outlives its browser tab.
      storage: sessionStorage,
      // The bar above takes the token: GraphiQL gets no field whose content it could store.
      isHeadersEditorEnabled: false,
      shouldPersistHeaders: false,
      showPersistHeadersSettings: false,
      debugTools: [],
    }),
  );
}

/**
 * @param {string} message
 * @param {string} state
 */
function showSignedOut(message, state = 'signed-out') {
  show(message, state);
  form.hidden = false;
  signOutButton.hidden = true;
}

/**
 * @param {string} message
 * @param {string} state
 */
function show(message, state) {
  status.value = message;
  status.dataset['state'] = state;
}

/**
 * @param {string} username
 * @param {string} role
 */
function accountName(username, role) {
  return username === role ? role : `${username} · ${role}`;
}

/** Monaco marks letters that resemble others, and takes ı for one that does not belong there. */
function allowAzerbaijani() {
  if (azerbaijaniAllowed) return;
  azerbaijaniAllowed = true;
  /** @param {MonacoEditor} editor */
  const allow = (editor) => editor.updateOptions({ unicodeHighlight: { ambiguousCharacters: false } });
  monaco.editor.getEditors().forEach(allow);
  monaco.editor.onDidCreateEditor(allow);
}

/**
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
function element(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} "${id}".`);
  return found;
}
