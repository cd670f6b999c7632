import {
  acceptRequest,
  addCustomer,
  endRelationship,
  evolveCustomer,
  relinquishDelegations,
  removeDelegations,
  type CustomerRelationships,
  type Partner,
  type RelationshipChange,
  type ServiceId,
} from 'partner-relationships';
import { err } from 'neverthrow';
import { at, byCustomer, byPartner, customer, partnerOf, requestOf, service, soldBy } from './cast';
import type { Move, Subject } from './state-space';

export type State = CustomerRelationships | null;

export const partner: Partner = partnerOf('partner', 'direct-bill');
export const other: Partner = partnerOf('other', 'direct-bill');

/** What the service answers to a command on a customer that nobody knows. */
const unknown = err({ code: 'unknown-customer' });

/** All that the customer, a partner and another transacting partner can do, with one service. */
const moves: readonly Move<State, RelationshipChange>[] = [partner, other].flatMap((who) => {
  const theirs = who === partner ? 'partner' : 'other';
  const accept = (services: readonly ServiceId[], onHeldService: 'refuse' | 'replace') => (state: State) =>
    acceptRequest(state, {
      customer,
      partner: who,
      request: requestOf(who.id),
      services,
      onHeldService,
      by: byCustomer,
      at,
    });
  const whose = (...words: string[]): string => [...(who === partner ? [] : ['other']), ...words].join(', ');
  return [
    { call: 'acceptRequest', detail: whose('no services'), who: 'customer', decide: accept([], 'refuse') },
    { call: 'acceptRequest', detail: whose(), who: 'customer', decide: accept([service], 'refuse') },
    { call: 'acceptRequest', detail: whose('replace'), who: 'customer', decide: accept([service], 'replace') },
    {
      call: 'addCustomer',
      detail: 'no services',
      who: theirs,
      decide: (state) => addCustomer(state, { customer, partner: who, services: [], by: byPartner(who.id), at }),
    },
    {
      call: 'addCustomer',
      who: theirs,
      decide: (state) =>
        addCustomer(state, { customer, partner: who, services: [service], by: byPartner(who.id), at }),
    },
    {
      call: 'removeDelegations',
      detail: whose(),
      who: 'customer',
      decide: (state) =>
        state === null ? unknown : removeDelegations(state, { from: who.id, services: 'all', by: byCustomer, at }),
    },
    {
      call: 'relinquishDelegations',
      who: theirs,
      decide: (state) =>
        state === null
          ? unknown
          : relinquishDelegations(state, { partnerId: who.id, services: 'all', by: byPartner(who.id), at }),
    },
    {
      call: 'endRelationship',
      who: theirs,
      decide: (state) =>
        state === null
          ? unknown
          : endRelationship(state, {
              partnerId: who.id,
              agreement: 'agreed',
              subscriptions: [],
              by: byPartner(who.id),
              at,
            }),
    },
    {
      call: 'endRelationship',
      detail: 'active subscription',
      who: theirs,
      decide: (state) =>
        state === null
          ? unknown
          : endRelationship(state, {
              partnerId: who.id,
              agreement: 'agreed',
              subscriptions: [soldBy(who.id)],
              by: byPartner(who.id),
              at,
            }),
    },
    {
      call: 'endRelationship',
      detail: whose(),
      who: 'customer',
      decide: (state) =>
        state === null
          ? unknown
          : endRelationship(state, { partnerId: who.id, agreement: 'agreed', subscriptions: [], by: byCustomer, at }),
    },
  ];
});

export const isRelated = (state: State, { id }: Partner): boolean =>
  state?.relationships.some(({ partnerId }) => partnerId === id) ?? false;

export const holds = (state: State, { id }: Partner): boolean =>
  state?.delegations.some(({ partnerId }) => partnerId === id) ?? false;

/** A customer and its two partners, drawn by what `boxOf` sees of them. */
export const customerSubject = (boxOf: (state: State) => string): Subject<State, RelationshipChange> => ({
  start: null,
  moves,
  evolve: evolveCustomer,
  keyOf: JSON.stringify,
  boxOf,
});
