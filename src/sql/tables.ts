import type { SchemaSettings } from './options';
import { nameOf, type Sql } from './statement';

/** The names of the tables, without their schema. */
export interface TableNames {
  readonly partners: string;
  readonly partnerChanges: string;
  readonly customers: string;
  readonly customerChanges: string;
  readonly customerEntries: string;
  readonly feed: string;
  /** An index on the entries. */
  readonly entriesOfCustomer: string;
  readonly earlierCustomerList: string;
  readonly migrations: string;
}

export function tableNames({ tablePrefix }: SchemaSettings): TableNames {
  return {
    partners: `${tablePrefix}partners`,
    partnerChanges: `${tablePrefix}partner_changes`,
    customers: `${tablePrefix}customers`,
    customerChanges: `${tablePrefix}customer_changes`,
    customerEntries: `${tablePrefix}customer_entries`,
    feed: `${tablePrefix}feed`,
    entriesOfCustomer: `${tablePrefix}entries_of_customer`,
    earlierCustomerList: `${tablePrefix}customer_list`,
    migrations: `${tablePrefix}migrations`,
  };
}

/** A table as statements name it. */
export type Table = Sql;

export function tableIn({ dialect, schema }: SchemaSettings, name: string): Table {
  return schema === null ? nameOf(dialect, name) : nameOf(dialect, schema, name);
}

/** The tables of one kind of document. */
export interface DocumentTables {
  /** One row for each document: `id`, `revision`, `state`, `entry`, which is null if the document was erased. */
  readonly documents: Table;
  /** Every change: `id`, `position` from 1 without gaps, `revision`, `change`, and `number`, its place in the feed. */
  readonly changes: Table;
  /** The changes of the other kind of document, which the same feed numbers. */
  readonly otherChanges: Table;
  /**
   * The lists of each partner: `partner_id`, `list`, `customer_id`, `entry`; null if the documents are not customers.
   */
  readonly customerEntries: Table | null;
}
