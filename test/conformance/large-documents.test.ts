import {
  parseCustomerRelationships,
  parsePartnerAccount,
  type CustomerRelationships,
  type PartnerAccount,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { customers } from '../../src/conformance/fixtures/customers';
import { partners } from '../../src/conformance/fixtures/partners';
import { firstDifference } from '../../src/conformance/harness/difference';
import { sizesFrom } from '../../src/conformance/harness/sizes';

const sizes = sizesFrom();
const documents = [customers.large(sizes), partners.large(sizes)];

/** The bytes of a value, as an adapter stores it. */
function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

describe('the largest documents of the conformance kit', () => {
  it('are what their changes lead to', () => {
    const fewer = sizesFrom({
      relationships: 20,
      delegations: 80,
      requests: 80,
      roleDelegations: 3,
      roleOffers: 20,
    });
    for (const drafts of [customers.large(fewer), partners.large(fewer)]) {
      for (const [at, { document, state }] of drafts.entries()) {
        const folded = document.fold(drafts.slice(0, at + 1).flatMap(({ changes }) => changes));
        expect(firstDifference(state, folded._unsafeUnwrap())).toBeNull();
      }
    }
  });

  it('are too large for stores that end at 400 kB, 512 kB or 1 MiB, and so are their commits', () => {
    for (const drafts of documents) {
      for (const { state } of drafts) expect(bytesOf(state)).toBeGreaterThan(1024 * 1024);
      expect(Math.max(...drafts.map(({ changes }) => bytesOf(changes)))).toBeGreaterThan(4 * 1024 * 1024);
    }
  });

  it('have more changes in their first commit than a page holds, and a full page of more than 1 MiB', () => {
    for (const [first] of documents) {
      expect(first?.changes.length).toBeGreaterThan(1000);
      expect(bytesOf(first?.changes.slice(-1000))).toBeGreaterThan(1024 * 1024);
    }
  });

  it('can have no item more', () => {
    for (const { state } of customers.large(sizes)) {
      const { relationships, delegations } = state as CustomerRelationships;
      const another = [...relationships, { ...relationships[0], partnerId: 'another' }];
      expect(parseCustomerRelationships({ ...(state as object), relationships: another }).isErr()).toBe(true);
      const more = [...delegations, { ...delegations[0], serviceId: 'another' }];
      expect(parseCustomerRelationships({ ...(state as object), delegations: more }).isErr()).toBe(true);
      const { roleDelegations = [] } = state as CustomerRelationships;
      const yetAnother = [...roleDelegations, { ...roleDelegations[0], id: 'another-role-delegation', assignments: [] }];
      const wider = roleDelegations.map((one, place) => (place > 0 ? one : { ...one, roles: [...one.roles, 'another'] }));
      for (const roles of [yetAnother, wider]) {
        expect(parseCustomerRelationships({ ...(state as object), roleDelegations: roles }).isErr()).toBe(true);
      }
    }
    for (const { state } of partners.large(sizes)) {
      const { requests } = state as PartnerAccount;
      const request = { ...requests[0], id: 'another', token: 'token-of-another-one' };
      expect(parsePartnerAccount({ ...(state as object), requests: [...requests, request] }).isErr()).toBe(true);
      const { roleOffers = [] } = state as PartnerAccount;
      const yetAnother = [...roleOffers.slice(1), { ...roleOffers[0], id: 'another-role-offer', roles: ['one', 'two'] }];
      expect(parsePartnerAccount({ ...(state as object), roleOffers: yetAnother }).isOk()).toBe(true);
      const tooMany = [...yetAnother, { ...roleOffers[0], roles: ['one'] }];
      const wider = roleOffers.map((one, place) => (place > 0 ? one : { ...one, roles: [...one.roles, 'another'] }));
      for (const offers of [tooMany, wider]) {
        expect(parsePartnerAccount({ ...(state as object), roleOffers: offers }).isErr()).toBe(true);
      }
    }
  });
});
