import {
  evolveCustomer,
  parseInstant,
  type Commit,
  type CustomerId,
  type CustomerRelationships,
  type PageRequest,
  type RelationshipChange,
  type RelationshipRepository,
} from 'partner-relationships';
import { memberOf, partnerAt } from './crowd';
import type { Invitation, Market } from '../../fixtures/market';

const PAGE = 100;

/** Something that is asked of a store; what has to be there before is prepared, and not measured. */
export interface Operation {
  readonly name: string;
  /** Gives what is to be measured, for one of the crowd. */
  readonly prepare: (member: number) => Promise<() => PromiseLike<unknown>> | (() => PromiseLike<unknown>);
}

/** Everything that is asked of a repository. */
export function operationsOn(repository: RelationshipRepository, market: Market): readonly Operation[] {
  const { rival } = market;
  const { customers } = repository;
  return [
    { name: 'load', prepare: (member) => () => customers.load(memberOf(member)).then(mustSucceed) },
    {
      name: 'commit',
      prepare: async (member) => {
        const next = await nextCommit(repository, memberOf(member), rival);
        return () => customers.commit(next).then(mustSucceed);
      },
    },
    {
      name: 'page of history',
      prepare: (member) => () => customers.history(memberOf(member), { after: null, limit: PAGE }).then(mustSucceed),
    },
    ...pagesOn(repository, market),
  ];
}

/** A page of every list of a repository. */
export function pagesOn(repository: RelationshipRepository, { seller }: Market): readonly Operation[] {
  const { partners, customers } = repository;
  const partnerId = seller.partner.id;
  const page = (after: string | null): PageRequest => ({ after, limit: PAGE });
  return [
    {
      name: 'page of customers, from the beginning',
      prepare: () => () => repository.customersOf('related', partnerId, page(null)).then(mustSucceed),
    },
    {
      name: 'page of customers, from anywhere',
      prepare: (member) => () =>
        repository.customersOf('related', partnerId, page(memberOf(member))).then(mustSucceed),
    },
    {
      name: 'page of administered customers, from anywhere',
      prepare: (member) => () =>
        repository.customersOf('administered', partnerId, page(memberOf(member))).then(mustSucceed),
    },
    {
      name: 'page of all customers, from anywhere',
      prepare: (member) => () => customers.list(page(memberOf(member))).then(mustSucceed),
    },
    {
      name: 'page of all partners, from anywhere',
      prepare: (member) => () => partners.list(page(partnerAt(member))).then(mustSucceed),
    },
  ];
}

/** Accepting through the service. */
export function acceptances(market: Market): readonly Operation[] {
  const { seller, adviser } = market;
  return [
    { name: 'accept, as a new customer', prepare: (member) => () => accept(market, `${memberOf(member)}-new`, seller) },
    { name: 'accept a further partner', prepare: (member) => () => accept(market, memberOf(member), adviser) },
  ];
}

/** The thousandth page of a customer list. */
export function thousandthPage(repository: RelationshipRepository, { seller }: Market): Operation {
  return {
    name: 'page of customers, the thousandth',
    prepare: () => () =>
      repository
        .customersOf('related', seller.partner.id, { after: memberOf(999 * PAGE), limit: PAGE })
        .then(mustSucceed),
  };
}

function mustSucceed(answer: { readonly isErr: () => boolean }): void {
  if (answer.isErr()) throw new Error('what is measured has failed', { cause: answer });
}

async function accept({ service }: Market, id: string, { link }: Invitation): Promise<void> {
  const customer = { id, name: id };
  const by = { kind: 'customer', customerId: id } as const;
  mustSucceed(await service.acceptRequest({ link, customer, services: ['sharepoint-online'], by }));
}

/** A commit that goes on from what is stored: the customer gets a further partner. */
async function nextCommit(
  { customers }: RelationshipRepository,
  id: CustomerId,
  { partner, request }: Invitation,
): Promise<Commit<CustomerId, CustomerRelationships, RelationshipChange>> {
  const known = (await customers.load(id))._unsafeUnwrap();
  if (known === null) throw new Error(`${id} is not there`);
  const change: RelationshipChange = {
    kind: 'relationship-established',
    at: parseInstant('2026-03-02T09:00:00.000Z')._unsafeUnwrap(),
    by: { kind: 'customer', customerId: id },
    partnerId: partner.id,
    origin: { kind: 'request', requestId: request.id },
  };
  const next = evolveCustomer(known.state, change)._unsafeUnwrap();
  return { id, expected: known.revision, next, changes: [change] };
}
