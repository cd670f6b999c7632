import {
  CompiledQuery,
  Kysely,
  sql,
  type ControlledTransaction,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type RawBuilder,
} from 'kysely';
import { Migrator } from 'kysely/migration';
import {
  partnerChangeCodec,
  relationshipChangeCodec,
  type ChangeFeed,
  type FeedItem,
  type PartnerChange,
  type RelationshipChange,
  type RelationshipRepository,
} from 'partner-relationships';
import {
  migrateRelationships,
  relationshipMigrations,
  sqlRepository,
  type SqlDialect,
} from 'partner-relationships/sql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerIdOf, partnerIdOf } from '../fixtures/cast';
import {
  allCustomers,
  allPartners,
  erasure,
  established,
  feedOf,
  firstCommit,
  firstPartnerCommit,
  granted,
  nextCommit,
  renamed,
} from '../fixtures/commits';
import { skipTime } from '../fixtures/skip-time';
import { dialectOver } from './dialect-over';
import { createEarlierRelease } from './earlier-release/tables';
import { mysqlLost, mysqlSays, postgresSays, thrown } from './errors';
import { createTables, engines, errorsInto, rowsOf, type OpenOptions, type Storage } from './storage';

const SECOND = '0002_entries_of_lists';
const THIRD = '0003_feed_of_changes';

let prefixes = 0;

/**
 * All that the feed has after a position, read a few at a time, until a page is empty. A feed that repeats a change is
 * read no further: it might repeat them for ever.
 */
async function restOf(feed: ChangeFeed, after: string | null, limit = 1000): Promise<readonly FeedItem[]> {
  const read = new Map<string, FeedItem>();
  let last = after;
  for (;;) {
    const { items } = (await feed.read({ after: last, limit }))._unsafeUnwrap();
    if (items.length === 0) return [...read.values()];
    for (const item of items) {
      const which = `${item.document.kind} ${tokenOf(item)}`;
      if (read.has(which)) throw new Error(`after ${after} the feed has ${which} twice`);
      read.set(which, item);
      last = item.position;
    }
  }
}

/** The document and the place in its history, as far as revision and place tell it. */
function tokenOf({ document, revision, place }: FeedItem): string {
  return `${document.id}@${revision}#${place}`;
}

function tokensOf(items: readonly FeedItem[]): readonly string[] {
  return items.map(tokenOf);
}

/** Whether the changes of each document are in the order of its history, each once. */
function isInOrder(items: readonly FeedItem[]): boolean {
  const last = new Map<string, number>();
  return items.every(({ document, revision, place }) => {
    const key = `${document.kind} ${document.id}`;
    const at = Number(revision) + place / 1000;
    const isLater = at > (last.get(key) ?? 0);
    last.set(key, at);
    return isLater;
  });
}

/** Whoever waits for a lock that a test holds soon gives up: the test would hold it for ever. */
const impatient: OpenOptions = {
  postgresSession: "set lock_timeout = '1s'",
  mysqlSession: 'set session innodb_lock_wait_timeout = 1',
};

const LEVELS = ['read committed', 'repeatable read', 'serializable'];

/** Sessions with this isolation level, where no transaction asks for another one. */
function sessionsAt(level: string): OpenOptions {
  return {
    postgres: { options: `-c default_transaction_isolation=${level.replace(' ', '\\ ')}` },
    mysql: { multipleStatements: true },
    mysqlSession: `set session transaction isolation level ${level}`,
  };
}

function impatientAt(level: string): OpenOptions {
  const sessions = sessionsAt(level);
  return { ...sessions, ...impatient, mysqlSession: `${sessions.mysqlSession}; ${impatient.mysqlSession}` };
}

/** How often a commit may be rolled back, one time after the other. */
const MOST_ATTEMPTS = 50;
/** How many pages in a row may be empty of a feed that has more. */
const MOST_EMPTY_PAGES = 1000;

describe.each(engines)('The feed on $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  let db: Kysely<unknown>;
  let tablePrefix: string;
  let repository: RelationshipRepository;
  let feed: ChangeFeed;

  beforeAll(async () => {
    storage = await makeStorage();
    db = storage.open(impatient);
  });
  beforeEach(async () => {
    tablePrefix = `feed_${(prefixes += 1)}_`;
    await createTables(db, dialect, tablePrefix);
    repository = sqlRepository({ db, dialect, tablePrefix });
    feed = feedOf(repository);
  });
  afterAll(() => storage.remove());

  const table = (name: string): ReturnType<typeof sql.id> => sql.id(`${tablePrefix}${name}`);

  /** Records a change by hand, as the statement of a commit does that is held back in a transaction. */
  function recorded(customer: string, position: number, change: RelationshipChange): RawBuilder<unknown> {
    const text = relationshipChangeCodec.encode(change)._unsafeUnwrap();
    return sql`
      insert into ${table('customer_changes')} (id, position, revision, ${sql.id('change')})
      values (${customer}, ${position}, ${position}, ${text})`;
  }

  it('has the changes of partners and customers, with the place of each in its commit', async () => {
    const contoso = firstPartnerCommit('contoso');
    (await repository.partners.commit(contoso))._unsafeUnwrap();
    const first = firstCommit('northwind', 'contoso', 'fabrikam');
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    const second = nextCommit(first, revision, granted('contoso', 'intune'), renamed('Northwind'));
    (await repository.customers.commit(second))._unsafeUnwrap();
    const items = await restOf(feed, null);
    expect(items).toMatchObject([
      { document: { kind: 'partner', id: 'contoso' }, revision: '1', place: 0, change: contoso.changes[0] },
      ...first.changes.map((change, place) => ({
        document: { kind: 'customer', id: 'northwind' },
        ...{ revision: '3', place, change },
      })),
      ...second.changes.map((change, place) => ({
        document: { kind: 'customer', id: 'northwind' },
        ...{ revision: '5', place, change },
      })),
    ]);
    const [item] = items;
    expect([Object.isFrozen(item), Object.isFrozen(item?.document)]).toEqual([true, true]);
  });

  it('goes on from every position, with every limit, on any handle', async () => {
    for (const name of ['contoso', 'litware'])
      (await repository.partners.commit(firstPartnerCommit(name)))._unsafeUnwrap();
    for (const name of ['adatum', 'northwind'])
      (await repository.customers.commit(firstCommit(name, 'contoso', 'litware')))._unsafeUnwrap();
    const items = await restOf(feed, null);
    expect(items).toHaveLength(8);
    expect(isInOrder(items)).toBe(true);
    const another = feedOf(sqlRepository({ db: storage.open(), dialect, tablePrefix }));
    for (const limit of [1, 2, 3, 7, 8, 9]) expect(await restOf(another, null, limit)).toEqual(items);
    for (const [at, { position }] of items.entries())
      expect(await restOf(another, position, 3)).toEqual(items.slice(at + 1));
  });

  it('has only the erasure of a customer that was erased, after every position that was given', async () => {
    for (const name of ['adatum', 'northwind', 'southridge'])
      (await repository.customers.commit(firstCommit(name, 'contoso')))._unsafeUnwrap();
    const before = await restOf(feed, null, 4);
    expect(tokensOf(before.slice(-2))).toEqual(['southridge@2#0', 'southridge@2#1']);
    // The newest in the feed goes, and then the oldest.
    for (const id of ['southridge', 'adatum'].map(customerIdOf)) {
      const loaded = (await repository.customers.load(id))._unsafeUnwrap();
      if (loaded === null) throw new Error('it was committed');
      (await repository.customers.commit(erasure({ id }, loaded.revision)))._unsafeUnwrap();
      const [last] = tokensOf(await restOf(feed, before.at(-1)?.position ?? null)).slice(-1);
      expect(last).toBe(`${id}@3#0`);
    }
    const erasures = ['southridge@3#0', 'adatum@3#0'];
    const left = ['northwind@2#0', 'northwind@2#1'];
    for (const [at, { position }] of before.entries())
      expect(tokensOf(await restOf(feed, position))).toEqual([...(at < 2 ? left : left.slice(at - 1)), ...erasures]);
    expect(tokensOf(await restOf(feed, null))).toEqual([...left, ...erasures]);
  });

  it('has the erasure of what nobody has read', async () => {
    const first = firstCommit('northwind', 'contoso', 'fabrikam');
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    (await repository.customers.commit(erasure(first, revision)))._unsafeUnwrap();
    (await repository.customers.commit(firstCommit('adatum')))._unsafeUnwrap();
    expect(tokensOf(await restOf(feed, null)).toSorted()).toEqual(['adatum@1#0', 'northwind@4#0']);
  });

  it('knows only its own positions', async () => {
    (await repository.customers.commit(firstCommit('northwind', 'contoso')))._unsafeUnwrap();
    const [first, second] = await restOf(feed, null);
    const [id = ''] = first?.position.split('.') ?? [];
    expect(id).toMatch(/^[\da-f]{12}$/);
    expect(second?.position.startsWith(`${id}.`)).toBe(true);
    const beyond = `${id}.${Number(second?.position.split('.')[1]) + 1}`;
    const strange = ['.', '.0', '.01', '.1x', '.9999999999999999'].map((end) => `${id}${end}`);
    for (const after of ['', '1', `x${id}.1`, ...strange, beyond]) {
      const answer = await feed.read({ after, limit: 10 });
      expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-cursor', context: { after } });
    }
    await createTables(db, dialect, `${tablePrefix}other_`);
    const other = feedOf(sqlRepository({ db, dialect, tablePrefix: `${tablePrefix}other_` }));
    const foreign = await other.read({ after: first?.position ?? '', limit: 10 });
    expect(foreign._unsafeUnwrapErr().code).toBe('unknown-cursor');
  });

  it('says what to do if the migration is missing, and has the whole history after it', async () => {
    const earlier = `${tablePrefix}earlier_`;
    await createEarlierRelease(db, dialect, earlier);
    const migrator = new Migrator({
      db,
      provider: relationshipMigrations({ dialect, tablePrefix: earlier }),
      migrationTableName: `${earlier}migrations`,
      migrationLockTableName: `${earlier}migration_lock`,
    });
    expect((await migrator.migrateTo(SECOND)).error).toBeUndefined();
    const there = sqlRepository({ db, dialect, tablePrefix: earlier });
    const failed = (await feedOf(there).read({ after: null, limit: 10 }))._unsafeUnwrapErr();
    expect(failed.code).toBe('storage-failed');
    expect(failed.message).toContain('the feed is not there, migrateRelationships makes it: ');
    const committed = await there.customers.commit(firstCommit('another', 'contoso'));
    // There a commit numbers.
    expect(committed.isOk()).toBe(dialect !== 'sqlite');

    expect((await migrateRelationships({ db, dialect, tablePrefix: earlier }))._unsafeUnwrap()).toEqual([THIRD]);
    const items = await restOf(feedOf(there), null, 3);
    expect(isInOrder(items)).toBe(true);
    expect(new Set(items.map(({ position }) => position)).size).toBe(items.length);
    const page = { after: null, limit: 1000 };
    let changes = 0;
    for (const { id } of await allPartners(there)) {
      const history = (await there.partners.history(partnerIdOf(id), page))._unsafeUnwrap().items;
      const read = items.filter(({ document }) => document.kind === 'partner' && document.id === id);
      expect(read.map(({ revision, change }) => ({ revision, change }))).toEqual(history);
      changes += history.length;
    }
    for (const { id } of await allCustomers(there)) {
      const history = (await there.customers.history(customerIdOf(id), page))._unsafeUnwrap().items;
      const read = items.filter(({ document }) => document.kind === 'customer' && document.id === id);
      expect(read.map(({ revision, change }) => ({ revision, change }))).toEqual(history);
      changes += history.length;
    }
    expect(items).toHaveLength(changes);
    (await there.customers.commit(firstCommit('later')))._unsafeUnwrap();
    expect(tokensOf(await restOf(feedOf(there), items.at(-1)?.position ?? null))).toEqual(['later@1#0']);
  });

  it('says that its row is gone', async () => {
    await sql`delete from ${table('feed')}`.execute(db);
    const failed = (await feed.read({ after: null, limit: 10 }))._unsafeUnwrapErr();
    expect(failed).toMatchObject({ code: 'storage-failed', context: { cause: 'the feed has no id' } });
  });

  it('of another id knows no position of before, and starts over', async () => {
    (await repository.customers.commit(firstCommit('northwind')))._unsafeUnwrap();
    const [item] = await restOf(feed, null);
    await sql`update ${table('feed')} set id = 'restored'`.execute(db);
    const unknown = await feed.read({ after: item?.position ?? '', limit: 10 });
    expect(unknown._unsafeUnwrapErr().code).toBe('unknown-cursor');
    const [again] = await restOf(feed, null);
    expect(again?.position).toMatch(/^restored\./);
    expect(await restOf(feed, again?.position ?? null)).toEqual([]);
  });

  if (dialect === 'sqlite') return;

  /** Runs something beside a transaction, which is over afterwards whatever happens. */
  async function whileOpen<T>(run: (open: ControlledTransaction<unknown>) => Promise<T>): Promise<T> {
    const open = await storage.open(impatient).startTransaction().execute();
    try {
      return await run(open);
    } finally {
      if (!open.isCommitted) await open.rollback().execute();
    }
  }

  /** What another reader does that numbers the first change of a customer, up to its COMMIT. */
  async function numberFirst(other: Kysely<unknown>, customer: string): Promise<void> {
    await sql`select last from ${table('feed')} for update`.execute(other);
    await sql`update ${table('customer_changes')} set number = 1 where id = ${customer} and position = 1`.execute(other);
    await sql`update ${table('feed')} set last = 1`.execute(other);
  }

  it.each(LEVELS)('at %s does not pass a commit that is held back, and waits for it neither', async (level) => {
    const reader = feedOf(sqlRepository({ db: storage.open(impatientAt(level)), dialect, tablePrefix }));
    const gate = gateOf();
    const slow = sqlRepository({ db: storage.open({ ...impatient, beforeCommit: gate.wait }), dialect, tablePrefix });
    const committing = slow.customers.commit(firstCommit('adatum', 'contoso'));
    let before: readonly FeedItem[];
    try {
      await Promise.race([gate.reached, committing]);
      (await repository.customers.commit(firstCommit('northwind')))._unsafeUnwrap();
      before = await restOf(reader, null);
    } finally {
      gate.open();
      await committing;
    }
    expect(tokensOf(before)).toEqual(['northwind@1#0']);
    (await committing)._unsafeUnwrap();
    const after = await restOf(reader, before.at(-1)?.position ?? null);
    expect(tokensOf(after)).toEqual(['adatum@2#0', 'adatum@2#1']);
    expect(tokensOf(await restOf(reader, null))).toEqual(tokensOf([...before, ...after]));
  });

  if (dialect === 'postgres')
    it('would pass it if changes had their numbers from a sequence', async () => {
      await sql`create sequence ${table('sequence')}`.execute(db);
      await sql`
        alter table ${table('customer_changes')}
        alter column number set default nextval(${sql.lit(`${tablePrefix}sequence`)})`.execute(db);
      await sql`update ${table('feed')} set last = 1000`.execute(db);
      await whileOpen(async (held) => {
        await recorded('held', 1, renamed('Held')).execute(held);
        (await repository.customers.commit(firstCommit('northwind')))._unsafeUnwrap();
        const before = await restOf(feed, null);
        await held.commit().execute();
        expect(await restOf(feed, before.at(-1)?.position ?? null)).toEqual([]);
      });
    });

  it('keeps the order of a document if a later commit began earlier', async () => {
    await sql`create table ${table('elsewhere')} (a integer)`.execute(db);
    await whileOpen(async (early) => {
      await sql`insert into ${table('elsewhere')} values (1)`.execute(early);
      const [first] = firstCommit('northwind').changes;
      if (first === undefined) throw new Error('a first commit has a change');
      await recorded('northwind', 1, first).execute(db);
      await recorded('northwind', 2, renamed('Northwind')).execute(early);
      const before = await restOf(feed, null);
      await early.commit().execute();
      const after = await restOf(feed, before.at(-1)?.position ?? null);
      expect(tokensOf([...before, ...after])).toEqual(['northwind@1#0', 'northwind@2#0']);
      expect(tokensOf(await restOf(feed, null))).toEqual(['northwind@1#0', 'northwind@2#0']);
    });
  });

  it('gives nothing out while another reader numbers and waits for it neither, and then gives all', async () => {
    const refused: unknown[] = [];
    const handle = storage.open({ ...impatient, log: errorsInto(refused) });
    const reader = feedOf(sqlRepository({ db: handle, dialect, tablePrefix }));
    (await repository.customers.commit(firstCommit('adatum')))._unsafeUnwrap();
    await whileOpen(async (other) => {
      await numberFirst(other, 'adatum');
      (await repository.customers.commit(firstCommit('northwind')))._unsafeUnwrap();
      expect(await restOf(reader, null)).toEqual([]);
      // Nobody has given up waiting.
      expect(refused).toEqual([]);
      await other.commit().execute();
    });
    const items = await restOf(reader, null);
    expect(tokensOf(items)).toEqual(['adatum@1#0', 'northwind@1#0']);
    expect(tokensOf(await restOf(reader, items[0]?.position ?? null))).toEqual(['northwind@1#0']);
  });

  if (dialect === 'postgres')
    it('gives no change another number that was numbered after the statement began', async () => {
      (await repository.customers.commit(firstCommit('adatum')))._unsafeUnwrap();
      // Whoever locks the row of the feed waits here, with what was visible when the statement began.
      await sql`alter table ${table('feed')} rename to ${table('row')}`.execute(db);
      const gate = sql.lit(prefixes);
      await sql`
        create view ${table('feed')} as select * from ${table('row')} where case
          when current_query() like '%for update%' then pg_advisory_xact_lock_shared(${gate}) is not null
          else true
        end`.execute(db);
      await whileOpen(async (other) => {
        await sql`select pg_advisory_xact_lock(${gate})`.execute(other);
        const reading = feed.read({ after: null, limit: 10 });
        try {
          await untilSomebodyWaits(db, reading);
          await numberFirst(other, 'adatum');
          await other.commit().execute();
        } finally {
          await reading;
        }
      });
      const [item] = await restOf(feed, null);
      expect(item?.position).toMatch(/\.1$/);
    });

  if (dialect === 'mysql')
    it('gives no number twice where SKIP LOCKED is taken and locks nothing', async () => {
      (await repository.customers.commit(firstCommit('adatum')))._unsafeUnwrap();
      let isFirst = true;
      const meanwhile = async (): Promise<void> => {
        if (!isFirst) return;
        isFirst = false;
        expect(tokensOf(await restOf(feed, null))).toEqual(['adatum@1#0']);
        (await repository.customers.commit(firstCommit('northwind')))._unsafeUnwrap();
      };
      const reader = feedOf(sqlRepository({ db: storage.open({ lockless: meanwhile }), dialect, tablePrefix }));
      (await reader.read({ after: null, limit: 10 }))._unsafeUnwrap();
      expect(isFirst).toBe(false);
      // A change with the number of the one before would be passed.
      expect(tokensOf(await restOf(feed, null, 1))).toEqual(['adatum@1#0', 'northwind@1#0']);
    });

  it('lets commits go on while it numbers', async () => {
    (await repository.customers.commit(firstCommit('adatum')))._unsafeUnwrap();
    await whileOpen(async (other) => {
      await numberFirst(other, 'adatum');
      const { customers } = repository;
      const before = (await customers.commit(firstCommit('aaa')))._unsafeUnwrap();
      (await customers.commit(nextCommit(firstCommit('aaa'), before, established('contoso'))))._unsafeUnwrap();
      (await customers.commit(firstCommit('zzz')))._unsafeUnwrap();
      await other.commit().execute();
    });
    expect(tokensOf(await restOf(feed, null))).toEqual(['adatum@1#0', 'aaa@1#0', 'aaa@2#0', 'zzz@1#0']);
  });

  it('has what is left if changes are erased while it numbers them', async () => {
    const first = firstCommit('northwind', 'contoso', 'fabrikam');
    (await repository.customers.commit(first))._unsafeUnwrap();
    (await repository.customers.commit(firstCommit('adatum')))._unsafeUnwrap();
    // This one waits as long as it takes.
    const reader = feedOf(sqlRepository({ db: storage.open(), dialect, tablePrefix }));
    const items = await whileOpen(async (erasing) => {
      await sql`delete from ${table('customer_changes')} where id = 'northwind'`.execute(erasing);
      await recorded('northwind', 4, renamed('Erased')).execute(erasing);
      const reading = reader.read({ after: null, limit: 10 });
      if (dialect === 'postgres') await untilSomebodyWaits(db, reading);
      await erasing.commit().execute();
      return (await reading)._unsafeUnwrap().items;
    });
    const rest = await restOf(feed, items.at(-1)?.position ?? null);
    expect(tokensOf([...items, ...rest]).toSorted()).toEqual(['adatum@1#0', 'northwind@4#0']);
  });

  it('numbers a long history in several steps, in order', async () => {
    const [change] = firstCommit('busy').changes;
    if (change === undefined) throw new Error('a first commit has a change');
    const changes = Array.from({ length: 1300 }, () => change);
    (await repository.customers.commit({ ...firstCommit('busy'), changes }))._unsafeUnwrap();
    (await repository.customers.commit(firstCommit('zzz')))._unsafeUnwrap();
    const items = await restOf(feed, null, 700);
    expect(tokensOf(items)).toEqual([...changes.map((_, place) => `busy@1300#${place}`), 'zzz@1#0']);
  });

  it.each(LEVELS)('misses nothing and repeats nothing for readers at once, at %s', async (level) => {
    const options = sessionsAt(level);
    const documents = 6;
    const commits = 8;
    const all = documents * commits * 2;
    const writers = Array.from({ length: documents }, async (_, at) => {
      const { customers } = sqlRepository({ db: storage.open(options), dialect, tablePrefix });
      let sent = firstCommit(`customer-${at}`, 'contoso');
      let revision = (await customers.commit(sent))._unsafeUnwrap();
      for (let commit = 1; commit < commits; commit += 1) {
        sent = nextCommit(sent, revision, renamed(`Name ${commit}`), renamed(`Name ${commit} again`));
        for (let attempt = 1; ; attempt += 1) {
          const answer = await customers.commit(sent);
          // At serializable, PostgreSQL may roll a commit back every time that it is tried.
          if (answer.isErr() && answer.error.code === 'revision-conflict' && attempt < MOST_ATTEMPTS) continue;
          revision = answer._unsafeUnwrap();
          break;
        }
      }
    });
    let isQuiet = false;
    const written = Promise.all(writers).finally(() => {
      isQuiet = true;
    });
    const readers = [1, 5, 40].map(async (limit) => {
      const reader = feedOf(sqlRepository({ db: storage.open(options), dialect, tablePrefix }));
      const read: FeedItem[] = [];
      let empty = 0;
      while (read.length < all && empty < MOST_EMPTY_PAGES) {
        const page = await reader.read({ after: read.at(-1)?.position ?? null, limit });
        // There, PostgreSQL may roll back even what reads.
        const items = page.isErr() && level === 'serializable' ? [] : page._unsafeUnwrap().items;
        read.push(...items);
        // Others may be numbering what there is.
        if (items.length > 0) empty = 0;
        else if (isQuiet) empty += 1;
      }
      return read;
    });
    await Promise.allSettled([written, ...readers]);
    await written;
    for (const read of await Promise.all(readers)) {
      expect(isInOrder(read)).toBe(true);
      expect(new Set(tokensOf(read)).size).toBe(all);
      expect(read).toHaveLength(all);
    }
  });
});

/** What a commit waits for before it is in force, and whether it does. */
function gateOf(): { wait: () => Promise<void>; reached: Promise<void>; open: () => void } {
  let open = (): void => {};
  let reach = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const wait = (): Promise<void> => {
    reach();
    return opened;
  };
  return { wait, reached, open };
}

/** Until somebody waits for a lock, as a reading is to do; or until it is over without. */
async function untilSomebodyWaits(db: Kysely<unknown>, reading: PromiseLike<unknown>): Promise<void> {
  let isOver = false;
  void reading.then(() => {
    isOver = true;
  });
  const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while (!isOver && (await rowsOf(db, waiting)).length === 0);
}

describe('Where numbering fails', () => {
  beforeAll(skipTime);

  const empty = { feed: 'f', last: '1', pending: 1, behind: 0, number: null };
  const change = partnerChangeCodec.encode(firstPartnerCommit('contoso').changes[0] as PartnerChange)._unsafeUnwrap();
  const row = { ...empty, number: '1', kind: 0, id: 'contoso', revision: '1', change, place: '1' };

  /** A feed over a database that answers so; an error it throws. */
  function feedOver(dialect: SqlDialect, says: (statement: string) => readonly object[] | Error): ChangeFeed {
    const connection: DatabaseConnection = {
      executeQuery: async <R>({ sql: text }: { readonly sql: string }): Promise<QueryResult<R>> => {
        const answer = says(text.trim());
        if (answer instanceof Error) throw answer;
        return { rows: answer.map((one) => one as R), numAffectedRows: 1n };
      },
      streamQuery: () => {
        throw new Error('nothing is streamed');
      },
    };
    const driver: Driver = {
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: async () => {},
      commitTransaction: async (held) => void (await held.executeQuery(CompiledQuery.raw('commit'))),
      rollbackTransaction: async () => {},
      releaseConnection: async () => {},
      destroy: async () => {},
    };
    return feedOf(sqlRepository({ db: new Kysely({ dialect: dialectOver(dialect, () => driver) }), dialect }));
  }

  const page = { after: null, limit: 10 };
  const isNumbering = (statement: string): boolean => statement.startsWith('with head');

  it('a read without items says so, and one with items gives them', async () => {
    const readOnly = postgresSays('25006');
    const failed = await feedOver('postgres', (text) => (isNumbering(text) ? readOnly : [empty])).read(page);
    expect(failed._unsafeUnwrapErr()).toMatchObject({ code: 'storage-failed', context: { cause: readOnly.message } });
    const answer = await feedOver('postgres', (text) => (isNumbering(text) ? readOnly : [row])).read(page);
    expect(tokensOf(answer._unsafeUnwrap().items)).toEqual(['contoso@1#0']);
  });

  it('because others number, a read gives what there is', async () => {
    const feed = feedOver('postgres', (text) => (isNumbering(text) ? postgresSays('40001') : [empty]));
    expect((await feed.read(page))._unsafeUnwrap().items).toEqual([]);
  });

  it.each([
    ['postgres', isNumbering, thrown('Connection terminated unexpectedly')],
    ['mysql', (text: string) => text.startsWith('update'), mysqlSays(1213, 'ER_LOCK_DEADLOCK')],
    ['mysql', (text: string) => text.startsWith('commit'), mysqlLost()],
  ] as const)('it is tried again on %s', async (dialect, isFailing, error) => {
    let failures = 0;
    let isNumbered = false;
    const feed = feedOver(dialect, (text) => {
      if (isFailing(text) && (failures += 1) <= 2) return error;
      if (isNumbering(text) || text.startsWith('commit')) isNumbered = true;
      if (text.includes('select cast(last as binary)')) return [{ last: '0' }];
      if (text.includes('select cast(c.id as binary)')) return [{ id: 'contoso', position: '1' }];
      if (!text.includes(' as kept')) return [];
      const found = { ...(isNumbered ? row : empty), of_this_moment: null };
      return dialect === 'mysql' ? [found, { of_this_moment: '1' }] : [found];
    });
    expect(tokensOf((await feed.read(page))._unsafeUnwrap().items)).toEqual(['contoso@1#0']);
    expect(failures).toBeGreaterThan(2);
  });

  it('a position that a replica does not know yet is waited for', async () => {
    const ahead = { after: 'f.7', limit: 10 };
    const quiet = { ...empty, pending: 0 };
    expect((await feedOver('postgres', () => [{ ...quiet, behind: 1 }]).read(ahead))._unsafeUnwrap().items).toEqual([]);
    expect((await feedOver('postgres', () => [quiet]).read(ahead))._unsafeUnwrapErr().code).toBe('unknown-cursor');
    const onMysql = (shown: readonly object[] | Error): ReturnType<ChangeFeed['read']> =>
      feedOver('mysql', (text) =>
        text.startsWith('show') ? shown : [{ ...quiet, of_this_moment: null }, { of_this_moment: '1' }],
      ).read(ahead);
    expect((await onMysql([{ Variable_name: 'wsrep_on', Value: 'ON' }]))._unsafeUnwrap().items).toEqual([]);
    expect((await onMysql([]))._unsafeUnwrapErr().code).toBe('unknown-cursor');
    const denied = await onMysql(mysqlSays(1142, 'ER_TABLEACCESS_DENIED_ERROR'));
    expect(denied._unsafeUnwrapErr().code).toBe('storage-failed');
  });

  it.each([
    ['an id', { id: 'not an id' }],
    ['a change', { change: '{}' }],
    ['a revision', { revision: null }],
  ])('%s that does not decode is corrupt data', async (_what, strange) => {
    const quiet = { ...row, pending: 0, ...strange };
    expect((await feedOver('postgres', () => [quiet]).read(page))._unsafeUnwrapErr().code).toBe('corrupt-data');
  });
});
