import { crc32 } from 'node:zlib';
import { FeedError } from './errors.ts';

/** 1 byte version, 8 bytes position, 3 bytes checksum: 16 characters without padding. */
const version = 1;
const pattern = /^[\w-]{16}$/;

/** Gives the opaque text for a position of the feed: what a client sends back to resume after it. */
export function encodeCursor(position: number): string {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt8(version, 0);
  bytes.writeBigUInt64BE(BigInt(position), 1);
  bytes.writeUIntBE(crc32(bytes.subarray(0, 9)) & 0xffffff, 9, 3);
  return bytes.toString('base64url');
}

/** Gives the position of a cursor. Throws FeedError CURSOR_INVALID for anything that encodeCursor did not make. */
export function decodeCursor(cursor: string): number {
  if (!pattern.test(cursor)) throw new FeedError('CURSOR_INVALID');
  const bytes = Buffer.from(cursor, 'base64url');
  const position = bytes.readBigUInt64BE(1);
  const intact =
    bytes.readUInt8(0) === version &&
    bytes.readUIntBE(9, 3) === (crc32(bytes.subarray(0, 9)) & 0xffffff) &&
    position <= BigInt(Number.MAX_SAFE_INTEGER);
  if (!intact) throw new FeedError('CURSOR_INVALID');
  return Number(position);
}
