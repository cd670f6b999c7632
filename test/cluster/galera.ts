import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { openSite, type Server, type Site } from './site';

const PROVIDER = '/usr/lib/galera/libgalera_smm.so';
const SQL_PORT = 3306;
const GROUP_PORT = 4567;
const INCREMENTAL_PORT = 4568;
const SNAPSHOT_PORT = 4444;
const NODES = [1, 2, 3] as const;

/** What every session begins with: it reads what was committed on any node before it asks. */
export const GALERA_SESSION = 'set session wsrep_sync_wait = 1';

/** A cluster of MariaDB with three nodes, each of which takes reads and writes. */
export interface Galera {
  /** Where its nodes are; the user of each may do anything. */
  readonly urls: readonly [URL, ...URL[]];
  /** Stops the nodes, and removes all that was made for them. */
  readonly stop: () => Promise<void>;
}

export async function startGalera(): Promise<Galera> {
  if (!existsSync(PROVIDER)) throw new Error(`There is no ${PROVIDER}. On Debian: apt-get install mariadb-server`);
  const site = await openSite('galera');
  try {
    for (const number of NODES) await startNode(site, number);
  } catch (error) {
    await site.clear();
    throw error;
  }
  return { urls: [urlOf(site, 1), urlOf(site, 2), urlOf(site, 3)], stop: site.clear };
}

function urlOf(site: Site, number: number): URL {
  return new URL(`mysql://root@${site.address(number)}:${SQL_PORT}`);
}

/** Resolves when the node has all data. The first makes the data, and the cluster; the others get theirs from a node. */
async function startNode(site: Site, number: number): Promise<Server> {
  const data = join(site.folder, `n${number}`);
  if (number === 1) {
    const login = ['--auth-root-authentication-method=normal', '--skip-test-db'];
    await site.run('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, ...login]);
  } else {
    await site.run('mkdir', [data]);
  }
  const server = await site.serve(`n${number}`, 'mariadbd', [
    ...settingsOf(site, number, data),
    ...(number === 1 ? ['--wsrep-new-cluster'] : []),
  ]);
  await server.until('synced', () => isSynced(urlOf(site, number), number));
  return server;
}

function settingsOf({ address }: Site, number: number, data: string): readonly string[] {
  const own = address(number);
  const provider = {
    base_host: own,
    base_port: GROUP_PORT,
    'gmcast.listen_addr': `tcp://${own}:${GROUP_PORT}`,
    'ist.recv_addr': `${own}:${INCREMENTAL_PORT}`,
    'gcache.size': '64M',
    // A node that does not answer is given up sooner than usual.
    'evs.suspect_timeout': 'PT2S',
    'evs.inactive_timeout': 'PT4S',
    'evs.keepalive_period': 'PT0.5S',
    'evs.inactive_check_period': 'PT0.5S',
    'gmcast.peer_timeout': 'PT2S',
  };
  const settings = {
    datadir: data,
    socket: join(data, 'socket'),
    'pid-file': join(data, 'pid'),
    'bind-address': own,
    port: SQL_PORT,
    'binlog-format': 'ROW',
    'innodb-autoinc-lock-mode': 2,
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
  };
  return ['--no-defaults', ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)];
}

function joined(options: Readonly<Record<string, string | number>>, by: string): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}=${value}`)
    .join(by);
}

/** Whether a node has all data, in a cluster of so many nodes. */
async function isSynced(url: URL, size: number): Promise<boolean> {
  const connection = await createConnection({ uri: url.href, connectTimeout: 1000 });
  try {
    const [rows] = await connection.query<RowDataPacket[]>("show status like 'wsrep_%'");
    const status = new Map(rows.map(({ Variable_name: name, Value: value }) => [name, value]));
    return status.get('wsrep_local_state_comment') === 'Synced' && status.get('wsrep_cluster_size') === String(size);
  } finally {
    connection.destroy();
  }
}
