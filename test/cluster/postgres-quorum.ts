import { existsSync } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openLine, type Line } from './line';
import { openSite, type Server, type ServerSettings, type Site } from './site';

const PROGRAMS = '/usr/lib/postgresql/15/bin';
const PORT = 5432;
const NUMBERS = [1, 2, 3] as const;

/** In the file, because pg_rewind starts a server as well, which must not remove what it needs. */
const SETTINGS = `
port = ${PORT}
unix_socket_directories = ''
max_connections = 300
# What a former primary has to give up, and has missed, is still there.
wal_keep_size = 256MB
synchronous_commit = on
synchronous_standby_names = 'ANY 1 (n1, n2, n3)'
wal_sender_timeout = 3s
wal_receiver_timeout = 3s
wal_receiver_status_interval = 1s
wal_retrieve_retry_interval = 200ms
# Servers die here, and not the machine.
fsync = off
`;

const IS_FOLLOWED =
  "2 = (select count(*) from pg_stat_replication where state = 'streaming' and sync_state = 'quorum')";

/** A primary of PostgreSQL and two standbys: a commit is answered when one of them has it on its disk. */
export interface PostgresQuorum {
  /** Where the servers are; the user of each may do anything. */
  readonly urls: readonly URL[];
  /** Where the primary is now. */
  readonly primary: () => URL;
  /** Kills the primary, makes the standby the primary that has more, and lets the former one come back as a standby. */
  readonly failOver: () => Promise<void>;
  /** Stops the primary where it is. What is answered lets it go on. */
  readonly freezePrimary: () => () => void;
  /** The same with the standbys, one or both. */
  readonly freezeStandbys: (count: 1 | 2) => () => void;
  /** Cuts standbys off from the primary, by their place, not from clients. What is answered ends that. */
  readonly cutOff: (standbys: readonly (0 | 1)[]) => () => void;
  /** Resolves when both standbys have applied all that the primary has. */
  readonly settled: () => Promise<void>;
  /** Stops the servers, and removes all that was made for them. */
  readonly stop: () => Promise<void>;
}

interface Member {
  readonly number: number;
  readonly name: string;
  readonly data: string;
  readonly url: URL;
  /** Starts its server. Resolves when it accepts connections. */
  readonly start: () => Promise<Server>;
  server: Server;
}

/** What this machine lacks to start it; null if nothing. */
export function lackedByPostgresQuorum(): string | null {
  return existsSync(PROGRAMS) ? null : `There is no ${PROGRAMS}. On Debian: apt-get install postgresql-15`;
}

/** @param others settings of each server, in place of those that it would have */
export async function startPostgresQuorum(others: ServerSettings = {}): Promise<PostgresQuorum> {
  const lacked = lackedByPostgresQuorum();
  if (lacked !== null) throw new Error(lacked);
  const site = await openSite('postgres-quorum');
  try {
    return await quorumAt(site, others);
  } catch (error) {
    await site.clear();
    throw error;
  }
}

async function quorumAt(site: Site, others: ServerSettings): Promise<PostgresQuorum> {
  const run = (program: string, args: readonly string[]): Promise<string> => site.run(join(PROGRAMS, program), args);
  await run('initdb', [
    ...[`--pgdata=${dataOf(site, 1)}`, '--username=postgres', '--auth=trust', '--no-sync'],
    // With them pg_rewind can find what a former primary has to give up.
    '--data-checksums',
    // The order of words, not of bytes, is the default here: SQL that relies on bytes has to say so.
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'],
  ]);
  // Of two texts for one setting, the later one counts.
  const further = Object.entries(others).map(([name, value]) => `${name} = ${value}\n`);
  await appendFile(join(dataOf(site, 1), 'postgresql.conf'), [SETTINGS, ...further].join(''));
  const lines = await linesAt(site);
  let primary = await memberAt(site, 1);
  let standbys: readonly Member[] = [];
  for (const number of [2, 3]) {
    const [from, to] = [`--dbname=${primary.url.href}`, `--pgdata=${dataOf(site, number)}`];
    await run('pg_basebackup', [from, to, '--checkpoint=fast', '--wal-method=stream', '--no-sync']);
    await site.run('touch', [join(dataOf(site, number), 'standby.signal')]);
    await follow(site, number, primary);
    standbys = [...standbys, await memberAt(site, number)];
  }
  const members = [primary, ...standbys];
  const settled = async (): Promise<void> => {
    await primary.server.until('followed by two standbys', () => answers(primary.url, IS_FOLLOWED));
    const position = await answer<string>(primary.url, 'pg_current_wal_lsn()');
    for (const { server, url } of standbys) {
      await server.until('as far as the primary', () => answers(url, `pg_last_wal_replay_lsn() >= '${position}'`));
    }
  };
  await settled();

  return {
    urls: members.map(({ url }) => url),
    primary: () => primary.url,
    failOver: async () => {
      const former = primary;
      former.server.signal('SIGKILL');
      await former.server.gone;
      const positions = await Promise.all(
        standbys.map(({ url }) => answer<string>(url, "pg_last_wal_receive_lsn() - '0/0'::pg_lsn")),
      );
      const [one, other] = standbys;
      if (one === undefined || other === undefined) throw new Error('there are no two standbys');
      const isAhead = BigInt(positions[0] ?? 0) >= BigInt(positions[1] ?? 0);
      primary = isAhead ? one : other;
      const follower = isAhead ? other : one;
      await run('pg_ctl', ['promote', `--pgdata=${primary.data}`, '--wait']);
      await follow(site, follower.number, primary);
      await answer(follower.url, 'pg_reload_conf()');
      // Without it, pg_rewind takes the two for one, and the former primary never comes back.
      await send(primary.url, 'checkpoint');
      await run('pg_rewind', [`--target-pgdata=${former.data}`, `--source-server=${primary.url.href}`, '--no-sync']);
      await site.run('touch', [join(former.data, 'standby.signal')]);
      // It has brought the settings of the other.
      await follow(site, former.number, primary);
      former.server = await former.start();
      standbys = [follower, former];
      await settled();
    },
    freezePrimary: () => freeze([primary]),
    freezeStandbys: (count) => freeze(standbys.slice(0, count)),
    cutOff: (places) => {
      const cut = places.flatMap((place) => lines.get(lineName(standbys[place]?.number, primary.number)) ?? []);
      for (const line of cut) line.cut();
      return () => {
        for (const line of cut) line.mend();
      };
    },
    settled,
    stop: site.clear,
  };
}

function freeze(members: readonly Member[]): () => void {
  const servers = members.map(({ server }) => server);
  for (const server of servers) server.signal('SIGSTOP');
  return () => {
    for (const server of servers) server.signal('SIGCONT');
  };
}

/** From each server one to each other one, over which it follows it. */
async function linesAt(site: Site): Promise<ReadonlyMap<string, Line>> {
  const lines = new Map<string, Line>();
  for (const from of NUMBERS) {
    for (const to of NUMBERS) {
      if (from === to) continue;
      const near = { host: site.address(lineNumber(from, to)), port: PORT };
      lines.set(lineName(from, to), await openLine(near, { host: site.address(to), port: PORT }));
    }
  }
  return lines;
}

function lineName(from: number | undefined, to: number): string {
  return `from ${from ?? 'nowhere'} to ${to}`;
}

function lineNumber(from: number, to: number): number {
  return 10 * from + to;
}

function dataOf({ folder }: Site, number: number): string {
  return join(folder, `n${number}`);
}

/** Starts a server on data that are there. */
async function memberAt(site: Site, number: number): Promise<Member> {
  const name = `n${number}`;
  const data = dataOf(site, number);
  const host = site.address(number);
  const url = new URL(`postgres://postgres@${host}:${PORT}/postgres`);
  // The standbys are copied with their settings, so what differs is given when a server is started.
  const options = ['-c', `listen_addresses=${host}`];
  const start = async (): Promise<Server> => {
    const server = await site.serve(name, join(PROGRAMS, 'postgres'), ['-D', data, ...options]);
    await server.until('up', () => answers(url, 'true'));
    return server;
  };
  return { number, name, data, url, start, server: await start() };
}

/** Lets a standby follow a primary, from when it next reads its settings. */
async function follow(site: Site, number: number, primary: Member): Promise<void> {
  const host = site.address(lineNumber(number, primary.number));
  const from = `host=${host} port=${PORT} user=postgres application_name=n${number}`;
  // It has no other settings. It is there, and keeps its owner.
  await writeFile(join(dataOf(site, number), 'postgresql.auto.conf'), `primary_conninfo = '${from}'\n`);
}

async function send(url: URL, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 10_000, query_timeout: 30_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

async function answer<T>(url: URL, question: string): Promise<T> {
  const [row] = await send(url, `select (${question}) as answer`);
  return row?.['answer'] as T;
}

/** Whether a server answers a question with true. */
async function answers(url: URL, question: string): Promise<boolean> {
  return (await answer(url, question)) === true;
}
