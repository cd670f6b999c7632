import {
  memoryRepository,
  type Commit,
  type CustomerId,
  type CustomerRelationships,
  type RelationshipChange,
  type RelationshipRepository,
} from 'partner-relationships';
import { openMarket, serviceOn } from '../../fixtures/market';

export type CustomerCommit = Commit<CustomerId, CustomerRelationships, RelationshipChange>;

const SERVICES: readonly string[] = ['exchange-online', 'sharepoint-online'];

/** What the service commits when new customers accept a request for two services: four changes each. */
export async function newCustomers(count: number, name: string): Promise<readonly CustomerCommit[]> {
  const commits: CustomerCommit[] = [];
  const { customers, ...rest } = memoryRepository();
  const recording: RelationshipRepository['customers'] = {
    ...customers,
    commit: (commit) => {
      commits.push(commit);
      return customers.commit(commit);
    },
  };
  const { service, seller } = await openMarket(serviceOn({ ...rest, customers: recording }));
  for (let at = 0; at < count; at += 1) {
    const id = `${name}-${at}`;
    const customer = { id, name: 'Northwind Traders' };
    const by = { kind: 'customer', customerId: id } as const;
    (await service.acceptRequest({ link: seller.link, customer, services: SERVICES, by }))._unsafeUnwrap();
  }
  return commits;
}

/** Commits by as many writers at the same time; `after` is called when a commit is acknowledged, and waited for. */
export async function commitAll(
  { customers }: RelationshipRepository,
  commits: readonly CustomerCommit[],
  writers: number,
  after: (commit: CustomerCommit) => Promise<void> | void = () => {},
): Promise<void> {
  const waiting = [...commits].reverse();
  const write = async (): Promise<void> => {
    for (let commit = waiting.pop(); commit !== undefined; commit = waiting.pop()) {
      const committed = await customers.commit(commit);
      if (committed.isErr()) throw new Error('a commit has failed', { cause: committed.error });
      await after(commit);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}
