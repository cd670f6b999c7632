import { err, ok, type Result } from 'neverthrow';
import { listOf, nullable, object, text, type Decoder } from '../model/decode';
import { decodeCustomerId, type CustomerId, type PartnerId } from '../model/identifiers';
import type { Page, PageRequest } from '../repository/page';
import type { RelationshipRepository } from '../repository/repository';
import { corruptData, storageFailed, type PageError } from '../repository/storage-error';
import { ask, decodePageError } from './ask';

/** Says what is impossible about the items of a page; null if nothing is. */
export type Problem<T> = (items: readonly T[]) => string | null;

/**
 * Reads a page, and checks that it has at most as many items as asked for, does not lead to itself, and has valid
 * items.
 */
export function readPage<T>(
  read: () => PromiseLike<Result<unknown, unknown>>,
  { after, limit }: PageRequest,
  item: Decoder<T>,
  problem: Problem<T>,
): Promise<Result<Page<T>, PageError>> {
  const decodePage = object<Page<T>>('a page', {
    items: listOf('an array of items', item, limit),
    next: nullable(text('a cursor or null', () => true)),
  });
  const checked = (page: Page<T>): Result<Page<T>, { readonly message: string }> => {
    const message = page.next !== null && page.next === after ? 'a page that leads to itself' : problem(page.items);
    return message === null ? ok(page) : err({ message });
  };
  return ask(read, {
    value: (value) => decodePage(value).andThen(checked),
    error: decodePageError(after),
    unanswered: storageFailed,
    impossible: corruptData,
  });
}

/** Reads a page of a partner's customer list. */
export function readCustomersOf(
  repository: RelationshipRepository,
  partnerId: PartnerId,
  wanted: PageRequest,
): Promise<Result<Page<CustomerId>, PageError>> {
  return readPage(
    () => repository.customersOf(partnerId, wanted),
    wanted,
    decodeCustomerId,
    (ids) => (new Set(ids).size === ids.length ? null : 'a page that names a customer twice'),
  );
}
