import fc from 'fast-check';
import {
  acceptRequest,
  endRelationship,
  evolveCustomer,
  inviteLink,
  openRequest,
  parseCustomer,
  parseServiceId,
  removeDelegations,
  type Actor,
  type Customer,
  type CustomerRelationships,
  type Partner,
  type PartnerAccount,
  type RelationshipRequest,
  type ServiceId,
} from 'partner-relationships';
import { composeInvitation, english } from 'partner-relationships/invitation';
import { partner } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { accountStep, afterStep, type AccountStep } from '../fixtures/account-steps';
import { accountOf, opening } from '../fixtures/account';
import { baseUrl, hour, tailspin, thePartner } from '../fixtures/cast';

/** A customer that meets a request, and what it makes of it. */
interface Visit {
  readonly customer: Customer;
  readonly services: readonly ServiceId[];
  readonly userId: string;
  readonly then: 'stays' | 'removes' | 'leaves';
}

/** Nothing else in these tests has this in it. */
const MARK = 'ADVERSARY';

/** Customers that put into every field whatever a link, a token or an email might take for its own. */
function visit(): fc.Arbitrary<Visit> {
  const marked = (longest: number): fc.Arbitrary<string> =>
    fc
      .string({ unit: fc.constantFrom(...Array.from('&?=%#/<>"\'token')), maxLength: longest })
      .map((text) => `${MARK}${text}`);
  return fc.record({
    customer: fc
      .record({ id: marked(60), name: marked(200) })
      .map((fields) => parseCustomer(fields)._unsafeUnwrap()),
    services: fc.array(marked(20).map((text) => parseServiceId(text)._unsafeUnwrap()), { maxLength: 2 }),
    userId: marked(100),
    then: fc.constantFrom('stays', 'removes', 'leaves'),
  });
}

function receive(visitor: Visit, partnerOfIt: Partner, request: RelationshipRequest): void {
  const { customer, services, userId, then } = visitor;
  const by: Actor = { kind: 'customer', customerId: customer.id, userId };
  const at = hour(20);
  const accepted = acceptRequest(null, { customer, partner: partnerOfIt, request, services, by, at });
  if (partnerOfIt.standing === 'closed') {
    expect(accepted._unsafeUnwrapErr().code).toBe('partner-is-closed');
    return;
  }
  const state = accepted._unsafeUnwrap().reduce<CustomerRelationships | null>(
    (before, change) => evolveCustomer(before, change)._unsafeUnwrap(),
    null,
  );
  if (state === null) throw new Error('who accepts is known');
  if (then === 'removes') removeDelegations(state, { from: 'all', services: 'all', by, at })._unsafeUnwrap();
  if (then === 'leaves') {
    const partnerId = partnerOfIt.id;
    const end = { partnerId, agreement: userId, subscriptions: [], by: thePartner(partnerOfIt), at };
    endRelationship(state, end)._unsafeUnwrap();
  }
}

/** All that leaves the partner's account for a customer, or could. */
interface Outgoing {
  readonly account: string;
  readonly links: readonly string[];
  readonly emails: readonly string[];
}

/** Does the steps, and after each of them receives the visitors of that moment with every open request. */
function serve(owner: Partner, steps: readonly AccountStep[], visits: readonly (readonly Visit[])[]): Outgoing {
  let account: PartnerAccount = accountOf(owner);
  const links: string[] = [];
  const emails: string[] = [];
  for (const [at, step] of steps.entries()) {
    account = afterStep(account, step);
    const open = account.requests.filter(({ revokedAt }) => revokedAt === null);
    for (const request of open) {
      for (const visitor of visits[at] ?? []) receive(visitor, account.partner, request);
      const link = inviteLink(request, baseUrl)._unsafeUnwrap();
      links.push(link);
      emails.push(JSON.stringify(composeInvitation({ partner: account.partner, link, texts: english })._unsafeUnwrap()));
    }
  }
  return { account: JSON.stringify(account), links, emails };
}

const visits = fc.array(fc.array(visit(), { maxLength: 2 }), { maxLength: 6 });
const steps = fc.array(accountStep(), { minLength: 1, maxLength: 6 });
/** Partners that are registered, which no closed one is, and have requests of their own. */
const owner = partner().filter(
  ({ program, standing, name }) =>
    program !== 'indirect-reseller' && standing !== 'closed' && !/[\u202d\u202e]/.test(name),
);

describe('What a partner sends out', () => {
  it('invitation-carries-no-customer-data: is the same, byte for byte, whichever customers came before', () => {
    fc.assert(
      fc.property(owner, steps, visits, visits, (sender, tried, some, others) => {
        expect(serve(sender, tried, some)).toEqual(serve(sender, tried, others));
      }),
    );
  });

  it('invitation-carries-no-customer-data: holds nothing of a customer, whatever it calls itself', () => {
    fc.assert(
      fc.property(steps, visits, (tried, some) => {
        expect(JSON.stringify(serve(tailspin, tried, some))).not.toContain(MARK);
      }),
    );
  });

  it('invitation-carries-no-customer-data: leaves behind what is passed along with a command', () => {
    const customer = { id: MARK, name: MARK };
    const smuggled = { customer, customerId: MARK, partner: { ...tailspin, customer, customerId: MARK } };
    const changes = openRequest(accountOf(tailspin), { ...smuggled, ...opening(tailspin, 'r1') })._unsafeUnwrap();
    const account = accountOf(tailspin, ...changes);
    const [request] = account.requests;
    if (request === undefined) throw new Error('a request is open');
    const link = inviteLink({ ...smuggled, ...request }, baseUrl)._unsafeUnwrap();
    const email = composeInvitation({ ...smuggled, link, texts: english })._unsafeUnwrap();
    expect(JSON.stringify([changes, account, link, email])).not.toContain(MARK);
  });
});
