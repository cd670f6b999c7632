import {
  customerCodec,
  evolvePartner,
  foldCustomer,
  foldPartner,
  parseInstant,
  partnerChangeCodec,
  partnerCodec,
  relationshipChangeCodec,
  removeDelegations,
  suspendPartner,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { isFrozenInDepth } from '../fixtures/frozen';
import { evolved } from '../fixtures/history';

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
      expect(evolved(northwind, removed).changedAt).toBe(due);
    }
  });

  it('that holds no instant can change at any time', () => {
    const litware = partnerCodec.decode(accountWithoutInstants)._unsafeUnwrap();
    expect(suspendPartner(litware, { ...suspending, at: earlier })._unsafeUnwrap()).toEqual([
      { kind: 'partner-suspended', at: earlier, ...suspending },
    ]);
  });
});

/** What is stored for a change. */
const stored = (value: string): string => `{"format":1,"value":${value}}`;

const at = '"at":"2026-03-01T09:00:00.000Z"';
const tailspin = '{"id":"tailspin","name":"Tailspin","program":"indirect-provider","standing":"active"}';
const origin = '{"kind":"customer-added"}';
const byPartner = '"by":{"kind":"partner","partnerId":"tailspin"}';

describe('A change of an earlier release', () => {
  it.each(['partner-suspended', 'partner-reinstated'])(
    'that did not record who made it and why tells neither, and is stored so from then on: %s',
    (kind) => {
      const change = partnerChangeCodec.decode(stored(`{"kind":"${kind}",${at}}`))._unsafeUnwrap();
      expect(change).toEqual({ kind, at: earlier, by: null, reason: null });
      const today = stored(`{"kind":"${kind}",${at},"by":null,"reason":null}`);
      expect(partnerChangeCodec.encode(change)._unsafeUnwrap()).toBe(today);
      expect(partnerChangeCodec.decode(today)._unsafeUnwrap()).toEqual(change);
    },
  );

  it('that ended a relationship by an agreement ended it because both sides renegotiated it', () => {
    const ended = `"kind":"relationship-ended",${at},${byPartner},"partnerId":"tailspin"`;
    const change = relationshipChangeCodec.decode(stored(`{${ended},"agreement":"contract 7"}`))._unsafeUnwrap();
    expect(change).toEqual({
      kind: 'relationship-ended',
      at: earlier,
      by: { kind: 'partner', partnerId: 'tailspin' },
      partnerId: 'tailspin',
      reason: { kind: 'renegotiated', agreement: 'contract 7' },
    });
    expect(isFrozenInDepth(change)).toBe(true);
    const today = stored(`{${ended},"reason":{"kind":"renegotiated","agreement":"contract 7"}}`);
    expect(relationshipChangeCodec.encode(change)._unsafeUnwrap()).toBe(today);
    expect(relationshipChangeCodec.decode(today)._unsafeUnwrap()).toEqual(change);
  });

  it('folds among changes of today', () => {
    const ofPartner = [
      `{"kind":"partner-registered",${at},"partner":${tailspin}}`,
      `{"kind":"partner-suspended",${at}}`,
      `{"kind":"partner-reinstated",${at},"by":{"kind":"operator"},"reason":"paid"}`,
      `{"kind":"partner-suspended",${at}}`,
      `{"kind":"partner-closed",${at},"by":{"kind":"operator"},"reason":"left"}`,
    ].map((text) => partnerChangeCodec.decode(stored(text))._unsafeUnwrap());
    expect(foldPartner(ofPartner)._unsafeUnwrap()).toMatchObject({
      partner: { standing: 'closed' },
      closure: { at: earlier, by: { kind: 'operator' }, reason: 'left' },
    });
    const ofCustomer = [
      `{"kind":"customer-registered",${at},${byPartner},"customer":{"id":"northwind","name":"Northwind"}}`,
      `{"kind":"relationship-established",${at},${byPartner},"partnerId":"tailspin","origin":${origin}}`,
      `{"kind":"relationship-ended",${at},${byPartner},"partnerId":"tailspin","agreement":"contract 7"}`,
    ].map((text) => relationshipChangeCodec.decode(stored(text))._unsafeUnwrap());
    expect(foldCustomer(ofCustomer)._unsafeUnwrap()?.relationships).toEqual([]);
  });

  it.each([
    ['value.by', `{"kind":"partner-suspended",${at},${byPartner}}`],
    ['value.by', `{"kind":"partner-reinstated",${at},"by":"operator"}`],
    ['value.reason', `{"kind":"partner-suspended",${at},"by":null,"reason":""}`],
    // These are of today: no earlier release made them.
    ['value.by', `{"kind":"partner-closed",${at},"reason":"left"}`],
    ['value.by', `{"kind":"partner-closed",${at},"by":null,"reason":"left"}`],
    ['value.reason', `{"kind":"partner-closed",${at},"by":{"kind":"operator"}}`],
    ['value.by', `{"kind":"program-changed",${at},${byPartner},"program":"indirect-provider"}`],
    ['value.by', `{"kind":"partner-renamed",${at},"name":"Tailspin"}`],
    ['value.name', `{"kind":"partner-renamed",${at},${byPartner},"name":" "}`],
  ])('is corrupt where even an earlier release would not have stored it, %s: %s', (path, text) => {
    const { code, context } = partnerChangeCodec.decode(stored(text))._unsafeUnwrapErr();
    expect(code).toBe('corrupt-data');
    expect(context.cause).toContain(path);
  });

  it.each([
    ['value.reason: expected a reason', ''],
    ['value.agreement: expected a reference', ',"agreement":" "'],
    ['value.reason: expected a reason', ',"reason":null'],
    ['value.reason.kind: expected "renegotiated" or "partner-closed"', ',"reason":{"kind":"relinquished"}'],
    ['value.reason.agreement: expected a reference', ',"reason":{"kind":"renegotiated"}'],
    ['value.reason.reason: expected a reason', ',"reason":{"kind":"partner-closed","reason":"two\\nlines"}'],
  ])('that ended a relationship is corrupt without a reason: %s', (cause, rest) => {
    const text = stored(`{"kind":"relationship-ended",${at},${byPartner},"partnerId":"tailspin"${rest}}`);
    const error = relationshipChangeCodec.decode(text)._unsafeUnwrapErr();
    expect(error.code).toBe('corrupt-data');
    expect(error.context.cause).toContain(cause);
  });
});
