import type { SqlDialect } from 'partner-relationships/sql';
import { openMarket, serviceOn } from '../../fixtures/market';
import { median } from '../median';
import type { Section } from '../section';
import { leftOut, onGalera } from './clusters';
import { seedLists } from './crowd';
import {
  inKysely,
  tablesIn,
  tablesInFile,
  tablesInMysql,
  withPostgres,
  withSqlite,
  type Tables,
} from './databases';
import { measured, type Crowd } from './growth';
import { pagesOn } from './operations';

const FEW = 1_000;
const MANY = 1_000_000;

/** How many milliseconds a page of a list takes with few and with many entries in it. */
export interface ListGrowth {
  readonly database: string;
  readonly operation: string;
  readonly few: number;
  readonly many: number;
}

/** What a page of every list takes on Galera when a million entries are in it, and not a thousand. */
export async function run(): Promise<Section> {
  const growths = await listGrowthOnClusters();
  return {
    title: 'Lists that grow, on a cluster',
    about:
      'Milliseconds for a page of 100 of a list with so many entries, from the node of Galera to which all were ' +
      'written, with `wsrep_sync_wait = 1`. The figures are medians, and the sizes take turns.',
    leftOut: leftOut('Galera'),
    columns: ['database', 'operation', ...[FEW, MANY].map((size) => size.toLocaleString('en')), 'growth'],
    rows: growths.map(({ database, operation, few, many }) => [
      ...[database, operation, few.toFixed(3), many.toFixed(3), (many / few).toFixed(2)],
    ]),
  };
}

export async function listGrowth(): Promise<readonly ListGrowth[]> {
  const onPostgres = await withPostgres(({ pool }) =>
    growthOn('PostgreSQL', 'postgres', async () => tablesIn(await pool())),
  );
  const onSqlite = await withSqlite(({ file }) =>
    growthOn('SQLite', 'sqlite', () => tablesInFile(inKysely(file()))),
  );
  return [...onPostgres, ...onSqlite];
}

/** The same on Galera; nothing if it is left out. A million take minutes, so a run of the bench measures it once. */
export async function listGrowthOnClusters(): Promise<readonly ListGrowth[]> {
  growthOnGalera ??= onGalera(({ pool }) => growthOn('Galera', 'mysql', async () => tablesInMysql(await pool())));
  return (await growthOnGalera) ?? [];
}

let growthOnGalera: Promise<readonly ListGrowth[] | null> | null = null;

async function growthOn(
  database: string,
  dialect: SqlDialect,
  create: () => Promise<Tables>,
): Promise<readonly ListGrowth[]> {
  const few = await crowdOf(FEW, dialect, create);
  const many = await crowdOf(MANY, dialect, create);
  const times = await measured([few, many]);
  return few.operations.map(({ name }) => {
    const middle = (crowd: Crowd): number => median(times.get(crowd)?.get(name) ?? []);
    return { database, operation: name, few: middle(few), many: middle(many) };
  });
}

async function crowdOf(size: number, dialect: SqlDialect, create: () => Promise<Tables>): Promise<Crowd> {
  const tables = await create();
  const market = await openMarket(serviceOn(tables.repository));
  await seedLists(tables, dialect, size, market.seller);
  return { size, operations: pagesOn(tables.repository, market) };
}
