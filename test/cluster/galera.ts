import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { openSite, type Server, type ServerSettings, type Site } from './site';

const PROVIDER = '/usr/lib/galera/libgalera_smm.so';
const SQL_PORT = 3306;
const GROUP_PORT = 4567;
const INCREMENTAL_PORT = 4568;
const SNAPSHOT_PORT = 4444;
/** On a busy machine a node that lives may take seconds. */
const ANSWER_MILLISECONDS = 10_000;
const NODES = [1, 2, 3] as const;
const MOST_STARTS = 3;

/** What every session begins with: it reads what was committed on any node before it asks. */
export const GALERA_SESSION = 'set session wsrep_sync_wait = 1';

/** A cluster of MariaDB with three nodes, each of which takes reads and writes. */
export interface Galera {
  readonly nodes: readonly GaleraNode[];
  /** Resolves when every node has all data, in a cluster with all the others. */
  readonly synced: () => Promise<void>;
  /** Stops the nodes, and removes all that was made for them. */
  readonly stop: () => Promise<void>;
}

export interface GaleraNode {
  /** Where it is; its user may do anything. */
  readonly url: URL;
  /** Kills its server. */
  readonly kill: () => Promise<void>;
  /** Starts its server. Resolves when it has all data. */
  readonly start: () => Promise<void>;
  /** Stops its server where it is, and lets it go on. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Cuts it off from the other nodes, not from clients, unless it has given up by itself. */
  readonly cutOff: () => Promise<void>;
  /** Ends that. */
  readonly reconnect: () => Promise<void>;
  /** Resolves when it knows that it has no quorum. */
  readonly withoutQuorum: () => Promise<void>;
  /** Resolves when clients have sent it so many statements more, whatever it answered. */
  readonly asked: (statements: number) => Promise<void>;
  /** Resolves when so many transactions more are in force on it. */
  readonly committed: (transactions: number) => Promise<void>;
  /**
   * Resolves when it has all data, in a cluster with all the others, as far as it knows: it may have been frozen. Starts
   * its server again if that has given up by itself.
   */
  readonly synced: () => Promise<void>;
}

/** What this machine lacks to start it; null if nothing. */
export function lackedByGalera(): string | null {
  return existsSync(PROVIDER) ? null : `There is no ${PROVIDER}. On Debian: apt-get install mariadb-server`;
}

/** @param others settings of each server, in place of those that it would have */
export async function startGalera(others: ServerSettings = {}): Promise<Galera> {
  const lacked = lackedByGalera();
  if (lacked !== null) throw new Error(lacked);
  const site = await openSite('galera');
  try {
    const nodes: GaleraNode[] = [];
    for (const number of NODES) nodes.push(await firstStart(site, number, others));
    const synced = async (): Promise<void> => {
      await Promise.all(nodes.map((node) => node.synced()));
    };
    return { nodes, synced, stop: site.clear };
  } catch (error) {
    await site.clear();
    throw error;
  }
}

/** The first node makes the data, and the cluster; the others get theirs from a node. */
async function firstStart(site: Site, number: number, others: ServerSettings): Promise<GaleraNode> {
  const data = join(site.folder, `n${number}`);
  const url = new URL(`mysql://root@${site.address(number)}:${SQL_PORT}`);
  const settings = settingsOf(site, number, data, others);
  await site.run('mkdir', [temporaryOf(data)]);
  const login = ['--auth-root-authentication-method=normal', '--skip-test-db'];
  if (number === 1) await site.run('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, ...login]);
  else await site.run('mkdir', [data]);
  const serve = (args: readonly string[]): Promise<Server> =>
    site.serve(`n${number}`, 'mariadbd', [...settings, ...args]);
  const synced = (size: number): Promise<void> => server.until('synced', () => isSynced(url, size));
  const serveAgain = async (): Promise<void> => {
    // With the position that it has come to, it gets only what it has missed.
    const recovery = ['--wsrep-recover', '--skip-networking', '--wsrep-cluster-address=gcomm://'];
    const said = await site.run('mariadbd', [...settings, ...recovery]);
    const [, position = ''] = /Recovered position: (\S+)/.exec(said) ?? [];
    server = await serve([`--wsrep-start-position=${position}`]);
  };
  /** It gives up by itself if the node goes away from which it gets what it has missed. */
  const unlessGone = async (until: Promise<void>): Promise<void> => {
    try {
      await until;
    } catch (error) {
      if (!server.isGone()) throw error;
    }
  };

  /** Starts it again each time that it is gone, as the service of Debian does. */
  const syncedAtLast = async (): Promise<void> => {
    for (let starts = 1; ; starts += 1) {
      if (server.isGone()) await serveAgain();
      try {
        return await synced(NODES.length);
      } catch (error) {
        if (!server.isGone() || starts === MOST_STARTS) throw error;
      }
    }
  };

  let server = await serve(number === 1 ? ['--wsrep-new-cluster'] : []);
  await synced(number);
  return {
    url,
    kill: async () => {
      server.signal('SIGKILL');
      await server.gone;
    },
    start: syncedAtLast,
    freeze: () => server.signal('SIGSTOP'),
    thaw: () => server.signal('SIGCONT'),
    // It refuses at some moments, as when it is about to join or to leave the others.
    cutOff: () => unlessGone(server.until('cut off', () => isolate(url, 1))),
    reconnect: () => unlessGone(server.until('reconnected', () => isolate(url, 0))),
    withoutQuorum: () =>
      server.until('without quorum', async () => (await statusOf(url)).get('wsrep_cluster_status') !== 'Primary'),
    asked: async (statements) => {
      const before = await questions(url);
      let own = 0;
      await server.until(`asked ${statements} times`, async () => {
        own += 1;
        return (await questions(url)) - before - own >= statements;
      });
    },
    committed: async (transactions) => {
      const before = await committed(url);
      await server.until('committing', async () => (await committed(url)) - before >= transactions);
    },
    synced: syncedAtLast,
  };
}

function temporaryOf(data: string): string {
  return `${data}-temporary`;
}

function settingsOf(
  { address }: Site,
  number: number,
  data: string,
  others: ServerSettings,
): readonly string[] {
  const own = address(number);
  const provider = {
    base_host: own,
    base_port: GROUP_PORT,
    'gmcast.listen_addr': `tcp://${own}:${GROUP_PORT}`,
    'ist.recv_addr': `${own}:${INCREMENTAL_PORT}`,
    'gcache.size': '64M',
    // A node that does not answer is given up sooner than usual. `evs.inactive_timeout` stays: half of it is what nodes
    // have to agree who is there, and when one comes back, two seconds are too few, and all lose their quorum.
    'evs.suspect_timeout': 'PT2S',
    'evs.keepalive_period': 'PT0.5S',
    'evs.inactive_check_period': 'PT0.5S',
    'gmcast.peer_timeout': 'PT2S',
  };
  const settings = {
    datadir: data,
    // A server that starts removes the temporary tables of all others that use the same folder, which then crash.
    tmpdir: temporaryOf(data),
    socket: join(data, 'socket'),
    'pid-file': join(data, 'pid'),
    'bind-address': own,
    port: SQL_PORT,
    'binlog-format': 'ROW',
    // Nodes would send each other the texts of statements as well, which nobody reads.
    'binlog-annotate-row-events': 'OFF',
    'innodb-autoinc-lock-mode': 2,
    // No word about clients that are gone.
    'log-warnings': 1,
    // Nothing has to survive a crash of the machine.
    'innodb-flush-log-at-trx-commit': 0,
    'innodb-log-file-size': '32M',
    'wsrep-on': 'ON',
    'wsrep-provider': PROVIDER,
    'wsrep-cluster-name': 'test',
    'wsrep-cluster-address': `gcomm://${NODES.map((node) => `${address(node)}:${GROUP_PORT}`).join(',')}`,
    'wsrep-node-name': `n${number}`,
    'wsrep-node-address': `${own}:${GROUP_PORT}`,
    'wsrep-node-incoming-address': `${own}:${SQL_PORT}`,
    'wsrep-sst-method': 'rsync',
    'wsrep-sst-receive-address': `${own}:${SNAPSHOT_PORT}`,
    'wsrep-slave-threads': 2,
    'wsrep-provider-options': joined(provider, ';'),
    ...others,
  };
  return ['--no-defaults', ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)];
}

function joined(options: Readonly<Record<string, string | number>>, by: string): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}=${value}`)
    .join(by);
}

async function isolate(url: URL, isIsolated: 0 | 1): Promise<true> {
  await answerTo(url, `set global wsrep_provider_options = 'gmcast.isolate=${isIsolated}'`);
  return true;
}

function statusOf(url: URL): Promise<ReadonlyMap<unknown, unknown>> {
  return answerTo(url, "show status like 'wsrep_%'");
}

/** How many statements clients have sent to a node since it was started, this one among them. */
async function questions(url: URL): Promise<number> {
  return Number((await answerTo(url, "show global status like 'Questions'")).get('Questions'));
}

/** The number of the last transaction that is in force on a node. */
async function committed(url: URL): Promise<number> {
  return Number((await statusOf(url)).get('wsrep_last_committed'));
}

/** The variables that a node answers a statement with. */
async function answerTo(url: URL, sql: string): Promise<ReadonlyMap<unknown, unknown>> {
  const connection = await createConnection({ uri: url.href, connectTimeout: ANSWER_MILLISECONDS });
  try {
    const [rows] = await connection.query<RowDataPacket[]>({ sql, timeout: ANSWER_MILLISECONDS });
    return new Map(Array.isArray(rows) ? rows.map(({ Variable_name: name, Value: value }) => [name, value]) : []);
  } finally {
    // Not by saying goodbye: a node that hangs would not hear it.
    connection.destroy();
  }
}

/** Whether a node has all data, in a cluster of so many nodes. Rejects, with what it says of itself, if not. */
async function isSynced(url: URL, size: number): Promise<boolean> {
  const status = await statusOf(url);
  const state = ['wsrep_local_state_comment', 'wsrep_cluster_size'].map((name) => status.get(name)).join(' of ');
  if (state === `Synced of ${size}`) return true;
  throw new Error(state);
}
