import { createConnection } from 'mysql2/promise';
import { beforeAll, describe, expect, it } from 'vitest';
import { seedOfRun } from '../fault-injection/run';
import type { Place } from '../fault-injection/place';
import { engineConformance } from '../sql/engine-conformance';
import { mysqlStorageAt } from '../sql/storage';
import { GALERA_SESSION, startGalera, type Galera } from './galera';
import { told, underLoad } from './load';
import { passed } from './site';
import { CLUSTER_SIZES } from './sizes';

const DATABASE = 'marketplace';
/** Longer than it takes the others to give a node up. */
const AWAY_MILLISECONDS = 5000;
const BACK_MILLISECONDS = 3000;
/** How often each node is cut off. */
const PARTITIONS = 2;

describe('MariaDB Galera with three nodes', () => {
  let galera: Galera;

  beforeAll(async () => {
    galera = await startGalera();
    return () => galera.stop();
  });

  describe('A repository with each handle on the next node', () => {
    engineConformance(
      {
        name: 'MariaDB Galera',
        dialect: 'mysql',
        storage: () =>
          mysqlStorageAt(
            galera.nodes.map(({ url }) => url),
            GALERA_SESSION,
          ),
      },
      CLUSTER_SIZES,
    );
  });

  it('loses nothing acknowledged, and breaks no rule, while nodes are killed, frozen and cut off', async () => {
    const { nodes } = galera;
    const urls = nodes.map(({ url }) => url.href);
    const admin = await createConnection({ uri: urls[0] ?? '' });
    await admin.query(`create database ${DATABASE}`);
    admin.destroy();
    const seed = seedOfRun();
    const findings = await underLoad({
      // Each process begins with another node.
      places: urls.map((_, at) => placeOf([...urls.slice(at), ...urls.slice(0, at)])),
      servers: urls.map((url) => placeOf([url])),
      cause: async () => {
        await passed(BACK_MILLISECONDS);
        for (const node of nodes) {
          await node.kill();
          await passed(BACK_MILLISECONDS);
          await node.start();
        }
        for (const node of nodes) {
          node.freeze();
          await passed(AWAY_MILLISECONDS);
          node.thaw();
          await passed(BACK_MILLISECONDS);
          await node.synced();
        }
        for (const node of Array.from({ length: PARTITIONS }, () => nodes).flat()) {
          await node.isolate(true);
          await passed(AWAY_MILLISECONDS);
          await node.isolate(false);
          await passed(BACK_MILLISECONDS);
          await node.synced();
        }
      },
      settled: async () => {
        await Promise.all(nodes.map((node) => node.synced()));
      },
      seed,
    });
    console.log(told('MariaDB Galera', findings));
    expect(findings.complaints, `with FAULT_SEED=${seed}`).toEqual([]);
  });
});

function placeOf(urls: readonly string[]): Place {
  return { kind: 'galera', urls, database: DATABASE };
}
