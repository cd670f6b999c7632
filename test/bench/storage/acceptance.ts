import { performance } from 'node:perf_hooks';
import type { SqliteDatabase } from 'kysely';
import type pg from 'pg';
import type { Section } from '../section';
import { byService, stepsOf, type Contestant } from './acceptances';
import { byHandOnPostgres } from './by-hand-postgres';
import { byHandOnSqlite, byHandThroughKysely } from './by-hand-sqlite';
import {
  inKysely,
  inKyselyPrepared,
  MOST_IN_FLIGHT,
  tablesIn,
  tablesInFile,
  withPostgres,
  withSqlite,
} from './databases';
import { openMarket, serviceOn, type Market } from '../../fixtures/market';
import { median } from '../median';

const ROUNDS = 15;

/** Two who do the same. */
export interface Contest {
  readonly database: string;
  readonly market: Market;
  readonly library: Contestant;
  readonly byHand: Contestant;
}

/** How many customers each contestant serves in one round. */
function customersIn(inFlight: number): number {
  return 16 + 4 * inFlight;
}

/** How a contest ended: acceptances a second, and how many times as many the library has. */
export interface Outcome {
  readonly database: string;
  readonly inFlight: number;
  readonly library: number;
  readonly byHand: number;
  readonly ratio: number;
}

/** Accepting through the service against a careful transaction written by hand. */
export async function run(): Promise<Section> {
  const outcomes = await outcomesOfAcceptances();
  return {
    title: 'Accepting, end to end',
    about:
      'Acceptances a second through the service, and through a transaction written by hand that keeps the same ' +
      'rules, history and customer lists. Each customer accepts, accepts again, takes an adviser, is refused a ' +
      'second seller, and replaces the first; both contestants must give these answers. The figures are medians of ' +
      'rounds in turn. The databases acknowledge a commit once it is on disk. A pool can send prepared statements ' +
      'instead of texts. On SQLite, the transaction by hand is sent through Kysely, as the service sends its own, ' +
      'and by libsql itself, with prepared statements. Kysely prepares each statement each time it is sent, unless ' +
      'the database that it is given keeps them.',
    ...tableOf(outcomes),
  };
}

export function tableOf(outcomes: readonly Outcome[]): Pick<Section, 'columns' | 'rows'> {
  return {
    columns: ['database', 'in flight', 'service, per second', 'by hand, per second', 'service : by hand'],
    rows: outcomes.map(({ database, inFlight, library, byHand, ratio }) => [
      database,
      inFlight,
      Math.round(library),
      Math.round(byHand),
      Number(ratio.toFixed(2)),
    ]),
  };
}

export function outcomesOfAcceptances(): Promise<readonly Outcome[]> {
  return withPostgres((postgres) =>
    withSqlite(async ({ file }) =>
      outcomesOf([
        await contestOnPostgres('PostgreSQL', () => postgres.pool()),
        await contestOnPostgres('PostgreSQL, prepared statements', () => postgres.pool({ prepares: true })),
        await contestOnSqlite('SQLite, both through Kysely', inKysely(file()), (market) =>
          byHandThroughKysely(inKysely(file()), market),
        ),
        await contestOnSqlite('SQLite', inKysely(file()), (market) => byHandOnSqlite(file(), market)),
        await contestOnSqlite('SQLite, prepared statements', inKyselyPrepared(file()), (market) =>
          byHandOnSqlite(file(), market),
        ),
      ]),
    ),
  );
}

/** How contests end with one acceptance in flight, and with as many as there are connections. */
export async function outcomesOf(contests: readonly Contest[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const contest of contests) {
    for (const inFlight of [1, MOST_IN_FLIGHT]) outcomes.push(await outcomeOf(contest, inFlight));
  }
  return outcomes;
}

async function contestOnSqlite(
  database: string,
  file: SqliteDatabase,
  contestantFor: (market: Market) => Contestant | Promise<Contestant>,
): Promise<Contest> {
  const market = await openMarket(serviceOn((await tablesInFile(file)).repository));
  return { database, market, library: byService(market), byHand: await contestantFor(market) };
}

export async function contestOnPostgres(database: string, poolOf: () => Promise<pg.Pool>): Promise<Contest> {
  const market = await openMarket(serviceOn((await tablesIn(await poolOf())).repository));
  const byHand = await byHandOnPostgres(await poolOf(), market);
  return { database, market, library: byService(market), byHand };
}

async function outcomeOf(contest: Contest, inFlight: number): Promise<Outcome> {
  const { database, market, library, byHand } = contest;
  const rates = new Map<Contestant, number[]>([
    [library, []],
    [byHand, []],
  ]);
  const ratios: number[] = [];
  // The first rounds warm up, and are not counted.
  for (let round = -2; round < ROUNDS; round += 1) {
    const prefix = `in-flight-${inFlight}-round-${round}`;
    const inTurn = round % 2 === 0 ? [library, byHand] : [byHand, library];
    const now = new Map<Contestant, number>();
    for (const contestant of inTurn) now.set(contestant, await rate(contestant, market, prefix, inFlight));
    if (round < 0) continue;
    for (const [contestant, measured] of now) rates.get(contestant)?.push(measured);
    ratios.push((now.get(library) ?? 0) / (now.get(byHand) ?? 0));
  }
  return {
    database,
    inFlight,
    library: median(rates.get(library) ?? []),
    byHand: median(rates.get(byHand) ?? []),
    ratio: median(ratios),
  };
}

/** Acceptances a second. */
async function rate({ name, accept }: Contestant, market: Market, prefix: string, inFlight: number): Promise<number> {
  const waiting = Array.from({ length: customersIn(inFlight) }, (_, at) => `${prefix}-customer-${at}`);
  let done = 0;
  const serve = async (): Promise<void> => {
    for (let customer = waiting.pop(); customer !== undefined; customer = waiting.pop()) {
      for (const { acceptance, answer } of stepsOf(market, customer)) {
        const answered = await accept(acceptance);
        if (answered !== answer) throw new Error(`${name} answered "${answered}" where it is "${answer}"`);
        done += 1;
      }
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: inFlight }, serve));
  return (done * 1000) / (performance.now() - start);
}
