import pg from 'pg';

/**
 * Resolves when a PostgreSQL server has no connection with this application name any more: it may still carry out a
 * statement of a client that is gone.
 */
export async function disconnected(url: string, applicationName: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const connections = async (): Promise<number> => {
    const { rows } = await client.query('select from pg_stat_activity where application_name = $1', [applicationName]);
    return rows.length;
  };
  while ((await connections()) > 0);
  await client.end();
}
