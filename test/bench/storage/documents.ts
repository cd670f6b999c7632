import { performance } from 'node:perf_hooks';
import {
  customerCodec,
  foldCustomer,
  type CustomerRelationships,
  type RelationshipChange,
  type RelationshipRepository,
} from 'partner-relationships';
import { openMarket, serviceOn, type Market } from '../../fixtures/market';
import { kilobytes } from '../figures';
import { median } from '../median';
import type { Section } from '../section';
import { leftOut, onGalera, onPostgresQuorum } from './clusters';
import { MOST_IN_FLIGHT, tablesIn, tablesInMysql, withPostgres } from './databases';

/** How much a customer has, with a relationship for each four delegations. */
export interface Size {
  readonly delegations: number;
  /** How many characters an id has. */
  readonly ids: number;
}

const ORDINARY = 36;
const LONGEST = 128;
const SIZES: readonly Size[] = [
  ...[1, 10, 100, 2000].map((delegations) => ({ delegations, ids: ORDINARY })),
  { delegations: 2000, ids: LONGEST },
];
const DELEGATIONS_PER_RELATIONSHIP = 4;

const ROUNDS = 5;
const ROUND_MS = 300;

/** Some commands on customers of one size, and how many of them were done in a second. */
interface Lane {
  readonly size: Size;
  readonly inFlight: number;
  /** The JSON of a customer's document. */
  readonly characters: number;
  readonly perSecond: number;
}

/** How many commands a second change documents of several sizes. */
export async function run(): Promise<Section> {
  const onOne = await withPostgres(async ({ pool }) => lanesOn((await tablesIn(await pool())).repository));
  const onQuorum = await onPostgresQuorum(async ({ pool }) => lanesOn((await tablesIn(await pool())).repository));
  const onNodes = await onGalera(async ({ pool }) => lanesOn((await tablesInMysql(await pool())).repository));
  const others = [
    ...(onQuorum === null ? [] : [{ database: 'PostgreSQL, quorum', lanes: onQuorum }]),
    ...(onNodes === null ? [] : [{ database: 'Galera', lanes: onNodes }]),
  ];
  return {
    title: 'Documents that grow',
    about:
      'Commands a second through the service, in turn one that removes a delegation and one that accepts a request ' +
      'for it again: each loads the document of a customer, and writes all of it. A customer has a relationship for ' +
      `each ${DELEGATIONS_PER_RELATIONSHIP} delegations, and ids have ${ORDINARY} characters, or the ${LONGEST} that ` +
      'are allowed. Each command in flight is on another customer. The figures are medians of rounds, in which the ' +
      'sizes take turns; what a server acknowledges is on its disk.',
    leftOut: leftOut('PostgreSQL, quorum', 'Galera'),
    columns: [
      ...['delegations', 'ids', 'document', 'in flight', 'PostgreSQL'],
      ...others.map(({ database }) => database),
    ],
    rows: onOne.map(({ size, inFlight, characters, perSecond }, at) => [
      ...[size.delegations, size.ids, kilobytes(characters), inFlight, Math.round(perSecond)],
      ...others.map(({ lanes }) => Math.round(lanes[at]?.perSecond ?? Number.NaN)),
    ]),
  };
}

async function lanesOn(repository: RelationshipRepository): Promise<readonly Lane[]> {
  const market = await openMarket(serviceOn(repository));
  const customers = new Map<Size, readonly string[]>();
  for (const [at, size] of SIZES.entries()) {
    const ids = Array.from({ length: MOST_IN_FLIGHT }, (_, number) => `customer-${at}-${number}`);
    for (const id of ids) await seedCustomer(repository, customerOf(id, size, market));
    customers.set(size, ids);
  }
  const lanes = SIZES.flatMap((size) => [1, MOST_IN_FLIGHT].map((inFlight) => ({ size, inFlight })));
  const rates = lanes.map((): number[] => []);
  // The first round warms up, and is not counted.
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [at, { size, inFlight }] of lanes.entries()) {
      const perSecond = await rate(market, customers.get(size)?.slice(0, inFlight) ?? []);
      if (round >= 0) rates[at]?.push(perSecond);
    }
  }
  return lanes.map((lane, at) => ({
    ...lane,
    characters: customerCodec.encode(customerOf('northwind', lane.size, market).state)._unsafeUnwrap().length,
    perSecond: median(rates[at] ?? []),
  }));
}

/** Commands a second, on each of these customers one after the other. */
async function rate(market: Market, customerIds: readonly string[]): Promise<number> {
  let done = 0;
  const start = performance.now();
  const serve = async (customerId: string): Promise<void> => {
    do {
      await removeAndAccept(market, customerId);
      done += 2;
    } while (performance.now() - start < ROUND_MS);
  };
  await Promise.all(customerIds.map(serve));
  return (done * 1000) / (performance.now() - start);
}

/** What a customer gives up and takes back. */
const SERVICE = 'exchange-online';

/** Two commands, after which the customer has what it had before. */
export async function removeAndAccept({ service, seller }: Market, customerId: string): Promise<void> {
  const by = { kind: 'customer', customerId } as const;
  const services = [SERVICE];
  const removed = await service.removeDelegations({ customerId, from: seller.partner.id, services, by });
  const customer = { id: customerId, name: customerId };
  const accepted = await service.acceptRequest({ link: seller.link, customer, services, by });
  const changes = [...removed._unsafeUnwrap().changes, ...accepted._unsafeUnwrap().changes];
  if (changes.length !== 2) throw new Error('a command has changed nothing, or too much');
}

/** A customer with all that it has, and how it came to that. */
export interface Grown {
  readonly state: CustomerRelationships;
  readonly changes: readonly RelationshipChange[];
}

/** Its first relationship and delegation are those that commands change. */
export function customerOf(id: string, { delegations, ids }: Size, { seller }: Market): Grown {
  const at = '2026-03-01T09:00:00.000Z';
  const by = { kind: 'customer', customerId: id };
  const named = (what: string, number: number): string => `${what}-${number}-`.padEnd(ids, '0123456789abcdef');
  const partners = Array.from({ length: Math.ceil(delegations / DELEGATIONS_PER_RELATIONSHIP) }, (_, number) =>
    number === 0 ? seller.partner.id : named('partner', number),
  );
  const granted = {
    ...{ kind: 'delegation-granted', at, by, transacting: true, throughPartnerId: null },
    requestId: seller.request.id,
  };
  const changes: unknown = [
    { kind: 'customer-registered', at, by, customer: { id, name: id } },
    ...partners.map((partnerId) => {
      const origin = { kind: 'request', requestId: seller.request.id };
      return { kind: 'relationship-established', at, by, partnerId, origin };
    }),
    ...Array.from({ length: delegations }, (_, number) => {
      const serviceId = number === 0 ? SERVICE : named('service', number);
      return { ...granted, partnerId: partners[number % partners.length], serviceId };
    }),
  ];
  const known = changes as readonly RelationshipChange[];
  const state = foldCustomer(known)._unsafeUnwrap();
  if (state === null) throw new Error('a registration gives a customer');
  return { state, changes: known };
}

export async function seedCustomer(
  { customers }: RelationshipRepository,
  { state, changes }: Grown,
): Promise<void> {
  const { id } = state.customer;
  (await customers.commit({ id, expected: 'absent', next: state, changes }))._unsafeUnwrap();
}
