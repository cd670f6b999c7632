import { sql, type Kysely } from 'kysely';
import type { SubscriptionStatus } from 'partner-relationships';

/** The tables of the portal, beside those of the library. */
export interface PortalTables {
  /** Mails to people, in place of a mail server. */
  readonly portal_mails: {
    readonly id: string;
    readonly written_at: string;
    /** An address for an invitation, otherwise a partner or a customer. */
    readonly recipient_kind: 'address' | 'partner' | 'customer';
    readonly recipient: string;
    readonly language: string;
    readonly template: 'invitation' | 'accepted' | 'removed' | 'ended' | 'approved' | 'roles-ended' | 'roles-ending';
    readonly partner_id: string;
    /** Null for an invitation, which is for nobody in particular. */
    readonly customer_id: string | null;
    /** Or roles, with spaces between them. */
    readonly services: string;
    /** When the roles end; null for services. */
    readonly ends_at: string | null;
    /** The mail as it was composed, if it is an invitation. */
    readonly subject: string | null;
    readonly html: string | null;
  };
  /** Who has bought what from whom. */
  readonly portal_subscriptions: {
    readonly id: string;
    readonly customer_id: string;
    readonly service_id: string;
    readonly original_reseller_id: string | null;
    readonly status: SubscriptionStatus;
  };
  /** Who is signed in. */
  readonly portal_sessions: {
    /** A hash of the cookie. */
    readonly id: string;
    readonly user_id: string;
    readonly ends_at: string;
  };
  /** Until when it has been said what ends soon. */
  readonly portal_notices: { readonly id: 'last'; readonly until: string };
  /** How far the clearing of each closed partner is. */
  readonly portal_sweeps: {
    readonly partner_id: string;
    readonly user_id: string;
    /** Where it goes on. */
    readonly next: string | null;
    readonly cleared: number;
    readonly state: 'under-way' | 'done';
  };
}

/** Makes the tables that are not there yet. */
export async function createPortalTables(db: Kysely<PortalTables>): Promise<void> {
  await sql`create table if not exists portal_mails (
    id text primary key, written_at text not null, recipient_kind text not null, recipient text not null,
    language text not null, template text not null, partner_id text not null, customer_id text, services text not null,
    ends_at text, subject text, html text
  )`.execute(db);
  await sql`create table if not exists portal_subscriptions (
    id text primary key, customer_id text not null, service_id text not null, original_reseller_id text,
    status text not null
  )`.execute(db);
  await sql`create table if not exists portal_sessions (
    id text primary key, user_id text not null, ends_at text not null
  )`.execute(db);
  await sql`create table if not exists portal_notices (id text primary key, until text not null)`.execute(db);
  await sql`create table if not exists portal_sweeps (
    partner_id text primary key, user_id text not null, next text, cleared integer not null, state text not null
  )`.execute(db);
}
