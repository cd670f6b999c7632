import { sql, type Kysely, type LogEvent } from 'kysely';
import type { RelationshipRepository } from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerIdOf } from '../fixtures/cast';
import { customersOf, established, firstCommit, historyOf, nextCommit } from '../fixtures/commits';
import { cutLine, refusingLine } from './cut-line';
import { createTables, errorsInto, mysql, mysqlPort, sqlite, type OpenOptions, type Storage } from './storage';
import { waitingForLock } from './waiting-for-lock';

interface Stored {
  readonly revision: string;
  readonly partners: number;
  readonly changes: number;
}

async function storedIn(repository: RelationshipRepository, customer: string): Promise<Stored | null> {
  const loaded = (await repository.customers.load(customerIdOf(customer)))._unsafeUnwrap();
  if (loaded === null) return null;
  const changes = await historyOf(repository, customer);
  return { revision: loaded.revision, partners: loaded.state?.relationships.length ?? 0, changes: changes.length };
}

describe('On SQLite', () => {
  let storage: Storage;
  /** A second connection, as another process has one. */
  let other: Kysely<unknown>;
  let repository: RelationshipRepository;

  beforeAll(async () => {
    storage = await sqlite.storage();
    other = storage.open();
    await createTables(other, 'sqlite', 'relationship_');
    repository = sqlRepository({ db: storage.open(), dialect: 'sqlite' });
  });
  afterAll(() => storage.remove());

  /** Runs something while the other connection holds the file; it lets go of it when told, at the latest at the end. */
  async function whileHeld<T>(lock: 'immediate' | 'exclusive', run: (letGo: () => void) => PromiseLike<T>): Promise<T> {
    return other.connection().execute(async (holder) => {
      await sql`begin ${sql.raw(lock)}`.execute(holder);
      let released: Promise<unknown> | undefined;
      const letGo = (): void => {
        released ??= sql`rollback`.execute(holder);
      };
      try {
        return await run(letGo);
      } finally {
        letGo();
        await released;
      }
    });
  }

  /** A repository that tells when it has met the lock for the first time. */
  function repositoryMeeting(met: () => void): RelationshipRepository {
    const log = ({ level }: LogEvent): void => {
      if (level === 'error') met();
    };
    return sqlRepository({ db: storage.open({ log }), dialect: 'sqlite' });
  }

  it('a commit is answered as not written if another connection writes for too long', async () => {
    const answer = await whileHeld('immediate', () => repository.customers.commit(firstCommit('busy', 'contoso')));
    expect(answer._unsafeUnwrapErr()).toMatchObject({
      code: 'storage-failed',
      context: { cause: 'database is locked' },
    });
    expect(await storedIn(repository, 'busy')).toBeNull();
    expect(await customersOf(repository, 'contoso')).not.toContain('busy');
    const again = await repository.customers.commit(firstCommit('busy', 'contoso'));
    expect(again._unsafeUnwrap()).toBe('2');
  });

  it('a commit succeeds if another connection soon stops writing', async () => {
    const answer = await whileHeld('immediate', (letGo) =>
      repositoryMeeting(letGo).customers.commit(firstCommit('patient', 'contoso')),
    );
    expect(answer._unsafeUnwrap()).toBe('2');
    expect(await storedIn(repository, 'patient')).toEqual({ revision: '2', partners: 1, changes: 2 });
  });

  it('a read succeeds if another connection soon gives the file free', async () => {
    const id = customerIdOf('nobody');
    const late = await whileHeld('exclusive', () => repository.customers.load(id));
    expect(late._unsafeUnwrapErr().code).toBe('storage-failed');
    expect((await repository.customers.load(id))._unsafeUnwrap()).toBeNull();
    let releaseFile = (): void => {};
    const patient = repositoryMeeting(() => releaseFile());
    const soon = await whileHeld('exclusive', (letGo) => {
      releaseFile = letGo;
      return patient.customers.load(id);
    });
    expect(soon._unsafeUnwrap()).toBeNull();
  });

  it.each([null, async (): Promise<void> => {}])(
    'a commit on a connection on which the application has begun a transaction is refused, and leaves that one open',
    async (alongside) => {
      const customer = alongside === null ? 'inside' : 'inside-alongside';
      await storage.open().connection().execute(async (connection) => {
        await sql`begin`.execute(connection);
        const row = sql`(${customer}, 1, '{}')`;
        await sql`insert into relationship_partners (id, revision, state) values ${row}`.execute(connection);
        const inside = sqlRepository({ db: connection, dialect: 'sqlite', ...(alongside && { alongside }) });
        const answer = await inside.customers.commit(firstCommit(customer));
        expect(answer._unsafeUnwrapErr()).toMatchObject({
          code: 'storage-failed',
          context: { cause: expect.stringContaining('the application has begun a transaction') as unknown },
        });
        await sql`commit`.execute(connection);
      });
      const { rows } = await sql`select id from relationship_partners where id = ${customer}`.execute(other);
      expect(rows).toEqual([{ id: customer }]);
      expect(await storedIn(repository, customer)).toBeNull();
    },
  );

  it('a commit over a read-only connection is answered as not written', async () => {
    const db = storage.open();
    await sql`pragma query_only = on`.execute(db);
    const answer = await sqlRepository({ db, dialect: 'sqlite' }).customers.commit(firstCommit('read-only'));
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(await storedIn(repository, 'read-only')).toBeNull();
  });

  it('a commit that does not fit on the disk is answered as not written', async () => {
    const db = storage.open();
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
    await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count)}`.execute(db);
    const partners = Array.from({ length: 500 }, (_, at) => `partner-${at}`);
    const answer = await sqlRepository({ db, dialect: 'sqlite' }).customers.commit(firstCommit('large', ...partners));
    expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'storage-failed', context: { cause: /full/ } });
    expect(await storedIn(repository, 'large')).toBeNull();
  });

  it('a commit whose place in the history is taken is refused and changes nothing', async () => {
    const first = firstCommit('inconsistent', 'contoso');
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    await sql`
      insert into relationship_customer_changes (id, position, revision, change)
      values ('inconsistent', 3, 3, '{}')`.execute(other);
    const answer = await repository.customers.commit(nextCommit(first, revision, established('fabrikam')));
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    expect((await repository.customers.load(first.id))._unsafeUnwrap()?.revision).toBe(revision);
    expect(await customersOf(repository, 'fabrikam')).not.toContain('inconsistent');
  });
});

describe.each(mysql)('On $name', (engine) => {
  let storage: Storage;
  let admin: Kysely<unknown>;
  let repository: RelationshipRepository;

  beforeAll(async () => {
    storage = await engine.storage();
    admin = storage.open();
    await createTables(admin, 'mysql', 'relationship_');
    repository = sqlRepository({ db: admin, dialect: 'mysql' });
  });
  afterAll(() => storage.remove());

  /** A further repository over one connection, and which connection of the server that is. */
  async function rival(options: OpenOptions = {}): Promise<{ repository: RelationshipRepository; connection: number }> {
    const db = storage.open({ ...options, mysql: { connectionLimit: 1, ...options.mysql } });
    const { rows } = await sql<{ id: number }>`select connection_id() as id`.execute(db);
    return { repository: sqlRepository({ db, dialect: 'mysql' }), connection: rows[0]?.id ?? 0 };
  }

  /** Holds the row of a customer while something else is done. */
  async function whileHeld<T>(customer: string, run: () => PromiseLike<T>): Promise<T> {
    return admin.transaction().execute(async (transaction) => {
      await sql`select 1 from relationship_customers where id = ${customer} for update`.execute(transaction);
      return run();
    });
  }

  it('a commit that exceeds the lock timeout is answered as not written', async () => {
    const first = firstCommit('locked', 'contoso');
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    const { repository: hasty } = await rival({ mysqlSession: 'set session innodb_lock_wait_timeout = 1' });
    const second = nextCommit(first, revision, established('fabrikam'));
    const answer = await whileHeld('locked', () => hasty.customers.commit(second));
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(await storedIn(repository, 'locked')).toEqual({ revision, partners: 1, changes: 2 });
  });

  // Without an answer one statement tells nothing; of several, those before COMMIT were in vain.
  const lostEarly = engine.name === 'MariaDB' ? 'outcome-unknown' : 'storage-failed';

  it(`a commit whose connection ends before COMMIT is answered as ${lostEarly}`, async () => {
    const first = firstCommit('ended', 'contoso');
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    const { repository: victim, connection } = await rival();
    const answer = await whileHeld('ended', async () => {
      const underWay = victim.customers.commit(nextCommit(first, revision, established('fabrikam')));
      await waitingForLock(admin, connection);
      await sql`kill ${sql.lit(connection)}`.execute(admin);
      return underWay;
    });
    expect(answer._unsafeUnwrapErr().code).toBe(lostEarly);
    expect(await storedIn(repository, 'ended')).toEqual({ revision, partners: 1, changes: 2 });
  });

  it.each([
    ['before it arrives', null],
    ['before the answer', { revision: '2', partners: 1, changes: 2 }],
  ] as const)(
    'a commit whose connection breaks at COMMIT, %s, is answered as unknown, and loading shows the outcome',
    async (cut, outcome) => {
      const line = await cutLine(mysqlPort(), 'commit', cut);
      const far = sqlRepository({ db: storage.open({ mysql: { port: line.port } }), dialect: 'mysql' });
      const customer = `cut-${cut}`.replaceAll(' ', '-');
      const answer = await far.customers.commit(firstCommit(customer, 'contoso'));
      await line.close();
      expect(answer._unsafeUnwrapErr().code).toBe('outcome-unknown');
      expect(await storedIn(repository, customer)).toEqual(outcome);
    },
  );

  it('a commit whose ROLLBACK the server refuses leaves nothing to the next one on its connection', async () => {
    // A node without quorum refuses so, while the transaction stays open. In the protocol, that byte comes before a
    // statement.
    const line = await refusingLine(mysqlPort(), ['relationship_customer_entries', '\u0003rollback'], 1047);
    const db = storage.open({ mysql: { port: line.port, connectionLimit: 1 } });
    const cutOff = sqlRepository({ db, dialect: 'mysql' });
    const answer = await cutOff.customers.commit(firstCommit('half-written', 'contoso'));
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    // It waits for the only connection, until the server has ended the session.
    expect((await cutOff.customers.commit(firstCommit('next')))._unsafeUnwrap()).toBe('1');
    await line.close();
    expect(await storedIn(repository, 'half-written')).toBeNull();
    expect(await storedIn(repository, 'next')).toEqual({ revision: '1', partners: 0, changes: 1 });
  });

  if (engine.name === 'MySQL')
    it('a commit whose connection breaks before COMMIT is answered as not written', async () => {
      const line = await cutLine(mysqlPort(), 'relationship_customer_changes', 'before the answer');
      const far = sqlRepository({ db: storage.open({ mysql: { port: line.port } }), dialect: 'mysql' });
      const answer = await far.customers.commit(firstCommit('cut-early', 'contoso'));
      await line.close();
      expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
      // The server takes back what it has written, which frees the row.
      await whileHeld('cut-early', async () => {});
      expect(await storedIn(repository, 'cut-early')).toBeNull();
    });

  it('a commit to an absent server is answered as not written', async () => {
    const line = await cutLine(1, 'anything', 'before it arrives');
    await line.close();
    const lost = sqlRepository({ db: storage.open({ mysql: { port: line.port } }), dialect: 'mysql' });
    expect((await lost.customers.commit(firstCommit('nowhere')))._unsafeUnwrapErr().code).toBe('storage-failed');
    expect((await lost.customers.load(customerIdOf('nowhere')))._unsafeUnwrapErr().code).toBe('storage-failed');
  });

  it('a commit in a read-only session is answered as not written', async () => {
    const { repository: reader } = await rival({ mysqlSession: 'set session transaction read only' });
    expect((await reader.customers.commit(firstCommit('read-only')))._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(await storedIn(repository, 'read-only')).toBeNull();
  });

  it('a commit that is the victim of a deadlock is sent again and succeeds', async () => {
    const first = firstCommit('deadlocked', 'contoso');
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    const said: unknown[] = [];
    const { repository: victim, connection } = await rival({
      log: errorsInto(said),
    });
    const other = await admin.startTransaction().execute();
    // The one who has written less is the victim.
    for (let position = 100; position > 3; position -= 1) {
      await sql`insert into relationship_customer_changes values ('heavy', ${position}, 1, '', null)`.execute(other);
    }
    await sql`insert into relationship_customer_changes values ('deadlocked', 3, 3, '', null)`.execute(other);
    // The commit has the row and waits for the history; the other one has the history and now wants the row.
    const underWay = victim.customers.commit(nextCommit(first, revision, established('fabrikam')));
    await waitingForLock(admin, connection);
    await sql`select 1 from relationship_customers where id = 'deadlocked' for update`.execute(other);
    await other.rollback().execute();
    expect((await underWay)._unsafeUnwrap()).toBe('3');
    expect(said).toEqual([expect.objectContaining({ errno: 1213 })]);
    expect(await storedIn(repository, 'deadlocked')).toEqual({ revision: '3', partners: 2, changes: 3 });
  });
});
