import { randomBytes } from 'node:crypto';
import { formatKey } from './key-format.ts';
import { keyBytes } from './envelope.ts';

/** `npm run -s new-keys`: prints settings with new random keys. Older keys stay behind them, after a comma. */
for (const name of ['ENCRYPTION_KEYS', 'LICENSE_SIGNING_KEYS']) {
  console.log(`${name}=${formatKey(randomBytes(keyBytes))}`);
}
