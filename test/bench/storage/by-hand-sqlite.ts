import { Kysely, sql, SqliteDialect, type RawBuilder, type SqliteDatabase } from 'kysely';
import type Database from 'libsql';
import type { Acceptance, Answer, Contestant } from './acceptances';
import {
  BY_HAND,
  decideByHand,
  NEW_CUSTOMER,
  ONE_TRANSACTING_PARTNER,
  type DelegationRow,
  type Holdings,
  type RequestRow,
  type Writes,
} from './by-hand';
import type { Market } from '../../fixtures/market';

type Value = string | number | null;

interface Statement {
  readonly text: string;
  readonly values: readonly Value[];
}

/** A transaction, which asks for one statement after the other to be carried out, and goes on with its rows. */
type Transaction<T> = Generator<Statement, T, readonly unknown[]>;

/** The history. One transaction follows the other, so a change has its number in the feed at once. */
const HISTORY: readonly string[] = [
  `create table change (number integer primary key, customer_id text not null, position bigint not null,
     change text not null, unique (customer_id, position))`,
];

/** Makes the tables, with the partners and their requests; each statement is prepared once. */
export function byHandOnSqlite(file: Database.Database, market: Market): Contestant {
  for (const statement of [...BY_HAND, ONE_TRANSACTING_PARTNER, ...HISTORY]) file.exec(statement);
  const prepared = new Map<string, Database.Statement>();
  const carryOut = (text: string, values: readonly Value[] = []): readonly unknown[] => {
    const statement = prepared.get(text) ?? file.prepare(text);
    prepared.set(text, statement);
    if (statement.reader) return statement.all(...values);
    statement.run(...values);
    return [];
  };
  for (const { text, values } of partnersOf(market)) carryOut(text, values);
  return {
    name: 'by hand',
    accept: (acceptance) => {
      // It locks the whole file, so nobody comes in between.
      carryOut('begin immediate');
      try {
        const answer = atOnce(accept(acceptance), carryOut);
        carryOut('commit');
        return Promise.resolve(answer);
      } catch (error) {
        carryOut('rollback');
        throw error;
      }
    },
  };
}

function atOnce<T>(
  transaction: Transaction<T>,
  carryOut: (text: string, values: readonly Value[]) => readonly unknown[],
): T {
  let step = transaction.next();
  while (step.done !== true) step = transaction.next(carryOut(step.value.text, step.value.values));
  return step.value;
}

/** The same statements in a transaction of Kysely, which gives its one connection to one after the other. */
export async function byHandThroughKysely(database: SqliteDatabase, market: Market): Promise<Contestant> {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  for (const text of [...BY_HAND, ONE_TRANSACTING_PARTNER, ...HISTORY]) await sql.raw(text).execute(db);
  for (const one of partnersOf(market)) await tagged(one).execute(db);
  return {
    name: 'by hand through Kysely',
    accept: (acceptance) =>
      db.transaction().execute(async (trx) => {
        const transaction = accept(acceptance);
        let step = transaction.next();
        while (step.done !== true) {
          const { rows } = await tagged(step.value).execute(trx);
          step = transaction.next(rows);
        }
        return step.value;
      }),
  };
}

/** A statement as somebody writes it who uses Kysely: sql`select 1 from customer where id = ${id}`. */
function tagged({ text, values }: Statement): RawBuilder<unknown> {
  const texts = text.split('?');
  return sql(Object.assign(texts, { raw: texts }), ...values);
}

function statement(text: string, ...values: readonly Value[]): Statement {
  return { text, values };
}

function partnersOf({ seller, rival, adviser }: Market): readonly Statement[] {
  return [seller, rival, adviser].flatMap(({ partner, request }) => [
    statement('insert into partner values (?, ?, ?)', partner.id, partner.name, partner.program),
    statement('insert into request values (?, ?, ?, null, null)', request.token, request.id, partner.id),
  ]);
}

function* accept(acceptance: Acceptance): Transaction<Answer> {
  const { invitation, customerId } = acceptance;
  const [request] = (yield statement(
    `select request.id, request.revoked_at, partner.id as partner_id, partner.program
     from request join partner on partner.id = request.partner_id where token = ?`,
    invitation.request.token,
  )) as readonly RequestRow[];
  if (request === undefined) throw new Error('the invitation is unknown');
  const holdings = yield* holdingsOf(customerId, request.partner_id);
  const at = new Date().toISOString();
  const decided = decideByHand(acceptance, request, holdings, at);
  if (typeof decided === 'string') return decided;
  yield* write(customerId, request, holdings, decided, at);
  return 'accepted';
}

function* holdingsOf(customerId: string, partnerId: string): Transaction<Holdings> {
  const known = yield statement('select 1 from customer where id = ?', customerId);
  if (known.length === 0) return NEW_CUSTOMER;
  const [found] = (yield statement(
    `select exists (select 1 from relationship where customer_id = ? and partner_id = ?) as related,
       (select max(position) from change where customer_id = ?) as changes`,
    customerId,
    partnerId,
    customerId,
  )) as readonly { readonly related: number; readonly changes: number }[];
  if (found === undefined) throw new Error('a select without a from has a row');
  const delegations = (yield statement(
    'select service_id, partner_id, transacting from delegation where customer_id = ?',
    customerId,
  )) as readonly DelegationRow[];
  return { isNew: false, isRelated: found.related === 1, changes: found.changes, delegations };
}

function* write(
  customerId: string,
  request: RequestRow,
  { isNew, changes }: Holdings,
  writes: Writes,
  at: string,
): Transaction<void> {
  const partnerId = request.partner_id;
  if (isNew) yield statement('insert into customer values (?, ?)', customerId, customerId);
  if (writes.establishes) {
    yield statement('insert into relationship values (?, ?, ?, ?)', customerId, partnerId, at, request.id);
  }
  for (const held of writes.removed) {
    const removal = 'delete from delegation where customer_id = ? and service_id = ? and transacting';
    yield statement(removal, customerId, held.service_id);
  }
  const transacting = writes.transacting ? 1 : 0;
  for (const service of writes.granted) {
    const grant = 'insert into delegation values (?, ?, ?, ?, null, ?)';
    yield statement(grant, customerId, service, partnerId, transacting, at);
  }
  for (const [place, change] of writes.changes.entries()) {
    const record = 'insert into change (customer_id, position, change) values (?, ?, ?)';
    yield statement(record, customerId, changes + 1 + place, change);
  }
}
