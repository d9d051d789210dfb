import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pick, type Recipient } from './chaos.ts';
import type { Report, Request } from './feed-instance.ts';
import { until } from './fixtures.ts';

interface Instance {
  readonly process: ChildProcess;
  leading: boolean;
}

interface Attachment {
  readonly recipient: Recipient;
  readonly instance: Instance;
  readonly accept: (cursor: string, rowId: string | null) => void;
}

/** Several instances of the feed on one database, each a process, and the recipients that are connected to them. */
export interface Cluster {
  /** Connects a recipient to any instance, from its cursor; again to another one whenever that one dies. */
  attach(recipient: Recipient): void;
  /** Disconnects it and connects it again. */
  move(recipient: Recipient): boolean;
  /** Ends the sequencing instance with SIGKILL and starts another one. False when none sequences just now. */
  killLeader(): Promise<boolean>;
  /** Subscriptions that were refused or ended by an error. */
  readonly failures: readonly string[];
  stop(): void;
}

export async function startCluster(url: string, size: number): Promise<Cluster> {
  const instances = new Set<Instance>();
  const attachments = new Map<number, Attachment>();
  const failures: string[] = [];
  let connections = 0;

  const send = (instance: Instance, request: Request) => {
    if (instance.process.connected) instance.process.send(request, () => undefined);
  };

  const receive = (instance: Instance, message: Report) => {
    if (message.kind === 'leading') instance.leading = message.leading;
    if (message.kind === 'failed') failures.push(message.message);
    if (message.kind !== 'items') return;
    const attachment = attachments.get(message.connection);
    for (const [cursor, rowId] of message.items) attachment?.accept(cursor, rowId);
  };

  const start = async () => {
    const child = fork(new URL('feed-instance.ts', import.meta.url), [url], { execArgv: [] });
    const instance: Instance = { process: child, leading: false };
    child.on('message', (message: Report) => receive(instance, message));
    await once(child, 'message');
    instances.add(instance);
  };

  const attach = (recipient: Recipient) => {
    const connection = ++connections;
    const instance = pick([...instances]);
    const { cursor: after, institutions } = recipient;
    attachments.set(connection, { recipient, instance, accept: recipient.connect() });
    send(instance, { kind: 'subscribe', connection, institutions, after });
  };

  await Promise.all(Array.from({ length: size }, start));
  await until(() => [...instances].some(({ leading }) => leading));

  return {
    attach,
    failures,
    move(recipient) {
      for (const [connection, attachment] of attachments) {
        if (attachment.recipient !== recipient) continue;
        attachments.delete(connection);
        send(attachment.instance, { kind: 'cancel', connection });
        attach(recipient);
        return true;
      }
      return false;
    },
    async killLeader() {
      const leader = [...instances].find(({ leading }) => leading);
      if (leader === undefined) return false;
      instances.delete(leader);
      leader.process.kill('SIGKILL');
      await once(leader.process, 'exit');
      for (const [connection, { recipient, instance }] of attachments) {
        if (instance !== leader) continue;
        attachments.delete(connection);
        attach(recipient);
      }
      await start();
      return true;
    },
    stop() {
      for (const { process: child } of instances) child.kill('SIGKILL');
    },
  };
}
