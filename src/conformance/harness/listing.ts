import type { Result } from 'neverthrow';
import { isObject } from '../../model/decode';
import type { Page, PageRequest } from '../../repository/page';
import type { RelationshipRepository } from '../../repository/repository';
import { answerOf, valueOf, type Answer } from './ask';
import type { Handle } from './handle';
import { shown } from './shown';
import { mustBePage, wholeOf, type ReadPage } from './walk';

/** A list that a repository gives: of all partners, of all customers, or of the customers of one partner. */
export interface Listing {
  /** Names it in a message. */
  readonly name: string;
  readonly page: (handle: Handle, page: PageRequest) => Promise<Page<unknown>>;
  readonly tryPage: (handle: Handle, page: PageRequest) => Promise<Answer<Page<unknown>>>;
  /** The list to its end, read in the largest pages. */
  readonly whole: (handle: Handle) => Promise<readonly unknown[]>;
  /** The ids of whom it shows, read likewise. */
  readonly ids: (handle: Handle) => Promise<readonly string[]>;
  /** What it shows of the partner or customer in this state; null if it does not show it. */
  readonly due: (state: unknown) => unknown;
}

/** The parts that a list is made of. */
interface ListingParts extends Pick<Listing, 'name' | 'due'> {
  /** The call that reads it, but for the page. */
  readonly call: string;
  readonly read: (repository: RelationshipRepository, page: PageRequest) => PromiseLike<Result<Page<unknown>, unknown>>;
}

export function listingOf({ name, due, call, read }: ListingParts): Listing {
  const callOf = (page: PageRequest): string => `${call}${shown(page)})`;
  const page: Listing['page'] = async (handle, request) =>
    mustBePage(handle, await valueOf(handle, callOf(request), () => read(handle.repository, request)));
  const whole: Listing['whole'] = (handle) => wholeOf(handle, (request) => page(handle, request));
  return {
    name,
    due,
    page,
    tryPage: (handle, request) => answerOf(handle, callOf(request), () => read(handle.repository, request)),
    whole,
    ids: async (handle) => (await whole(handle)).map(idIn),
  };
}

/** Reads the ids of whom a list shows. */
export function readIds(listing: Listing, handle: Handle): ReadPage<string> {
  return async (request) => {
    const { items, next } = await listing.page(handle, request);
    return { items: items.map(idIn), next };
  };
}

/** The id of the partner or customer that an item of a list shows. */
export function idIn(item: unknown): string {
  const { id, customer } = isObject(item) ? item : {};
  const found = isObject(customer) ? customer['id'] : id;
  return typeof found === 'string' ? found : `no id in ${shown(item)}`;
}
