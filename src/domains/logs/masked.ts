import { maskSecrets, suggestsSecret } from '../../audit.ts';

/** A JSON column as answers give it: what other applications logged may hold a password hash or a token. */
export const maskedJson = (value: unknown): unknown => maskSecrets({ value })['value'] ?? null;

/** An URL whose query has no value whose name suggests a secret, nor a password before its host. */
export const maskedUrl = (url: string): string =>
  url
    // To the last "@" before the path: an unescaped password may have one, too.
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1***@')
    .replace(/([?&#;])([^=&#;]+)=([^&#;]*)/g, (whole, before: string, name: string) =>
      suggestsSecret(decoded(name)) ? `${before}${name}=***` : whole,
    );

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
