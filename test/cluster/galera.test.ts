import { createConnection } from 'mysql2/promise';
import { ok } from 'neverthrow';
import { sqlRepository } from 'partner-relationships/sql';
import { beforeAll, describe, expect, it } from 'vitest';
import { seedOfRun } from '../fault-injection/run';
import type { Place } from '../fault-injection/place';
import { firstCommit } from '../fixtures/commits';
import { engineConformance } from '../sql/engine-conformance';
import { createTables, mysqlStorageAt } from '../sql/storage';
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

  it('takes back what a node without quorum has refused to commit, before anything else commits there', async () => {
    const [node] = galera.nodes.slice(1);
    if (node === undefined) throw new Error('there is no second node');
    const storage = await mysqlStorageAt([node.url], GALERA_SESSION);
    await createTables(storage.open(), 'mysql', 'relationship_');
    let beforeCommit = node.cutOff;
    const db = storage.open({ mysql: { connectionLimit: 1 }, beforeCommit: () => beforeCommit() });
    const { customers } = sqlRepository({ db, dialect: 'mysql' });
    const refused = firstCommit('refused', 'partner');

    expect((await customers.commit(refused))._unsafeUnwrapErr().code).toBe('storage-failed');
    beforeCommit = async () => {};
    await node.reconnect();
    expect((await customers.commit(firstCommit('accepted', 'partner'))).isOk()).toBe(true);
    expect(await customers.load(refused.id)).toEqual(ok(null));
    await storage.remove();
  });

  it('loses nothing acknowledged, and breaks no rule, while nodes are killed, frozen and cut off', async () => {
    const { nodes } = galera;
    const urls = nodes.map(({ url }) => url.href);
    const admin = await createConnection({ uri: urls[0] ?? '' });
    await admin.query(`create database ${DATABASE}`);
    admin.destroy();
    const seed = seedOfRun();
    const findings = await underLoad({
      // Half of the processes know all nodes, each beginning with another one, and half know one.
      places: urls.flatMap((url, at): readonly Place[] => [
        { kind: 'galera', urls: [...urls.slice(at), ...urls.slice(0, at)], database: DATABASE },
        { kind: 'galera-node', url, database: DATABASE },
      ]),
      servers: urls.map((url): Place => ({ kind: 'galera-node', url, database: DATABASE })),
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
          await node.cutOff();
          await passed(BACK_MILLISECONDS);
          await node.reconnect();
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
