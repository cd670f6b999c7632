import type { SqlDialect } from 'partner-relationships/sql';
import { openMarket, serviceOn } from '../../fixtures/market';
import { median } from '../median';
import { seedLists } from './crowd';
import { inKysely, tablesIn, tablesInFile, withPostgres, withSqlite, type Tables } from './databases';
import { measured, type Crowd } from './growth';
import { pagesOn } from './operations';

const FEW = 1_000;
const MANY = 1_000_000;

/** How many times as long a page of every list takes when a million entries are in it, and not a thousand. */
export async function listGrowth(): Promise<readonly (readonly [what: string, times: number])[]> {
  const onPostgres = await withPostgres(({ pool }) => growthOn('postgres', async () => tablesIn(await pool())));
  const onSqlite = await withSqlite(({ file }) => growthOn('sqlite', () => tablesInFile(inKysely(file()))));
  return [
    ...onPostgres.map(([name, times]) => [`PostgreSQL, ${name}`, times] as const),
    ...onSqlite.map(([name, times]) => [`SQLite, ${name}`, times] as const),
  ];
}

async function growthOn(
  dialect: SqlDialect,
  create: () => Promise<Tables>,
): Promise<readonly (readonly [name: string, times: number])[]> {
  const few = await crowdOf(FEW, dialect, create);
  const many = await crowdOf(MANY, dialect, create);
  const times = await measured([few, many]);
  return few.operations.map(({ name }) => {
    const middle = (crowd: Crowd): number => median(times.get(crowd)?.get(name) ?? []);
    return [name, middle(many) / middle(few)];
  });
}

async function crowdOf(size: number, dialect: SqlDialect, create: () => Promise<Tables>): Promise<Crowd> {
  const tables = await create();
  const market = await openMarket(serviceOn(tables.repository));
  await seedLists(tables, dialect, size, market.seller);
  return { size, operations: pagesOn(tables.repository, market) };
}
