import type { Db } from '../../db/client.ts';
import { groupWaiting } from '../../domains/system-errors/error-grouping.ts';
import { insertErrors } from '../system-errors.ts';

/** Errors of each place's user, in every status, with the place's marker in all their texts. */
export async function insertMarkedErrors(
  db: Db,
  places: readonly { readonly marker: string; readonly user: string | null }[],
): Promise<void> {
  const statuses = ['open', 'investigating', 'resolved', 'ignored', null] as const;
  await insertErrors(
    db,
    places.flatMap(({ marker, user }) =>
      statuses.flatMap((status, index) => [
        {
          // As whoever sees the user sees it: a group has no words of others.
          type: `Fuzz${marker}`,
          code: marker,
          message: `${marker} ${index}`,
          stack: `#0 /app/${marker}.php(${index}): ${marker}()`,
          user,
          status,
          context: { marker },
          requestData: [marker],
          ...(status === null ? { at: null } : {}),
        },
        { type: 'Common', message: 'It failed for all', user, status },
      ]),
    ),
  );
  await groupWaiting(db);
}
