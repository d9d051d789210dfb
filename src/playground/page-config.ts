/** A demo account and its API token. */
export interface DemoToken {
  readonly role: string;
  readonly username: string;
  readonly token: string;
}

/** What the browser side needs to know; `client/playground.js` reads it. */
export interface PageConfig {
  readonly graphqlPath: string;
  readonly staticPath: string;
  readonly ruruPath: string;
  readonly tabs: readonly { readonly query: string }[];
  readonly demoTokens: readonly DemoToken[];
}
