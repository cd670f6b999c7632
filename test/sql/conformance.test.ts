import { sql, type Kysely } from 'kysely';
import type { RelationshipRepository } from 'partner-relationships';
import { repositoryConformance, type ConformanceSubject } from 'partner-relationships/conformance';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { isWholeCheck } from '../fixtures/whole-check';
import { createTables, engines, TABLES, type OpenOptions, type Storage } from './storage';

describe.each(engines)('A repository on $name', (engine) => {
  const { dialect } = engine;
  let storage: Storage;
  let db: Kysely<unknown>;
  let sets = 0;
  const emptySets: string[] = [];

  beforeAll(async () => {
    storage = await engine.storage();
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
    for (const table of emptied) await sql`delete from ${table}`.execute(db);
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

  // The repository in memory plays more of them; here each is many round trips.
  const sizes = isWholeCheck
    ? { runs: 10, rounds: 5, historyLength: 60 }
    : {
        ...{ writers: 3, handles: 2, runs: 3, rounds: 2, historyLength: 20 },
        ...{ customers: 40, requests: 60, delegations: 100, relationships: 50 },
      };
  repositoryConformance({ describe, it, create, sizes, feed: true });
});
