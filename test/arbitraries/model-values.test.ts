import fc from 'fast-check';
import {
  parseCustomer,
  parseCustomerId,
  parseCustomerRelationships,
  parsePartner,
  parsePartnerAccount,
  parsePartnerId,
  parseSubscription,
  type RelationshipRequest,
} from 'partner-relationships';
import {
  actor,
  customer,
  customerActor,
  customerRelationships,
  operatorActor,
  partner,
  partnerAccount,
  partnerActor,
  relationshipRequest,
  roleDelegation,
  roleOffer,
  subscription,
} from 'partner-relationships/arbitraries';
import { partnerCenterGdap, ROLE_IDS } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { decodeActor } from '../../src/model/actor';
import { decodeRoleDelegation } from '../../src/model/role-delegation';
import { decodeRoleOffer } from '../../src/model/role-offer';
import { decodeRelationshipRequest } from '../../src/model/relationship-request';

const contoso = parsePartnerId('contoso')._unsafeUnwrap();
const fabrikam = parsePartnerId('fabrikam')._unsafeUnwrap();
const northwind = parseCustomerId('northwind')._unsafeUnwrap();

/** The same value from outside: what this library knows about an object of its own making is lost. */
function copyOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('Values of the model', () => {
  it.each([
    ['partners', partner(), parsePartner],
    ['customers', customer(), parseCustomer],
    ['subscriptions', subscription(), parseSubscription],
    ['relationship requests', relationshipRequest(), decodeRelationshipRequest],
    ['customers acting', customerActor(), decodeActor],
    ['partners acting', partnerActor(), decodeActor],
    ['operators acting', operatorActor(), decodeActor],
    ['actors', actor(), decodeActor],
    ['partner accounts', partnerAccount(), parsePartnerAccount],
    ['role offers', roleOffer(), decodeRoleOffer],
    ['role delegations', roleDelegation(), decodeRoleDelegation],
    ["customers' relationships", customerRelationships(), parseCustomerRelationships],
  ] as const)('%s are taken as they are, and frozen', (_what, arbitrary: fc.Arbitrary<unknown>, parse) => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        expect(parse(copyOf(value))._unsafeUnwrap()).toStrictEqual(value);
        expect(Object.isFrozen(value)).toBe(true);
      }),
    );
  });

  it('keep the fixed fields', () => {
    const settled = fc.record({
      partner: partner({ id: contoso, program: 'advisor', standing: 'suspended' }),
      account: partnerAccount({ id: contoso, program: 'indirect-provider', standing: 'active' }),
      subscription: subscription({ partnerIds: [contoso, fabrikam], status: 'suspended' }),
      open: relationshipRequest({ partnerId: contoso, indirectResellerId: fabrikam, revoked: false }),
      revoked: relationshipRequest({ indirectResellerId: null, revoked: true }),
      draft: roleOffer({ partnerId: contoso, indirectResellerId: fabrikam, customerId: null, standing: 'draft' }),
      locked: roleOffer({ indirectResellerId: null, standing: 'locked' }),
      taken: roleOffer({ indirectResellerId: fabrikam, customerId: northwind, standing: 'taken' }),
      delegation: roleDelegation({ partnerId: contoso, throughPartnerId: null }),
      actor: actor({ partnerId: contoso }),
    });
    fc.assert(
      fc.property(settled, (values) => {
        expect(values.partner).toMatchObject({ id: contoso, program: 'advisor', standing: 'suspended' });
        expect(values.account.partner).toMatchObject({ id: contoso, program: 'indirect-provider', standing: 'active' });
        expect([contoso, fabrikam, null]).toContain(values.subscription.originalResellerId);
        expect([contoso, fabrikam, null]).toContain(values.subscription.partnerOfRecordId);
        expect(values.subscription.status).toBe('suspended');
        expect(values.open).toMatchObject({ partnerId: contoso, indirectResellerId: fabrikam, revokedAt: null });
        expect(values.revoked.indirectResellerId).toBeNull();
        expect(values.revoked.revokedAt).not.toBeNull();
        expect(values.draft).toMatchObject({ partnerId: contoso, indirectResellerId: fabrikam, customerId: null });
        expect(values.draft).toMatchObject({ lockedAt: null, consentedAt: null, takenBy: null });
        expect(values.locked).toMatchObject({ indirectResellerId: null, consentedAt: null, takenBy: null });
        expect(values.locked.lockedAt).not.toBeNull();
        expect(values.taken).toMatchObject({ indirectResellerId: fabrikam, customerId: northwind, takenBy: northwind });
        expect(values.taken.consentedAt).not.toBeNull();
        expect(values.delegation).toMatchObject({ partnerId: contoso, throughPartnerId: null });
        if (values.actor.kind === 'partner') expect(values.actor.partnerId).toBe(contoso);
      }),
    );
  });

  it('never name the partner itself as the indirect reseller, nor revoke a request before it is opened', () => {
    fc.assert(
      fc.property(relationshipRequest(), ({ partnerId, indirectResellerId, openedAt, revokedAt }) => {
        expect(indirectResellerId).not.toBe(partnerId);
        expect((revokedAt ?? openedAt) >= openedAt).toBe(true);
      }),
    );
  });

  it('are of every kind', () => {
    const partners = fc.sample(partner(), { seed: 3, numRuns: 1000 });
    expect(new Set(partners.map(({ program, standing }) => `${program} ${standing}`)).size).toBe(12);
    const subscriptions = fc.sample(subscription(), { seed: 3, numRuns: 1000 });
    expect(new Set(subscriptions.map(({ status }) => status)).size).toBe(3);
    expect(subscriptions.filter((one) => one.originalResellerId === null).length).toBeGreaterThan(50);
    expect(subscriptions.filter((one) => one.partnerOfRecordId === null).length).toBeGreaterThan(50);
    const actors = fc.sample(actor(), { seed: 3, numRuns: 1000 });
    expect(new Set(actors.map(({ kind, userId }) => `${kind} ${typeof userId}`)).size).toBe(6);
    const offers = fc.sample(roleOffer(), { seed: 3, numRuns: 1000 });
    const standings = offers.map(({ indirectResellerId, customerId, lockedAt, consentedAt, takenBy }) =>
      [indirectResellerId, customerId, lockedAt, consentedAt, takenBy].map((field) => field !== null).join(),
    );
    // A draft, waiting or taken; for each, with a customer or not, and with a reseller or not, who has consented or not.
    expect(new Set(standings).size).toBe(14);
    const delegations = fc.sample(roleDelegation(), { seed: 3, numRuns: 1000 });
    expect(new Set(delegations.map((one) => `${one.assignments.length} ${one.extends}`)).size).toBe(8);
    expect(new Set(delegations.flatMap(({ roles }) => roles)).size).toBe(Object.keys(ROLE_IDS).length);
  });

  it('are lawful for the profile that has roles', () => {
    fc.assert(
      fc.property(roleOffer(), roleDelegation(), (offer, delegation) => {
        for (const { roles, extends: isOn } of [offer, delegation]) {
          expect(roles.every((id) => partnerCenterGdap.roles?.[id] !== undefined)).toBe(true);
          if (isOn) expect(roles).not.toContain(ROLE_IDS.globalAdministrator);
        }
      }),
    );
  });
});

describe('Partner accounts', () => {
  it('obey the rules about an account', () => {
    fc.assert(
      fc.property(partnerAccount(), ({ partner: owner, closure, requests }) => {
        const open = requests.filter(({ revokedAt }) => revokedAt === null);
        expect(new Set(open.map(({ indirectResellerId }) => indirectResellerId)).size).toBe(open.length);
        expect(new Set(requests.map(({ id }) => id)).size).toBe(requests.length);
        expect(new Set(requests.map(({ token }) => token)).size).toBe(requests.length);
        expect(requests.every(({ partnerId }) => partnerId === owner.id)).toBe(true);
        if (owner.program === 'indirect-reseller') expect(requests).toEqual([]);
        if (owner.program !== 'indirect-provider') expect(requests.every(namesNobody)).toBe(true);
        expect(requests.map(({ openedAt }) => openedAt)).toEqual(requests.map(({ openedAt }) => openedAt).sort());
        expect(closure === undefined).toBe(owner.standing !== 'closed');
        expect(requests.every(({ openedAt }) => openedAt <= (closure?.at ?? openedAt))).toBe(true);
        expect(requests.every(({ openedAt, revokedAt }) => revokedAt === null || openedAt <= revokedAt)).toBe(true);
      }),
    );
  });

  it('are of every kind', () => {
    const accounts = fc.sample(partnerAccount(), { seed: 4, numRuns: 2000 });
    const requests = accounts.flatMap((account) => account.requests);
    const twice = accounts.filter((account) => account.requests.filter(namesNobody).length > 1);
    expect(accounts.filter((account) => account.partner.standing === 'suspended').length).toBeGreaterThan(500);
    const closures = accounts.flatMap(({ closure }) => closure ?? []);
    expect(closures.length).toBeGreaterThan(500);
    expect(new Set(closures.map(({ reason }) => reason)).size).toBeGreaterThan(50);
    expect(new Set(closures.map(({ by }) => typeof by.userId)).size).toBe(2);
    const changedLater = accounts.filter(({ closure, changedAt }) => closure !== undefined && closure.at !== changedAt);
    expect(changedLater.length).toBeGreaterThan(100);
    expect(accounts.filter((account) => account.requests.length === 0).length).toBeGreaterThan(300);
    expect(accounts.filter((account) => account.requests.length > 2).length).toBeGreaterThan(100);
    expect(requests.filter((request) => request.revokedAt !== null).length).toBeGreaterThan(300);
    expect(requests.filter((request) => !namesNobody(request)).length).toBeGreaterThan(300);
    expect(twice.length, 'opened again after a revocation').toBeGreaterThan(50);
    const offers = accounts.flatMap((account) => account.roleOffers ?? []);
    expect(offers.filter(({ lockedAt }) => lockedAt === null).length, 'drafts').toBeGreaterThan(100);
    expect(offers.filter(({ lockedAt, takenBy }) => lockedAt !== null && takenBy === null).length).toBeGreaterThan(100);
    expect(offers.filter(({ takenBy }) => takenBy !== null).length, 'taken').toBeGreaterThan(50);
    expect(offers.filter(({ consentedAt }) => consentedAt !== null).length, 'consented').toBeGreaterThan(5);
  });
});

function namesNobody({ indirectResellerId }: RelationshipRequest): boolean {
  return indirectResellerId === null;
}

describe("Customers' relationships", () => {
  it('have role delegations of every kind, of partners with and without a relationship', () => {
    const states = fc.sample(customerRelationships(), { seed: 5, numRuns: 500 });
    const held = states.flatMap(({ relationships, roleDelegations = [] }) =>
      roleDelegations.map((one) => ({
        ...one,
        isRelated: relationships.some(({ partnerId }) => partnerId === one.partnerId),
      })),
    );
    expect(states.filter(({ roleDelegations }) => roleDelegations === undefined).length).toBeGreaterThan(50);
    expect(new Set(held.map((one) => `${one.extends} ${one.isRelated}`)).size).toBe(4);
    expect(held.filter(({ throughPartnerId }) => throughPartnerId !== null).length).toBeGreaterThan(20);
    expect(held.filter(({ assignments }) => assignments.length > 0).length).toBeGreaterThan(100);
    expect(new Set(held.map(({ assignments }) => assignments.length)).size).toBeGreaterThan(2);
  });
});
