import { sql, type Kysely } from 'kysely';
import type { RelationshipRepository } from 'partner-relationships';
import { repositoryConformance, type ConformanceSizes, type ConformanceSubject } from 'partner-relationships/conformance';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { isWholeCheck } from '../fixtures/whole-check';
import { createTables, TABLES, type Engine, type OpenOptions, type Storage } from './storage';

/** Every step is many round trips, and the repository in memory plays more of them. */
const sizes: ConformanceSizes = isWholeCheck
  ? { runs: 10, rounds: 5, historyLength: 60 }
  : {
      ...{ writers: 3, handles: 2, runs: 3, rounds: 2, historyLength: 20 },
      ...{ customers: 40, requests: 60, delegations: 100, relationships: 50, roleDelegations: 4, roleOffers: 20 },
    };

/** Makes the tests of the conformance kit for a repository on an engine, where each handle has connections of its own. */
export function engineConformance({ dialect, storage: newStorage }: Engine): void {
  let storage: Storage;
  let db: Kysely<unknown>;
  let sets = 0;
  const emptySets: string[] = [];

  beforeAll(async () => {
    storage = await newStorage();
    db = storage.open();
  });
  afterAll(() => storage.remove());

  /** Making tables takes longer than most checks do, so they are emptied and used again. */
  async function emptyTables(): Promise<string> {
    const emptied = emptySets.pop();
    if (emptied !== undefined) return emptied;
    const tablePrefix = `set_${(sets += 1)}_`;
    await createTables(db, dialect, tablePrefix);
    return tablePrefix;
  }

  async function giveBack(tablePrefix: string): Promise<void> {
    // The row of the feed stays.
    const emptied = TABLES.filter((name) => name !== 'feed').map((name) => sql.id(`${tablePrefix}${name}`));
    // On a cluster BEGIN waits for what was committed on another node, and DELETE does not.
    await db.transaction().execute(async (trx) => {
      for (const table of emptied) await sql`delete from ${table}`.execute(trx);
    });
    emptySets.push(tablePrefix);
  }

  async function create(): Promise<ConformanceSubject> {
    const tablePrefix = await emptyTables();
    const handles: Kysely<unknown>[] = [];
    const open = (options: OpenOptions = {}): RelationshipRepository => {
      const handle = storage.open(options);
      handles.push(handle);
      return sqlRepository({ db: handle, dialect, tablePrefix });
    };
    const closeAll = async (): Promise<void> => {
      await Promise.all(handles.splice(0).map((handle) => handle.destroy()));
    };
    return {
      repository: open(),
      another: async () => open(),
      // SQLite lets only one write at a time, and here a handle does not wait for another one.
      ...(dialect !== 'sqlite' && { holding: async (wait) => open({ beforeCommit: wait }) }),
      reopen: async () => {
        await closeAll();
        return open();
      },
      close: async () => {
        await closeAll();
        await giveBack(tablePrefix);
      },
    };
  }

  repositoryConformance({ describe, it, create, sizes, feed: true });
}
