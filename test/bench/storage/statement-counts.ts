import type { RelationshipRepository } from 'partner-relationships';
import { byService, stepsOf, type Contestant } from './acceptances';
import { memberOf } from './crowd';
import { openMarket, serviceOn, type Market } from '../../fixtures/market';
import { operationsOn } from './operations';

/** How many statements were sent, BEGIN and COMMIT among them, by what was asked. */
export type StatementCounts = ReadonlyMap<string, number>;

/** Counts the statements of each operation, in a place without customers; `sent` is the log of all statements. */
export async function countStatements(
  repository: RelationshipRepository,
  sent: readonly unknown[],
): Promise<StatementCounts> {
  const market = await openMarket(serviceOn(repository));
  const { service, seller } = market;
  const library = byService(market);
  const counts = new Map(await countSteps(library, market, memberOf(1), sent));
  const count = async (name: string, ask: () => PromiseLike<unknown>): Promise<void> => {
    counts.set(name, await statementsOf(ask, sent));
  };

  const member = 2;
  const customerId = memberOf(member);
  const [first] = stepsOf(market, customerId);
  if (first === undefined) throw new Error('a customer does something');
  await library.accept(first.acceptance);
  const partnerId = seller.partner.id;
  const serviceId = 'exchange-online';
  const by = { kind: 'customer', customerId } as const;
  const question = { customerId, partnerId, operation: 'manage-users', serviceId } as const;
  await count('authorize', async () => service.authorize(question));
  await count('remove', async () => service.removeDelegations({ customerId, from: 'all', services: 'all', by }));
  for (const { name, prepare } of operationsOn(repository, market)) await count(name, await prepare(member));
  await count('customersOf', async () => service.customersOf(partnerId));
  await count('customersAdministeredBy', async () => service.customersAdministeredBy(partnerId));
  await count('customers', async () => service.customers());
  await count('partners', async () => service.partners());
  return counts;
}

/** Counts the statements of what one customer does. */
export async function countSteps(
  { accept }: Contestant,
  market: Market,
  customerId: string,
  sent: readonly unknown[],
): Promise<StatementCounts> {
  const counts = new Map<string, number>();
  for (const { name, acceptance } of stepsOf(market, customerId)) {
    counts.set(name, await statementsOf(() => accept(acceptance), sent));
  }
  return counts;
}

async function statementsOf(ask: () => PromiseLike<unknown>, sent: readonly unknown[]): Promise<number> {
  const before = sent.length;
  await ask();
  return sent.length - before;
}
