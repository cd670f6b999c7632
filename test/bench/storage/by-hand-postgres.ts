import pg from 'pg';
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

/** What a transaction asks the server with. */
interface Client {
  readonly query: <Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<pg.QueryResult<Row>>;
}

/** The history. A change has no number until somebody reads the feed, as with the library. */
const HISTORY: readonly string[] = [
  `create table change (customer_id text not null, position bigint not null, change text not null, number bigint,
     primary key (customer_id, position))`,
  'create index pending on change (customer_id, position) where number is null',
  'create unique index numbers on change (number) where number is not null',
];

/** Makes the tables, with the partners and their requests. Every statement that a transaction sends is logged. */
export async function byHandOnPostgres(
  pool: pg.Pool,
  { seller, rival, adviser }: Market,
  log: (text: string) => void = () => {},
): Promise<Contestant> {
  for (const statement of [...BY_HAND, ONE_TRANSACTING_PARTNER, ...HISTORY]) {
    await pool.query(statement.replaceAll(' text', ' text collate "C"'));
  }
  for (const { partner, request } of [seller, rival, adviser]) {
    await pool.query('insert into partner values ($1, $2, $3)', [partner.id, partner.name, partner.program]);
    await pool.query('insert into request values ($1, $2, $3, null, null)', [request.token, request.id, partner.id]);
  }
  return {
    name: 'by hand',
    accept: (acceptance) => inTransaction(pool, log, (client) => accept(client, acceptance)),
  };
}

const MOST_ATTEMPTS = 20;
const CONTENDED = ['40001', '40P01'];

async function inTransaction<T>(
  pool: pg.Pool,
  log: (text: string) => void,
  run: (client: Client) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const connection = await pool.connect();
    const client: Client = {
      query: (text, values = []) => {
        log(text);
        return connection.query(text, [...values]);
      },
    };
    try {
      await client.query('begin');
      const result = await run(client);
      await client.query('commit');
      connection.release();
      return result;
    } catch (error) {
      await client.query('rollback').then(
        () => connection.release(),
        (failure: unknown) => connection.release(failure instanceof Error ? failure : true),
      );
      const contended = error instanceof pg.DatabaseError && CONTENDED.includes(error.code ?? '');
      if (!contended || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

async function accept(client: Client, acceptance: Acceptance): Promise<Answer> {
  const { invitation, customerId } = acceptance;
  const {
    rows: [request],
  } = await client.query<RequestRow>(
    `select request.id, request.revoked_at, partner.id as partner_id, partner.program
     from request join partner on partner.id = request.partner_id where token = $1`,
    [invitation.request.token],
  );
  if (request === undefined) throw new Error('the invitation is unknown');
  const holdings = await lock(client, customerId, request.partner_id);
  const at = new Date().toISOString();
  const decided = decideByHand(acceptance, request, holdings, at);
  if (typeof decided === 'string') return decided;
  await write(client, customerId, request, holdings, decided, at);
  return 'accepted';
}

/** Locks the customer's row, which is made when there is none, and reads what hangs on it. */
async function lock(client: Client, customerId: string, partnerId: string): Promise<Holdings> {
  const lockKnown = (): Promise<pg.QueryResult> =>
    client.query('select 1 from customer where id = $1 for update', [customerId]);
  if ((await lockKnown()).rowCount === 0) {
    const made = await client.query('insert into customer values ($1, $2) on conflict do nothing', [
      customerId,
      customerId,
    ]);
    if (made.rowCount === 1) return NEW_CUSTOMER;
    await lockKnown();
  }
  const {
    rows: [found],
  } = await client.query<{ related: boolean; changes: string; delegations: DelegationRow[] | null }>(
    `select exists (select 1 from relationship where customer_id = $1 and partner_id = $2) as related,
       (select max(position) from change where customer_id = $1) as changes,
       (select json_agg(json_build_object(
          'service_id', service_id, 'partner_id', partner_id, 'transacting', transacting))
        from delegation where customer_id = $1) as delegations`,
    [customerId, partnerId],
  );
  if (found === undefined) throw new Error('a select without a from has a row');
  return {
    isNew: false,
    isRelated: found.related,
    changes: Number(found.changes),
    delegations: found.delegations ?? [],
  };
}

async function write(
  client: Client,
  customerId: string,
  request: RequestRow,
  { changes }: Holdings,
  writes: Writes,
  at: string,
): Promise<void> {
  const partnerId = request.partner_id;
  if (writes.establishes) {
    await client.query('insert into relationship values ($1, $2, $3, $4)', [customerId, partnerId, at, request.id]);
  }
  if (writes.removed.length > 0) {
    await client.query('delete from delegation where customer_id = $1 and transacting and service_id = any($2)', [
      customerId,
      writes.removed.map((held) => held.service_id),
    ]);
  }
  if (writes.granted.length > 0) {
    await client.query(
      'insert into delegation select $1, service_id, $2, $3, null, $4 from unnest($5::text[]) as service_id',
      [customerId, partnerId, writes.transacting, at, writes.granted],
    );
  }
  await client.query(
    `insert into change
     select $1, $2::bigint + place, change from unnest($3::text[]) with ordinality as entry (change, place)`,
    [customerId, changes, writes.changes],
  );
}
