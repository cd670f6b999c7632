import { parseRevision } from 'partner-relationships';
import { queryOf, sqlRepository, type SqlDialect } from 'partner-relationships/sql';
import { beforeAll, describe, expect, it } from 'vitest';
import { erasure, established, firstCommit, nextCommit, type CustomerCommit } from '../fixtures/commits';
import { skipTime } from '../fixtures/skip-time';
import { mysqlLost, mysqlSays, postgresSays, sqliteSays, thrown } from './errors';
import { everyRun, type Choose } from './every-run';
import { modelServer, settled, wrongAfter, type Fault, type Faults, type ModelServer } from './model-server';
import type { Moment } from './scripted-database';

const revision = parseRevision('1')._unsafeUnwrap();
const commit = nextCommit(firstCommit('northwind'), revision, established('contoso'));
const erasing = erasure(commit, revision);

function faultOf(error: Error, effect: Fault['effect'], isLast: boolean, isVague: boolean): Fault {
  return { error, effect, isLast, isVague };
}

/** The connection ends, and whether the statement arrived before that is open. */
function lost(error: Error): readonly Fault[] {
  return [faultOf(error, 'carried out', true, true), faultOf(error, 'not carried out', true, true)];
}

type FaultsOf = Readonly<Partial<Record<Moment, readonly Fault[]>>>;

const postgresFaults = [
  faultOf(postgresSays('40001'), 'not carried out', false, false),
  faultOf(postgresSays('23505'), 'not carried out', false, false),
  ...lost(postgresSays('57P01', 'FATAL')),
  ...lost(thrown('Connection terminated unexpectedly')),
];

const mysqlFaults = [
  faultOf(mysqlSays(1213, 'ER_LOCK_DEADLOCK'), 'rolled back', false, false),
  faultOf(mysqlSays(1205, 'ER_LOCK_WAIT_TIMEOUT'), 'not carried out', false, false),
  ...lost(mysqlLost()),
];

const sqliteFaults = [
  faultOf(sqliteSays('SQLITE_CONSTRAINT'), 'not carried out', false, false),
  faultOf(sqliteSays('SQLITE_FULL'), 'rolled back', false, false),
  faultOf(sqliteSays('SQLITE_BUSY'), 'not carried out', false, false),
];

const faultsOf: Readonly<Record<SqlDialect, FaultsOf>> = {
  postgres: {
    look: lost(thrown('Connection terminated unexpectedly')),
    begin: lost(thrown('Connection terminated unexpectedly')),
    'guarded write': postgresFaults,
    savepoint: lost(postgresSays('57P01', 'FATAL')),
    alongside: postgresFaults,
    release: lost(postgresSays('57P01', 'FATAL')),
    commit: [faultOf(postgresSays('40001'), 'rolled back', false, false), ...lost(postgresSays('57P01', 'FATAL'))],
  },
  mysql: {
    look: lost(mysqlLost()),
    'guarded write': mysqlFaults,
    savepoint: lost(mysqlLost()),
    alongside: mysqlFaults,
    release: lost(mysqlLost()),
    commit: mysqlFaults,
  },
  sqlite: {
    'guarded write': sqliteFaults,
    alongside: sqliteFaults,
    // A foreign key that is checked only now is one of the constraints.
    commit: [...sqliteFaults, faultOf(sqliteSays('SQLITE_IOERR_FSYNC'), 'carried out', false, true)],
  },
};

/** So many statements fail in one run at most. */
const MOST_FAULTS = 2;

function faultsFor(dialect: SqlDialect, choose: Choose, chosen: string[]): Faults {
  return (moment) => {
    if (chosen.length >= MOST_FAULTS) return undefined;
    const fault = choose<Fault | undefined>([undefined, ...(faultsOf[dialect][moment] ?? [])]);
    if (fault !== undefined) chosen.push(`${moment}: ${String(fault.error)} (${fault.effect})`);
    return fault;
  };
}

/** What an application does with an error of its statement. */
type Handling = 'passes it on' | 'passes it on as a cause' | 'does not notice';

async function write(query: ReturnType<typeof queryOf>, handling: Handling): Promise<void> {
  try {
    await query('insert into outbox (id) values (1)');
  } catch (error) {
    if (handling === 'does not notice') return;
    throw handling === 'passes it on' ? error : new Error('the query failed', { cause: error });
  }
}

/** The whole of what a commit writes here: its row, its history, its entries, and what the application writes. */
const WHOLE = 4;

/**
 * What is not as it has to be after a commit that was answered with this. An application that goes on without what it
 * wanted to write gets a commit without it.
 */
function wrong(server: ModelServer, answer: string, handling: Handling): readonly string[] {
  const isWithout = handling === 'does not notice' && !server.inForce().includes('alongside');
  return wrongAfter(server, answer, isWithout ? WHOLE - 1 : WHOLE);
}

const dialects = ['postgres', 'mysql', 'sqlite'] as const;
const handlings = ['passes it on', 'passes it on as a cause', 'does not notice'] as const;

beforeAll(skipTime);

describe.each(dialects)('On %s, whichever statements are refused or lost', (dialect) => {
  async function failuresOf(sent: CustomerCommit, handling: Handling, answers: Set<string>): Promise<string[]> {
    const failures: string[] = [];
    await everyRun(async (choose) => {
      const chosen: string[] = [];
      const server = modelServer(dialect, faultsFor(dialect, choose, chosen));
      const { customers } = sqlRepository({
        db: server.db,
        dialect,
        alongside: (transaction) => write(queryOf(transaction), handling),
      });
      const committed = await customers.commit(sent);
      await settled(server);
      server.useByOthers();
      const answer = committed.isOk() ? 'committed' : committed.error.code;
      answers.add(answer);
      failures.push(...wrong(server, answer, handling).map((fault) => `${fault} after ${chosen.join(', ')}`));
      const written = server.asked.filter((moment) => moment === 'alongside').length;
      const begun = server.asked.filter((moment) => moment === 'begin').length;
      if (written > begun) failures.push(`written ${written} times in ${begun} transactions`);
    });
    return failures;
  }

  it.each(handlings)('both are in force or neither if the application %s', async (handling) => {
    const answers = new Set<string>();
    expect(await failuresOf(commit, handling, answers)).toEqual([]);
    expect(answers).toContain('committed');
    expect(answers).toContain('outcome-unknown');
    expect(answers).toContain('storage-failed');
    expect(answers.has('alongside-failed')).toBe(handling !== 'does not notice' || dialect === 'postgres');
  });

  it('the same holds for an erasure', async () => {
    expect(await failuresOf(erasing, 'passes it on', new Set())).toEqual([]);
  });

  it('nothing is written alongside if the row has moved on', async () => {
    const server = modelServer(dialect, () => undefined, { isOutOfDate: true });
    const { customers } = sqlRepository({
      db: server.db,
      dialect,
      alongside: (transaction) => write(queryOf(transaction), 'passes it on'),
    });
    expect((await customers.commit(commit))._unsafeUnwrapErr().code).toBe('revision-conflict');
    const look = dialect === 'sqlite' ? [] : ['look'];
    expect(server.asked).toEqual([...look, 'begin', 'guarded write', 'rollback']);
  });

  it('a transaction that is in the way every time is a conflict', async () => {
    const deadlocks = { postgres: postgresSays('40P01'), mysql: mysqlSays(1213, 'ER_LOCK_DEADLOCK'), sqlite: null };
    const error = deadlocks[dialect];
    if (error === null) return expect(dialect).toBe('sqlite');
    const server = modelServer(dialect, (moment) =>
      moment === 'alongside' ? faultOf(error, 'rolled back', false, false) : undefined,
    );
    const { customers } = sqlRepository({
      db: server.db,
      dialect,
      alongside: (transaction) => write(queryOf(transaction), 'passes it on as a cause'),
    });
    expect((await customers.commit(commit))._unsafeUnwrapErr().code).toBe('revision-conflict');
  });
});
