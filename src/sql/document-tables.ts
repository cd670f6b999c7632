import type { Table } from './tables';

/** The tables of one kind of document. */
export interface DocumentTables {
  /** One row for each document: `id`, `revision`, `state`. */
  readonly documents: Table;
  /** Every change there was: `id`, `position` from 1 without gaps, `revision`, `change`. */
  readonly changes: Table;
  /** Which customers a partner has, `partner_id` and `customer_id`; null where the documents are not customers. */
  readonly customerList: Table | null;
}

/** What one commit writes. */
export interface Writing {
  readonly id: string;
  /** The revision that must be stored, which is the position of the last change so far; null when nothing must be. */
  readonly before: number | null;
  /** The next revision: the position of this commit's last change. So none comes back, as no row is ever deleted. */
  readonly after: number;
  readonly state: string;
  readonly changes: readonly string[];
  /** The partners in whose list the customer has to be from now on. */
  readonly joined: readonly string[];
  /** The partners in whose list it must not be any more. */
  readonly left: readonly string[];
}

/** How a commit ended that the database has carried out or found out of date. */
export type Written = 'committed' | 'conflict';
