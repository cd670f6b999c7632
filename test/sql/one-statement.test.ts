import { sql, type Kysely } from 'kysely';
import { parseRevision, type RelationshipRepository } from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { skipTime } from '../fixtures/skip-time';
import { customerIdOf } from '../fixtures/cast';
import { ended, erasure, established, firstCommit, firstPartnerCommit, nextCommit } from '../fixtures/commits';
import { refusingLine } from './cut-line';
import { mysqlSays } from './errors';
import { modelServer, settled } from './model-server';
import { scriptedDatabase, type Moment, type Script, type ScriptedDatabase, type Speaker } from './scripted-database';
import { createTables, mysql, mysqlPort, rowsOf, type OpenOptions, type Storage } from './storage';
import { waitingForLock } from './waiting-for-lock';

const first = firstCommit('northwind', 'contoso');
const second = nextCommit(first, parseRevision('2')._unsafeUnwrap(), established('fabrikam'));

function repositoryOver(speaker: Speaker, script: Script): ScriptedDatabase & RelationshipRepository {
  const database = scriptedDatabase(speaker, script);
  return { ...database, ...sqlRepository({ db: database.db, dialect: 'mysql' }) };
}

const severalStatements: readonly Moment[] = ['look', 'begin', 'guarded write', 'record', 'list', 'commit'];

describe('A commit in one statement', () => {
  it('is sent by itself to MariaDB, and answered by what it has written', async () => {
    const { customers, asked } = repositoryOver('mariadb', () => undefined);
    expect((await customers.commit(second))._unsafeUnwrap()).toBe('3');
    expect(asked).toEqual(['connect', 'whole']);
    const outOfDate = modelServer('mariadb', () => undefined, { isOutOfDate: true });
    const late = await sqlRepository({ db: outOfDate.db, dialect: 'mysql' }).customers.commit(second);
    expect(late._unsafeUnwrapErr().code).toBe('revision-conflict');
  });

  it('is sent to MySQL once, which says that it is no MariaDB', async () => {
    const { customers, partners, asked } = repositoryOver('mysql', () => undefined);
    expect((await customers.commit(second)).isOk()).toBe(true);
    expect((await partners.commit(firstPartnerCommit('contoso'))).isOk()).toBe(true);
    expect(asked.filter((moment) => moment === 'whole')).toHaveLength(1);
    expect(asked.filter((moment) => moment === 'begin')).toHaveLength(2);
  });

  it.each([
    ['does not understand it', 1064],
    ['finds nothing in it', 1065],
    ['finds it too large', 1153],
    ['does not know a variable in it', 1193],
    ['cannot prepare it', 1295],
    ['is not asked for several results', 1312],
    ['finds two bytes where one should be', 1407],
  ])('is sent once to a server that %s, and gives way to several', async (_name, errno) => {
    const { customers, asked } = repositoryOver('mariadb', (moment) =>
      moment === 'whole' ? { error: mysqlSays(errno, 'ER') } : undefined,
    );
    for (const sent of [second, second]) expect((await customers.commit(sent)).isOk()).toBe(true);
    expect(asked).toEqual(['connect', 'whole', 'connect', ...severalStatements, 'connect', ...severalStatements]);
  });

  it('gives way to several if it would be longer than a million characters, and only then', async () => {
    const { customers, asked } = repositoryOver('mariadb', () => undefined);
    const [change] = second.changes;
    if (change === undefined) throw new Error('there is a change');
    const size = JSON.stringify(change).length;
    const long = { ...second, changes: Array(Math.ceil(1_000_000 / size)).fill(change) };
    const short = { ...second, changes: Array(Math.floor(800_000 / size)).fill(change) };
    for (const sent of [long, short]) expect((await customers.commit(sent)).isOk()).toBe(true);
    const recorded = Array<Moment>(Math.ceil(long.changes.length / 200)).fill('record');
    const several = severalStatements.flatMap((moment) => (moment === 'record' ? recorded : [moment]));
    expect(asked).toEqual(['connect', ...several, 'connect', 'whole']);
  });

  it.each(['begun', 'committing'] as const)('is taken back after an error if its transaction is %s', async (step) => {
    const { customers, asked } = repositoryOver('mariadb', (moment, times) =>
      moment === 'whole' && times === 1 ? { error: mysqlSays(1213, 'ER_LOCK_DEADLOCK'), step } : undefined,
    );
    expect((await customers.commit(second)).isOk()).toBe(true);
    expect(asked).toEqual(['connect', 'whole', 'step', 'rollback', 'forget', 'connect', 'whole']);
  });

  it.each([1047, 1568, 1231])('is not taken back if it was refused as a whole (%i)', async (errno) => {
    const { customers, asked } = repositoryOver('mariadb', (moment, times) =>
      moment === 'whole' && times === 2 ? { error: mysqlSays(errno, 'ER') } : undefined,
    );
    // The connection still has what the commit before has left.
    expect((await customers.commit(first)).isOk()).toBe(true);
    expect((await customers.commit(second))._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(asked).toEqual(['connect', 'whole', 'connect', 'whole', 'step']);
  });
});

describe('A connection that is not told how far a commit has come', () => {
  beforeAll(skipTime);

  it.each(['step', 'rollback', 'forget'] as const)('is kept while %s is refused, and asked again', async (refusing) => {
    let isHealed = false;
    const effect = 'not carried out';
    const server = modelServer('mariadb', (moment, isPart) => {
      if (isPart) return moment === 'record' ? fault(1205) : undefined;
      return !isHealed && (moment === refusing || moment === 'end when idle') ? fault(1047) : undefined;
    });
    function fault(errno: number): { error: Error; effect: typeof effect; isLast: boolean; isVague: boolean } {
      return { error: mysqlSays(errno, 'ER'), effect, isLast: false, isVague: false };
    }
    const answer = await sqlRepository({ db: server.db, dialect: 'mysql' }).customers.commit(second);
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    await settled(server);
    expect(server.kept()).toBe(1);
    isHealed = true;
    await settled(server);
    expect([server.kept(), server.misplaced(), server.inForce()]).toEqual([0, 0, []]);
    expect(server.asked.at(-1)).toBe('forget');
  });
});

const mariadb = mysql.filter(({ name }) => name === 'MariaDB');

describe.each(mariadb)('A commit in one statement on $name', ({ storage: make }) => {
  let storage: Storage;
  let admin: Kysely<unknown>;
  let elsewhere: RelationshipRepository;

  beforeAll(async () => {
    storage = await make();
    admin = storage.open();
    await createTables(admin, 'mysql', 'relationship_');
    await sql`create table notes (id integer primary key)`.execute(admin);
    elsewhere = sqlRepository({ db: admin, dialect: 'mysql' });
  });
  afterAll(() => storage.remove());

  interface Single extends RelationshipRepository {
    readonly db: Kysely<unknown>;
    readonly connection: number;
  }

  /** A repository over one connection. */
  async function single(tablePrefix = 'relationship_', options: OpenOptions['mysql'] = {}): Promise<Single> {
    const db = storage.open({ mysql: { connectionLimit: 1, ...options } });
    const [row] = await rowsOf(db, sql<{ id: number }>`select connection_id() as id`);
    return { ...sqlRepository({ db, dialect: 'mysql', tablePrefix }), db, connection: row?.id ?? 0 };
  }

  /** Whether a transaction is open on its connection, if that is still the same. */
  async function isOpenOn({ db, connection }: Single): Promise<boolean> {
    const asking = sql<{ id: number; open: number }>`select connection_id() as id, @@in_transaction as open`;
    const [row] = await rowsOf(db, asking);
    expect(row?.id).toBe(connection);
    return row?.open === 1;
  }

  /** Somebody kills the statement of the next commit of this customer, which waits for the row. */
  async function killed(repository: Single, customer: string): Promise<string> {
    const known = firstCommit(customer, 'contoso');
    const revision = (await elsewhere.customers.commit(known))._unsafeUnwrap();
    return admin.transaction().execute(async (transaction) => {
      await sql`select 1 from relationship_customers where id = ${customer} for update`.execute(transaction);
      const underWay = repository.customers.commit(nextCommit(known, revision, established('fabrikam')));
      await waitingForLock(admin, repository.connection);
      await sql`kill query ${sql.lit(repository.connection)}`.execute(admin);
      return (await underWay)._unsafeUnwrapErr().code;
    });
  }

  it.each(['customers', 'customer_changes', 'customer_entries'])(
    'is not carried out, and leaves nothing open, if the table of %s is missing',
    async (missing) => {
      const tablePrefix = `without_${missing}_`;
      await createTables(admin, 'mysql', tablePrefix);
      await sql`drop table ${sql.table(`${tablePrefix}${missing}`)}`.execute(admin);
      const repository = await single(tablePrefix);
      const answer = await repository.customers.commit(firstCommit('northwind', 'contoso'));
      expect(answer._unsafeUnwrapErr()).toMatchObject({
        code: 'storage-failed',
        context: { cause: expect.stringContaining(`${tablePrefix}${missing}`) as unknown },
      });
      expect(await isOpenOn(repository)).toBe(false);
      if (missing === 'customers') return;
      expect(await rowsOf(admin, sql`select id from ${sql.table(`${tablePrefix}customers`)}`)).toEqual([]);
    },
  );

  it('is a statement with a row between two comments for MySQL, and no comment is in another', async () => {
    const sent: string[] = [];
    const db = storage.open({ log: ({ query }) => void sent.push(query.sql) });
    const { customers } = sqlRepository({ db, dialect: 'mysql' });
    const known = firstCommit('commented', 'contoso');
    const revision = (await customers.commit(known))._unsafeUnwrap();
    const next = (await customers.commit(nextCommit(known, revision, ended('contoso'))))._unsafeUnwrap();
    expect((await customers.commit(erasure(known, next))).isOk()).toBe(true);
    expect(sent).toHaveLength(3);
    for (const text of sent) {
      expect(text.replaceAll(/\/\*M!.*?\*\//gs, '').trim()).toBe('select 1');
      expect(text.match(/\/\*/g)).toHaveLength(2);
    }
  });

  it('is not carried out if a new customer has a history already, which is no conflict', async () => {
    await sql`insert into relationship_customer_changes values ('haunted', 1, 1, '{}', null)`.execute(admin);
    const repository = await single();
    const answer = await repository.customers.commit(firstCommit('haunted', 'contoso'));
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(await isOpenOn(repository)).toBe(false);
    expect((await elsewhere.customers.load(customerIdOf('haunted')))._unsafeUnwrap()).toBeNull();
  });

  it('is a conflict, and leaves nothing open, if somebody else was first', async () => {
    const repository = await single();
    const known = firstCommit('taken', 'contoso');
    const revision = (await elsewhere.customers.commit(known))._unsafeUnwrap();
    await elsewhere.customers.commit(nextCommit(known, revision, established('fabrikam')));
    for (const late of [known, nextCommit(known, revision, established('litware'))]) {
      expect((await repository.customers.commit(late))._unsafeUnwrapErr().code).toBe('revision-conflict');
      expect(await isOpenOn(repository)).toBe(false);
    }
  });

  it('is not carried out, and leaves nothing open, if somebody kills it', async () => {
    const repository = await single();
    expect(await killed(repository, 'killed')).toBe('storage-failed');
    expect(await isOpenOn(repository)).toBe(false);
    const known = (await elsewhere.customers.load(customerIdOf('killed')))._unsafeUnwrap();
    expect(known?.revision).toBe('2');
    expect((await repository.customers.commit(firstCommit('after-killed'))).isOk()).toBe(true);
  });

  it('leaves nothing to the next one on its connection if the server refuses to take it back', async () => {
    await createTables(admin, 'mysql', 'refusing_');
    await sql`drop table refusing_customer_entries`.execute(admin);
    // In the protocol, that byte comes before a statement.
    const line = await refusingLine(mysqlPort(), ['\u0003rollback'], 1047);
    const repository = await single('refusing_', { port: line.port });
    const answer = await repository.customers.commit(firstCommit('half-written', 'contoso'));
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    // It waits for the only connection, until the server has ended the session.
    expect((await repository.customers.commit(firstCommit('next')))._unsafeUnwrap()).toBe('1');
    await line.close();
    const rows = await rowsOf(admin, sql`select id from refusing_customers`);
    expect(rows).toEqual([{ id: 'next' }]);
  });

  describe('in a transaction that the application has begun by hand', () => {
    let notes = 0;

    /** What is done in such a transaction stays open, and can be put in force. */
    async function within(repository: Single, run: () => Promise<void>): Promise<void> {
      notes += 1;
      await sql`start transaction`.execute(repository.db);
      await sql`insert into notes values (${sql.lit(notes)})`.execute(repository.db);
      await run();
      expect(await isOpenOn(repository)).toBe(true);
      expect(await rowsOf(admin, sql`select id from notes where id = ${sql.lit(notes)}`)).toEqual([]);
      await sql`commit`.execute(repository.db);
      expect(await rowsOf(admin, sql`select id from notes where id = ${sql.lit(notes)}`)).toHaveLength(1);
    }

    async function refused(repository: Single, customer: string): Promise<void> {
      const answer = await repository.customers.commit(firstCommit(customer, 'contoso'));
      expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
      expect((await elsewhere.customers.load(customerIdOf(customer)))._unsafeUnwrap()).toBeNull();
    }

    it('leaves that one open, whatever earlier commits have left on the connection', async () => {
      const repository = await single();
      await within(repository, () => refused(repository, 'inside-1'));
      expect((await repository.customers.commit(firstCommit('outside', 'contoso'))).isOk()).toBe(true);
      await within(repository, () => refused(repository, 'inside-2'));
      expect(await killed(repository, 'killed-before')).toBe('storage-failed');
      await within(repository, () => refused(repository, 'inside-3'));
    });

    it('leaves that one open if it is refused as a whole, also when it was taken back before', async () => {
      const texts: string[] = [];
      const line = await refusingLine(mysqlPort(), texts, 1047);
      const repository = await single('relationship_', { port: line.port });
      expect(await killed(repository, 'again')).toBe('storage-failed');
      texts.push('/*M!begin');
      await within(repository, async () => {
        const known = firstCommit('again', 'contoso');
        const revision = parseRevision('2')._unsafeUnwrap();
        const answer = await repository.customers.commit(nextCommit(known, revision, established('fabrikam')));
        expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
      });
      await line.close();
    });

    it('leaves that one open if its mode has another syntax', async () => {
      const repository = await single();
      await sql`set session sql_mode = 'ORACLE'`.execute(repository.db);
      await within(repository, () => refused(repository, 'oracle'));
    });
  });
});
