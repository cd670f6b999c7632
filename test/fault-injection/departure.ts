import pg from 'pg';

/**
 * Answers when a PostgreSQL server has no connection of this application name any more: it may still carry out what somebody
 * has sent who is gone.
 */
export async function departed(url: string, applicationName: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const connections = async (): Promise<number> => {
    const { rows } = await client.query('select from pg_stat_activity where application_name = $1', [applicationName]);
    return rows.length;
  };
  while ((await connections()) > 0);
  await client.end();
}
