import { sql, type Kysely } from 'kysely';
import { customerCodec, type RelationshipRepository } from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerIdOf, partnerIdOf } from '../fixtures/cast';
import { customersOf, ended, established, firstCommit, nextCommit } from '../fixtures/commits';
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

  it('is corrupt if an id in a list is malformed', async () => {
    await sql`insert into relationship_customer_list values ('litware', 'a b'), ('litware', 'x')`.execute(db);
    const page = await repository.customersOf(partnerIdOf('litware'), { after: null, limit: 1 });
    expect(page._unsafeUnwrapErr().code).toBe('corrupt-data');
  });

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
