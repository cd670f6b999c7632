import { sql, type Kysely } from 'kysely';
import type { SqlDialect } from 'partner-relationships/sql';
import rows from './rows.json' with { type: 'json' };

/** The first release, which had one list of each partner and no names in it. */
const STATEMENTS: Readonly<Record<SqlDialect, readonly string[]>> = {
  postgres: [
    'create table "?partners" ("id" text collate "C" not null primary key, "revision" bigint not null, ' +
      '"state" text not null)',
    'create table "?partner_changes" ("id" text collate "C" not null, "position" bigint not null, ' +
      '"revision" bigint not null, "change" text not null, ' +
      'constraint "?partner_changes_pkey" primary key ("id", "position"))',
    'create table "?customers" ("id" text collate "C" not null primary key, "revision" bigint not null, ' +
      '"state" text not null)',
    'create table "?customer_changes" ("id" text collate "C" not null, "position" bigint not null, ' +
      '"revision" bigint not null, "change" text not null, ' +
      'constraint "?customer_changes_pkey" primary key ("id", "position"))',
    'create table "?customer_list" ("partner_id" text collate "C" not null, "customer_id" text collate "C" not null, ' +
      'constraint "?customer_list_pkey" primary key ("partner_id", "customer_id"))',
    'create table "?migrations" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null)',
  ],
  sqlite: [
    'create table "?partners" ("id" text collate binary not null primary key, "revision" integer not null, ' +
      '"state" text not null)',
    'create table "?partner_changes" ("id" text collate binary not null, "position" integer not null, ' +
      '"revision" integer not null, "change" text not null, ' +
      'constraint "?partner_changes_pkey" primary key ("id", "position")) without rowid',
    'create table "?customers" ("id" text collate binary not null primary key, "revision" integer not null, ' +
      '"state" text not null)',
    'create table "?customer_changes" ("id" text collate binary not null, "position" integer not null, ' +
      '"revision" integer not null, "change" text not null, ' +
      'constraint "?customer_changes_pkey" primary key ("id", "position")) without rowid',
    'create table "?customer_list" ("partner_id" text collate binary not null, ' +
      '"customer_id" text collate binary not null, ' +
      'constraint "?customer_list_pkey" primary key ("partner_id", "customer_id")) without rowid',
    'create table "?migrations" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null)',
  ],
  mysql: [
    'create table `?partners` (`id` varchar(128) character set ascii collate ascii_bin not null primary key, ' +
      '`revision` bigint not null, `state` longtext character set utf8mb4 collate utf8mb4_bin not null) ' +
      'engine = InnoDB',
    'create table `?partner_changes` (`id` varchar(128) character set ascii collate ascii_bin not null, ' +
      '`position` bigint not null, `revision` bigint not null, ' +
      '`change` longtext character set utf8mb4 collate utf8mb4_bin not null, ' +
      'constraint `?partner_changes_pkey` primary key (`id`, `position`)) engine = InnoDB',
    'create table `?customers` (`id` varchar(128) character set ascii collate ascii_bin not null primary key, ' +
      '`revision` bigint not null, `state` longtext character set utf8mb4 collate utf8mb4_bin not null) ' +
      'engine = InnoDB',
    'create table `?customer_changes` (`id` varchar(128) character set ascii collate ascii_bin not null, ' +
      '`position` bigint not null, `revision` bigint not null, ' +
      '`change` longtext character set utf8mb4 collate utf8mb4_bin not null, ' +
      'constraint `?customer_changes_pkey` primary key (`id`, `position`)) engine = InnoDB',
    'create table `?customer_list` (`partner_id` varchar(128) character set ascii collate ascii_bin not null, ' +
      '`customer_id` varchar(128) character set ascii collate ascii_bin not null, ' +
      'constraint `?customer_list_pkey` primary key (`partner_id`, `customer_id`)) engine = InnoDB',
    'create table `?migrations` (`name` varchar(255) not null primary key, `timestamp` varchar(255) not null) ' +
      'engine = InnoDB',
  ],
};

/** The names of its tables without their prefix. */
export const EARLIER_TABLES: readonly string[] = [
  'partners',
  'partner_changes',
  'customers',
  'customer_changes',
  'customer_list',
];

export type EarlierRows = Readonly<Record<string, readonly (readonly (string | number)[])[]>>;

/** What it wrote: suspensions that do not say by whom and why, and a relationship that ended with an agreement. */
export const EARLIER_ROWS: EarlierRows = rows;

/** Makes its tables as it made them, with these rows. */
export async function createEarlierRelease(
  db: Kysely<unknown>,
  dialect: SqlDialect,
  tablePrefix: string,
  written: EarlierRows = EARLIER_ROWS,
): Promise<void> {
  for (const statement of STATEMENTS[dialect]) await sql.raw(statement.replaceAll('?', tablePrefix)).execute(db);
  for (const [table, values] of Object.entries(written)) {
    for (let at = 0; at < values.length; at += 100) {
      const parts = values.slice(at, at + 100).map((row) => sql`(${sql.join(row)})`);
      await sql`insert into ${sql.id(`${tablePrefix}${table}`)} values ${sql.join(parts)}`.execute(db);
    }
  }
  const record = sql`('0001_partners_and_customers', '2025-03-01T00:00:00.000Z')`;
  await sql`insert into ${sql.id(`${tablePrefix}migrations`)} values ${record}`.execute(db);
}
