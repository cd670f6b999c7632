import fc from 'fast-check';
import type { PartnerAccount, PartnerProgram } from 'partner-relationships';
import { marketplace, type Marketplace } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';

const counts = {
  directBillPartners: { min: 0, max: 3 },
  indirectProviders: { min: 2, max: 2 },
  indirectResellers: { min: 1, max: 4 },
  advisors: { min: 0, max: 0 },
  customers: { min: 1, max: 3 },
  services: { min: 2, max: 5 },
  subscriptions: { min: 1, max: 9 },
};

function countOf({ partners }: Marketplace, program: PartnerProgram): number {
  return partners.filter((partner) => partner.program === program).length;
}

describe('Marketplaces', () => {
  it('are consistent, and have the numbers that the constraints ask for', () => {
    fc.assert(
      fc.property(marketplace(counts), (world) => {
        const { asOf, partners, accounts, customers, serviceIds, subscriptions } = world;
        for (const [count, { min, max }] of [
          [countOf(world, 'direct-bill'), counts.directBillPartners],
          [countOf(world, 'indirect-provider'), counts.indirectProviders],
          [countOf(world, 'indirect-reseller'), counts.indirectResellers],
          [countOf(world, 'advisor'), counts.advisors],
          [customers.length, counts.customers],
          [serviceIds.length, counts.services],
          [subscriptions.length, counts.subscriptions],
        ] as const) {
          expect(min <= count && count <= max).toBe(true);
        }
        const byId = new Map(partners.map((partner) => [partner.id, partner]));
        expect(byId.size).toBe(partners.length);
        expect(new Set(customers.map(({ id }) => id)).size).toBe(customers.length);
        expect(new Set(serviceIds).size).toBe(serviceIds.length);
        expect(new Set(subscriptions.map(({ id }) => id)).size).toBe(subscriptions.length);
        expect(accounts.map(({ partner }) => partner)).toEqual(partners);
        const requests = accounts.flatMap((account) => account.requests);
        expect(requests.every(({ openedAt, revokedAt }) => openedAt <= asOf && (revokedAt ?? asOf) <= asOf)).toBe(true);
        const named = requests.flatMap(({ indirectResellerId }) => indirectResellerId ?? []);
        expect(named.every((id) => byId.get(id)?.program === 'indirect-reseller')).toBe(true);
        for (const { customerId, serviceId, originalResellerId, partnerOfRecordId } of subscriptions) {
          expect(customers.some(({ id }) => id === customerId) && serviceIds.includes(serviceId)).toBe(true);
          const seller = originalResellerId === null ? 'nobody' : byId.get(originalResellerId)?.program;
          expect(['nobody', 'direct-bill', 'indirect-provider']).toContain(seller);
          expect(partnerOfRecordId === null || byId.has(partnerOfRecordId)).toBe(true);
        }
      }),
    );
  });

  it('can be as large as a real market', () => {
    const many = { min: 200, max: 200 };
    const large = marketplace({ directBillPartners: many, customers: many, services: many, subscriptions: many });
    const [world] = fc.sample(large, { seed: 5, numRuns: 1 });
    expect(world?.partners.length).toBeGreaterThanOrEqual(203);
    expect([world?.customers.length, world?.serviceIds.length, world?.subscriptions.length]).toEqual([200, 200, 200]);
  });

  it('need a partner that can have a relationship, a customer and a service', () => {
    const none = { min: 0, max: 1 };
    const resellersOnly = { directBillPartners: none, indirectProviders: none, advisors: none };
    expect(() => marketplace(resellersOnly)).toThrow(RangeError);
    expect(() => marketplace({ customers: none })).toThrow(RangeError);
    expect(() => marketplace({ services: none })).toThrow(RangeError);
  });

  it('have partners of every kind, open requests, and a few revoked requests, suspended and closed partners', () => {
    const worlds = fc.sample(marketplace(), { seed: 6, numRuns: 1000 });
    const having = (trait: (world: Marketplace) => boolean): number => worlds.filter(trait).length;
    for (const program of ['direct-bill', 'indirect-provider', 'indirect-reseller', 'advisor'] as const) {
      expect(having((world) => countOf(world, program) >= 1)).toBe(1000);
    }
    const requestsOf = ({ accounts }: Marketplace): readonly boolean[][] =>
      accounts.map(({ requests }) => requests.map(({ revokedAt }) => revokedAt === null));
    expect(having((world) => requestsOf(world).filter((open) => open.includes(true)).length >= 3)).toBeGreaterThan(600);
    expect(having((world) => requestsOf(world).flat().includes(false))).toBeGreaterThan(200);
    expect(having(({ partners }) => partners.some(({ standing }) => standing === 'suspended'))).toBeGreaterThan(300);
    expect(having(({ partners }) => partners.some(({ standing }) => standing === 'closed'))).toBeGreaterThan(300);
    expect(having(({ accounts }) => accounts.some(hasRevokedOfLate))).toBeGreaterThan(15);
    expect(having(({ partners }) => partners.every(({ standing }) => standing === 'active'))).toBeGreaterThan(100);
    expect(having(namesOneResellerTwice), 'a reseller of two providers').toBeGreaterThan(200);
    expect(having(hasIdsThatDifferInCase)).toBeGreaterThan(100);
    expect(having(({ subscriptions }) => subscriptions.some(({ status }) => status === 'active'))).toBeGreaterThan(500);
  });
});

/** Whether a closed partner has revoked a request after the closing. */
function hasRevokedOfLate({ closure, requests }: PartnerAccount): boolean {
  return closure !== undefined && requests.some(({ revokedAt }) => revokedAt !== null && revokedAt > closure.at);
}

function namesOneResellerTwice({ accounts }: Marketplace): boolean {
  const named = accounts.flatMap(({ requests }) => [
    ...new Set(requests.flatMap(({ indirectResellerId }) => indirectResellerId ?? [])),
  ]);
  return new Set(named).size < named.length;
}

function hasIdsThatDifferInCase({ partners }: Marketplace): boolean {
  return new Set(partners.map(({ id }) => id.toLowerCase())).size < partners.length;
}
