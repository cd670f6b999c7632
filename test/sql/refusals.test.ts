import { parseRevision } from 'partner-relationships';
import { sqlRepository, type AnyKysely, type ConnectedSession, type SqlDialect } from 'partner-relationships/sql';
import { beforeAll, describe, expect, it } from 'vitest';
import { skipTime } from '../fixtures/skip-time';
import { turn } from '../fixtures/turn';
import { customerIdOf } from '../fixtures/cast';
import { erasure, established, firstCommit, nextCommit, type CustomerCommit } from '../fixtures/commits';
import { mysqlLost, mysqlSays, postgresSays, sqliteSays, thrown } from './errors';
import { everyRun, type Choose } from './every-run';
import { modelServer, settled, wrongAfter, type Fault, type Faults, type ModelServer } from './model-server';
import { dialectOf, type Moment, type Speaker } from './scripted-database';

const revision = parseRevision('1')._unsafeUnwrap();
const commit = nextCommit(firstCommit('northwind'), revision, established('contoso'));
const erasing = erasure(commit, revision);

type NamedFault = readonly [name: string, fault: Fault];

/** An answer that says what became of the statement. */
function refused(error: Error, effect: Fault['effect'] = 'not carried out', isLast = false): NamedFault {
  return [error.message, { error, effect, isLast, isVague: false }];
}

/** An answer that leaves open what became of the statement. */
function vague(error: Error, ...effects: readonly Fault['effect'][]): readonly NamedFault[] {
  return effects.map((effect) => [`${error.message} (${effect})`, { error, effect, isLast: false, isVague: true }]);
}

/** The connection ends, and whether the statement arrived before that is open. */
function lost(error: Error): readonly NamedFault[] {
  return vague(error, 'carried out', 'not carried out').map(([name, fault]) => [name, { ...fault, isLast: true }]);
}

/** The driver stops waiting, and leaves the connection as it is. */
const unheard = vague(thrown('no answer in time'), 'carried out', 'not carried out');

type FaultsOf = Readonly<Partial<Record<Moment, readonly NamedFault[]>>>;

const withoutQuorum = refused(mysqlSays(1047, 'ER_UNKNOWN_COM_ERROR'));

const mysqlFaults: readonly NamedFault[] = [
  refused(mysqlSays(1213, 'ER_LOCK_DEADLOCK'), 'rolled back'),
  refused(mysqlSays(1205, 'ER_LOCK_WAIT_TIMEOUT')),
  ...lost(mysqlLost()),
  ...unheard,
];

const closedFile = lost(new TypeError('The database connection is not open')).slice(1);

const sqliteFaults: readonly NamedFault[] = [
  refused(sqliteSays('SQLITE_BUSY')),
  refused(sqliteSays('SQLITE_FULL'), 'rolled back'),
  ...vague(sqliteSays('SQLITE_IOERR_WRITE'), 'not carried out', 'rolled back'),
  ...closedFile,
];

const killed = refused(mysqlSays(1317, 'ER_QUERY_INTERRUPTED'));

/** What ends a statement that is part of a whole commit, and the whole with it. */
const partFaults: readonly NamedFault[] = [
  refused(mysqlSays(1213, 'ER_LOCK_DEADLOCK'), 'rolled back'),
  refused(mysqlSays(1205, 'ER_LOCK_WAIT_TIMEOUT')),
  killed,
  ...lost(mysqlLost()).slice(1),
];

/** What goes wrong within a whole commit in one statement. */
const partsOfWhole: FaultsOf = {
  look: [refused(mysqlSays(1231, 'ER_WRONG_VALUE_FOR_VAR')), killed],
  begin: [withoutQuorum, killed],
  'guarded write': partFaults,
  record: partFaults,
  list: partFaults,
  commit: [
    ...partFaults.filter((fault) => fault !== killed),
    withoutQuorum,
    ...vague(mysqlSays(1317, 'ER_QUERY_INTERRUPTED'), 'carried out', 'rolled back'),
    ...vague(mysqlSays(1180, 'ER_ERROR_DURING_COMMIT'), 'carried out', 'rolled back'),
  ],
  rollback: [withoutQuorum, killed],
  forget: [killed],
};

const faultsOf: Readonly<Record<Speaker, FaultsOf>> = {
  mariadb: {
    whole: [
      withoutQuorum,
      refused(mysqlSays(1064, 'ER_PARSE_ERROR')),
      refused(mysqlSays(1153, 'ER_NET_PACKET_TOO_LARGE'), 'not carried out', true),
      ...lost(mysqlLost()),
      ...unheard,
    ],
    step: [withoutQuorum, ...lost(mysqlLost()), ...unheard],
    rollback: [withoutQuorum, ...lost(mysqlLost()), ...unheard],
    forget: [withoutQuorum, ...unheard],
  },
  postgres: {
    'guarded write': [
      refused(postgresSays('40001')),
      refused(postgresSays('53100')),
      refused(thrown('Client was closed and is not queryable'), 'not carried out', true),
      ...lost(postgresSays('57P01', 'FATAL')),
      ...lost(thrown('Connection terminated unexpectedly')),
      ...unheard,
    ],
  },
  mysql: {
    whole: [withoutQuorum, ...lost(mysqlLost()), ...unheard],
    look: [withoutQuorum, ...lost(mysqlLost()), ...unheard],
    begin: [withoutQuorum, ...lost(mysqlLost()), ...unheard],
    'guarded write': mysqlFaults,
    record: mysqlFaults,
    list: mysqlFaults,
    commit: [
      ...mysqlFaults,
      withoutQuorum,
      refused(mysqlSays(1290, 'ER_OPTION_PREVENTS_STATEMENT')),
      ...vague(mysqlSays(1180, 'ER_ERROR_DURING_COMMIT'), 'carried out', 'rolled back'),
    ],
    rollback: [
      ...mysqlFaults,
      withoutQuorum,
      refused(mysqlSays(1927, 'ER_CONNECTION_KILLED'), 'not carried out', true),
    ],
  },
  sqlite: {
    begin: [refused(sqliteSays('SQLITE_BUSY')), ...closedFile, ...unheard],
    'guarded write': sqliteFaults,
    record: sqliteFaults,
    list: sqliteFaults,
    commit: [...sqliteFaults, ...vague(sqliteSays('SQLITE_IOERR_FSYNC'), 'carried out', 'rolled back')],
    rollback: [refused(sqliteSays('SQLITE_BUSY')), ...unheard, ...closedFile],
  },
};

/** So many statements fail in one run at most, and so many in all, with those of ROLLBACK. */
const MOST_STATEMENTS = 2;
const MOST_FAULTS = 3;

/** Chooses a fault for each moment, and keeps what has been chosen. */
function faultsFor(speaker: Speaker, choose: Choose, chosen: string[]): Faults {
  return (moment, isPart) => {
    if (chosen.length >= (moment === 'rollback' ? MOST_FAULTS : MOST_STATEMENTS)) return undefined;
    const faults = isPart ? partsOfWhole : faultsOf[speaker];
    const choice = choose<NamedFault | undefined>([undefined, ...(faults[moment] ?? [])]);
    if (choice === undefined) return undefined;
    const [name, fault] = choice;
    chosen.push(`${moment}: ${name}`);
    return fault;
  };
}

const dialects = ['postgres', 'mysql', 'sqlite'] as const;
const speakers = [...dialects, 'mariadb'] as const;

let server: ModelServer;

beforeAll(skipTime);

describe.each(speakers)('On %s, whichever statements are refused or lost, a commit', (speaker) => {
  async function answerOf(faults: Faults, sent: CustomerCommit, isOutOfDate: boolean): Promise<string> {
    server = modelServer(speaker, faults, { isOutOfDate });
    const answer = await sqlRepository({ db: server.db, dialect: dialectOf(speaker) }).customers.commit(sent);
    await settled(server);
    server.useByOthers();
    return answer.isOk() ? 'committed' : answer.error.code;
  }

  it.each([
    ['whose row is as expected', commit, false],
    ['whose row has moved on', commit, true],
    ['that erases', erasing, false],
  ])('%s is whole or nothing, answered truly, and leaves no transaction open', async (_name, sent, isOutOfDate) => {
    const failures: string[] = [];
    const answers = new Set<string>();
    await everyRun(async (choose) => {
      const chosen: string[] = [];
      const answer = await answerOf(faultsFor(speaker, choose, chosen), sent, isOutOfDate);
      answers.add(answer);
      failures.push(...wrongAfter(server, answer, 3).map((fault) => `${fault} after ${chosen.join(', ')}`));
    });
    expect(failures).toEqual([]);
    // The runs went where they should.
    expect(answers).toContain(isOutOfDate ? 'revision-conflict' : 'committed');
    expect(answers).toContain('storage-failed');
    expect(answers.has('outcome-unknown')).toBe(!isOutOfDate || speaker !== 'sqlite');
  });
});

describe('A connection whose ROLLBACK is refused', () => {
  const faultOf = ([, fault]: NamedFault): Fault => fault;
  const lockWait = faultOf(refused(mysqlSays(1205, 'ER_LOCK_WAIT_TIMEOUT')));

  /** Fails to write the history, and to take the rest back as long as `isRefused` says so. */
  function refusing(isRefused: (moment: Moment) => boolean): Faults {
    return (moment) => {
      if (moment === 'record') return lockWait;
      return isRefused(moment) ? faultOf(withoutQuorum) : undefined;
    };
  }

  it('is kept until ROLLBACK succeeds, and the commit is answered earlier', async () => {
    let isHealed = false;
    const isRefused = (moment: Moment): boolean => moment === 'rollback' || moment === 'end when idle';
    server = modelServer(
      'mysql',
      refusing((moment) => !isHealed && isRefused(moment)),
    );
    const answer = await sqlRepository({ db: server.db, dialect: 'mysql' }).customers.commit(commit);
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    await settled(server);
    expect(server.kept()).toBe(1);
    isHealed = true;
    await settled(server);
    expect([server.kept(), server.misplaced(), server.inForce()]).toEqual([0, 0, []]);
    expect(server.asked.at(-1)).toBe('rollback');
  });

  it('ends because MySQL is asked to end its session, so that the pool does not run out', async () => {
    const before = Date.now();
    server = modelServer(
      'mysql',
      refusing((moment) => moment === 'rollback'),
    );
    await sqlRepository({ db: server.db, dialect: 'mysql' }).customers.commit(commit);
    await settled(server);
    expect([server.kept(), server.misplaced(), server.inForce()]).toEqual([0, 0, []]);
    expect(server.asked.filter((moment) => moment === 'end when idle')).toHaveLength(1);
    expect(Date.now() - before).toBeLessThan(6_000);
  });

  it('gets ROLLBACK at growing intervals', async () => {
    const before = Date.now();
    let isHealed = false;
    server = modelServer('sqlite', (moment) =>
      !isHealed && (moment === 'record' || moment === 'rollback')
        ? faultOf(refused(sqliteSays('SQLITE_ERROR')))
        : undefined,
    );
    await sqlRepository({ db: server.db, dialect: 'sqlite' }).customers.commit(commit);
    const rollbacks = (): number => server.asked.filter((moment) => moment === 'rollback').length;
    while (rollbacks() < 30) await turn();
    expect(Date.now() - before).toBeGreaterThan(15 * 60_000);
    isHealed = true;
    await settled(server);
    expect(server.kept()).toBe(0);
  });

  it('shows no uncommitted data to a read if it is the only connection', async () => {
    let refusals = 10;
    server = modelServer('sqlite', (moment) => {
      if (moment === 'record') return faultOf(refused(sqliteSays('SQLITE_ERROR')));
      return moment === 'rollback' && (refusals -= 1) > 0 ? faultOf(refused(sqliteSays('SQLITE_ERROR'))) : undefined;
    });
    const repository = sqlRepository({ db: server.db, dialect: 'sqlite' });
    await repository.customers.commit(commit);
    expect((await repository.customers.load(customerIdOf('northwind')))._unsafeUnwrap()).toBeNull();
    expect(server.asked.slice(-2)).toEqual(['rollback', 'read']);
  });
});

/** As Kysely was until 0.28.17: after a BEGIN that has failed, it keeps the connection from all other statements. */
function keepingConnections(db: AnyKysely): AnyKysely {
  return {
    isTransaction: db.isTransaction,
    schema: db.schema,
    getExecutor: () => db.getExecutor(),
    withoutPlugins: () => keepingConnections(db.withoutPlugins()),
    connection: () => ({
      execute: (run) => db.connection().execute((connection) => run(keptAfterBegin(connection))),
    }),
  };
}

function keptAfterBegin(connection: ConnectedSession): ConnectedSession {
  const free = connection.getExecutor();
  const kept = free.withConnectionProvider({ provideConnection: () => new Promise(() => {}) });
  let executor = free;
  return {
    schema: connection.schema,
    getExecutor: () => executor,
    startTransaction: () => ({
      execute: async () => {
        executor = kept;
        const transaction = await connection.startTransaction().execute();
        executor = free;
        return transaction;
      },
    }),
  };
}

describe('A connection that cannot be given back', () => {
  it.each(dialects)('leaves the answer as it is on %s', async (dialect) => {
    server = modelServer(dialect, () => undefined);
    const db: AnyKysely = {
      isTransaction: false,
      schema: server.db.schema,
      getExecutor: () => server.db.getExecutor(),
      withoutPlugins: () => db,
      connection: () => ({
        execute: async (run) => {
          await server.db.connection().execute(run);
          throw thrown('the pool was closed');
        },
      }),
    };
    const { customers } = sqlRepository({ db, dialect });
    expect((await customers.commit(commit)).isOk()).toBe(true);
    expect((await customers.load(commit.id)).isOk()).toBe(true);
  });
});

describe('A BEGIN without an answer', () => {
  it.each(['mysql', 'sqlite'] as const)('is rolled back on %s, though Kysely keeps its connection', async (dialect) => {
    const error = thrown('no answer in time');
    server = modelServer(dialect, (moment) =>
      moment === 'begin' ? { error, effect: 'carried out', isLast: false, isVague: true } : undefined,
    );
    const answer = await sqlRepository({ db: keepingConnections(server.db), dialect }).customers.commit(commit);
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    await settled(server);
    const asked = server.asked.filter((moment) => moment !== 'whole' && moment !== 'look');
    expect([asked, server.kept(), server.misplaced()]).toEqual([['begin', 'rollback'], 0, 0]);
  });
});

/** With these PostgreSQL ends a session: it is shut down, or has lost its patience. */
const ENDING_STATES = ['57P01', '57P02', '57P03', '57P04', '57P05', '25P03', '25P04'];

/** What a driver says of a connection that has ended before a statement, or under way. */
const gone: readonly (readonly [SqlDialect, Error])[] = [
  ['postgres', postgresSays('XX000', 'FATAL')],
  // The severity is a word of the language of the server.
  ...ENDING_STATES.map((state) => ['postgres', postgresSays(state, '\u0412\u0410\u0416\u041d\u041e')] as const),
  ['postgres', postgresSays('08006')],
  ['postgres', thrown('Connection terminated unexpectedly')],
  ['postgres', thrown('Client has encountered a connection error and is not queryable')],
  ['postgres', thrown('read ECONNRESET', { code: 'ECONNRESET' })],
  ['postgres', thrown('write CONNECTION_CLOSED', { code: 'CONNECTION_CLOSED' })],
  ['mysql', mysqlLost()],
  ['mysql', mysqlSays(1927, 'ER_CONNECTION_KILLED')],
  ['mysql', mysqlSays(4031, 'ER_CLIENT_INTERACTION_TIMEOUT')],
  ['mysql', thrown("Can't add new command when connection is in closed state", { fatal: true })],
  ['sqlite', thrown('closed', { code: 'HRANA_WEBSOCKET_ERROR' })],
];

describe('A statement without effect', () => {
  it.each(gone)('is sent again over another connection on %s after %s', async (dialect, error) => {
    for (const moment of ['read', dialect === 'postgres' ? 'read' : 'begin'] as const) {
      let dying = 3;
      server = modelServer(dialect, (asked) =>
        asked === moment && (dying -= 1) >= 0
          ? { error, effect: 'not carried out', isLast: true, isVague: true }
          : undefined,
      );
      const { customers } = sqlRepository({ db: server.db, dialect });
      const answer = moment === 'read' ? await customers.load(commit.id) : await customers.commit(commit);
      expect(answer.isOk()).toBe(true);
      expect(server.asked.filter((asked) => asked === moment)).toHaveLength(4);
    }
  });

  it.each(gone)('is not sent endlessly on %s after %s', async (dialect, error) => {
    server = modelServer(dialect, () => ({ error, effect: 'not carried out', isLast: true, isVague: true }));
    const answer = await sqlRepository({ db: server.db, dialect }).customers.load(commit.id);
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(server.asked.length).toBeLessThan(20);
  });

  it.each(['the pool has no connection', 'no answer in time'])('is sent once when %s', async (message) => {
    const error = thrown(message);
    server = modelServer('postgres', () => ({ error, effect: 'not carried out', isLast: false, isVague: true }));
    const answer = await sqlRepository({ db: server.db, dialect: 'postgres' }).customers.load(commit.id);
    expect(answer._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(server.asked).toHaveLength(1);
  });
});
