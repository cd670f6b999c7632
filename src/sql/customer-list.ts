import { err, ok, Result } from 'neverthrow';
import type { CustomerRelationships } from '../model/customer-relationships';
import { decodeCustomerId, type CustomerId, type PartnerId } from '../model/identifiers';
import type { RelationshipChange } from '../model/relationship-change';
import { pageOf, type Page, type PageRequest } from '../repository/page';
import { corruptData, unknownCursor, type CorruptData, type PageError } from '../repository/storage-error';
import type { AnyKysely, SqlDialect } from './options';
import { read } from './selection';
import { sql, textValue, type Row } from './statement';
import type { Table } from './tables';
import type { Writing } from './writing';

/** The list of the customers of each partner. */
export interface CustomerList {
  readonly db: AnyKysely;
  readonly dialect: SqlDialect;
  readonly customerList: Table;
}

/** Ids are visible characters. An empty text would not do: MariaDB has a mode in which it is null. */
const BEFORE_ALL_IDS = ' ';

/** A page of a partner's customers in the order of their ids. The cursor is the last id of the page before. */
export async function customersOf(
  { db, dialect, customerList }: CustomerList,
  partnerId: PartnerId,
  { after, limit }: PageRequest,
): Promise<Result<Page<CustomerId>, PageError>> {
  // The customer may have left the list since, so the cursor only has to be an id.
  if (after !== null && decodeCustomerId(after).isErr()) return err(unknownCursor(after));
  const found = await read(db, dialect, {
    columns: ['customer_id'],
    table: customerList,
    where: sql`
      partner_id = ${textValue(partnerId)}
      and customer_id > ${textValue(after ?? BEFORE_ALL_IDS)}`,
    page: { order: 'customer_id', limit: limit + 1 },
  });
  if (found.isErr()) return err(found.error);
  const items = Result.combine(found.value.slice(0, limit).map(customerIdIn));
  if (items.isErr()) return err(items.error);
  return ok(pageOf(items.value, found.value.length > limit ? (items.value.at(-1) ?? null) : null));
}

function customerIdIn(row: Row): Result<CustomerId, CorruptData> {
  return decodeCustomerId(row['customer_id']).mapErr(({ message }) => corruptData(message));
}

/**
 * The partners whose customer lists a commit touches. The changes name the partners, and the state says which of them
 * are related; for a new customer the state says both.
 */
export function listMoves(
  expected: number | null,
  next: CustomerRelationships,
  changes: readonly RelationshipChange[],
): Pick<Writing, 'joined' | 'left'> {
  const related = new Set<string>(next.relationships.map(({ partnerId }) => partnerId));
  if (expected === null) return { joined: [...related], left: [] };
  const touched = new Set<string>();
  for (const change of changes) {
    if (change.kind === 'relationship-established' || change.kind === 'relationship-ended')
      touched.add(change.partnerId);
  }
  const partnerIds = [...touched];
  return {
    joined: partnerIds.filter((partnerId) => related.has(partnerId)),
    left: partnerIds.filter((partnerId) => !related.has(partnerId)),
  };
}
