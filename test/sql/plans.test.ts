import { sql, type CompiledQuery, type Kysely, type LogEvent } from 'kysely';
import { relationshipChangeCodec, type RelationshipRepository } from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerIdOf, partnerIdOf } from '../fixtures/cast';
import {
  ended,
  erasure,
  established,
  feedOf,
  firstCommit,
  firstPartnerCommit,
  granted,
  nextCommit,
  relinquished,
  renamed,
} from '../fixtures/commits';
import { faultsOf, statementsOf } from './plan-faults';
import { createTables, engines, type Storage } from './storage';

/** How many customers are there besides, all of them in the list of `contoso`; the busiest has as many changes. */
const CROWD = 30_000;

const LISTS = ['related', 'administered'] as const;

/** Fills the tables without going through the repository, which would take a while. */
const crowds: Readonly<Record<string, readonly string[]>> = {
  postgres: [
    ...['partners', 'customers'].map(
      (table) =>
        `insert into relationship_${table} select 'crowd-' || n, 1, '{}', '{}' from generate_series(1, ${CROWD}) n`,
    ),
    `insert into relationship_customer_changes select 'crowd-' || n, 1, 1, '{}', n from generate_series(1, ${CROWD}) n`,
    `insert into relationship_customer_changes
      select 'busy', n, n, '{}', ${CROWD} + n from generate_series(1, ${CROWD}) n`,
    `insert into relationship_partner_changes
      select 'crowd-' || n, 1, 1, '{}', 2 * ${CROWD} + n from generate_series(1, ${CROWD}) n`,
    `update relationship_feed set last = 3 * ${CROWD}`,
    ...LISTS.flatMap((list) =>
      ["'contoso'", "'partner-' || n"].map(
        (partner) => `
          insert into relationship_customer_entries
          select ${partner}, '${list}', 'crowd-' || n, '{}' from generate_series(1, ${CROWD}) n`,
      ),
    ),
    'analyze',
  ],
  sqlite: [],
  mysql: [
    'create table digits (d int)',
    'insert into digits values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)',
    'create table numbers as select a.d + 10 * b.d + 100 * c.d + 1000 * e.d as n ' +
      'from digits a, digits b, digits c, digits e',
    ...['partners', 'customers'].map(
      (table) => `insert into relationship_${table} select concat('crowd-', n), 1, '{}', '{}' from numbers`,
    ),
    `insert into relationship_customer_changes select concat('crowd-', n), 1, 1, '{}', n + 1 from numbers`,
    `insert into relationship_customer_changes select 'busy', n + 1, n + 1, '{}', ${CROWD} + n from numbers`,
    `insert into relationship_partner_changes select concat('crowd-', n), 1, 1, '{}', ${2 * CROWD} + n from numbers`,
    `update relationship_feed set last = 3 * ${CROWD}`,
    ...LISTS.flatMap((list) =>
      ["'contoso'", "concat('partner-', n)"].map(
        (partner) => `
          insert into relationship_customer_entries
          select ${partner}, '${list}', concat('crowd-', n), '{}' from numbers`,
      ),
    ),
    'analyze table relationship_customers, relationship_customer_entries',
    'analyze table relationship_customer_changes, relationship_partner_changes',
  ],
};

describe.each(engines)('Plans on $name', (engine) => {
  const { dialect } = engine;
  let storage: Storage;
  let db: Kysely<unknown>;
  let repository: RelationshipRepository;
  let sent: CompiledQuery[] = [];

  beforeAll(async () => {
    storage = await engine.storage();
    db = storage.open();
    await createTables(db, dialect, 'relationship_');
    for (const statement of crowds[dialect] ?? []) await sql.raw(statement).execute(db);
    repository = sqlRepository({ db: storage.open({ log: ({ query }) => void sent.push(query) }), dialect });
  });
  afterAll(() => storage.remove());

  async function mustBeByKey(run: () => Promise<unknown>): Promise<void> {
    sent = [];
    await run();
    const statements = sent.flatMap(statementsOf);
    const written = statements.filter(({ sql: text }) => /^\s*\(?(select|with|update|delete)/.test(text));
    expect(written).not.toEqual([]);
    await mustHaveNoFaults(written);
  }

  async function mustHaveNoFaults(queries: readonly CompiledQuery[], but = /^$/): Promise<void> {
    for (const query of queries) {
      const faults = (await faultsOf(db, dialect, query)).filter((line) => !but.test(line));
      expect([query.sql, faults]).toEqual([query.sql, []]);
    }
  }

  it('report a fault if there is one', async () => {
    const bad = sql`
      select customer_id from relationship_customer_entries where customer_id > 'a' order by partner_id || 'x'`;
    expect(await faultsOf(db, dialect, bad.compile(db))).not.toEqual([]);
  });

  it('use the key for a load', () => mustBeByKey(async () => repository.customers.load(customerIdOf('crowd-77'))));

  it('use the keys for a customer and a partner at once', () =>
    mustBeByKey(async () => repository.loadParties?.(customerIdOf('crowd-77'), partnerIdOf('crowd-78'))));

  it('use the key, its order and the cursor for a page of history', async () => {
    await mustBeByKey(async () => {
      for (const after of [null, '5000'])
        await repository.customers.history(customerIdOf('busy'), { after, limit: 100 });
    });
  });

  it('use the key, its order and the cursor for a page of customers', async () => {
    await mustBeByKey(async () => {
      for (const list of LISTS) {
        for (const after of [null, 'crowd-5'])
          await repository.customersOf(list, partnerIdOf('contoso'), { after, limit: 100 });
      }
    });
  });

  it('use the key, its order and the cursor for a page of all documents', async () => {
    await mustBeByKey(async () => {
      for (const after of [null, 'crowd-5']) {
        await repository.customers.list({ after, limit: 100 });
        await repository.partners.list({ after, limit: 100 });
      }
    });
  });

  it('use the key for a commit, whatever it writes', async () => {
    await mustBeByKey(async () => {
      const first = firstCommit('northwind', 'contoso', 'fabrikam');
      const revision = (await repository.customers.commit(first))._unsafeUnwrap();
      const second = nextCommit(first, revision, ended('contoso'), ended('fabrikam'), established('litware'));
      const next = (await repository.customers.commit(second))._unsafeUnwrap();
      const third = nextCommit(second, next, granted('litware', 'intune'), renamed('Another Name'));
      const last = (await repository.customers.commit(third))._unsafeUnwrap();
      const fourth = nextCommit(third, last, relinquished('litware', 'intune'), ended('litware'));
      (await repository.customers.commit(fourth))._unsafeUnwrap();
    });
  });

  /** The last position in the feed before a test commits. */
  async function endOfCrowd(): Promise<string | null> {
    // With libsql, a connection that has explained a statement would keep the file locked after this one.
    if (dialect === 'sqlite') return null;
    const { rows } = await sql<{ id: string }>`select id from relationship_feed`.execute(db);
    return `${rows[0]?.id}.${3 * CROWD}`;
  }

  /** What is sorted is a page or less, and the feed itself has one row. */
  const harmless =
    /Sort|TEMP B-TREE|(?:relationship|unread)_feed|"table":"<|SCAN (?:head|numbered|of_\d|relationship_feed)/;

  it('use keys for a page of the feed, and for numbering', async () => {
    const partner = firstPartnerCommit('woodgrove');
    const revision = (await repository.partners.commit(partner))._unsafeUnwrap();
    const customer = firstCommit('woodgrove', 'contoso', 'fabrikam');
    (await repository.customers.commit(customer))._unsafeUnwrap();
    sent = [];
    const after = await endOfCrowd();
    const { items } = (await feedOf(repository).read({ after, limit: 1000 }))._unsafeUnwrap();
    expect(items.filter(({ document }) => document.id === customer.id)).toHaveLength(4);
    expect(revision).toBe('1');
    const written = sent.filter(({ sql: text }) => /^\s*\(?(select|with|update)/.test(text));
    expect(written).toHaveLength({ postgres: 3, sqlite: 1, mysql: 8 }[dialect]);
    await mustHaveNoFaults(written, harmless);
  });

  // There, even the update of some rows reads all of them if they are many of the table's.
  if (dialect === 'mysql')
    it('use a key for numbering, even if no change has a number yet', async () => {
      await createTables(db, dialect, 'unread_');
      const [change] = firstCommit('unread').changes.map((one) => relationshipChangeCodec.encode(one)._unsafeUnwrap());
      await sql`
        insert into unread_customer_changes (id, position, revision, ${sql.id('change')})
        select concat('crowd-', n), 1, 1, ${change} from numbers where n < 600`.execute(db);
      await sql`analyze table unread_customer_changes`.execute(db);
      const log = ({ query }: LogEvent): void => void sent.push(query);
      const unread = sqlRepository({ db: storage.open({ log }), dialect, tablePrefix: 'unread_' });
      sent = [];
      const { items } = (await feedOf(unread).read({ after: null, limit: 1000 }))._unsafeUnwrap();
      expect(items).toHaveLength(500);
      const updates = sent.filter(({ sql: text }) => text.startsWith('update'));
      expect(updates).toHaveLength(2);
      await mustHaveNoFaults(updates, harmless);
    });

  it('use a key for an erasure', async () => {
    await mustBeByKey(async () => {
      const first = firstCommit('southridge', 'contoso', 'fabrikam');
      const revision = (await repository.customers.commit(first))._unsafeUnwrap();
      (await repository.customers.commit(erasure(first, revision)))._unsafeUnwrap();
    });
  });
});
