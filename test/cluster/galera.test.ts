import { setTimeout as passed } from 'node:timers/promises';
import { sql } from 'kysely';
import { createConnection } from 'mysql2/promise';
import { ok } from 'neverthrow';
import { sqlRepository } from 'partner-relationships/sql';
import { beforeAll, describe, expect, it } from 'vitest';
import { seedOfRun } from '../fault-injection/run';
import type { Place } from '../fault-injection/place';
import { established, firstCommit, nextCommit } from '../fixtures/commits';
import { engineConformance } from '../sql/engine-conformance';
import { createTables, mysqlStorageAt, rowsOf } from '../sql/storage';
import { waitingForLock } from '../sql/waiting-for-lock';
import { GALERA_SESSION, startGalera, type Galera } from './galera';
import { underLoad } from './load';
import { seeded, type Random } from '../fixtures/random';

const DATABASE = 'marketplace';
/** Longer than it takes the others to give a node up. */
const AWAY_MILLISECONDS = 5000;
const WHOLE_MILLISECONDS = 3000;
/** In the storm: how many cuts are short, and how short; and how often each node is cut off for longer. */
const SHORT_CUTS = 8;
const SHORT_MILLISECONDS = [100, 300, 1000, 2000] as const;
const LONG_CUTS = 2;
/** How much a longer cut lasts for, at each node. */
const STATEMENTS = 20;

describe('MariaDB Galera with three nodes', () => {
  let galera: Galera;

  beforeAll(async () => {
    galera = await startGalera();
    return () => galera.stop();
  });

  describe('A repository with each handle on the next node', () => {
    engineConformance({
      name: 'MariaDB Galera',
      dialect: 'mysql',
      storage: () =>
        mysqlStorageAt(
          galera.nodes.map(({ url }) => url),
          GALERA_SESSION,
        ),
    });
  });

  it('takes back what a node without quorum has refused to commit, before anything else commits there', async () => {
    const [node] = galera.nodes.slice(1);
    if (node === undefined) throw new Error('there is no second node');
    const storage = await mysqlStorageAt([node.url], GALERA_SESSION);
    await createTables(storage.open(), 'mysql', 'relationship_');
    let beforeCommit = async (): Promise<void> => {
      await node.cutOff();
      await node.withoutQuorum();
    };
    const db = storage.open({ mysql: { connectionLimit: 1 }, beforeCommit: () => beforeCommit() });
    const { customers } = sqlRepository({ db, dialect: 'mysql' });
    const refused = firstCommit('refused', 'partner');

    expect((await customers.commit(refused))._unsafeUnwrapErr().code).toBe('storage-failed');
    beforeCommit = async () => {};
    await node.reconnect();
    await galera.synced();
    expect((await customers.commit(firstCommit('accepted', 'partner'))).isOk()).toBe(true);
    expect(await customers.load(refused.id)).toEqual(ok(null));
    await storage.remove();
  });

  it('takes back a commit in one statement that a node without quorum has refused to finish', async () => {
    const [node] = galera.nodes.slice(1);
    if (node === undefined) throw new Error('there is no second node');
    const storage = await mysqlStorageAt([node.url], GALERA_SESSION);
    const admin = storage.open();
    await createTables(admin, 'mysql', 'relationship_');
    const db = storage.open({ mysql: { connectionLimit: 1 } });
    const { customers } = sqlRepository({ db, dialect: 'mysql' });
    const session = async (): Promise<number> => {
      const [id] = await rowsOf(db, sql<{ Value: string }>`show variables like 'pseudo_thread_id'`);
      return Number(id?.Value);
    };
    const first = firstCommit('first', 'partner');
    const revision = (await customers.commit(first))._unsafeUnwrap();
    const connection = await session();
    const holder = await admin.startTransaction().execute();
    await sql`select 1 from relationship_customers where id = 'first' for update`.execute(holder);

    const underWay = customers.commit(nextCommit(first, revision, established('other')));
    await waitingForLock(admin, connection);
    await node.cutOff();
    await node.withoutQuorum();
    // With its connection the server ends its transaction, which it would refuse to end otherwise.
    await admin.destroy();
    expect((await underWay)._unsafeUnwrapErr().code).toBe('storage-failed');
    await node.reconnect();
    await galera.synced();
    expect((await customers.commit(firstCommit('accepted', 'partner'))).isOk()).toBe(true);
    expect((await customers.load(first.id))._unsafeUnwrap()?.revision).toBe(revision);

    const later = await session();
    await node.cutOff();
    await node.withoutQuorum();
    expect((await customers.commit(firstCommit('refused', 'partner')))._unsafeUnwrapErr().code).toBe('storage-failed');
    // There was nothing to take back, and so no reason to end the session.
    expect(await session()).toBe(later);
    await node.reconnect();
    await galera.synced();
    await storage.remove();
  });

  it('loses nothing acknowledged, and breaks no rule, while nodes are killed, frozen and cut off', async ({ task }) => {
    const { nodes, synced } = galera;
    const urls = nodes.map(({ url }) => url.href);
    const admin = await createConnection({ uri: urls[0] ?? '' });
    await admin.query(`create database ${DATABASE}`);
    admin.destroy();
    const seed = seedOfRun();
    const findings = await underLoad({
      name: 'MariaDB Galera',
      // Half of the processes know all nodes, each beginning with another one, and half know one.
      places: urls.flatMap((url, at): readonly Place[] => [
        { kind: 'galera', urls: [...urls.slice(at), ...urls.slice(0, at)], database: DATABASE },
        { kind: 'galera-node', url, database: DATABASE },
      ]),
      servers: urls.map((url): Place => ({ kind: 'galera-node', url, database: DATABASE })),
      cause: async (now) => {
        const whole = async (): Promise<void> => {
          now('all is well');
          await passed(WHOLE_MILLISECONDS);
        };
        await whole();
        for (const node of nodes) {
          now('a node killed');
          await node.kill();
          await passed(WHOLE_MILLISECONDS);
          now('a node starting');
          await node.start();
          await synced();
        }
        await whole();
        for (const node of nodes) {
          now('a node frozen');
          node.freeze();
          await passed(AWAY_MILLISECONDS);
          node.thaw();
          now('a node going on');
          await synced();
        }
        await storm(galera, seeded(seed), now);
        await whole();
      },
      settled: synced,
      seed,
    });
    task.meta.findings = findings;
    expect(findings.complaints, `with FAULT_SEED=${seed}`).toEqual([]);
  });
});

/**
 * First cuts of one or two nodes that are over before anybody can tell, or while they find out. Then cuts of one node
 * after the other, each until it knows, it has been asked, and the others have committed without it.
 */
async function storm({ nodes, synced }: Galera, random: Random, now: (what: string) => void): Promise<void> {
  now('short cuts');
  for (let cut = 1; cut <= SHORT_CUTS; cut += 1) {
    const some = random.some(nodes).slice(0, 2);
    await Promise.all(some.map((node) => node.cutOff()));
    await passed(random.pick(SHORT_MILLISECONDS));
    await Promise.all(some.map((node) => node.reconnect()));
    await passed(random.pick(SHORT_MILLISECONDS));
  }
  now('after the short cuts');
  // Before that they may not know yet that they have lost each other.
  await passed(AWAY_MILLISECONDS);
  await synced();
  for (const cutOff of Array.from({ length: LONG_CUTS }, () => nodes).flat()) {
    now('a node cut off');
    await cutOff.cutOff();
    await cutOff.withoutQuorum();
    await Promise.all(nodes.map((node) => (node === cutOff ? node.asked(STATEMENTS) : node.committed(STATEMENTS))));
    now('a node coming back');
    await cutOff.reconnect();
    await synced();
  }
}
