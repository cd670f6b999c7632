import { err, ok, type Result } from 'neverthrow';
import { decodeCustomer, type Customer } from '../model/customer';
import { listOf, nullable, object, text, type Decoder } from '../model/decode';
import type { PartnerId } from '../model/identifiers';
import { decodePartner, type Partner } from '../model/partner';
import { decodeCustomerEntry, isListed, type CustomerEntry, type CustomerList } from '../repository/customer-entry';
import { pageOf, type Page, type PageRequest } from '../repository/page';
import type { RelationshipRepository } from '../repository/repository';
import { corruptData, storageFailed, type PageError } from '../repository/storage-error';
import { ask, decodePageError } from './ask';

/** Says what is impossible about the items of a page; null if nothing is. */
export type Problem<T> = (items: readonly T[]) => string | null;

/** Reads a part of something, and checks what it answers as far as it can be checked. */
export function readPart<Part>(
  read: () => PromiseLike<Result<unknown, unknown>>,
  { after }: PageRequest,
  decode: Decoder<Part>,
  problem: (part: Part) => string | null,
): Promise<Result<Part, PageError>> {
  const checked = (part: Part): Result<Part, { readonly message: string }> => {
    const message = problem(part);
    return message === null ? ok(part) : err({ message });
  };
  return ask(read, {
    value: (value) => decode(value).andThen(checked),
    error: decodePageError(after),
    unanswered: storageFailed,
    impossible: corruptData,
  });
}

/**
 * Reads a page, and checks that it has at most as many items as asked for, does not lead to itself, and has valid
 * items.
 */
export function readPage<T>(
  read: () => PromiseLike<Result<unknown, unknown>>,
  wanted: PageRequest,
  item: Decoder<T>,
  problem: Problem<T>,
): Promise<Result<Page<T>, PageError>> {
  const decodePage = object<Page<T>>('a page', {
    items: listOf('an array of items', item, wanted.limit),
    next: nullable(text('a cursor or null', () => true)),
  });
  return readPart(read, wanted, decodePage, ({ items, next }) =>
    next !== null && next === wanted.after ? 'a page that leads to itself' : problem(items),
  );
}

/** Reads a page of a list of a partner's customers. */
export function readCustomersOf(
  repository: RelationshipRepository,
  list: CustomerList,
  partnerId: PartnerId,
  wanted: PageRequest,
): Promise<Result<Page<CustomerEntry>, PageError>> {
  return readPage(
    () => repository.customersOf(list, partnerId, wanted),
    wanted,
    decodeCustomerEntry,
    (entries) =>
      twiceIn(entries.map(({ customer }) => customer)) ??
      (entries.every((entry) => isListed(list, entry)) ? null : 'an entry that belongs to another list'),
  );
}

/** The customers on a page of a list of a partner's customers. */
export async function readListed(
  repository: RelationshipRepository,
  list: CustomerList,
  partnerId: PartnerId,
  wanted: PageRequest,
): Promise<Result<Page<Customer>, PageError>> {
  const page = await readCustomersOf(repository, list, partnerId, wanted);
  return page.map(({ items, next }) => pageOf(items.map(({ customer }) => customer), next));
}

/** Reads a page of all partners. */
export function readPartners(
  repository: RelationshipRepository,
  wanted: PageRequest,
): Promise<Result<Page<Partner>, PageError>> {
  return readPage(() => repository.partners.list(wanted), wanted, decodePartner, twiceIn);
}

/** Reads a page of all customers. */
export function readCustomers(
  repository: RelationshipRepository,
  wanted: PageRequest,
): Promise<Result<Page<Customer>, PageError>> {
  return readPage(() => repository.customers.list(wanted), wanted, decodeCustomer, twiceIn);
}

function twiceIn(entries: readonly { readonly id: string }[]): string | null {
  return new Set(entries.map(({ id }) => id)).size === entries.length ? null : 'a page that names an id twice';
}
