import type { z } from 'zod';
import { UserErrors, type UserError } from '../errors.ts';

/**
 * Answers a mutation: the payload's object under `name`, or null and the user errors that `work` threw.
 * Other errors become top-level errors.
 */
export async function payload<Name extends string, Value>(
  name: Name,
  work: () => Promise<Value>,
): Promise<Record<Name, Value | null> & { userErrors: UserError[] }> {
  try {
    return { ...keyed(name, await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof UserErrors) return { ...keyed(name, null), userErrors: [...error.errors] };
    throw error;
  }
}

const keyed = <Name extends string, Value>(name: Name, value: Value): Record<Name, Value> =>
  ({ [name]: value }) as Record<Name, Value>;

/** Checks a mutation's input. Throws user errors, one for each problem, with the path of its field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new UserErrors(
    parsed.error.issues.map((issue) => {
      const field = issue.path.map(String);
      return { code: 'INVALID', field, message: `${field.join('.')}: ${issue.message}` };
    }),
  );
}
