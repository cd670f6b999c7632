import fc from 'fast-check';
import {
  acceptRequest,
  endRelationship,
  evolveCustomer,
  inviteLink,
  parseCustomer,
  parseInviteLink,
  parseServiceId,
  removeDelegations,
  type AcceptRequest,
  type Customer,
  type CustomerRelationships,
  type RelationshipChange,
  type RelationshipRequest,
} from 'partner-relationships';
import { serviceId, situation } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { accountOf, opened } from '../fixtures/account';
import { baseUrl, contoso, hour, northwind, theCustomer, thePartner } from '../fixtures/cast';

const account = accountOf(contoso, opened(contoso, 'r1'));
const link = account.requests.map((request) => inviteLink(request, baseUrl)._unsafeUnwrap()).join();
const exchange = parseServiceId('exchange-online')._unsafeUnwrap();

/** The request that a link leads to, found as an application finds it. */
function requestBehind(received: string): RelationshipRequest {
  const { partnerId, token } = parseInviteLink(received, baseUrl)._unsafeUnwrap();
  const request = account.requests.find((one) => one.partnerId === partnerId && one.token === token);
  if (request === undefined) throw new Error('the link leads to the account');
  return request;
}

function acceptance(customer: Customer, change: Partial<AcceptRequest> = {}): AcceptRequest {
  const by = theCustomer(customer.id);
  return { customer, partner: contoso, request: requestBehind(link), services: [exchange], by, at: hour(5), ...change };
}

function after(
  state: CustomerRelationships | null,
  changes: readonly RelationshipChange[],
): CustomerRelationships | null {
  return changes.reduce((before, change) => evolveCustomer(before, change)._unsafeUnwrap(), state);
}

describe('One link', () => {
  it('invitation-is-reusable: serves ten thousand customers', () => {
    for (let number = 0; number < 10_000; number += 1) {
      const customer = parseCustomer({ id: `customer-${number}`, name: 'A customer' })._unsafeUnwrap();
      expect(acceptRequest(null, acceptance(customer))._unsafeUnwrap()).toHaveLength(3);
    }
  });

  it('invitation-is-reusable: serves a customer again that has removed the partner’s admin rights', () => {
    const state = after(null, acceptRequest(null, acceptance(northwind))._unsafeUnwrap());
    if (state === null) throw new Error('the customer is known');
    const removal = { from: contoso.id, services: 'all', by: theCustomer(northwind.id), at: hour(6) } as const;
    const without = after(state, removeDelegations(state, removal)._unsafeUnwrap());
    expect(without?.delegations).toEqual([]);
    const again = acceptRequest(without, acceptance(northwind, { at: hour(7) }))._unsafeUnwrap();
    expect(after(without, again)?.delegations).toMatchObject([{ partnerId: contoso.id, serviceId: exchange }]);
  });

  it('invitation-is-reusable: serves a customer that left and came back, as often as it does', () => {
    let state: CustomerRelationships | null = null;
    for (let round = 0; round < 20; round += 1) {
      state = after(state, acceptRequest(state, acceptance(northwind, { at: hour(round) }))._unsafeUnwrap());
      expect(state?.relationships).toMatchObject([{ partnerId: contoso.id, establishedAt: hour(round) }]);
      if (state === null) throw new Error('the customer is known');
      const by = thePartner(contoso);
      const end = { partnerId: contoso.id, agreement: `A-${round}`, subscriptions: [], by, at: hour(round) };
      state = after(state, endRelationship(state, end)._unsafeUnwrap());
      expect(state).toMatchObject({ relationships: [], delegations: [] });
    }
  });

  it('invitation-is-reusable: serves every customer, whatever has happened to its relationships', () => {
    fc.assert(
      fc.property(situation(), fc.array(serviceId(), { maxLength: 3 }), ({ state }, services) => {
        const command = acceptance(state.customer, { services, onHeldService: 'replace' });
        const next = after(state, acceptRequest(state, command)._unsafeUnwrap());
        expect(next?.relationships.some(({ partnerId }) => partnerId === contoso.id)).toBe(true);
        const held = next?.delegations.filter(({ partnerId }) => partnerId === contoso.id);
        expect(held?.map((delegation) => delegation.serviceId)).toEqual(expect.arrayContaining(services));
        expect(acceptRequest(next, command)._unsafeUnwrap()).toEqual([]);
      }),
    );
  });
});
