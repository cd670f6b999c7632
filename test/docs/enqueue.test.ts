import { migrateRelationships, sqlRepository, type SqlRepositoryOptions } from 'partner-relationships/sql';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enqueue as enqueueWithDrizzle } from '../../docs/examples/alongside/enqueue-with-drizzle';
import { enqueue as enqueueWithPg } from '../../docs/examples/alongside/enqueue-with-pg';
import { firstCommit } from '../fixtures/commits';
import { postgres, rowsOf, type Storage } from '../sql/storage';

const dialect = 'postgres';

describe.each([
  ['node-postgres', enqueueWithPg],
  ['Drizzle', enqueueWithDrizzle],
] as const)('The job that is written alongside for %s', (name, enqueue) => {
  let storage: Storage;
  let db: Kysely<unknown>;

  beforeAll(async () => {
    storage = await postgres.storage();
    db = storage.open();
    (await migrateRelationships({ db, dialect }))._unsafeUnwrap();
    await sql`create table jobs (document_id text not null, revision text not null)`.execute(db);
  });
  beforeEach(async () => {
    await sql`delete from jobs`.execute(db);
  });
  afterAll(() => storage.remove());

  const commit = (alongside: SqlRepositoryOptions['alongside'], id: string) =>
    sqlRepository({ db, dialect, alongside }).customers.commit(firstCommit(id));
  const jobs = () => rowsOf(db, sql`select document_id, revision from jobs`);

  it('is in force with the commit, and names its document and revision', async () => {
    const revision = (await commit(enqueue, 'tailspin'))._unsafeUnwrap();
    expect(await jobs()).toEqual([{ document_id: 'tailspin', revision }]);
  });

  it('is taken back with the commit', async () => {
    const failed = await commit(async (transaction, committed) => {
      await enqueue(transaction, committed);
      throw new Error(`${name} is not to blame`);
    }, 'northwind');
    expect(failed._unsafeUnwrapErr().code).toBe('alongside-failed');
    expect(await jobs()).toEqual([]);
  });
});
