import pg from 'pg';

/** The texts of the statements that clients of this application send while `work` runs, in the order of sending. */
export async function statementsOf(work: () => Promise<unknown>, application = 'atis-system-api'): Promise<string[]> {
  const texts: string[] = [];
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the client again
  const query = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]): never {
    const [statement] = args as [string | { readonly text?: string }];
    const { application_name: name } = (this as unknown as { connectionParameters: { application_name?: string } })
      .connectionParameters;
    if (name === application) texts.push(typeof statement === 'string' ? statement : (statement.text ?? ''));
    return Reflect.apply(query, this, args) as never;
  };
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return texts;
}
