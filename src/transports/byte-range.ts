import type { FastifyRequest } from 'fastify';
import { badInput, RequestError } from '../errors.ts';

/** From where a file is wanted. */
export interface WantedFrom {
  readonly byte: number;
  /** Whether it was asked for as a range, which has an answer of its own. */
  readonly isRange: boolean;
}

const wholeNumber = /^\d{1,15}$/;

/**
 * Reads `?offset=` or a Range header, which ask for all from a byte on: the end of a file that is being written is not
 * known. A range of another file (If-Range), or in another unit, is ignored as RFC 9110 demands. Throws
 * BAD_USER_INPUT and RANGE_NOT_SATISFIABLE.
 */
export function wantedFrom({ headers, query }: FastifyRequest, entityTag: string): WantedFrom {
  const { offset } = query as { offset?: unknown };
  const { range } = headers;
  if (offset !== undefined) {
    if (range !== undefined) throw badInput(['offset'], 'cannot be combined with a Range header.');
    if (typeof offset !== 'string' || !wholeNumber.test(offset)) {
      throw badInput(['offset'], 'must be a number of bytes: 0 or more.');
    }
    return { byte: Number(offset), isRange: false };
  }
  const ifRange = headers['if-range'];
  if (range === undefined || !/^bytes=/i.test(range) || (ifRange !== undefined && ifRange !== entityTag)) {
    return { byte: 0, isRange: false };
  }
  const [, first] = /^bytes=(\d{1,15})-$/i.exec(range) ?? [];
  if (first === undefined) {
    throw new RequestError('RANGE_NOT_SATISFIABLE', 'Ask for one range without an end: "Range: bytes=1000-".');
  }
  return { byte: Number(first), isRange: true };
}
