import { sql, type Kysely } from 'kysely';
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
  relationshipChangeCodec,
  type CustomerId,
  type CustomerRelationships,
  type RelationshipChange,
} from 'partner-relationships';
import type { SqlDialect } from 'partner-relationships/sql';
import type { Tables } from './databases';
import type { Invitation } from '../../fixtures/market';

/** The id of one of the crowd. */
export function memberOf(at: number): CustomerId {
  return parseCustomerId(`customer-${String(at).padStart(8, '0')}`)._unsafeUnwrap();
}

/**
 * Puts customers into the tables, past the library, so that a million take less than a minute: each has accepted that
 * invitation, for one service, and has the history that says so. Their ids are numbered from 1.
 */
export async function seedCrowd(
  { db }: Pick<Tables, 'db'>,
  dialect: SqlDialect,
  size: number,
  invitation: Invitation,
): Promise<void> {
  const placeholder = memberOf(0);
  const { state, changes } = historyOf(placeholder, invitation);
  // A million rows in one statement each: the database fills in who it is.
  const member = sql`replace(template, ${placeholder}, id)`;
  const ids =
    dialect === 'postgres'
      ? sql`select 'customer-' || lpad(n::text, 8, '0') as id from generate_series(1, ${sql.lit(size)}) n`
      : sql`with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${sql.lit(size)})
          select printf('customer-%08d', n) as id from numbers`;
  const template = (text: string): ReturnType<typeof sql> => sql`(select cast(${text} as text) as template) as model`;
  await sql`
    insert into relationship_customers (id, revision, state)
    select id, ${sql.lit(changes.length)}, ${member}
    from (${ids}) as crowd, ${template(encodedState(state))}`.execute(db);
  await sql`
    update relationship_customers set entry = replace(template, ${placeholder}, id)
    from ${template(JSON.stringify({ format: 1, value: state.customer }))}`.execute(db);
  for (const [at, change] of changes.entries()) {
    const encoded = relationshipChangeCodec.encode(change)._unsafeUnwrap();
    await sql`
      insert into relationship_customer_changes (id, position, revision, ${sql.id('change')})
      select id, ${sql.lit(at + 1)}, ${sql.lit(changes.length)}, ${member}
      from (${ids}) as crowd, ${template(encoded)}`.execute(db);
  }
  for (const [partnerId, entry] of customerEntries(state)._unsafeUnwrap()) {
    const encoded = customerEntryCodec.encode(entry)._unsafeUnwrap();
    for (const list of ['related', 'administered'])
      await sql`
        insert into relationship_customer_entries (partner_id, list, customer_id, entry)
        select ${sql.lit(partnerId)}, ${sql.lit(list)}, id, ${member}
        from (${ids}) as crowd, ${template(encoded)}`.execute(db);
  }
  await settle(db, dialect);
}

function encodedState(state: CustomerRelationships): string {
  return customerCodec.encode(state)._unsafeUnwrap();
}

/** What a database does by itself in the end, it does now, and not while something is measured. */
async function settle(db: Kysely<unknown>, dialect: SqlDialect): Promise<void> {
  if (dialect === 'postgres') {
    for (const statement of ['vacuum analyze', 'checkpoint']) await sql.raw(statement).execute(db);
  } else {
    for (const statement of ['analyze', 'pragma wal_checkpoint(truncate)']) await sql.raw(statement).execute(db);
  }
}

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
