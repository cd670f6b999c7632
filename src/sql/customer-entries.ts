import { err, ok, Result } from 'neverthrow';
import type { CustomerRelationships } from '../model/customer-relationships';
import { decodeCustomerId, type PartnerId } from '../model/identifiers';
import type { RelationshipChange } from '../model/relationship-change';
import { customerEntryCodec } from '../repository/codec';
import {
  arrangeCustomerEntries,
  CUSTOMER_LISTS,
  isListed,
  type CustomerEntry,
  type CustomerList,
} from '../repository/customer-entry';
import { pageOf, type Page, type PageRequest } from '../repository/page';
import { unknownCursor, type PageError } from '../repository/storage-error';
import type { AnyKysely, SqlDialect } from './options';
import { read } from './selection';
import { sql, textValue } from './statement';
import type { Table } from './tables';
import { asciiJson, type ListedEntry, type Listing, type ListPlace } from './writing';

/** The lists of the customers of each partner. */
export interface CustomerLists {
  readonly db: AnyKysely;
  readonly dialect: SqlDialect;
  readonly customerEntries: Table;
}

/** Ids are visible characters. An empty text would not do: MariaDB has a mode in which it is null. */
export const BEFORE_ALL_IDS = ' ';

/** A page of a list of a partner, in the order of the ids. The cursor is the last id of the page before. */
export async function customersOf(
  { db, dialect, customerEntries: table }: CustomerLists,
  list: CustomerList,
  partnerId: PartnerId,
  { after, limit }: PageRequest,
): Promise<Result<Page<CustomerEntry>, PageError>> {
  // The customer may have left the list since, so the cursor only has to be an id.
  if (after !== null && decodeCustomerId(after).isErr()) return err(unknownCursor(after));
  const found = await read(db, dialect, {
    columns: ['entry'],
    table,
    where: sql`
      partner_id = ${textValue(partnerId)} and list = ${textValue(list)}
      and customer_id > ${textValue(after ?? BEFORE_ALL_IDS)}`,
    page: { order: 'customer_id', limit: limit + 1 },
  });
  if (found.isErr()) return err(found.error);
  const items = Result.combine(found.value.slice(0, limit).map((row) => customerEntryCodec.decode(row['entry'])));
  if (items.isErr()) return err(items.error);
  const last = items.value.at(-1)?.customer.id ?? null;
  return ok(pageOf(items.value, found.value.length > limit ? last : null));
}

/**
 * The places in lists that a commit touches. The changes name the partners whose entries may be others now; a customer
 * that is new, or has a new name, is written to every list that it is in. A place that the customer may have left is
 * emptied unless the state still has it there.
 */
export function customerListing(
  expected: number | null,
  next: CustomerRelationships | null,
  changes: readonly RelationshipChange[],
): Result<Listing, { readonly message: string }> {
  if (next === null) return ok({ listed: [], unlisted: 'all' });
  const entries = arrangeCustomerEntries(next);
  const touched = new Set<PartnerId>(expected === null ? entries.keys() : []);
  const left: Readonly<Record<CustomerList, Set<PartnerId>>> = { related: new Set(), administered: new Set() };
  for (const change of changes) {
    if (change.kind === 'customer-registered' || change.kind === 'customer-renamed') {
      for (const partnerId of entries.keys()) touched.add(partnerId);
    }
    if ('partnerId' in change) touched.add(change.partnerId);
    if (change.kind === 'relationship-ended') left.related.add(change.partnerId);
    if (change.kind === 'delegation-removed') left.administered.add(change.partnerId);
  }

  const listed: ListedEntry[] = [];
  const unlisted: ListPlace[] = [];
  for (const partnerId of touched) {
    const entry = entries.get(partnerId) ?? null;
    const encoded = entry === null ? ok(null) : customerEntryCodec.encode(entry);
    if (encoded.isErr()) return err(encoded.error);
    for (const list of CUSTOMER_LISTS) {
      if (entry !== null && encoded.value !== null && isListed(list, entry)) {
        listed.push({ partnerId, list, entry: asciiJson(encoded.value) });
      } else if (expected !== null && left[list].has(partnerId)) {
        unlisted.push({ partnerId, list });
      }
    }
  }
  return ok({ listed, unlisted });
}
