import { CompiledQuery, type Kysely } from 'kysely';
import type { RelationshipRepository } from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from '../../sql/plan-faults';
import { createTables, postgres, sqlite, type Engine, type Storage } from '../../sql/storage';
import { seedCrowd } from './crowd';
import { openMarket, serviceOn, type Market } from '../../fixtures/market';
import { operationsOn } from './operations';
import { countStatements } from './statement-counts';

/** How many statements each operation sends, BEGIN and COMMIT among them. */
const STATEMENTS: readonly (readonly [operation: string, onPostgres: number, onSqlite: number])[] = [
  ['accept, as a new customer', 2, 6],
  ['accept again', 1, 1],
  ['accept a further partner', 2, 6],
  // The account of each holder is read as well: if it is closed, the holder needs no replacing.
  ['accept, and be refused', 2, 2],
  ['accept, and replace the holder', 3, 7],
  ['authorize', 1, 1],
  ['remove', 2, 7],
  ['load', 1, 1],
  ['commit', 1, 5],
  ['page of history', 1, 1],
  ['page of customers, from the beginning', 1, 1],
  ['page of customers, from anywhere', 1, 1],
  ['page of administered customers, from anywhere', 1, 1],
  ['page of all customers, from anywhere', 1, 1],
  ['page of all partners, from anywhere', 1, 1],
  ['customersOf', 1, 1],
  ['customersAdministeredBy', 1, 1],
  ['customers', 1, 1],
  ['partners', 1, 1],
];

/** The one row in which a load finds its documents. */
const OF_NO_TABLE = /^(?:CO-ROUTINE always|SCAN CONSTANT ROW|SCAN always)$/;

/** What only reads, with the part of an index that it needs. */
const READING: readonly (readonly [operation: string, key: string])[] = [
  ['load', 'id=?'],
  ['page of history', 'id=? AND position>?'],
  ['page of customers, from the beginning', 'partner_id=? AND list=? AND customer_id>?'],
  ['page of customers, from anywhere', 'partner_id=? AND list=? AND customer_id>?'],
  ['page of administered customers, from anywhere', 'partner_id=? AND list=? AND customer_id>?'],
  ['page of all customers, from anywhere', 'id>?'],
  ['page of all partners, from anywhere', 'id>?'],
];

const FEW = 1_000;
const MANY = 40_000;

/** One more level of an index; what is wanted may go on in a second block of it, and in a second one of the table. */
const MORE_BLOCKS = 3;

/** A crowd of customers, and all that is sent to ask about them. */
interface Ground {
  readonly size: number;
  readonly db: Kysely<unknown>;
  readonly repository: RelationshipRepository;
  readonly market: Market;
  readonly sent: CompiledQuery[];
}

async function groundIn(storage: Storage, size: number): Promise<Ground> {
  const { dialect } = storage;
  const sent: CompiledQuery[] = [];
  const db = storage.open({ log: ({ query }) => void sent.push(query) });
  await createTables(db, dialect, 'relationship_');
  const repository = sqlRepository({ db, dialect });
  const market = await openMarket(serviceOn(repository));
  if (size > 0) await seedCrowd({ db }, dialect, size, market.seller);
  return { size, db, repository, market, sent };
}

/** The one statement that a reading operation sends, for somebody in the middle of the crowd. */
async function statementOf({ size, repository, market, sent }: Ground, name: string): Promise<CompiledQuery> {
  const operation = operationsOn(repository, market).find((known) => known.name === name);
  if (operation === undefined) throw new Error(`no operation is "${name}"`);
  const operate = await operation.prepare(size / 2);
  sent.length = 0;
  await operate();
  const [statement] = sent;
  if (statement === undefined) throw new Error(`"${name}" sends nothing`);
  return statement;
}

/** How many blocks of tables and indexes PostgreSQL looks at to carry a statement out. */
async function blocksRead(db: Kysely<unknown>, { sql, parameters }: CompiledQuery): Promise<number> {
  const explain = `explain (analyze, buffers, format json) ${sql}`;
  const { rows } = await db.executeQuery(CompiledQuery.raw(explain, [...parameters]));
  const [row] = rows as { 'QUERY PLAN': { Plan: Readonly<Record<string, number>> }[] }[];
  const plan = row?.['QUERY PLAN'][0]?.Plan;
  return (plan?.['Shared Hit Blocks'] ?? NaN) + (plan?.['Shared Read Blocks'] ?? NaN);
}

describe.each<Engine>([postgres, sqlite])('Budgets on $name', ({ dialect, storage: makeStorage }) => {
  const storages: Storage[] = [];
  const ground = async (size: number): Promise<Ground> => {
    const storage = await makeStorage();
    storages.push(storage);
    return groundIn(storage, size);
  };
  let crowd: Ground;

  beforeAll(async () => {
    crowd = await ground(MANY);
  });
  afterAll(async () => {
    for (const storage of storages) await storage.remove();
  });

  it('every operation sends its exact number of statements', async () => {
    const { repository, sent } = await ground(0);
    const counts = await countStatements(repository, sent);
    const isOnPostgres = dialect === 'postgres';
    const budgets = STATEMENTS.map(([name, onPostgres, onSqlite]) => [name, isOnPostgres ? onPostgres : onSqlite]);
    expect([...counts]).toEqual(budgets);
  });

  it.each(READING)('a %s reads by an index, in its order', async (name) => {
    const statement = await statementOf(crowd, name);
    expect([statement.sql, await faultsOf(crowd.db, dialect, statement)]).toEqual([statement.sql, []]);
  });

  if (dialect === 'postgres') {
    it(`${MANY / FEW} times the customers cost at most ${MORE_BLOCKS} more blocks to read`, async () => {
      const few = await ground(FEW);
      for (const [name] of READING) {
        const amongFew = await blocksRead(few.db, await statementOf(few, name));
        const amongMany = await blocksRead(crowd.db, await statementOf(crowd, name));
        expect(amongFew, name).toBeGreaterThan(0);
        expect(amongMany, name).toBeLessThanOrEqual(amongFew + MORE_BLOCKS);
      }
    });
  } else {
    // SQLite does not say how much it reads, but where it begins and ends.
    it.each(READING)('a %s begins at its cursor, without reading earlier rows', async (name, key) => {
      const { sql, parameters } = await statementOf(crowd, name);
      const { rows } = await crowd.db.executeQuery(CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]));
      const steps = (rows as { readonly detail: string }[]).filter(({ detail }) => !OF_NO_TABLE.test(detail));
      expect(steps).toEqual([expect.objectContaining({ detail: expect.stringContaining(`(${key})`) as unknown })]);
    });
  }
});
