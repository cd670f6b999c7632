import { pgTable, text } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pg-proxy';
import { CamelCasePlugin, sql, type ControlledTransaction, type Kysely } from 'kysely';
import { createRelationshipService, type RelationshipRepository } from 'partner-relationships';
import {
  migrateRelationships,
  queryOf,
  sqlRepository,
  type Alongside,
  type Committed,
  type SqlDialect,
  type SqlRepositoryOptions,
} from 'partner-relationships/sql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerIdOf } from '../fixtures/cast';
import { erasure, established, firstCommit, firstPartnerCommit, nextCommit } from '../fixtures/commits';
import { openMarket } from '../fixtures/market';
import { mysqlSays, postgresSays, thrown } from './errors';
import { engines, rowsOf, type Storage } from './storage';

type Portal = Readonly<Record<'outbox', { readonly document_id: string; readonly what: string }>>;
type CamelCasePortal = Readonly<Record<'outbox', { readonly documentId: string; readonly what: string }>>;

type PortalTransaction = ControlledTransaction<Portal>;

/** Says that a simultaneous statement was in the way, which SQLite never does after the first write. */
const contention: Readonly<Record<SqlDialect, readonly Error[]>> = {
  postgres: [postgresSays('40001')],
  mysql: [mysqlSays(1213, 'ER_LOCK_DEADLOCK')],
  sqlite: [],
};

const outboxOfDrizzle = pgTable('outbox', { documentId: text('document_id').notNull(), what: text('what').notNull() });

const writeOutbox: Alongside<PortalTransaction> = async (transaction, { document, changes }) => {
  const rows = changes.map(({ kind }) => ({ document_id: document.id, what: kind }));
  await transaction.insertInto('outbox').values(rows).execute();
};

describe.each(engines)('On $name, alongside', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  let database: Kysely<unknown>;
  let db: Kysely<Portal>;

  beforeAll(async () => {
    storage = await makeStorage();
    database = storage.open();
    db = database.withTables<Portal>();
    (await migrateRelationships({ db, dialect }))._unsafeUnwrap();
    await sql`create table outbox (document_id varchar(128) not null, what varchar(128) not null)`.execute(db);
  });
  beforeEach(async () => {
    await db.deleteFrom('outbox').execute();
  });
  afterAll(() => storage.remove());

  const repositoryWith = (
    alongside: SqlRepositoryOptions<PortalTransaction>['alongside'],
  ): RelationshipRepository => sqlRepository({ db, dialect, alongside });

  async function outbox(): Promise<readonly string[]> {
    const rows = await rowsOf(database, sql<{ what: string }>`select what from outbox order by what`);
    return rows.map(({ what }) => what);
  }

  async function isStored(customer: string): Promise<boolean> {
    const repository = sqlRepository({ db, dialect });
    return (await repository.customers.load(customerIdOf(customer)))._unsafeUnwrap() !== null;
  }

  it('is told what is committed: documents, their revision, their changes, and that a customer was erased', async () => {
    const told: Committed[] = [];
    const { partners, customers } = repositoryWith(async (_transaction, committed) => {
      told.push(committed);
    });
    const account = firstPartnerCommit('told');
    const ofPartner = (await partners.commit(account))._unsafeUnwrap();
    const first = firstCommit('told', 'told');
    const revision = (await customers.commit(first))._unsafeUnwrap();
    const last = erasure(first, revision);
    const ofErasure = (await customers.commit(last))._unsafeUnwrap();
    const ofCustomer = { kind: 'customer', id: first.id };
    expect(told).toEqual([
      { document: { kind: 'partner', id: account.id }, revision: ofPartner, state: account.next, changes: account.changes },
      { document: ofCustomer, revision, state: first.next, changes: first.changes },
      { document: ofCustomer, revision: ofErasure, state: null, changes: last.changes },
    ]);
  });

  it('writes with Kysely, and both are in force', async () => {
    const { customers } = repositoryWith(writeOutbox);
    expect((await customers.commit(firstCommit('kysely', 'contoso'))).isOk()).toBe(true);
    expect([await outbox(), await isStored('kysely')]).toEqual([
      ['customer-registered', 'relationship-established'],
      true,
    ]);
  });

  it('has the plugins of the application, and a query of a text has none', async () => {
    const rows: unknown[] = [];
    const { customers } = sqlRepository({
      db: database.withTables<CamelCasePortal>().withPlugin(new CamelCasePlugin()),
      dialect,
      alongside: async (transaction, { document }) => {
        await transaction.insertInto('outbox').values({ documentId: document.id, what: 'plugin' }).execute();
        const answered = await queryOf(transaction)('select document_id, what from outbox');
        rows.push(...answered.rows.map((row) => ({ ...row })));
      },
    });
    expect((await customers.commit(firstCommit('plugged'))).isOk()).toBe(true);
    expect(rows).toEqual([{ document_id: 'plugged', what: 'plugin' }]);
  });

  it('writes with Drizzle through queryOf, and an error of the database is found under that of Drizzle', async () => {
    const due = [...contention[dialect]];
    const { customers } = repositoryWith(async (transaction, { document }) => {
      const query = queryOf(transaction);
      const orm = drizzle(async (statement, values) => {
        const error = due.shift();
        if (error !== undefined) throw error;
        // MySQL and SQLite have other placeholders, and MySQL other quotes.
        const spelled = dialect === 'postgres' ? statement : statement.replaceAll(/\$\d+/g, '?').replaceAll('"', '');
        const { rows } = await query(spelled, values);
        return { rows: rows.map((row) => Object.values(row)) };
      });
      await orm.insert(outboxOfDrizzle).values({ documentId: document.id, what: 'drizzle' });
    });
    expect((await customers.commit(firstCommit('drizzled'))).isOk()).toBe(true);
    expect([await outbox(), due]).toEqual([['drizzle'], []]);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('no such queue'))],
    [
      'throws',
      () => {
        throw new Error('no such queue');
      },
    ],
  ])('takes the commit back if it %s after it has written', async (_name, fail: () => Promise<void>) => {
    const { customers } = repositoryWith(async (transaction, committed) => {
      await writeOutbox(transaction, committed);
      await fail();
    });
    const failed = (await customers.commit(firstCommit('refused')))._unsafeUnwrapErr();
    expect(failed).toMatchObject({ kind: 'storage', code: 'alongside-failed', context: { cause: 'no such queue' } });
    expect([await outbox(), await isStored('refused')]).toEqual([[], false]);
  });

  it('takes the commit back if its own statement is refused', async () => {
    const { customers } = repositoryWith(async (transaction, committed) => {
      await writeOutbox(transaction, committed);
      await queryOf(transaction)('insert into nowhere values (1)');
    });
    expect((await customers.commit(firstCommit('nowhere')))._unsafeUnwrapErr().code).toBe('alongside-failed');
    expect([await outbox(), await isStored('nowhere')]).toEqual([[], false]);
  });

  it('cannot go on where PostgreSQL does not after a statement that was refused', async () => {
    const { customers } = repositoryWith(async (transaction, committed) => {
      await writeOutbox(transaction, committed);
      await queryOf(transaction)('insert into nowhere values (1)').catch(() => null);
    });
    const answer = await customers.commit(firstCommit('careless'));
    const isAborted = dialect === 'postgres';
    expect(answer.isOk() ? 'committed' : answer.error.code).toBe(isAborted ? 'alongside-failed' : 'committed');
    expect([await outbox(), await isStored('careless')]).toEqual([isAborted ? [] : ['customer-registered'], !isAborted]);
  });

  it.each(['commit', 'rollback'] as const)('leaves the outcome open if it ends the transaction by %s', async (end) => {
    const { customers } = repositoryWith(async (transaction, committed) => {
      await writeOutbox(transaction, committed);
      await transaction[end]().execute();
    });
    const answer = await customers.commit(firstCommit(`ended-by-${end}`));
    expect(answer._unsafeUnwrapErr().code).toBe('outcome-unknown');
    const isInForce = end === 'commit';
    expect([await outbox(), await isStored(`ended-by-${end}`)]).toEqual([
      isInForce ? ['customer-registered'] : [],
      isInForce,
    ]);
    // The connection is free again.
    expect((await repositoryWith(writeOutbox).customers.commit(firstCommit(`after-${end}`))).isOk()).toBe(true);
  });

  it('is not called where somebody else was first', async () => {
    let calls = 0;
    const { customers } = repositoryWith(async () => {
      calls += 1;
    });
    const first = firstCommit('contested');
    const revision = (await customers.commit(first))._unsafeUnwrap();
    const next = nextCommit(first, revision, established('contoso'));
    expect((await customers.commit(first))._unsafeUnwrapErr().code).toBe('revision-conflict');
    expect((await customers.commit(next)).isOk()).toBe(true);
    expect((await customers.commit(next))._unsafeUnwrapErr().code).toBe('revision-conflict');
    expect(calls).toBe(2);
  });

  it('writes once for each command of a service, not for one that changes nothing, nor again after an error', async () => {
    const calls: string[] = [];
    let isFailing = false;
    const repository = repositoryWith(async (transaction, committed) => {
      calls.push(committed.document.id);
      await writeOutbox(transaction, committed);
      if (isFailing) throw thrown('no');
    });
    const service = createRelationshipService({ repository, linkBaseUrl: 'https://portal.example/invitation' });
    const contoso = { id: 'once', name: 'Contoso', program: 'direct-bill' } as const;
    expect((await service.registerPartner(contoso)).isOk()).toBe(true);
    expect((await service.registerPartner(contoso)).isOk()).toBe(true);
    expect(calls).toEqual(['once']);
    isFailing = true;
    const failed = await service.registerPartner({ ...contoso, id: 'never' });
    expect(failed._unsafeUnwrapErr().code).toBe('alongside-failed');
    expect(calls).toEqual(['once', 'never']);
    expect(await outbox()).toEqual(['partner-registered']);
  });

  it('serves every command', async () => {
    const service = createRelationshipService({
      repository: repositoryWith(writeOutbox),
      linkBaseUrl: 'https://portal.example/invitation',
    });
    await openMarket(service, 'served');
    expect(await outbox()).toContain('request-opened');
  });
});

describe('What is written alongside', () => {
  it('is typed by the tables of the application', () => {
    const typed: Alongside<PortalTransaction> = async (transaction) => {
      // @ts-expect-error No such table.
      await transaction.insertInto('inbox').values({}).execute();
    };
    const returning = async (): Promise<number> => 1;
    // @ts-expect-error What it returns would be lost.
    const lost: Alongside<PortalTransaction> = returning;
    expect([typed, lost]).toHaveLength(2);
  });
});
