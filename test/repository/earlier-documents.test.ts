import {
  customerCodec,
  evolveCustomer,
  evolvePartner,
  parseInstant,
  partnerCodec,
  removeDelegations,
  suspendPartner,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';

// As they were stored before documents told when they last changed.
const account =
  '{"format":1,"value":{"partner":{"id":"tailspin","name":"Tailspin","program":"indirect-provider","standing":"active"},' +
  '"requests":[{"id":"request-1","partnerId":"tailspin","indirectResellerId":null,"token":"token-of-request-1",' +
  '"openedAt":"2026-03-01T09:02:00.000Z","revokedAt":"2026-03-01T09:05:00.000Z"},{"id":"request-2",' +
  '"partnerId":"tailspin","indirectResellerId":"wingtip","token":"token-of-request-2",' +
  '"openedAt":"2026-03-01T09:03:00.000Z","revokedAt":null}]}}';
const accountWithoutInstants =
  '{"format":1,"value":{"partner":{"id":"litware","name":"Litware","program":"advisor","standing":"active"},"requests":[]}}';
const customer =
  '{"format":1,"value":{"customer":{"id":"northwind","name":"Northwind Traders"},"relationships":[{"partnerId":"tailspin",' +
  '"establishedAt":"2026-03-01T09:04:00.000Z","origin":{"kind":"request","requestId":"request-2"}}],"delegations":[' +
  '{"partnerId":"tailspin","serviceId":"exchange-online","transacting":true,"throughPartnerId":null,' +
  '"grantedAt":"2026-03-01T09:04:00.000Z"},{"partnerId":"wingtip","serviceId":"intune","transacting":false,' +
  '"throughPartnerId":"tailspin","grantedAt":"2026-03-01T09:06:00.000Z"}]}}';

const earlier = parseInstant('2026-03-01T09:00:00.000Z')._unsafeUnwrap();
const suspending = { by: { kind: 'operator' }, reason: 'an unpaid bill' } as const;
const later = parseInstant('2026-03-02T09:00:00.000Z')._unsafeUnwrap();

describe('A document of an earlier release', () => {
  it('is read and stored without a change', () => {
    for (const stored of [account, accountWithoutInstants]) {
      const document = partnerCodec.decode(stored)._unsafeUnwrap();
      expect(Object.keys(document)).not.toContain('changedAt');
      expect(partnerCodec.encode(document)._unsafeUnwrap()).toBe(stored);
    }
    const document = customerCodec.decode(customer)._unsafeUnwrap();
    expect(Object.keys(document)).not.toContain('changedAt');
    expect(customerCodec.encode(document)._unsafeUnwrap()).toBe(customer);
  });

  it('changes at its latest instant or later, and then has the time of its last change', () => {
    const tailspin = partnerCodec.decode(account)._unsafeUnwrap();
    for (const [at, due] of [
      [earlier, '2026-03-01T09:05:00.000Z'],
      [later, later],
    ] as const) {
      const [suspended] = suspendPartner(tailspin, { ...suspending, at })._unsafeUnwrap();
      if (suspended === undefined) throw new Error('tailspin was active');
      expect(suspended.at).toBe(due);
      expect(evolvePartner(tailspin, suspended)._unsafeUnwrap().changedAt).toBe(due);
    }
    const northwind = customerCodec.decode(customer)._unsafeUnwrap();
    for (const [at, due] of [
      [earlier, '2026-03-01T09:06:00.000Z'],
      [later, later],
    ] as const) {
      const by = { kind: 'customer', customerId: northwind.customer.id } as const;
      const [removed] = removeDelegations(northwind, { from: 'all', services: 'all', by, at })._unsafeUnwrap();
      if (removed === undefined) throw new Error('northwind had delegated services');
      expect(removed.at).toBe(due);
      expect(evolveCustomer(northwind, removed)._unsafeUnwrap().changedAt).toBe(due);
    }
  });

  it('that holds no instant can change at any time', () => {
    const litware = partnerCodec.decode(accountWithoutInstants)._unsafeUnwrap();
    expect(suspendPartner(litware, { ...suspending, at: earlier })._unsafeUnwrap()).toEqual([
      { kind: 'partner-suspended', at: earlier, ...suspending },
    ]);
  });
});
