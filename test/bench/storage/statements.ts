import type { Section } from '../section';
import { byHandOnPostgres } from './by-hand-postgres';
import { inKysely, tablesIn, tablesInFile, withPostgres, withSqlite } from './databases';
import { openMarket, serviceOn } from '../../fixtures/market';
import { countStatements, countSteps } from './statement-counts';

/** How many statements each operation sends. */
export async function run(): Promise<Section> {
  const [onPostgres, byHand] = await withPostgres(async ({ pool }) => {
    const sent: string[] = [];
    const { repository } = await tablesIn(await pool(), ({ query }) => void sent.push(query.sql));
    const counts = await countStatements(repository, sent);
    const market = await openMarket(serviceOn(repository));
    const byHandSent: string[] = [];
    const contestant = await byHandOnPostgres(await pool(), market, (text) => void byHandSent.push(text));
    return [counts, await countSteps(contestant, market, 'northwind', byHandSent)] as const;
  });
  const onSqlite = await withSqlite(async ({ file }) => {
    const sent: string[] = [];
    const { repository } = await tablesInFile(inKysely(file()), ({ query }) => void sent.push(query.sql));
    return countStatements(repository, sent);
  });
  return {
    title: 'Statements per operation',
    about:
      'BEGIN and COMMIT count. On PostgreSQL each statement is a round trip; SQLite has none. *By hand* is the ' +
      'transaction that the service is compared with.',
    columns: ['operation', 'PostgreSQL', 'PostgreSQL, by hand', 'SQLite'],
    rows: [...onPostgres].map(([name, count]) => [name, count, byHand.get(name) ?? '', onSqlite.get(name) ?? '']),
  };
}
