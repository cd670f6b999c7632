import { err, ok, type Result } from 'neverthrow';
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
import type { Page, PageRequest } from '../repository/page';
import type { PageError } from '../repository/storage-error';
import { entryPage, type EntryList } from './entry-page';
import type { AnyKysely, SqlDialect } from './options';
import { nameOf, sql, textValue } from './statement';
import type { Table } from './tables';
import { asciiJson, type ListedEntry, type Listing, type ListPlace } from './writing';

/** The lists of the customers of each partner. */
export interface CustomerLists {
  readonly db: AnyKysely;
  readonly dialect: SqlDialect;
  readonly customerEntries: Table;
}

/** A page of a list of a partner. */
export function customersOf(
  { db, dialect, customerEntries }: CustomerLists,
  list: CustomerList,
  partnerId: PartnerId,
  page: PageRequest,
): Promise<Result<Page<CustomerEntry>, PageError>> {
  const entryList: EntryList<CustomerEntry> = {
    db,
    dialect,
    table: customerEntries,
    order: 'customer_id',
    where: sql`partner_id = ${textValue(partnerId)} and ${nameOf(dialect, 'list')} = ${textValue(list)}`,
    ids: decodeCustomerId,
    entries: customerEntryCodec,
    idOf: ({ customer }) => customer.id,
  };
  return entryPage(entryList, page);
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
    if ('delegation' in change) {
      touched.add(change.delegation.partnerId);
      left.administered.add(change.delegation.partnerId);
    }
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
