import { GALERA_SESSION, lackedByGalera, startGalera } from '../../cluster/galera';
import { lackedByPostgresQuorum, startPostgresQuorum } from '../../cluster/postgres-quorum';
import { withMysqlAt, withPostgresAt, type MysqlDatabases, type PostgresDatabases } from './databases';

/** Clusters that are made of packages of Debian, which are not on every machine. */
export type Cluster = 'Galera' | 'PostgreSQL, quorum';

const LACKED: Readonly<Record<Cluster, () => string | null>> = {
  Galera: lackedByGalera,
  'PostgreSQL, quorum': lackedByPostgresQuorum,
};

/** What a section has to say of these clusters if they are not on this machine. */
export function leftOut(...clusters: readonly Cluster[]): readonly string[] {
  return clusters.flatMap((cluster) => {
    const lacked = LACKED[cluster]();
    return lacked === null ? [] : [`**${cluster} was left out** of this run. ${lacked}.`];
  });
}

/** What a node acknowledges is on its disk, and a million customers fit into its memory, which it takes as it needs it. */
const NODE = { 'innodb-flush-log-at-trx-commit': 1, 'innodb-buffer-pool-size': '3G' };

/** Gives one of three nodes of Galera for as long as something runs, and removes them; null if they are left out. */
export async function onGalera<T>(use: (databases: MysqlDatabases) => Promise<T>): Promise<T | null> {
  if (lackedByGalera() !== null) return null;
  const { nodes, stop } = await startGalera(NODE);
  try {
    const [node] = nodes;
    if (node === undefined) throw new Error('a cluster has nodes');
    return await withMysqlAt(node.url, use, GALERA_SESSION);
  } finally {
    await stop();
  }
}

/**
 * Gives a primary of PostgreSQL, whose commits wait for one of two standbys, for as long as something runs, and removes
 * all three; null if they are left out.
 */
export async function onPostgresQuorum<T>(use: (databases: PostgresDatabases) => Promise<T>): Promise<T | null> {
  if (lackedByPostgresQuorum() !== null) return null;
  const { primary, stop } = await startPostgresQuorum({ fsync: 'on' });
  try {
    return await withPostgresAt(primary().href, use);
  } finally {
    await stop();
  }
}
