import { sql, type Kysely, type RawBuilder } from 'kysely';
import { migrateRelationships, sqlRepository } from 'partner-relationships/sql';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { customerIdOf, partnerIdOf, thePartner } from '../fixtures/cast';
import { established, firstCommit, firstPartnerCommit, nextCommit } from '../fixtures/commits';
import { openSampledService, type SampledService } from '../fixtures/sampled-service';
import { createTables, engines, rowsOf, TABLES, type Storage } from './storage';

const PAGE = { after: null, limit: 10 };

/** What the service does without a commit, with the arguments of the samples. */
const QUERIES = new Set([
  ...['accountOf', 'invitationOf', 'requestOf', 'authorize', 'authorizeAll', 'relationshipsOf', 'partnersOf', 'customersOf'],
  ...['customersAdministeredBy', 'partners', 'partnersById', 'customers', 'historyOf', 'partnerHistoryOf', 'stateAt'],
]);
/** Commands that find nothing to do with the arguments of the samples. */
const IDLE = new Set(['registerPartner', 'reinstatePartner']);
/** They write if there are changes that nobody has read. */
const FEED = ['changes', 'follow'];

const REFUSAL = 'the application has begun a transaction on the connection of `db`';
const refused = {
  code: 'storage-failed',
  context: { cause: expect.stringContaining(REFUSAL) as unknown },
};

/** As most drivers do other than node-postgres, which sends a statement without values in one message. */
class InSeveralMessages extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...given: readonly unknown[]) => unknown;
    const inSeveral = (text: string, values: unknown): unknown => query({ text, values, queryMode: 'extended' });
    Object.assign(this, { query: inSeveral });
  }
}

interface Answer {
  isErr(): boolean;
  _unsafeUnwrap(): unknown;
  _unsafeUnwrapErr(): unknown;
}

describe.each(engines)('In a transaction that the application has begun by hand on $name', ({ dialect, ...engine }) => {
  let storage: Storage;
  /** One connection. */
  let db: Kysely<unknown>;
  let other: Kysely<unknown>;
  /** Sees what is in force. */
  let watcher: Kysely<unknown>;
  let sampled: SampledService;
  let notes = 0;

  beforeAll(async () => {
    storage = await engine.storage();
    db = storage.open({ postgres: { max: 1 }, mysql: { connectionLimit: 1 } });
    other = storage.open();
    watcher = storage.open();
    await createTables(db, dialect, 'relationship_');
    await sql`create table notes (id integer primary key)`.execute(db);
    sampled = await openSampledService({ repository: sqlRepository({ db, dialect }) });
    await sampled.methods.get('changes')?.(PAGE);
  });
  afterAll(() => storage.remove());
  afterEach(async () => {
    expect(await rowsOf(watcher, sql`select id from notes`)).toHaveLength(notes);
  });

  /** All that the library has stored. */
  async function stored(): Promise<unknown> {
    const tables = [];
    for (const name of TABLES) {
      const table = sql.table(`relationship_${name}`);
      tables.push(await rowsOf(watcher, sql`select * from ${table}`));
    }
    return tables.map((rows) => rows.map((row) => JSON.stringify(row)).sort());
  }

  function note(): RawBuilder<unknown> {
    notes += 1;
    return sql`insert into notes values (${sql.lit(notes)})`;
  }

  /** Runs something in such a transaction, and gives what it answers: the note is in force, and nothing else. */
  async function within<T>(
    run: () => PromiseLike<T>,
    on: Kysely<unknown> = db,
    begin: readonly RawBuilder<unknown>[] = [sql`begin`],
    first: 'note' | 'run' = 'run',
  ): Promise<T> {
    const before = await stored();
    for (const statement of begin) await statement.execute(on);
    if (first === 'note') await note().execute(on);
    const answer = await run();
    if (first === 'run') await note().execute(on);
    await sql`commit`.execute(on);
    expect(await stored()).toEqual(before);
    return answer;
  }

  const commands = (): readonly string[] =>
    [...sampled.methods.keys()].filter((name) => ![...QUERIES, ...IDLE, ...FEED].includes(name));
  const call = (name: string): PromiseLike<Answer> => {
    // The sample of openRequest asks for a request that is open.
    const samples = { ...sampled.samples, openRequest: [{ partnerId: 'litware', by: thePartner('litware') }] };
    const given: readonly unknown[] = samples[name as keyof SampledService['samples']];
    return sampled.methods.get(name)?.(...given) as PromiseLike<Answer>;
  };

  it('every command is refused, writes nothing, and leaves that transaction open', async () => {
    expect(commands()).toHaveLength(15);
    for (const name of commands()) {
      const answer = await within(() => call(name));
      const said = answer.isErr() ? answer._unsafeUnwrapErr() : answer._unsafeUnwrap();
      expect([name, said]).toMatchObject([name, refused]);
    }
  });

  it('every query is answered, also between commands', async () => {
    for (const name of [...QUERIES, ...IDLE]) {
      const outside = (await call(name))._unsafeUnwrap();
      expect(await within(async () => [name, (await call(name))._unsafeUnwrap()])).toEqual([name, outside]);
    }
    await within(async () => {
      expect((await call('renameCustomer')).isErr()).toBe(true);
      expect((await call('customers')).isErr()).toBe(false);
      expect((await call('renameCustomer')).isErr()).toBe(true);
    });
  });

  it('the feed gives what has a number, and numbers nothing', async () => {
    const elsewhere = sqlRepository({ db: other, dialect });
    const last = (await elsewhere.feed?.read({ after: null, limit: 1000 }))?._unsafeUnwrap().items.at(-1);
    if (last === undefined) throw new Error('there are changes');
    const read = async (after: string | null): Promise<Answer | undefined> =>
      sqlRepository({ db, dialect }).feed?.read({ after, limit: 1000 });
    await elsewhere.partners.commit(firstPartnerCommit('unnumbered'));
    const before = await stored();
    const [items, rest] = await within(async () => [await read(null), await read(last.position)]);
    expect(items?._unsafeUnwrap()).toMatchObject({ items: expect.arrayContaining([last]) as unknown });
    if (dialect !== 'sqlite') expect(rest?._unsafeUnwrapErr()).toMatchObject(refused);
    expect(await stored()).toEqual(before);
    const later = (await read(last.position))?._unsafeUnwrap();
    expect(later).toMatchObject({ items: [{ document: { id: 'unnumbered' } }] });
  });

  it.each(['without', 'with'])('a commit after a write of the application is refused, %s alongside', async (which) => {
    const alongside = which === 'with' ? { alongside: async (): Promise<void> => {} } : {};
    const repository = sqlRepository({ db, dialect, ...alongside });
    const known = firstCommit(`known-${which}`, 'contoso');
    const revision = (await repository.customers.commit(known))._unsafeUnwrap();
    for (const sent of [firstCommit(`new-${which}`, 'contoso'), nextCommit(known, revision, established('litware'))]) {
      const answer = await within(async () => repository.customers.commit(sent), db, [sql`begin`], 'note');
      expect(answer._unsafeUnwrapErr()).toMatchObject(refused);
    }
    // Outside it is carried out.
    expect((await repository.customers.commit(firstCommit(`new-${which}`, 'contoso'))).isOk()).toBe(true);
  });

  it('a commit with alongside is refused though nothing was done before', async () => {
    let calls = 0;
    const alongside = async (): Promise<void> => void (calls += 1);
    const repository = sqlRepository({ db, dialect, alongside });
    const answer = await within(async () => repository.customers.commit(firstCommit('first', 'contoso')));
    expect([answer._unsafeUnwrapErr(), calls]).toMatchObject([refused, 0]);
  });

  it('a migration is refused', async () => {
    for (const tablePrefix of ['relationship_', 'missing_']) {
      const answer = await within(async () => migrateRelationships({ db, dialect, tablePrefix }));
      expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'migration-failed', context: refused.context });
    }
  });

  it('the same holds for one connection of a pool, and for every way to begin', async () => {
    const ways = {
      postgres: ['begin isolation level serializable', 'start transaction read write'],
      sqlite: ['begin immediate', 'savepoint before'],
      mysql: ['start transaction', 'start transaction with consistent snapshot', 'set autocommit = 0'],
    };
    for (const way of ways[dialect]) {
      await other.connection().execute(async (connection) => {
        const { customers, partners } = sqlRepository({ db: connection, dialect });
        await within(
          async () => {
            // With autocommit = 0 no statement could be told from one of the application.
            const loaded = await partners.load(partnerIdOf('contoso'));
            expect([way, loaded.isErr()]).toEqual([way, way.endsWith('autocommit = 0')]);
            const answer = await customers.commit(firstCommit('pooled', 'contoso'));
            expect([way, answer._unsafeUnwrapErr()]).toMatchObject([way, refused]);
          },
          connection,
          [sql.raw(way)],
          'note',
        );
        if (dialect === 'mysql') await sql`set autocommit = 1`.execute(connection);
      });
    }
  });

  it('once it has ended, everything is as before', async () => {
    const repository = sqlRepository({ db, dialect });
    await within(async () => repository.customers.load(customerIdOf('northwind')));
    expect((await repository.customers.commit(firstCommit('afterwards'))).isOk()).toBe(true);
  });
});

describe.each(engines.filter(({ dialect }) => dialect === 'postgres'))('On $name', ({ dialect, storage: make }) => {
  it('a commit that is the first thing in a transaction cannot be told from one by itself', async () => {
    const storage = await make();
    const db = storage.open({ postgres: { max: 1 } });
    await createTables(db, dialect, 'relationship_');
    const repository = sqlRepository({ db, dialect });
    await sql`begin`.execute(db);
    const first = firstCommit('northwind');
    expect((await repository.customers.commit(first)).isOk()).toBe(true);
    expect((await repository.customers.commit(firstCommit('second')))._unsafeUnwrapErr()).toMatchObject(refused);
    await sql`rollback`.execute(db);
    expect((await repository.customers.load(first.id))._unsafeUnwrap()).toBeNull();
    await storage.remove();
  });

  it('drivers that send each statement in several messages make sure with one statement more', async () => {
    const storage = await make();
    const sent: string[] = [];
    const postgres = { max: 1, Client: InSeveralMessages };
    const db = storage.open({ postgres, log: ({ query }) => void sent.push(query.sql) });
    await createTables(db, dialect, 'relationship_');
    const repository = sqlRepository({ db, dialect, alongside: async () => {} });
    sent.length = 0;
    expect((await repository.customers.commit(firstCommit('outside'))).isOk()).toBe(true);
    expect(sent).toHaveLength(7);
    await sql`begin`.execute(db);
    expect((await repository.customers.commit(firstCommit('inside')))._unsafeUnwrapErr()).toMatchObject(refused);
    await sql`commit`.execute(db);
    expect((await repository.customers.load(customerIdOf('inside')))._unsafeUnwrap()).toBeNull();
    await storage.remove();
  });
});
