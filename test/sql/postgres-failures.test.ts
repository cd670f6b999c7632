import { sql, type Kysely, type LogEvent } from 'kysely';
import type pg from 'pg';
import { createRelationshipService, type RelationshipRepository, type Revision } from 'partner-relationships';
import { migrateRelationships, sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { skipTime } from '../fixtures/skip-time';
import { customerIdOf, theOperator } from '../fixtures/cast';
import { customersOf, ended, established, firstCommit, historyOf, nextCommit } from '../fixtures/commits';
import { cutLine } from './cut-line';
import { createTables, errorsInto, postgres, type Storage } from './storage';

let storage: Storage;
let admin: Kysely<unknown>;
let repository: RelationshipRepository;

beforeAll(async () => {
  storage = await postgres.storage();
  admin = storage.open();
  await createTables(admin, 'postgres', 'relationship_');
  repository = sqlRepository({ db: admin, dialect: 'postgres' });
});
afterAll(() => storage.remove());

/** A further repository in the same place, whose sessions have these settings. */
function repositoryWith(options: pg.PoolConfig): RelationshipRepository {
  return sqlRepository({ db: storage.open({ postgres: options }), dialect: 'postgres' });
}

/** Whose session has this name, once it waits for a lock. */
async function sessionWaiting(name: string): Promise<number> {
  for (;;) {
    const { rows } = await sql<{ pid: number }>`
      select pid from pg_stat_activity where application_name = ${name} and wait_event_type = 'Lock'`.execute(admin);
    const [waiting] = rows;
    if (waiting !== undefined) return waiting.pid;
  }
}

/** Waits until a session of this name has done what it was told. */
async function sessionIdle(name: string): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_stat_activity where application_name = ${name} and state = 'active'`.execute(admin);
    if (rows.length === 0) return;
  }
}

/** Holds the row of a customer while something else is done. */
async function whileHeld<T>(customer: string, run: () => Promise<T>): Promise<T> {
  return admin.transaction().execute(async (transaction) => {
    await sql`select 1 from relationship_customers where id = ${customer} for update`.execute(transaction);
    return run();
  });
}

async function stored(customer: string): Promise<{ revision: string; partners: number; changes: number } | null> {
  const loaded = (await repository.customers.load(customerIdOf(customer)))._unsafeUnwrap();
  if (loaded === null) return null;
  const changes = await historyOf(repository, customer);
  return { revision: loaded.revision, partners: loaded.state?.relationships.length ?? 0, changes: changes.length };
}

async function committed(customer: string, ...partners: readonly string[]): Promise<Revision> {
  return (await repository.customers.commit(firstCommit(customer, ...partners)))._unsafeUnwrap();
}

describe('On PostgreSQL, a commit', () => {
  it('that exceeds the lock timeout is answered as not written', async () => {
    const revision = await committed('locked', 'contoso');
    const hasty = repositoryWith({ options: '-c lock_timeout=20ms' });
    const second = nextCommit(firstCommit('locked', 'contoso'), revision, established('fabrikam'));
    const answer = await whileHeld('locked', async () => hasty.customers.commit(second));
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(await stored('locked')).toEqual({ revision, partners: 1, changes: 2 });
    expect(await customersOf(repository, 'fabrikam')).not.toContain('locked');
  });

  it('that exceeds the statement timeout is answered as not written', async () => {
    const revision = await committed('slow', 'contoso');
    const hasty = repositoryWith({ statement_timeout: 20 });
    const second = nextCommit(firstCommit('slow', 'contoso'), revision, established('fabrikam'));
    const answer = await whileHeld('slow', async () => hasty.customers.commit(second));
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(await stored('slow')).toEqual({ revision, partners: 1, changes: 2 });
  });

  it('that the driver stops waiting for is answered as unknown, and may take effect later', async () => {
    const revision = await committed('unheard', 'contoso');
    const hasty = repositoryWith({ query_timeout: 20, application_name: 'unheard' });
    const second = nextCommit(firstCommit('unheard', 'contoso'), revision, established('fabrikam'));
    await whileHeld('unheard', async () => {
      const answer = await hasty.customers.commit(second);
      expect(answer._unsafeUnwrapErr().code).toBe('outcome-unknown');
      await sessionWaiting('unheard');
    });
    // It goes on as soon as the row is free.
    await sessionIdle('unheard');
    expect(await stored('unheard')).toEqual({ revision: '3', partners: 2, changes: 3 });
  });

  it('whose session ends meanwhile is answered as unknown, and loading shows the outcome', async () => {
    const revision = await committed('ended', 'contoso');
    const victim = repositoryWith({ application_name: 'victim' });
    const second = nextCommit(firstCommit('ended', 'contoso'), revision, established('fabrikam'));
    const answer = await whileHeld('ended', async () => {
      const underWay = victim.customers.commit(second);
      await sql`select pg_terminate_backend(${await sessionWaiting('victim')}::integer)`.execute(admin);
      return underWay;
    });
    expect(answer._unsafeUnwrapErr().code).toBe('outcome-unknown');
    expect(await stored('ended')).toEqual({ revision, partners: 1, changes: 2 });
  });

  it.each([
    ['before it arrives', null],
    ['before the answer', { revision: '2', partners: 1, changes: 2 }],
  ] as const)('whose connection breaks %s is unknown in its outcome, which a load shows', async (cut, outcome) => {
    const line = await cutLine(Number(new URL(inject('postgresUrl')).port), 'with session', cut);
    const far = repositoryWith({ port: line.port });
    const customer = `cut ${cut}`.replaceAll(' ', '-');
    const answer = await far.customers.commit(firstCommit(customer, 'contoso'));
    await line.close();
    expect(answer._unsafeUnwrapErr().code).toBe('outcome-unknown');
    expect(await stored(customer)).toEqual(outcome);
  });

  it('to an absent server is answered as not written', async () => {
    const line = await cutLine(1, 'anything', 'before it arrives');
    await line.close();
    const lost = repositoryWith({ port: line.port });
    expect((await lost.customers.commit(firstCommit('nowhere')))._unsafeUnwrapErr().code).toBe('storage-failed');
    expect((await lost.customers.load(customerIdOf('nowhere')))._unsafeUnwrapErr().code).toBe('storage-failed');
  });

  it('that gets no connection is answered as not written', async () => {
    const db = storage.open({ postgres: { max: 1, connectionTimeoutMillis: 60_000 } });
    const crowded = sqlRepository({ db, dialect: 'postgres' });
    const answer = await db.connection().execute(async () => {
      onTestFinished(skipTime());
      return crowded.customers.commit(firstCommit('crowded'));
    });
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(await stored('crowded')).toBeNull();
  });

  it('to a closed pool is answered as not written', async () => {
    const db = storage.open();
    await sql`select 1`.execute(db);
    await db.destroy();
    const closed = sqlRepository({ db, dialect: 'postgres' });
    expect((await closed.customers.commit(firstCommit('closed')))._unsafeUnwrapErr().code).toBe('storage-failed');
  });

  it('to a read-only database is answered as not written', async () => {
    const reader = repositoryWith({ options: '-c default_transaction_read_only=on' });
    expect((await reader.customers.commit(firstCommit('read-only')))._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(await stored('read-only')).toBeNull();
  });

  it('to a database without tables is answered as not written', async () => {
    const lost = sqlRepository({ db: admin, dialect: 'postgres', tablePrefix: 'nobody_has_made_' });
    const failure = (await lost.customers.commit(firstCommit('without')))._unsafeUnwrapErr();
    expect(failure).toMatchObject({ code: 'storage-failed' });
    expect(failure.message).toContain('nobody_has_made_customers');
  });

  it('that is the victim of a deadlock is sent again and succeeds', async () => {
    const first = firstCommit('deadlocked', 'contoso');
    const revision = await committed('deadlocked', 'contoso');
    const said: unknown[] = [];
    const db = storage.open({
      postgres: { options: '-c deadlock_timeout=10ms', application_name: 'victim of a deadlock' },
      log: errorsInto(said),
    });
    const victim = sqlRepository({ db, dialect: 'postgres' });
    const rival = await admin.startTransaction().execute();
    const gate = await admin.startTransaction().execute();
    await sql`set local deadlock_timeout = '1min'`.execute(rival);
    await sql`insert into relationship_customer_changes values ('deadlocked', 4, 4, '{}')`.execute(rival);
    await sql`insert into relationship_customer_changes values ('deadlocked', 3, 3, '{}')`.execute(gate);

    // The commit has the row and waits at the gate, the rival waits for the row. Then the gate opens, and the commit
    // waits for the rival: it is the last to wait, so it is the one to find the deadlock.
    const second = nextCommit(first, revision, established('fabrikam'), established('litware'));
    const underWay = victim.customers.commit(second);
    await sessionWaiting('victim of a deadlock');
    await sql`set local application_name = 'rival'`.execute(rival);
    const rivalWaits = sql`select 1 from relationship_customers where id = 'deadlocked' for update`.execute(rival);
    await sessionWaiting('rival');
    await gate.rollback().execute();
    await rivalWaits;
    await rival.rollback().execute();

    expect((await underWay)._unsafeUnwrap()).toBe('4');
    // Sent again before the rival has the row, it meets the same deadlock once more.
    expect(new Set(said.map((error) => Object(error).code as unknown))).toEqual(new Set(['40P01']));
    expect(await stored('deadlocked')).toEqual({ revision: '4', partners: 3, changes: 4 });
    expect(await customersOf(repository, 'fabrikam')).toContain('deadlocked');
  });

  it('whose place in the history is taken is refused and changes nothing', async () => {
    const first = firstCommit('inconsistent', 'contoso');
    const revision = await committed('inconsistent', 'contoso');
    await sql`insert into relationship_customer_changes values ('inconsistent', 3, 3, '{}')`.execute(admin);
    const answer = await repository.customers.commit(nextCommit(first, revision, ended('contoso')));
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    expect((await repository.customers.load(customerIdOf('inconsistent')))._unsafeUnwrap()?.revision).toBe(revision);
    expect(await customersOf(repository, 'contoso')).toContain('inconsistent');
  });
});

describe('On PostgreSQL, a migration', () => {
  it('whose BEGIN was carried out without an answer blocks no later commit', async () => {
    const log = ({ query }: LogEvent): void => {
      // As far as Kysely can tell, the driver has stopped waiting.
      if (query.sql === 'begin') throw new Error('Query read timeout');
    };
    const db = storage.open({ postgres: { max: 1 }, log });
    const migrated = await migrateRelationships({ db, dialect: 'postgres' });
    expect(migrated._unsafeUnwrapErr()).toMatchObject({ context: { cause: 'Query read timeout' } });
    const answer = await sqlRepository({ db, dialect: 'postgres' }).customers.commit(firstCommit('after', 'contoso'));
    expect(answer._unsafeUnwrap()).toBe('2');
    expect(await stored('after')).toEqual({ revision: '2', partners: 1, changes: 2 });
  });
});

describe('On PostgreSQL, a command', () => {
  it('whose session ends while it commits succeeds over another one', async () => {
    const name = 'victim of an administrator';
    const service = createRelationshipService({
      // With one place in the pool, who looks next is given the connection that is ending, if anybody is.
      repository: repositoryWith({ application_name: name, max: 1 }),
      linkBaseUrl: 'https://portal.example/invitation',
    });
    (await service.registerPartner({ id: 'contoso', name: 'Contoso', program: 'direct-bill' }))._unsafeUnwrap();
    for (const standing of ['suspended', 'active', 'suspended', 'active', 'suspended'] as const) {
      const { answer } = await admin.transaction().execute(async (holder) => {
        await sql`select 1 from relationship_partners where id = 'contoso' for update`.execute(holder);
        const input = { partnerId: 'contoso', by: theOperator, reason: 'a test' } as const;
        const underWay = standing === 'active' ? service.reinstatePartner(input) : service.suspendPartner(input);
        await sql`select pg_terminate_backend(${await sessionWaiting(name)}::integer)`.execute(admin);
        // It waits for the row again, which is free when this here ends.
        return { answer: underWay };
      });
      expect((await answer)._unsafeUnwrap().standing).toBe(standing);
    }
  });
});
