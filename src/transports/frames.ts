/** First byte of an unmasked, unfragmented frame (RFC 6455, section 5.2): FIN, and the opcode of text. */
const finalText = 0x81;

/** Small writes are cut from blocks of this size: a buffer of its own costs as much as writing it to the socket. */
const blockSize = 64 * 1024;
let block = Buffer.allocUnsafeSlow(blockSize);
let used = 0;

function allocate(size: number): Buffer {
  if (size > blockSize / 4) return Buffer.allocUnsafeSlow(size);
  if (used + size > blockSize) {
    block = Buffer.allocUnsafeSlow(blockSize);
    used = 0;
  }
  used += size;
  return block.subarray(used - size, used);
}

const closingBrace = 0x7d;
const headerSize = (length: number) => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

/** `next` messages of graphql-transport-ws for one socket, to be written at once. */
export class NextMessages {
  readonly #prefixes: Buffer[] = [];
  readonly #payloads: Buffer[] = [];
  #size = 0;

  /** Bytes on the wire. */
  get size(): number {
    return this.#size;
  }

  /** Adds the execution result with this JSON text, for the operation of this prefix (`nextPrefix`). */
  add(prefix: Buffer, payload: Buffer): void {
    const length = prefix.length + payload.length + 1;
    this.#prefixes.push(prefix);
    this.#payloads.push(payload);
    this.#size += headerSize(length) + length;
  }

  /** Gives the WebSocket frames of all messages in a row, and begins anew. */
  takeFrames(): Buffer {
    const frames = allocate(this.#size);
    let offset = 0;
    for (const [index, prefix] of this.#prefixes.entries()) {
      const payload = this.#payloads[index] as Buffer;
      offset = writeHeader(frames, offset, prefix.length + payload.length + 1);
      frames.set(prefix, offset);
      offset += prefix.length;
      frames.set(payload, offset);
      offset += payload.length;
      frames[offset++] = closingBrace;
    }
    this.#prefixes.length = 0;
    this.#payloads.length = 0;
    this.#size = 0;
    return frames;
  }
}

function writeHeader(frames: Buffer, offset: number, length: number): number {
  frames[offset] = finalText;
  if (length < 126) {
    frames[offset + 1] = length;
  } else if (length < 65_536) {
    frames[offset + 1] = 126;
    frames.writeUInt16BE(length, offset + 2);
  } else {
    frames[offset + 1] = 127;
    frames.writeBigUInt64BE(BigInt(length), offset + 2);
  }
  return offset + headerSize(length);
}

/** What a `next` message of an operation begins with; the execution result and a closing brace follow. */
export const nextPrefix = (id: string): string => `{"id":${JSON.stringify(id)},"type":"next","payload":`;
