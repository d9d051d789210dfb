import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { sha256 } from './documents.ts';

/** Texts of the operations that an installation trusts, by their hash. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** The file that `npm run persist` writes, in the form of Apollo's persisted query manifests. */
const manifestSchema = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(
    z
      .object({
        /** SHA-256 of `body`, in hex. */
        id: z.string().regex(/^[\da-f]{64}$/),
        name: z.string(),
        type: z.enum(['query', 'mutation', 'subscription']),
        body: z.string(),
      })
      .refine(({ id, body }) => id === sha256(body), { path: ['id'], error: 'is not the SHA-256 of the body' }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** Reads a manifest. Throws Error that says what is wrong with the file, and what to do. */
export async function readTrustedDocuments(path: string): Promise<TrustedDocuments> {
  const advice = 'Write it with "npm run persist", or correct TRUSTED_DOCUMENTS.';
  try {
    const { operations } = manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    return new Map(operations.map(({ id, body }) => [id, body]));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`TRUSTED_DOCUMENTS: ${path} cannot be used.\n  ${reason}\n  ${advice}`, { cause: error });
  }
}
