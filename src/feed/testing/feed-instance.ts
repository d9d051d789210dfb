import { createDatabase } from '../../db/client.ts';
import { createHub } from '../hub.ts';
import { startSequencer } from '../sequencer.ts';
import { clientOf, eventTopic, recordingLog, viewerOf } from './fixtures.ts';

/** What the test asks an instance for. */
export type Request =
  | {
      readonly kind: 'subscribe';
      readonly connection: number;
      readonly institutions: readonly string[];
      readonly after?: string | undefined;
    }
  | { readonly kind: 'cancel'; readonly connection: number };

/** What an instance tells the test; items as pairs of cursor and row id. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'leading'; readonly leading: boolean }
  | { readonly kind: 'items'; readonly connection: number; readonly items: readonly [string, string | null][] }
  | { readonly kind: 'failed'; readonly connection: number; readonly message: string };

/**
 * One instance of the service's feed in a process of its own, to be killed by a test: sequencer and hub on the
 * database of the first argument, subscriptions by messages.
 */
const [, , url] = process.argv;
if (url === undefined || process.send === undefined) throw new Error('Start this with fork() and a database URL.');
const report = (message: Report) => {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};

const limits = { upkeepInterval: 50, progressInterval: 300 };
const log = recordingLog();
const { db } = createDatabase({ url });
const hub = createHub({ db, createClient: clientOf(url, 'chaos-listener'), topics: [eventTopic], log, limits });
const sequencer = startSequencer({ createClient: clientOf(url, 'chaos-sequencer'), log, retentionHours: 24 });
const cancels = new Map<number, AbortController>();

async function follow({ connection, institutions, after }: Extract<Request, { kind: 'subscribe' }>): Promise<void> {
  const cancel = new AbortController();
  cancels.set(connection, cancel);
  const items: [string, string | null][] = [];
  const flush = () => {
    if (items.length > 0) report({ kind: 'items', connection, items: items.splice(0) });
  };
  const timer = setInterval(flush, 15);
  try {
    const viewer = viewerOf(...institutions);
    const subscription = await hub.subscribe({ topic: eventTopic, after, viewer: () => viewer, signal: cancel.signal });
    for await (const { cursor, entry } of subscription) items.push([cursor, entry?.rowId ?? null]);
  } catch (error) {
    report({ kind: 'failed', connection, message: String(error) });
  } finally {
    clearInterval(timer);
    if (!cancel.signal.aborted) flush();
    cancels.delete(connection);
  }
}

process.on('message', (request: Request) => {
  if (request.kind === 'cancel') cancels.get(request.connection)?.abort();
  else void follow(request);
});
process.on('disconnect', () => process.exit());
setInterval(() => report({ kind: 'leading', leading: sequencer.status().leading }), 50);
report({ kind: 'ready' });
