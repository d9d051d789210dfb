import { createHash, randomBytes } from 'node:crypto';

const prefix = 'atis_';

/** A new bearer secret with 256 random bits; its prefix lets secret scanners recognise it. */
export const createSecret = (): string => prefix + randomBytes(32).toString('base64url');

/** What the database keeps of a secret: its SHA-256 in hex. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const isApiTokenSecret = (text: string): boolean => text.startsWith(prefix);
