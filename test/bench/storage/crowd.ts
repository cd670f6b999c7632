import { sql, type Kysely, type RawBuilder } from 'kysely';
import {
  customerCodec,
  customerEntries,
  customerEntryCodec,
  foldCustomer,
  parseCustomerId,
  parseInstant,
  parsePartnerId,
  parseRequestId,
  parseServiceId,
  partnerCodec,
  relationshipChangeCodec,
  type CustomerId,
  type CustomerRelationships,
  type PartnerId,
  type RelationshipChange,
} from 'partner-relationships';
import type { SqlDialect } from 'partner-relationships/sql';
import type { Tables } from './databases';
import type { Invitation } from '../../fixtures/market';

/** The id of one of the crowd. */
export function memberOf(at: number): CustomerId {
  return parseCustomerId(`customer-${String(at).padStart(8, '0')}`)._unsafeUnwrap();
}

/** The id of one of as many partners, who have no customers. */
export function partnerAt(at: number): PartnerId {
  return parsePartnerId(`partner-${String(at).padStart(8, '0')}`)._unsafeUnwrap();
}

/** A row of the crowd, with the placeholder where its id is to be. */
type Template = Readonly<Record<string, string | number>>;

/**
 * Puts customers into the tables, past the library, so that a million take less than a minute: each has accepted that
 * invitation, for one service, and has the history that says so; and as many partners. Their ids are numbered from 1.
 */
export async function seedCrowd(
  tables: Pick<Tables, 'db'>,
  dialect: SqlDialect,
  size: number,
  invitation: Invitation,
): Promise<void> {
  await seedLists(tables, dialect, size, invitation);
  const { changes } = historyOf(memberOf(0), invitation);
  for (const [at, change] of changes.entries()) {
    await fill(tables, dialect, size, memberOf(0), 'customer_changes', {
      id: memberOf(0),
      position: at + 1,
      revision: changes.length,
      change: relationshipChangeCodec.encode(change)._unsafeUnwrap(),
    });
  }
  await settle(tables.db, dialect);
}

/** The same without histories, which no list reads. */
export async function seedLists(
  tables: Pick<Tables, 'db'>,
  dialect: SqlDialect,
  size: number,
  invitation: Invitation,
): Promise<void> {
  const customerId = memberOf(0);
  const { state, changes } = historyOf(customerId, invitation);
  await fill(tables, dialect, size, customerId, 'customers', {
    id: customerId,
    revision: changes.length,
    state: customerCodec.encode(state)._unsafeUnwrap(),
    entry: JSON.stringify({ format: 1, value: state.customer }),
  });
  for (const [partnerId, entry] of customerEntries(state)._unsafeUnwrap()) {
    const encoded = customerEntryCodec.encode(entry)._unsafeUnwrap();
    for (const list of ['related', 'administered']) {
      const row = { partner_id: partnerId, list, customer_id: customerId, entry: encoded };
      await fill(tables, dialect, size, customerId, 'customer_entries', row);
    }
  }
  const partner = { ...invitation.partner, id: partnerAt(0) };
  await fill(tables, dialect, size, partner.id, 'partners', {
    id: partner.id,
    revision: 1,
    state: partnerCodec.encode({ partner, requests: [] })._unsafeUnwrap(),
    entry: JSON.stringify({ format: 1, value: partner }),
  });
  await settle(tables.db, dialect);
}

/** As many rows go to the other nodes of a cluster at once. */
const ROWS_TO_OTHER_NODES = 20_000;

/** Some rows in one statement: the database fills in who it is, where the template has the placeholder. */
async function fill(
  { db }: Pick<Tables, 'db'>,
  dialect: SqlDialect,
  size: number,
  placeholder: string,
  table: string,
  template: Template,
): Promise<void> {
  const part = dialect === 'mysql' ? ROWS_TO_OTHER_NODES : size;
  for (let first = 1; first <= size; first += part) {
    const ids = membersOf(dialect, placeholder.slice(0, -8), first, Math.min(size, first + part - 1));
    await insertion(ids, placeholder, table, template).execute(db);
  }
}

/** The ids from one number to another. */
function membersOf(dialect: SqlDialect, start: string, first: number, last: number): RawBuilder<unknown> {
  const [prefix, from, to] = [sql.lit(start), sql.lit(first), sql.lit(last)];
  switch (dialect) {
    case 'postgres':
      return sql`select ${prefix} || lpad(n::text, 8, '0') as member from generate_series(${from}, ${to}) n`;
    case 'mysql':
      // MariaDB has a table of these numbers.
      return sql`select concat(${prefix}, lpad(seq, 8, '0')) as member from ${sql.id(`seq_${first}_to_${last}`)}`;
    case 'sqlite':
      return sql`
        with recursive numbers (n) as (select ${from} union all select n + 1 from numbers where n < ${to})
        select ${prefix} || printf('%08d', n) as member from numbers`;
  }
}

function insertion(
  ids: RawBuilder<unknown>,
  placeholder: string,
  table: string,
  template: Template,
): RawBuilder<unknown> {
  const columns = Object.entries(template);
  const values = columns.map(([, value]) => {
    if (typeof value === 'number') return sql`${sql.lit(value)}`;
    return value.includes(placeholder) ? sql`replace(${sql.lit(value)}, ${sql.lit(placeholder)}, member)` : sql.lit(value);
  });
  return sql`
    insert into ${sql.id(`relationship_${table}`)} (${sql.join(columns.map(([name]) => sql.id(name)))})
    select ${sql.join(values)} from (${ids}) as crowd`;
}

/** What a database does by itself in the end, it does now, and not while something is measured. */
async function settle(db: Kysely<unknown>, dialect: SqlDialect): Promise<void> {
  for (const statement of SETTLING[dialect]) await sql.raw(statement).execute(db);
}

const SETTLING: Readonly<Record<SqlDialect, readonly string[]>> = {
  postgres: ['vacuum analyze', 'checkpoint'],
  sqlite: ['analyze', 'pragma wal_checkpoint(truncate)'],
  mysql: ['customers', 'customer_entries', 'partners'].map((table) => `analyze table relationship_${table}`),
};

function historyOf(
  customerId: CustomerId,
  { partner, request }: Invitation,
): { readonly state: CustomerRelationships; readonly changes: readonly RelationshipChange[] } {
  const at = parseInstant('2026-03-01T09:00:00.000Z')._unsafeUnwrap();
  const by = { kind: 'customer', customerId } as const;
  const partnerId = parsePartnerId(partner.id)._unsafeUnwrap();
  const requestId = parseRequestId(request.id)._unsafeUnwrap();
  const serviceId = parseServiceId('exchange-online')._unsafeUnwrap();
  const origin = { kind: 'request', requestId } as const;
  const changes: readonly RelationshipChange[] = [
    { kind: 'customer-registered', at, by, customer: { id: customerId, name: customerId } },
    { kind: 'relationship-established', at, by, partnerId, origin },
    {
      kind: 'delegation-granted',
      at,
      by,
      partnerId,
      serviceId,
      transacting: true,
      throughPartnerId: null,
      requestId,
    },
  ];
  const state = foldCustomer(changes)._unsafeUnwrap();
  if (state === null) throw new Error('a registration gives a customer');
  return { state, changes };
}
