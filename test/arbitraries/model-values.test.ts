import fc from 'fast-check';
import {
  parseCustomer,
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
  operatorActor,
  partner,
  partnerAccount,
  partnerActor,
  relationshipRequest,
  subscription,
} from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { decodeActor } from '../../src/model/actor';
import { decodeRelationshipRequest } from '../../src/model/relationship-request';

const contoso = parsePartnerId('contoso')._unsafeUnwrap();
const fabrikam = parsePartnerId('fabrikam')._unsafeUnwrap();

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
  });
});

function namesNobody({ indirectResellerId }: RelationshipRequest): boolean {
  return indirectResellerId === null;
}
