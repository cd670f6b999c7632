import {
  parseCustomerId,
  type CustomerRelationships,
  type Page,
  type PageError,
  type PageRequest,
  type RecordedChange,
  type RelationshipChange,
  type RelationshipRepository,
} from 'partner-relationships';
import type { Result } from 'neverthrow';
import type { Invitation } from '../fixtures/market';

/** What a repository holds of some customers. */
export interface Evidence {
  readonly customers: readonly CustomerEvidence[];
  /** For each partner, those of these customers that are in its list, as often as they are. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

export interface CustomerEvidence {
  readonly id: string;
  readonly stored: { readonly state: CustomerRelationships; readonly revision: string } | null;
  readonly history: readonly RecordedChange<RelationshipChange>[];
}

const HISTORY_PAGE = 100;
const LIST_PAGE = 17;
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
  const lists = await forEach(invitations, async ({ partner }): Promise<[string, readonly string[]]> => {
    const listed = await all((page) => repository.customersOf(partner.id, page), LIST_PAGE);
    return [partner.id, listed.filter((id) => wanted.has(id))];
  });
  return { customers, lists: new Map(lists) };
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
