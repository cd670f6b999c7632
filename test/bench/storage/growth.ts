import { performance } from 'node:perf_hooks';
import type { SqlDialect } from 'partner-relationships/sql';
import type { Section } from '../section';
import { seedCrowd } from './crowd';
import { inKysely, tablesIn, tablesInFile, withPostgres, withSqlite, type Tables } from './databases';
import { openMarket, serviceOn } from '../../fixtures/market';
import { median } from '../median';
import { acceptances, operationsOn, thousandthPage, type Operation } from './operations';

const SIZES: readonly number[] = [1_000, 100_000, 1_000_000];
const SAMPLES = 240;

export interface Crowd {
  readonly size: number;
  readonly operations: readonly Operation[];
}

/** What each operation takes with a thousand, a hundred thousand and a million customers, all of one partner. */
export async function run(): Promise<Section> {
  const onPostgres = await withPostgres(async ({ pool }) =>
    rowsOf('PostgreSQL', await crowds('postgres', async () => tablesIn(await pool()))),
  );
  const onSqlite = await withSqlite(async ({ file }) =>
    rowsOf('SQLite', await crowds('sqlite', () => tablesInFile(inKysely(file())))),
  );
  return {
    title: 'Growth with the number of customers',
    about:
      'Milliseconds for one operation at a time, with this number of customers, all in one customer list. A page ' +
      'holds 100 customers. Growth divides the last column of times by the first; for the thousandth page it divides ' +
      'by the first page of the smallest list. The figures are medians, and the sizes take turns.',
    columns: ['database', 'operation', ...SIZES.map((size) => size.toLocaleString('en')), 'growth'],
    rows: [...onPostgres, ...onSqlite],
  };
}

async function crowds(dialect: SqlDialect, create: () => Promise<Tables>): Promise<readonly Crowd[]> {
  const made: Crowd[] = [];
  for (const size of SIZES) {
    const tables = await create();
    const market = await openMarket(serviceOn(tables.repository));
    await seedCrowd(tables, dialect, size, market.seller);
    const { repository } = tables;
    const operations = [...operationsOn(repository, market), ...acceptances(market)];
    made.push({ size, operations: size >= 100_000 ? [...operations, thousandthPage(repository, market)] : operations });
  }
  return made;
}

export type Times = ReadonlyMap<string, readonly number[]>;

async function rowsOf(database: string, all: readonly Crowd[]): Promise<(string | number)[][]> {
  const times = await measured(all);
  const middle = (crowd: Crowd, name: string): number | null => {
    const found = times.get(crowd)?.get(name) ?? [];
    return found.length === 0 ? null : median(found);
  };
  const names = [...new Set(all.flatMap(({ operations }) => operations.map(({ name }) => name)))];
  const [smallest] = all;
  const largest = all.at(-1);
  if (smallest === undefined || largest === undefined) throw new Error('nothing was measured');
  const firstPage = middle(smallest, 'page of customers, from the beginning') ?? NaN;
  return names.map((name) => {
    const found = all.map((crowd) => middle(crowd, name));
    const growth = (middle(largest, name) ?? NaN) / (middle(smallest, name) ?? firstPage);
    return [database, name, ...found.map((time) => (time === null ? '' : time.toFixed(3))), growth.toFixed(2)];
  });
}

/** Asks the crowds in turn, each time in another order, so that whatever slows the machine down slows all of them. */
export async function measured(all: readonly Crowd[]): Promise<ReadonlyMap<Crowd, Times>> {
  const times = new Map(all.map((crowd) => [crowd, new Map<string, number[]>()]));
  const most = Math.max(...all.map(({ operations }) => operations.length));
  const warmingUp = SAMPLES / 4;
  for (let sample = 0; sample < SAMPLES + warmingUp; sample += 1) {
    for (let at = 0; at < most; at += 1) {
      for (let turn = 0; turn < all.length; turn += 1) {
        const crowd = all[(turn + sample) % all.length];
        const operation = crowd?.operations[at];
        if (crowd === undefined || operation === undefined) continue;
        const time = await timeOf(operation, memberFor(sample, at, crowd.size));
        if (sample < warmingUp) continue;
        const before = times.get(crowd)?.get(operation.name) ?? [];
        times.get(crowd)?.set(operation.name, [...before, time]);
      }
    }
  }
  return times;
}

/**
 * Somebody of the crowd, in no order to be seen, and the same in every run: nobody twice for one operation, as
 * accepting again would change nothing, and somebody else for each operation, as what was just read is read quickly.
 */
function memberFor(sample: number, operation: number, size: number): number {
  return 1 + (((sample + operation * 311) * 1_618_033) % size);
}

async function timeOf({ prepare }: Operation, member: number): Promise<number> {
  const operate = await prepare(member);
  const start = performance.now();
  await operate();
  return performance.now() - start;
}
