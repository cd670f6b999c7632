import type { Pool, PoolConnection, ResultSetHeader, RowDataPacket } from 'mysql2/promise';
import type { Acceptance, Answer, Contestant } from './acceptances';
import {
  BY_HAND,
  decideByHand,
  NEW_CUSTOMER,
  type DelegationRow,
  type Holdings,
  type RequestRow,
  type Writes,
} from './by-hand';
import type { Market } from '../../fixtures/market';

const TEXT = 'varchar(128) character set ascii collate ascii_bin';

/** What the other databases do with a partial index. */
const ONE_TRANSACTING_PARTNER = `alter table delegation
  add column transacting_service ${TEXT} as (if(transacting, service_id, null)) stored,
  add unique index one_transacting_partner (customer_id, transacting_service)`;

/** The history. A change has no number until somebody reads the feed, as with the library. */
const HISTORY = `create table history (customer_id ${TEXT} not null, position bigint not null, entry longtext not null,
  number bigint, primary key (customer_id, position), unique key numbers (number))`;

/** How a statement is sent, with the values for its question marks. */
type Send = (text: string, values: readonly Value[]) => Promise<Answered>;
type Value = string | number | null;

/** Its rows, or how many it has written. */
interface Answered {
  readonly rows: readonly unknown[];
  readonly written: number;
}

/** In tables that it makes. */
export async function byHandOnMysql(pool: Pool, market: Market): Promise<Contestant> {
  await makeTables(over(pool), market);
  return { name: 'by hand', accept: (acceptance) => inTransaction(pool, (send) => accept(send, acceptance)) };
}

/** Makes the tables, with the partners and their requests. */
async function makeTables(admin: Send, market: Market): Promise<void> {
  for (const statement of BY_HAND) await admin(statement.replaceAll(' text', ` ${TEXT}`), []);
  for (const statement of [ONE_TRANSACTING_PARTNER, HISTORY]) await admin(statement, []);
  for (const { partner, request } of [market.seller, market.rival, market.adviser]) {
    await admin('insert into partner values (?, ?, ?)', [partner.id, partner.name, partner.program]);
    await admin('insert into request values (?, ?, ?, null, null)', [request.token, request.id, partner.id]);
  }
}

function over(connection: Pool | PoolConnection): Send {
  return async (text, values) => {
    const [answer] = await connection.query<RowDataPacket[] | ResultSetHeader>(text, [...values]);
    return Array.isArray(answer) ? { rows: answer, written: 0 } : { rows: [], written: answer.affectedRows };
  };
}

const MOST_ATTEMPTS = 20;
/** A deadlock, or another node was first; and a lock that was not given in time. */
const CONTENDED: readonly unknown[] = [1213, 1205];

async function inTransaction<T>(pool: Pool, run: (send: Send) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.getConnection();
    try {
      await client.query('begin');
      const result = await run(over(client));
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      await client.query('rollback').then(
        () => client.release(),
        () => client.destroy(),
      );
      const isContended = error instanceof Error && 'errno' in error && CONTENDED.includes(error.errno);
      if (!isContended || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

async function accept(send: Send, acceptance: Acceptance): Promise<Answer> {
  const { invitation, customerId } = acceptance;
  // First of all: what is read afterwards is as it is under the lock, and a row that is not there cannot be locked.
  const made = await send('insert into customer values (?, ?) on duplicate key update id = id', [
    customerId,
    customerId,
  ]);
  const { rows } = await send(
    `select request.id, request.revoked_at, partner.id as partner_id, partner.program
     from request join partner on partner.id = request.partner_id where token = ?`,
    [invitation.request.token],
  );
  const [request] = rows as readonly RequestRow[];
  if (request === undefined) throw new Error('the invitation is unknown');
  const holdings = made.written === 1 ? NEW_CUSTOMER : await holdingsOf(send, customerId, request.partner_id);
  const at = new Date().toISOString();
  const decided = decideByHand(acceptance, request, holdings, at);
  if (typeof decided === 'string') return decided;
  await write(send, customerId, request, holdings, decided, at);
  return 'accepted';
}

/** One for each delegation, and one without if there is none. */
interface HoldingsRow {
  readonly related: number;
  readonly changes: number;
  readonly service_id: string | null;
  readonly partner_id: string;
  readonly transacting: number;
}

async function holdingsOf(send: Send, customerId: string, partnerId: string): Promise<Holdings> {
  const { rows } = await send(
    `select exists (select 1 from relationship where customer_id = ? and partner_id = ?) as related,
       (select max(position) from history where customer_id = ?) as changes, service_id, partner_id, transacting
     from customer left join delegation on customer_id = id where id = ?`,
    [customerId, partnerId, customerId, customerId],
  );
  const found = rows as readonly HoldingsRow[];
  const [first] = found;
  if (first === undefined) throw new Error('the customer is gone, and it was locked');
  const delegations = found.flatMap(({ service_id, partner_id, transacting }): readonly DelegationRow[] =>
    service_id === null ? [] : [{ service_id, partner_id, transacting }],
  );
  return { isNew: false, isRelated: first.related === 1, changes: first.changes, delegations };
}

async function write(
  send: Send,
  customerId: string,
  request: RequestRow,
  { changes }: Holdings,
  writes: Writes,
  at: string,
): Promise<void> {
  const partnerId = request.partner_id;
  if (writes.establishes) {
    await send('insert into relationship values (?, ?, ?, ?)', [customerId, partnerId, at, request.id]);
  }
  if (writes.removed.length > 0) {
    const places = writes.removed.map(() => '?').join();
    await send(`delete from delegation where customer_id = ? and transacting and service_id in (${places})`, [
      customerId,
      ...writes.removed.map((held) => held.service_id),
    ]);
  }
  if (writes.granted.length > 0) {
    const columns = 'customer_id, service_id, partner_id, transacting, through_partner_id, granted_at';
    const rows = writes.granted.map(() => '(?, ?, ?, ?, null, ?)').join();
    const transacting = writes.transacting ? 1 : 0;
    await send(
      `insert into delegation (${columns}) values ${rows}`,
      writes.granted.flatMap((serviceId) => [customerId, serviceId, partnerId, transacting, at]),
    );
  }
  const rows = writes.changes.map(() => '(?, ?, ?)').join();
  await send(
    `insert into history (customer_id, position, entry) values ${rows}`,
    writes.changes.flatMap((change, place) => [customerId, changes + 1 + place, change]),
  );
}
