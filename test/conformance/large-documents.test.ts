import { foldCustomer, foldPartner, parseCustomerRelationships, parsePartnerAccount } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { firstDifference } from '../../src/conformance/difference';
import { sizesFrom } from '../../src/conformance/sizes';
import { ofCustomers, ofPartners } from '../../src/conformance/specimens';

const sizes = sizesFrom();

/** The bytes of a value, as an adapter stores it. */
function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

describe('the largest documents of the conformance kit', () => {
  it('are what their changes lead to', () => {
    const fewer = sizesFrom({ relationships: 20, delegations: 80, requests: 80 });
    const customer = ofCustomers.large(fewer).steps;
    for (const [at, { next }] of customer.entries()) {
      const folded = foldCustomer(customer.slice(0, at + 1).flatMap(({ changes }) => changes));
      expect(firstDifference(next, folded._unsafeUnwrap())).toBeNull();
    }
    for (const { next, changes } of ofPartners.large(fewer).steps) {
      expect(firstDifference(next, foldPartner(changes)._unsafeUnwrap())).toBeNull();
    }
  });

  it('are too large for stores that end at 400 kB, 512 kB or 1 MiB, and so are their commits', () => {
    for (const { steps } of [ofCustomers.large(sizes), ofPartners.large(sizes)]) {
      for (const { next } of steps) expect(bytesOf(next)).toBeGreaterThan(1024 * 1024);
      const [largest = 0] = steps.map(({ changes }) => bytesOf(changes)).sort((one, other) => other - one);
      expect(largest).toBeGreaterThan(4 * 1024 * 1024);
      expect(steps.some(({ changes }) => bytesOf(changes.slice(-1000)) > 1024 * 1024)).toBe(true);
    }
  });

  it('can have no item more', () => {
    for (const { next } of ofCustomers.large(sizes).steps) {
      const { relationships, delegations } = next;
      const [relationship, delegation] = [relationships[0], delegations[0]];
      const another = [...relationships, { ...relationship, partnerId: 'another' }];
      expect(parseCustomerRelationships({ ...next, relationships: another }).isErr()).toBe(true);
      const more = [...delegations, { ...delegation, serviceId: 'another' }];
      expect(parseCustomerRelationships({ ...next, delegations: more }).isErr()).toBe(true);
    }
    for (const { next } of ofPartners.large(sizes).steps) {
      const request = { ...next.requests[0], id: 'another', token: 'token-of-another-one' };
      expect(parsePartnerAccount({ ...next, requests: [...next.requests, request] }).isErr()).toBe(true);
    }
  });
});
