import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openSite, type Server, type Site } from './site';

const PROGRAMS = '/usr/lib/postgresql/15/bin';
const PORT = 5432;
const STANDBYS = [2, 3] as const;

const IS_FOLLOWED = `${STANDBYS.length} = (select count(*) from pg_stat_replication where sync_state = 'quorum')`;

/** A primary of PostgreSQL and two standbys: a commit is answered when one of them has it on its disk. */
export interface PostgresQuorum {
  /** Where the primary is; its user may do anything. */
  readonly primary: URL;
  /** Where the standbys are. They can be read, and may lag. */
  readonly standbys: readonly URL[];
  /** Stops the servers, and removes all that was made for them. */
  readonly stop: () => Promise<void>;
}

export async function startPostgresQuorum(): Promise<PostgresQuorum> {
  if (!existsSync(PROGRAMS)) throw new Error(`There is no ${PROGRAMS}. On Debian: apt-get install postgresql-15`);
  const site = await openSite('postgres-quorum');
  try {
    await site.run(join(PROGRAMS, 'initdb'), [
      ...[`--pgdata=${dataOf(site, 1)}`, '--username=postgres', '--auth=trust', '--no-sync'],
      // The order of words, not of bytes, is the default here: SQL that relies on bytes has to say so.
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'],
    ]);
    const primary = await serve(site, 1);
    for (const number of STANDBYS) await addStandby(site, number);
    await primary.until('followed by its standbys', () => answers(urlOf(site, 1), IS_FOLLOWED));
  } catch (error) {
    await site.clear();
    throw error;
  }
  return { primary: urlOf(site, 1), standbys: STANDBYS.map((number) => urlOf(site, number)), stop: site.clear };
}

function dataOf({ folder }: Site, number: number): string {
  return join(folder, `n${number}`);
}

function urlOf({ address }: Site, number: number): URL {
  return new URL(`postgres://postgres@${address(number)}:${PORT}/postgres`);
}

/** Copies the primary, and follows it from there. */
async function addStandby(site: Site, number: number): Promise<void> {
  const data = dataOf(site, number);
  await site.run(join(PROGRAMS, 'pg_basebackup'), [
    ...[`--dbname=${urlOf(site, 1).href}`, `--pgdata=${data}`, '--checkpoint=fast', '--wal-method=stream'],
    ...['--write-recovery-conf', '--no-sync'],
  ]);
  const { hostname } = urlOf(site, 1);
  await appendFile(
    join(data, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=${hostname} port=${PORT} user=postgres application_name=n${number}'\n`,
  );
  await serve(site, number);
}

/** Resolves when it accepts connections. A standby then has what the primary had when it was copied. */
async function serve(site: Site, number: number): Promise<Server> {
  const settings = {
    listen_addresses: site.address(number),
    port: PORT,
    unix_socket_directories: '',
    hot_standby: 'on',
    max_connections: 300,
    // What a former primary needs to follow another one.
    wal_log_hints: 'on',
    wal_keep_size: '256MB',
    synchronous_commit: 'on',
    synchronous_standby_names: 'ANY 1 (n1, n2, n3)',
    wal_sender_timeout: '3s',
    wal_receiver_timeout: '3s',
    wal_receiver_status_interval: '1s',
    wal_retrieve_retry_interval: '200ms',
    // Servers die here, and not the machine.
    fsync: 'off',
    full_page_writes: 'off',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = await site.serve(`n${number}`, join(PROGRAMS, 'postgres'), ['-D', dataOf(site, number), ...options]);
  await server.until('up', () => answers(urlOf(site, number), 'true'));
  return server;
}

/** Whether a server answers a question with true. */
async function answers(url: URL, question: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 1000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ answer: boolean }>(`select (${question}) as answer`);
    return rows[0]?.answer === true;
  } finally {
    await client.end();
  }
}
