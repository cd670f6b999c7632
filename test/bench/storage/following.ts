import { performance } from 'node:perf_hooks';
import { CompiledQuery, type Kysely } from 'kysely';
import { DEFAULT_PAGE_SIZE, memoryRepository, type RelationshipRepository } from 'partner-relationships';
import { serviceOn } from '../../fixtures/market';
import { median } from '../median';
import type { Section } from '../section';
import { commitAll, newCustomers } from './commits';
import {
  inKysely,
  MOST_IN_FLIGHT,
  mysqlUrl,
  tablesIn,
  tablesInFile,
  tablesInMysql,
  withMysqlAt,
  withPostgres,
  withSqlite,
} from './databases';

const ROUNDS = 15;
/** Some pages, and less than one batch of numbering. */
const CUSTOMERS = 200;

/** A store, and a way past the library to the rows of its feed. */
interface Followed {
  readonly database: string;
  readonly repository: RelationshipRepository;
  readonly db: Kysely<unknown> | null;
}

/** How quickly the feed is read. */
export async function run(): Promise<Section> {
  const inMemory = await rowOf({ database: 'memory', repository: memoryRepository(), db: null });
  const onSqlite = await withSqlite(async ({ file }) =>
    rowOf({ database: 'SQLite', ...(await tablesInFile(inKysely(file()))) }),
  );
  const onPostgres = await withPostgres(async ({ pool }) =>
    rowOf({ database: 'PostgreSQL', ...(await tablesIn(await pool())) }),
  );
  const url = mysqlUrl();
  const onMysql =
    url === null
      ? []
      : [
          await withMysqlAt(url, async ({ pool }) =>
            rowOf({ database: 'MariaDB', ...(await tablesInMysql(await pool())) }),
          ),
        ];
  return {
    title: 'Following the feed',
    about:
      'Changes a second that `service.follow` delivers, of some hundred that are waiting. On a server, the first ' +
      'reader of a change gives it its number; *read again* is what a second reader gets. *By hand* selects pages of ' +
      'the same size past the library, parses the changes as JSON and checks nothing. The figures are medians of ' +
      'rounds in turn. MariaDB is measured if the bench runs beside it, by `test/sql/beside-mariadb npm run bench`.',
    columns: ['store', 'first read', 'read again', 'by hand', 'read again : by hand'],
    rows: [inMemory, onSqlite, onPostgres, ...onMysql],
  };
}

async function rowOf({ database, repository, db }: Followed): Promise<(string | number)[]> {
  const rates: Record<'first' | 'again' | 'byHand', number[]> = { first: [], again: [], byHand: [] };
  const ratios: number[] = [];
  let after: string | null = null;
  let last = 0;
  // The first rounds warm up, and are not counted.
  for (let round = -2; round < ROUNDS; round += 1) {
    const commits = await newCustomers(CUSTOMERS, `${database}-${round}`);
    const changes = commits.flatMap((commit) => commit.changes).length;
    await commitAll(repository, commits, db === null ? 1 : MOST_IN_FLIGHT);
    const first = await timed(() => follow(repository, after, changes));
    const readAgain = (): Promise<Timed<string | null>> => timed(() => follow(repository, after, changes));
    const readByHand = (): Promise<Timed<number> | null> =>
      db === null ? Promise.resolve(null) : timed(() => readPages(db, last, changes));
    // They take turns in being the first.
    const earlier = round % 2 === 0 ? await readAgain() : null;
    const byHand = await readByHand();
    const again = earlier ?? (await readAgain());
    after = first.answer;
    last = byHand?.answer ?? 0;
    if (round < 0) continue;
    rates.first.push(changes / first.seconds);
    rates.again.push(changes / again.seconds);
    if (byHand === null) continue;
    rates.byHand.push(changes / byHand.seconds);
    ratios.push(byHand.seconds / again.seconds);
  }
  const middle = (numbers: readonly number[]): number => Math.round(median(numbers));
  return [
    database,
    middle(rates.first),
    middle(rates.again),
    ...(ratios.length === 0 ? ['', ''] : [middle(rates.byHand), Number(median(ratios).toFixed(2))]),
  ];
}

interface Timed<T> {
  readonly answer: T;
  readonly seconds: number;
}

async function timed<T>(run: () => Promise<T>): Promise<Timed<T>> {
  const start = performance.now();
  const answer = await run();
  return { answer, seconds: (performance.now() - start) / 1000 };
}

/** Follows the feed until so many changes have come; gives the position of the last one. */
async function follow(
  repository: RelationshipRepository,
  after: string | null,
  changes: number,
): Promise<string | null> {
  let position = after;
  let left = changes;
  for await (const item of serviceOn(repository).follow({ after, signal: new AbortController().signal })) {
    position = item._unsafeUnwrap().position;
    left -= 1;
    if (left === 0) break;
  }
  return position;
}

/** Reads pages until so many changes have come; gives the number of the last one. */
async function readPages(db: Kysely<unknown>, after: number, changes: number): Promise<number> {
  const page = (last: number): string => {
    const of = (table: string): string =>
      `select * from (select c.number, c.id, c.revision, c.change from ${table} as c where c.number > ${last} ` +
      `order by c.number limit ${DEFAULT_PAGE_SIZE}) as ${table}_page`;
    return `${of('relationship_partner_changes')} union all ${of('relationship_customer_changes')} order by number ` +
      `limit ${DEFAULT_PAGE_SIZE}`;
  };
  let last = after;
  let left = changes;
  while (left > 0) {
    const { rows } = await db.executeQuery(CompiledQuery.raw(page(last)));
    const read = rows as readonly { readonly number: number | string; readonly change: string }[];
    if (read.length === 0) throw new Error('there are fewer changes than were committed');
    for (const { change } of read) if (typeof JSON.parse(change) !== 'object') throw new Error('a change is an object');
    last = Number(read.at(-1)?.number);
    left -= read.length;
  }
  return last;
}
