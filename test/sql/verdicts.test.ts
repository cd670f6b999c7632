import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parseRevision } from 'partner-relationships';
import { sqlRepository, type SqlDialect } from 'partner-relationships/sql';
import { customerIdOf, partnerIdOf } from '../fixtures/cast';
import { established, firstCommit, nextCommit, type CustomerCommit } from '../fixtures/commits';
import { skipTime } from '../fixtures/skip-time';
import { mysqlSays, postgresSays, sqliteSays, thrown } from './errors';
import { dialectOf, scriptedDatabase, type Moment, type Speaker, type STEPS } from './scripted-database';

beforeAll(skipTime);

const first = firstCommit('northwind', 'contoso');
const second = nextCommit(first, parseRevision('2')._unsafeUnwrap(), established('fabrikam'));

interface Case {
  readonly speaker: Speaker;
  readonly at: Moment;
  readonly error: unknown;
  /** How far a commit in one statement has come by then. */
  readonly step?: keyof typeof STEPS;
  readonly commit?: CustomerCommit;
}

/** Fails at one moment, every time or so many times. */
async function commitFailing(
  { speaker, at, commit = second, ...failing }: Case,
  most = Infinity,
): Promise<{ code: string; tries: number }> {
  const { db, asked } = scriptedDatabase(speaker, (moment, times) =>
    moment === at && times <= most ? failing : undefined,
  );
  const answer = await sqlRepository({ db, dialect: dialectOf(speaker) }).customers.commit(commit);
  return {
    code: answer.isOk() ? 'committed' : answer.error.code,
    tries: asked.filter((moment) => moment === at).length,
  };
}

function postgresAt(at: Moment, error: unknown): Case {
  return { speaker: 'postgres', at, error };
}

function mysqlAt(at: Moment, error: unknown): Case {
  return { speaker: 'mysql', at, error };
}

/** A commit in one statement that has come so far. */
function mariadbAt(step: keyof typeof STEPS, error: unknown): Case {
  return { speaker: 'mariadb', at: 'whole', error, step };
}

function sqliteAt(at: Moment, error: unknown): Case {
  return { speaker: 'sqlite', at, error };
}

/** How node:sqlite throws: one code for all, and the number that SQLite gave. */
function nodeSays(errcode: number): Error {
  return thrown(`SQLite says ${errcode}`, { code: 'ERR_SQLITE_ERROR', errcode });
}

/** Has a second pass between any two looks at the time; answers what ends that. */
function slowly(): () => void {
  let now = performance.now();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
  return () => clock.mockRestore();
}

const ONCE = 1;

const certainlyNotWritten: readonly (readonly [string, Case])[] = [
  ['PostgreSQL cannot be reached', postgresAt('connect', thrown('connect ECONNREFUSED', { code: 'ECONNREFUSED' }))],
  ['the pool has no connection left', postgresAt('connect', thrown('timeout exceeded when trying to connect'))],
  ['PostgreSQL takes no more connections', postgresAt('connect', postgresSays('53300', 'FATAL'))],
  ['PostgreSQL is starting up', postgresAt('connect', postgresSays('57P03', 'FATAL'))],
  ['a lock was not available', postgresAt('guarded write', postgresSays('55P03'))],
  ['the statement timed out on the server', postgresAt('guarded write', postgresSays('57014'))],
  ['the disk is full', postgresAt('guarded write', postgresSays('53100'))],
  ['the database is read-only', postgresAt('guarded write', postgresSays('25006'))],
  ['there is no table', postgresAt('guarded write', postgresSays('42P01'))],
  ['the user may not', postgresAt('guarded write', postgresSays('42501'))],
  ['there is a change already where none should be', postgresAt('guarded write', postgresSays('23505'))],
  ['a trigger raises', postgresAt('guarded write', postgresSays('P0001'))],
  ['the transaction was rolled back', postgresAt('guarded write', postgresSays('40000'))],
  ['MySQL refuses to begin, as it has no quorum', mysqlAt('begin', mysqlSays(1047, 'ER_UNKNOWN_COM_ERROR'))],
  ['MySQL refuses COMMIT, as it has no quorum', mysqlAt('commit', mysqlSays(1047, 'ER_UNKNOWN_COM_ERROR'))],
  [
    'MySQL cannot be reached',
    mysqlAt('connect', thrown('connect ECONNREFUSED', { code: 'ECONNREFUSED', errno: -111 })),
  ],
  ['MySQL is lost before COMMIT was sent', mysqlAt('record', thrown('lost', { code: 'ECONNRESET', errno: -104 }))],
  ['MySQL is lost while the list is written', mysqlAt('list', thrown('lost'))],
  ['a lock wait timed out', mysqlAt('guarded write', mysqlSays(1205, 'ER_LOCK_WAIT_TIMEOUT'))],
  ['there is a change already, on MySQL', mysqlAt('record', mysqlSays(1062, 'ER_DUP_ENTRY'))],
  ['there is a row already that an update cannot meet', mysqlAt('guarded write', mysqlSays(1062, 'ER_DUP_ENTRY'))],
  ['MySQL became read-only before COMMIT', mysqlAt('commit', mysqlSays(1290, 'ER_OPTION_PREVENTS_STATEMENT'))],
  ['MySQL waits too long to commit', mysqlAt('commit', mysqlSays(1205, 'ER_LOCK_WAIT_TIMEOUT'))],
  ['group replication stopped it', mysqlAt('commit', mysqlSays(3100, 'ER_RUN_HOOK_ERROR'))],
  ['MariaDB refuses it as a whole, as it has no quorum', mariadbAt('refused', mysqlSays(1047, 'ER_UNKNOWN_COM_ERROR'))],
  ['MariaDB chains its transactions', mariadbAt('refused', mysqlSays(1231, 'ER_WRONG_VALUE_FOR_VAR'))],
  ['MariaDB has no table', mariadbAt('begun', mysqlSays(1146, 'ER_NO_SUCH_TABLE'))],
  ['the user may not, on MariaDB', mariadbAt('begun', mysqlSays(1142, 'ER_TABLEACCESS_DENIED_ERROR'))],
  ['there is a change already, on MariaDB', mariadbAt('begun', mysqlSays(1062, 'ER_DUP_ENTRY'))],
  ['somebody kills the statement before COMMIT', mariadbAt('begun', mysqlSays(1317, 'ER_QUERY_INTERRUPTED'))],
  ['MariaDB has lost its quorum before COMMIT', mariadbAt('begun', mysqlSays(1047, 'ER_UNKNOWN_COM_ERROR'))],
  ['MariaDB refuses COMMIT, as it has no quorum', mariadbAt('committing', mysqlSays(1047, 'ER_UNKNOWN_COM_ERROR'))],
  ['MariaDB became read-only before COMMIT', mariadbAt('committing', mysqlSays(1290, 'ER_OPTION_PREVENTS_STATEMENT'))],
  [
    'MariaDB takes a new row, whose history is there',
    { ...mariadbAt('begun', mysqlSays(1062, 'ER_DUP_ENTRY')), commit: first },
  ],
  ['SQLite cannot write', sqliteAt('guarded write', sqliteSays('SQLITE_READONLY'))],
  ['SQLite fails to write', sqliteAt('record', sqliteSays('SQLITE_IOERR_WRITE'))],
  ['SQLite finds the disk full', sqliteAt('list', sqliteSays('SQLITE_FULL'))],
  ['SQLite finds the disk full at COMMIT', sqliteAt('commit', sqliteSays('SQLITE_FULL'))],
  ['SQLite became read-only at COMMIT', sqliteAt('commit', sqliteSays('SQLITE_READONLY_DBMOVED'))],
  ['node:sqlite finds the disk full at COMMIT', sqliteAt('commit', nodeSays(13))],
  ['node:sqlite finds it read-only at COMMIT', sqliteAt('commit', nodeSays(1032))],
];

const perhapsWritten: readonly (readonly [string, Case])[] = [
  ['the connection is reset', postgresAt('guarded write', thrown('read ECONNRESET', { code: 'ECONNRESET' }))],
  [
    'the pipe is broken, whose code looks like one of SQL',
    postgresAt('guarded write', thrown('write EPIPE', { code: 'EPIPE' })),
  ],
  ['node-postgres lost the connection', postgresAt('guarded write', thrown('Connection terminated unexpectedly'))],
  ['node-postgres waited long enough', postgresAt('guarded write', thrown('Query read timeout'))],
  ['an administrator ended the session', postgresAt('guarded write', postgresSays('57P01', 'FATAL'))],
  ['the server crashed', postgresAt('guarded write', postgresSays('57P02', 'FATAL'))],
  ['a session ends with a code that says no more', postgresAt('guarded write', postgresSays('25P03', 'FATAL'))],
  ['a session ends, in Italian', postgresAt('guarded write', postgresSays('25P04', 'FATALE'))],
  ['a pooler lost the server', postgresAt('guarded write', postgresSays('08P01'))],
  ['the resolution of the transaction is unknown', postgresAt('guarded write', postgresSays('08007'))],
  [
    'the completion of the statement is unknown, as CockroachDB says',
    postgresAt('guarded write', postgresSays('40003')),
  ],
  ['the server has an internal error', postgresAt('guarded write', postgresSays('XX000'))],
  ['the server cannot use its disk', postgresAt('guarded write', postgresSays('58030'))],
  ['somebody throws a text', postgresAt('guarded write', 'lost')],
  ['somebody throws nothing', postgresAt('guarded write', undefined)],
  ['MySQL is lost at COMMIT', mysqlAt('commit', thrown('lost', { code: 'PROTOCOL_CONNECTION_LOST', fatal: true }))],
  ['MySQL is reset at COMMIT', mysqlAt('commit', thrown('read ECONNRESET', { code: 'ECONNRESET', errno: -104 }))],
  ['MySQL fails during COMMIT', mysqlAt('commit', mysqlSays(1180, 'ER_ERROR_DURING_COMMIT'))],
  ['somebody throws nothing at COMMIT', mysqlAt('commit', undefined)],
  ['MariaDB is lost', mariadbAt('begun', thrown('lost', { code: 'PROTOCOL_CONNECTION_LOST', fatal: true }))],
  ['MariaDB has killed the connection', mariadbAt('begun', mysqlSays(1927, 'ER_CONNECTION_KILLED'))],
  ['MariaDB fails during COMMIT', mariadbAt('committing', mysqlSays(1180, 'ER_ERROR_DURING_COMMIT'))],
  ['somebody kills the statement during COMMIT', mariadbAt('committing', mysqlSays(1317, 'ER_QUERY_INTERRUPTED'))],
  ['somebody kills the statement after COMMIT', mariadbAt('over', mysqlSays(1317, 'ER_QUERY_INTERRUPTED'))],
  ['SQLite cannot say whether COMMIT is on the disk', sqliteAt('commit', sqliteSays('SQLITE_IOERR_FSYNC'))],
  ['node:sqlite cannot say whether COMMIT is on the disk', sqliteAt('commit', nodeSays(1034))],
  ['libSQL is lost at COMMIT', sqliteAt('commit', thrown('lost', { code: 'HRANA_WEBSOCKET_ERROR' }))],
];

const contended: readonly (readonly [string, Case])[] = [
  ['a serialization failure', postgresAt('guarded write', postgresSays('40001'))],
  ['a deadlock', postgresAt('guarded write', postgresSays('40P01'))],
  ['a deadlock on MySQL', mysqlAt('guarded write', mysqlSays(1213, 'ER_LOCK_DEADLOCK'))],
  ['a deadlock later on MySQL', mysqlAt('record', mysqlSays(1213, 'ER_LOCK_DEADLOCK'))],
  ['a row that changed since the snapshot, on MariaDB', mysqlAt('guarded write', mysqlSays(1020, 'ER_CHECKREAD'))],
  ['a failed certification, on Galera', mysqlAt('commit', mysqlSays(1213, 'ER_LOCK_DEADLOCK'))],
  [
    'a failed certification, on group replication',
    mysqlAt('commit', mysqlSays(3101, 'ER_TRANSACTION_ROLLBACK_DURING_COMMIT')),
  ],
  ['a deadlock on MariaDB', mariadbAt('begun', mysqlSays(1213, 'ER_LOCK_DEADLOCK'))],
  ['a failed certification of one statement, on Galera', mariadbAt('committing', mysqlSays(1213, 'ER_LOCK_DEADLOCK'))],
  ['a row of MariaDB that changed since the snapshot', mariadbAt('begun', mysqlSays(1020, 'ER_CHECKREAD'))],
  [
    'a deadlock that Vitess tells in words',
    mysqlAt('guarded write', thrown('rpc error: Deadlock found (errno 1213) (sqlstate 40001)')),
  ],
];

const busy: readonly (readonly [string, Case])[] = [
  ['SQLite is busy', sqliteAt('guarded write', sqliteSays('SQLITE_BUSY'))],
  ['SQLite is busy because of a snapshot', sqliteAt('guarded write', sqliteSays('SQLITE_BUSY_SNAPSHOT'))],
  ['a shared cache is locked', sqliteAt('record', sqliteSays('SQLITE_LOCKED_SHAREDCACHE'))],
  ['somebody reads while SQLite commits', sqliteAt('commit', sqliteSays('SQLITE_BUSY'))],
  ['node:sqlite is busy', sqliteAt('guarded write', nodeSays(5))],
  ['node:sqlite is busy because of a snapshot', sqliteAt('guarded write', nodeSays(517))],
];

const gone: readonly (readonly [string, Case])[] = [
  [
    'node-postgres has not sent it over a broken connection',
    postgresAt('guarded write', thrown('Client has encountered a connection error and is not queryable')),
  ],
  [
    'node-postgres has not sent it over a closed connection',
    postgresAt('guarded write', thrown('Client was closed and is not queryable')),
  ],
  [
    'mysql2 has not sent it over a closed connection',
    mariadbAt('refused', thrown("Can't add new command when connection is in closed state", { fatal: true })),
  ],
  ['MySQL is lost at the beginning', mysqlAt('begin', thrown('lost', { code: 'PROTOCOL_CONNECTION_LOST' }))],
];

describe('A commit that fails', () => {
  it.each(certainlyNotWritten)('is answered as not written, at once, if %s', async (_name, failing) => {
    expect(await commitFailing(failing)).toEqual({ code: 'storage-failed', tries: ONCE });
  });

  it.each(perhapsWritten)('is answered as unknown and not sent again if %s', async (_name, failing) => {
    expect(await commitFailing(failing)).toEqual({ code: 'outcome-unknown', tries: ONCE });
  });

  it.concurrent.each(contended)(
    'is sent again after %s, and is a conflict if that does not pass',
    async (_name, failing) => {
      const { code, tries } = await commitFailing(failing);
      expect(code).toBe('revision-conflict');
      expect(tries).toBeGreaterThan(3);
    },
  );

  it.concurrent.each([...busy, ...gone])(
    'is sent again if %s, and is answered as not written if that does not pass',
    async (_name, failing) => {
      const { code, tries } = await commitFailing(failing);
      expect(code).toBe('storage-failed');
      expect(tries).toBeGreaterThan(3);
    },
  );

  it.each([...contended, ...busy, ...gone])(
    'succeeds after %s, if that passes',
    async (_name, { speaker, at, ...failing }) => {
      const { db, asked } = scriptedDatabase(speaker, (moment, times) =>
        moment === at && times <= 2 ? failing : undefined,
      );
      const answer = await sqlRepository({ db, dialect: dialectOf(speaker) }).customers.commit(second);
      expect(answer._unsafeUnwrap()).toBe('3');
      expect(asked.filter((moment) => moment === at)).toHaveLength(3);
    },
  );

  it.each(contended)('succeeds after %s, however long that took', async (_name, { speaker, at, ...failing }) => {
    const { db } = scriptedDatabase(speaker, (moment, times) => (moment === at && times <= 2 ? failing : undefined));
    const restore = slowly();
    const answer = await sqlRepository({ db, dialect: dialectOf(speaker) }).customers.commit(second);
    restore();
    expect(answer._unsafeUnwrap()).toBe('3');
  });

  it.each(busy)('is not sent again if %s and the driver has waited for that', async (_name, failing) => {
    const restore = slowly();
    const { code, tries } = await commitFailing(failing);
    restore();
    expect([code, tries]).toEqual(['storage-failed', ONCE]);
  });

  it.each([
    ['ahead', 3_600_000],
    ['back', -3_600_000],
  ])('is sent again as often if the clock of the machine is set %s meanwhile', async (_name, milliseconds) => {
    for (const [, failing] of [...contended, ...busy, ...gone]) {
      const undisturbed = await commitFailing(failing);
      let now = Date.now();
      const clock = vi.spyOn(Date, 'now').mockImplementation(() => (now += milliseconds));
      const answer = await commitFailing(failing, 100);
      clock.mockRestore();
      expect(answer).toEqual(undisturbed);
    }
  });

  it('is a conflict, at once, if MySQL has a row with the key of a new one', async () => {
    const error = mysqlSays(1062, 'ER_DUP_ENTRY');
    expect(await commitFailing({ speaker: 'mysql', at: 'guarded write', error, commit: first })).toEqual({
      code: 'revision-conflict',
      tries: ONCE,
    });
  });

  it('is judged by its first error although ROLLBACK fails too', async () => {
    const lost = thrown('lost', { code: 'PROTOCOL_CONNECTION_LOST' });
    const deadlock = mysqlSays(1213, 'ER_LOCK_DEADLOCK');
    const { db, asked } = scriptedDatabase('mysql', (moment, times) => {
      if (moment === 'record' && times === 1) return { error: deadlock };
      return moment === 'rollback' ? { error: lost } : undefined;
    });
    const answer = await sqlRepository({ db, dialect: 'mysql' }).customers.commit(second);
    expect(answer._unsafeUnwrap()).toBe('3');
    expect(asked.filter((moment) => moment === 'begin')).toHaveLength(2);
  });

  it('is rolled back before it is sent again, if another connection reads while SQLite commits', async () => {
    const { db, asked } = scriptedDatabase('sqlite', (moment, times) =>
      moment === 'commit' && times === 1 ? { error: sqliteSays('SQLITE_BUSY') } : undefined,
    );
    const answer = await sqlRepository({ db, dialect: 'sqlite' }).customers.commit(second);
    expect(answer._unsafeUnwrap()).toBe('3');
    const attempt: readonly Moment[] = ['connect', 'begin', 'guarded write', 'record', 'list', 'commit'];
    expect(asked).toEqual([...attempt, 'rollback', ...attempt]);
  });

  it('is answered as unknown if COMMIT was lost, although the ROLLBACK after it succeeds', async () => {
    const lost = thrown('lost', { code: 'PROTOCOL_CONNECTION_LOST' });
    const { db, asked } = scriptedDatabase('mysql', (moment) => (moment === 'commit' ? { error: lost } : undefined));
    const answer = await sqlRepository({ db, dialect: 'mysql' }).customers.commit(second);
    expect(answer._unsafeUnwrapErr().code).toBe('outcome-unknown');
    expect(asked.at(-1)).toBe('rollback');
  });

  it('repeats the message of the database', async () => {
    const { db } = scriptedDatabase('postgres', (moment) =>
      moment === 'guarded write' ? { error: postgresSays('53100') } : undefined,
    );
    const failure = (await sqlRepository({ db, dialect: 'postgres' }).customers.commit(second))._unsafeUnwrapErr();
    expect(failure.context).toEqual({ cause: 'PostgreSQL says 53100' });
  });
});

describe('Reading', () => {
  const dialects: readonly SqlDialect[] = ['postgres', 'sqlite', 'mysql'];

  it.each(dialects)('is answered as failed on %s, whatever is thrown', async (dialect) => {
    for (const error of [thrown('lost'), postgresSays('57P01', 'FATAL'), mysqlSays(1205, 'x'), 'lost', undefined]) {
      const { db } = scriptedDatabase(dialect, (moment) => (moment === 'read' ? { error } : undefined));
      const repository = sqlRepository({ db, dialect });
      const page = { after: null, limit: 10 };
      const answers = await Promise.all([
        repository.customers.load(customerIdOf('northwind')),
        repository.partners.history(partnerIdOf('contoso'), page),
        repository.partners.list(page),
        repository.customersOf('administered', partnerIdOf('contoso'), page),
      ]);
      for (const answer of answers) expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    }
  });

  it.each([
    ['postgres', postgresSays('40001')],
    ['mysql', mysqlSays(1213, 'ER_LOCK_DEADLOCK')],
    ['sqlite', sqliteSays('SQLITE_BUSY')],
  ] as const)('is sent again on %s while another statement is in the way', async (dialect, error) => {
    const { db, asked } = scriptedDatabase(dialect, (moment, times) =>
      moment === 'read' && times <= 2 ? { error } : undefined,
    );
    const loaded = await sqlRepository({ db, dialect }).customers.load(customerIdOf('northwind'));
    expect(loaded._unsafeUnwrap()).toBeNull();
    expect(asked.filter((moment) => moment === 'read')).toHaveLength(3);
  });
});

describe('A driver', () => {
  it('that does not say how many rows were written cannot commit', async () => {
    const { db } = scriptedDatabase('mysql', () => undefined, {});
    const repository = sqlRepository({ db, dialect: 'mysql' });
    const failure = (await repository.customers.commit(second))._unsafeUnwrapErr();
    expect(failure).toMatchObject({
      code: 'storage-failed',
      context: { cause: expect.stringContaining('how many rows') as unknown },
    });
  });
});
