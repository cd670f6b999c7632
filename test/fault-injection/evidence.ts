import {
  parseCustomerId,
  type CustomerEntry,
  type CustomerList,
  type CustomerRelationships,
  type Page,
  type PageError,
  type PageRequest,
  type PartnerId,
  type RecordedChange,
  type RelationshipChange,
  type RelationshipRepository,
} from 'partner-relationships';
import type { Result } from 'neverthrow';
import type { Invitation } from '../fixtures/market';

/** What a repository holds of some customers. */
export interface Evidence {
  readonly customers: readonly CustomerEvidence[];
  /** Both lists of each partner. */
  readonly lists: readonly PartnerList[];
}

export interface PartnerList {
  readonly partnerId: PartnerId;
  readonly list: CustomerList;
  /** Those of these customers that are in the list, as often as they are. */
  readonly listed: readonly CustomerEntry[];
}

export interface CustomerEvidence {
  readonly id: string;
  readonly stored: { readonly state: CustomerRelationships | null; readonly revision: string } | null;
  readonly history: readonly RecordedChange<RelationshipChange>[];
}

const HISTORY_PAGE = 100;
const LIST_PAGE = 17;
const LISTS: readonly CustomerList[] = ['related', 'administered'];
/** How many documents are read at the same time. */
const AT_ONCE = 8;

/** Reads all data of some customers through the repository. */
export async function gather(
  repository: RelationshipRepository,
  customerIds: readonly string[],
  invitations: readonly Invitation[],
): Promise<Evidence> {
  const customers = await forEach(customerIds, (id) => customerEvidence(repository, id));
  const wanted = new Set(customerIds);
  const partnersAndLists = invitations.flatMap(({ partner }) => LISTS.map((list) => [partner.id, list] as const));
  const lists = await forEach(partnersAndLists, async ([partnerId, list]): Promise<PartnerList> => {
    const listed = await all((page) => repository.customersOf(list, partnerId, page), LIST_PAGE);
    return { partnerId, list, listed: listed.filter(({ customer }) => wanted.has(customer.id)) };
  });
  return { customers, lists };
}

async function customerEvidence({ customers }: RelationshipRepository, id: string): Promise<CustomerEvidence> {
  const customerId = parseCustomerId(id)._unsafeUnwrap();
  const stored = (await customers.load(customerId))._unsafeUnwrap();
  return { id, stored, history: await all((page) => customers.history(customerId, page), HISTORY_PAGE) };
}

async function all<T>(
  read: (page: PageRequest) => PromiseLike<Result<Page<T>, PageError>>,
  limit: number,
): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | null = null;
  do {
    const page: Page<T> = (await read({ after, limit }))._unsafeUnwrap();
    items.push(...page.items);
    after = page.next;
  } while (after !== null);
  return items;
}

async function forEach<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))));
  }
  return done;
}
