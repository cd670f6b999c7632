import { sql, type Kysely } from 'kysely';
import {
  customerCodec,
  customerEntries,
  customerEntryCodec,
  relationshipChangeCodec,
  type RelationshipRepository,
} from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerIdOf, partnerIdOf } from '../fixtures/cast';
import {
  allCustomers,
  allPartners,
  customersOf,
  ended,
  entriesOf,
  erased,
  erasure,
  established,
  firstCommit,
  firstPartnerCommit,
  granted,
  historyOf,
  nextCommit,
  relinquished,
  renamed,
} from '../fixtures/commits';
import { createTables, engines, rowsOf, type Storage } from './storage';

type Row = Readonly<Record<string, unknown>>;

describe.each(engines)('What is stored on $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  let db: Kysely<unknown>;
  let repository: RelationshipRepository;

  beforeAll(async () => {
    storage = await makeStorage();
    db = storage.open();
    await createTables(db, dialect, 'relationship_');
    repository = sqlRepository({ db, dialect });
  });
  afterAll(() => storage.remove());

  const change = sql.id('change');

  it('is exactly the text of the codecs, with a revision that counts the changes', async () => {
    const first = firstCommit('northwind', 'contoso');
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    (await repository.customers.commit(nextCommit(first, revision, established('fabrikam'))))._unsafeUnwrap();
    const { next } = nextCommit(first, revision, established('fabrikam'));
    const [document] = await rowsOf(db, sql<Row>`select * from relationship_customers where id = 'northwind'`);
    expect(document).toEqual({
      id: 'northwind',
      revision: expect.anything() as unknown,
      state: customerCodec.encode(next)._unsafeUnwrap(),
      entry: '{"format":1,"value":{"id":"northwind","name":"northwind"}}',
    });
    expect(Number(document?.['revision'])).toBe(3);

    const rows = await rowsOf(
      db,
      sql<Row>`select * from relationship_customer_changes where id = 'northwind' order by position`,
    );
    const seen = rows.map((row) => [
      Number(row['position']),
      Number(row['revision']),
      /"kind":"([^"]+)"/.exec(String(row['change']))?.[1],
    ]);
    expect(seen).toEqual([
      [1, 2, 'customer-registered'],
      [2, 2, 'relationship-established'],
      [3, 3, 'relationship-established'],
    ]);
  });

  it('is ASCII, whatever characters a name has', async () => {
    const first = firstCommit('ascii');
    const next = { ...first.next, customer: { ...first.next.customer, name: 'Caf\u00e9 "\u4e16\u{1f600}' } };
    (await repository.customers.commit({ ...first, next }))._unsafeUnwrap();
    const [row] = await rowsOf(db, sql<Row>`select state from relationship_customers where id = 'ascii'`);
    expect(row?.['state']).toContain(String.raw`"name":"Caf\u00e9 \"\u4e16\ud83d\ude00"`);
    expect((await repository.customers.load(first.id))._unsafeUnwrap()?.state).toEqual(next);
  });

  it.each(['', 'not json', '{}', 'null', '{"format":2,"value":{}}', '{"format":1,"value":{"customer":1}}'])(
    'is corrupt if a state or a change is %j',
    async (text) => {
      const id = `corrupt-${text.length}-${text.at(-2) ?? ''}`;
      const first = firstCommit(id, 'wingtip');
      (await repository.customers.commit(first))._unsafeUnwrap();
      await sql`update relationship_customers set state = ${text} where id = ${id}`.execute(db);
      await sql`update relationship_customer_changes set ${change} = ${text} where id = ${id} and position = 2`.execute(
        db,
      );
      expect((await repository.customers.load(first.id))._unsafeUnwrapErr().code).toBe('corrupt-data');
      const page = { after: null, limit: 1 };
      expect((await repository.customers.history(first.id, page))._unsafeUnwrap().items).toHaveLength(1);
      const rest = await repository.customers.history(first.id, { ...page, after: '1' });
      expect(rest._unsafeUnwrapErr().code).toBe('corrupt-data');
    },
  );

  it('is corrupt if a revision is malformed', async () => {
    const first = firstCommit('revisions', 'wingtip');
    (await repository.customers.commit(first))._unsafeUnwrap();
    for (const revision of [0, -1]) {
      await sql`update relationship_customers set revision = ${revision} where id = 'revisions'`.execute(db);
      await sql`update relationship_customer_changes set revision = ${revision} where id = 'revisions'`.execute(db);
      expect((await repository.customers.load(first.id))._unsafeUnwrapErr().code).toBe('corrupt-data');
      const history = await repository.customers.history(first.id, { after: null, limit: 1 });
      expect(history._unsafeUnwrapErr().code).toBe('corrupt-data');
    }
  });

  it('has the entries of each list, which follow the state and the name', async () => {
    const first = firstCommit('entered', 'alpine', 'bellows');
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    const second = nextCommit(first, revision, granted('alpine', 'intune'), renamed('Caf\u00e9 \u{1f600}'));
    const next = (await repository.customers.commit(second))._unsafeUnwrap();
    const entries = customerEntries(second.next)._unsafeUnwrap();
    const rows = await rowsOf(
      db,
      sql<Row>`
        select partner_id, ${sql.id('list')}, entry from relationship_customer_entries where customer_id = 'entered'
        order by partner_id, ${sql.id('list')}`,
    );
    const decoded = (text: unknown): unknown => customerEntryCodec.decode(text)._unsafeUnwrap();
    expect(rows.map(({ entry, ...place }) => ({ ...place, entry: decoded(entry) }))).toEqual(
      [
        ['alpine', 'administered'],
        ['alpine', 'related'],
        ['bellows', 'related'],
      ].map(([partner = '', list]) => ({ partner_id: partner, list, entry: entries.get(partnerIdOf(partner)) })),
    );
    expect(rows[0]?.['entry']).toContain(String.raw`"name":"Caf\u00e9 \ud83d\ude00"`);

    const third = nextCommit(second, next, relinquished('alpine', 'intune'), ended('bellows'));
    (await repository.customers.commit(third))._unsafeUnwrap();
    const ofThird = customerEntries(third.next)._unsafeUnwrap();
    expect(await entriesOf(repository, 'related', 'alpine')).toEqual([ofThird.get(partnerIdOf('alpine'))]);
    expect(await entriesOf(repository, 'administered', 'alpine')).toEqual([]);
    expect(await entriesOf(repository, 'related', 'bellows')).toEqual([]);
  });

  it('is gone after an erasure, but for the erasure, and is there again for a new customer of that id', async () => {
    const first = firstCommit('forgotten', 'relecloud', 'vanarsdel');
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    const second = nextCommit(first, revision, granted('relecloud', 'intune'));
    const next = (await repository.customers.commit(second))._unsafeUnwrap();
    const gone = (await repository.customers.commit(erasure(first, next)))._unsafeUnwrap();
    const texts = await Promise.all([
      rowsOf(db, sql<Row>`select * from relationship_customers where id = 'forgotten'`),
      rowsOf(db, sql<Row>`select * from relationship_customer_changes where id = 'forgotten'`),
      rowsOf(db, sql<Row>`select * from relationship_customer_entries where customer_id = 'forgotten'`),
    ]);
    const [states, changes, entries] = texts;
    expect(states.map(({ state }) => state)).toEqual(['{"format":1,"value":null}']);
    expect(changes.map((row) => relationshipChangeCodec.decode(row['change'])._unsafeUnwrap())).toEqual([erased]);
    expect(entries).toEqual([]);
    expect((await repository.customers.load(first.id))._unsafeUnwrap()).toEqual({ state: null, revision: gone });
    expect((await allCustomers(repository)).map(({ id }) => id)).not.toContain('forgotten');
    for (const late of [first, second, erasure(first, next)])
      expect((await repository.customers.commit(late))._unsafeUnwrapErr().code).toBe('revision-conflict');

    // The changes say nothing of one of the partners; the state does.
    const again = firstCommit('forgotten', 'vanarsdel', 'relecloud');
    const changed = again.changes.slice(0, 2);
    const last = (await repository.customers.commit({ ...again, expected: gone, changes: changed }))._unsafeUnwrap();
    expect((await repository.customers.load(first.id))._unsafeUnwrap()).toEqual({ state: again.next, revision: last });
    expect(await historyOf(repository, 'forgotten', 1)).toEqual([
      'customer-erased',
      'customer-registered',
      'relationship-established',
    ]);
    expect(await customersOf(repository, 'vanarsdel')).toEqual(['forgotten']);
    expect(await customersOf(repository, 'relecloud')).toEqual(['forgotten']);
    expect((await allCustomers(repository)).map(({ id }) => id)).toContain('forgotten');
  });

  it('is an erasure even if nothing was there, or if that was erased already', async () => {
    const absent = firstCommit('never-there');
    let revision = (await repository.customers.commit({ ...absent, next: null, changes: [erased] }))._unsafeUnwrap();
    revision = (await repository.customers.commit(erasure(absent, revision)))._unsafeUnwrap();
    expect((await repository.customers.load(absent.id))._unsafeUnwrap()).toEqual({ state: null, revision });
    expect(await historyOf(repository, 'never-there')).toEqual(['customer-erased']);
  });

  it('is listed by id, with the names of today', async () => {
    for (const id of ['b-listed', 'a-listed', 'c-listed'])
      (await repository.partners.commit(firstPartnerCommit(id, `${id} "\u00e9\u{1f600}\u2027\\`)))._unsafeUnwrap();
    for (const limit of [1, 2, 1000]) {
      expect(await allPartners(repository, limit)).toEqual(
        ['a-listed', 'b-listed', 'c-listed'].map(
          (id) => firstPartnerCommit(id, `${id} "\u00e9\u{1f600}\u2027\\`).next.partner,
        ),
      );
    }
    const first = firstCommit('listed');
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    (await repository.customers.commit(nextCommit(first, revision, renamed('Another'))))._unsafeUnwrap();
    const [listed] = (await allCustomers(repository, 2)).filter(({ id }) => id === first.id);
    expect(listed).toEqual({ id: 'listed', name: 'Another' });
  });

  it.each(['', 'not json', '{}', '{"format":2,"value":{}}', '{"format":1,"value":{"customer":{"id":"a b"}}}'])(
    'is corrupt if an entry is %j',
    async (text) => {
      const first = firstCommit(`of-litware-${text.length}`, 'litware');
      (await repository.customers.commit(first))._unsafeUnwrap();
      await sql`update relationship_customer_entries set entry = ${text} where customer_id = ${first.id}`.execute(db);
      await sql`update relationship_customers set entry = ${text} where id = ${first.id}`.execute(db);
      const page = { after: null, limit: 1000 };
      const listed = await repository.customersOf('related', partnerIdOf('litware'), page);
      expect(listed._unsafeUnwrapErr().code).toBe('corrupt-data');
      expect((await repository.customers.list(page))._unsafeUnwrapErr().code).toBe('corrupt-data');
    },
  );

  it('partner-sees-only-its-customers: a list follows the state, whatever the changes say', async () => {
    const first = firstCommit('told-little', 'trey', 'proseware');
    const [registered] = first.changes;
    if (registered === undefined) throw new Error('a first commit has a change');
    const revision = (await repository.customers.commit({ ...first, changes: [registered] }))._unsafeUnwrap();
    expect(await customersOf(repository, 'trey')).toEqual(['told-little']);
    expect(await customersOf(repository, 'proseware')).toEqual(['told-little']);

    const again = nextCommit(
      first,
      revision,
      ended('trey'),
      established('trey'),
      established('adatum'),
      ended('adatum'),
    );
    (await repository.customers.commit(again))._unsafeUnwrap();
    expect(await customersOf(repository, 'trey')).toEqual(['told-little']);
    expect(await customersOf(repository, 'proseware')).toEqual(['told-little']);
    expect(await customersOf(repository, 'adatum')).toEqual([]);
  });

  it('is written in one commit, however many changes it has', async () => {
    const partners = Array.from({ length: 450 }, (_, at) => `many-${at}`);
    const first = firstCommit('crowded', ...partners);
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    expect(revision).toBe('451');
    expect((await repository.customers.load(customerIdOf('crowded')))._unsafeUnwrap()?.state).toEqual(first.next);
    (await repository.customers.commit(nextCommit(first, revision, ...partners.map(ended))))._unsafeUnwrap();
    const page = (await repository.customers.history(first.id, { after: '850', limit: 1000 }))._unsafeUnwrap();
    expect(page.items.map(({ change: { kind } }) => kind)).toEqual(
      Array.from({ length: 51 }, () => 'relationship-ended'),
    );
    expect(page.next).toBeNull();
    expect(await customersOf(repository, 'many-449')).toEqual([]);
  });
});
