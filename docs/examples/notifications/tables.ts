import { sql, type Generated, type Kysely } from 'kysely';

/** The tables of the portal, beside those of the library. */
export interface PortalTables {
  /** The mails that are still to be sent. */
  readonly outbox: {
    /** The same each time that the mail is sent. */
    readonly message_id: string;
    readonly recipient: 'customer' | 'partner';
    readonly customer_id: string;
    readonly partner_id: string;
    /** With the customer, it names the acceptance. */
    readonly revision: string;
    readonly attempts: Generated<number>;
    readonly written_at: Generated<Date>;
  };
  /** What the search of the portal finds. */
  readonly search_index: {
    readonly kind: 'customer' | 'partner';
    readonly id: string;
    readonly name: string;
  };
  /** How far each reader of the feed has come. */
  readonly readers: {
    readonly reader: string;
    /** Null before the first item. */
    readonly position: string | null;
  };
}

/** Makes the tables that are not there yet. */
export async function createPortalTables(
  db: Kysely<PortalTables>,
): Promise<void> {
  await sql`create table if not exists outbox (
    message_id text primary key,
    recipient text not null,
    customer_id text not null,
    partner_id text not null,
    revision text not null,
    attempts integer not null default 0,
    written_at timestamptz not null default now()
  )`.execute(db);
  await sql`create index if not exists outbox_order
    on outbox (attempts, written_at)`.execute(db);
  await sql`create table if not exists search_index (
    kind text not null,
    id text not null,
    name text not null,
    primary key (kind, id)
  )`.execute(db);
  await sql`create table if not exists readers (
    reader text primary key,
    position text
  )`.execute(db);
  await sql`insert into readers (reader, position) values ('search', null)
    on conflict do nothing`.execute(db);
}
