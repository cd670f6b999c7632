import {
  customerCodec,
  customerEntries,
  customerEntryCodec,
  foldCustomer,
  foldPartner,
  partnerChangeCodec,
  partnerCodec,
  relationshipChangeCodec,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';

const by = '{"kind":"partner","partnerId":"contoso","userId":"ana"}';
const byCustomer = '{"kind":"customer","customerId":"northwind"}';
const byOperator = '{"kind":"operator"}';
const time = (second: number): string => `"at":"2026-01-01T00:00:0${second}.000Z"`;
const stored = (value: string): string => `{"format":1,"value":${value}}`;

const request =
  '{"id":"r1","partnerId":"contoso","indirectResellerId":"wingtip","token":"k3PzVt0Wc9yQd5Lm",' +
  '"openedAt":"2026-01-01T00:00:03.000Z","revokedAt":null}';
const closure = `{${time(7)},"by":${byOperator},"reason":"left the marketplace"}`;

/** What releases without roles have stored of an account: its changes, and what they lead to. */
const accountChanges = [
  `{"kind":"partner-registered",${time(0)},"partner":{"id":"contoso","name":"Contoso","program":"direct-bill","standing":"active"}}`,
  `{"kind":"partner-renamed",${time(1)},"by":${by},"name":"Contoso East"}`,
  `{"kind":"program-changed",${time(2)},"by":${byOperator},"program":"indirect-provider"}`,
  `{"kind":"request-opened",${time(3)},"by":${by},"request":${request}}`,
  `{"kind":"request-revoked",${time(4)},"by":${by},"requestId":"r1"}`,
  `{"kind":"partner-suspended",${time(5)},"by":${byOperator},"reason":"an unpaid bill"}`,
  `{"kind":"partner-reinstated",${time(6)},"by":null,"reason":null}`,
  `{"kind":"partner-closed",${closure.slice(1)}`,
].map(stored);
const account = stored(
  '{"partner":{"id":"contoso","name":"Contoso East","program":"indirect-provider","standing":"closed"},' +
    `"changedAt":"2026-01-01T00:00:07.000Z","closure":${closure},` +
    `"requests":[${request.replace('"revokedAt":null', '"revokedAt":"2026-01-01T00:00:04.000Z"')}]}`,
);

/** The same of a customer. */
const customerChanges = [
  `{"kind":"customer-registered",${time(0)},"by":${byCustomer},"customer":{"id":"northwind","name":"Northwind"}}`,
  `{"kind":"relationship-established",${time(1)},"by":${byCustomer},"partnerId":"contoso","origin":{"kind":"request","requestId":"r1"}}`,
  `{"kind":"delegation-granted",${time(2)},"by":${byCustomer},"partnerId":"contoso","serviceId":"intune","transacting":true,"throughPartnerId":null,"requestId":"r1"}`,
  `{"kind":"delegation-granted",${time(3)},"by":${byCustomer},"partnerId":"wingtip","serviceId":"intune","transacting":false,"throughPartnerId":"contoso","requestId":"r1"}`,
  `{"kind":"relationship-established",${time(4)},"by":${byOperator},"partnerId":"fabrikam","origin":{"kind":"imported"},"establishedAt":"2025-01-01T00:00:00.000Z"}`,
  `{"kind":"delegation-granted",${time(4)},"by":${byOperator},"partnerId":"fabrikam","serviceId":"teams","transacting":true,"throughPartnerId":null,"requestId":null,"grantedAt":"2025-01-02T00:00:00.000Z"}`,
  `{"kind":"delegation-removed",${time(5)},"by":${by},"partnerId":"wingtip","serviceId":"intune","throughPartnerId":"contoso","reason":{"kind":"removed-by-operator","reason":"a complaint"}}`,
  `{"kind":"delegation-removed",${time(6)},"by":${by},"partnerId":"fabrikam","serviceId":"teams","throughPartnerId":null,"reason":{"kind":"relationship-ended"}}`,
  `{"kind":"relationship-ended",${time(6)},"by":${by},"partnerId":"fabrikam","reason":{"kind":"renegotiated","agreement":"4711"}}`,
  `{"kind":"customer-renamed",${time(7)},"by":${byCustomer},"name":"Northwind East"}`,
].map(stored);
const customer = stored(
  '{"customer":{"id":"northwind","name":"Northwind East"},"changedAt":"2026-01-01T00:00:07.000Z",' +
    '"relationships":[{"partnerId":"contoso","establishedAt":"2026-01-01T00:00:01.000Z","origin":{"kind":"request","requestId":"r1"}}],' +
    '"delegations":[{"partnerId":"contoso","serviceId":"intune","transacting":true,"throughPartnerId":null,"grantedAt":"2026-01-01T00:00:02.000Z"}]}',
);
const entry = stored(
  '{"customer":{"id":"northwind","name":"Northwind East"},"establishedAt":"2026-01-01T00:00:01.000Z","administersUntil":"open"}',
);
const erasure = stored(`{"kind":"customer-erased",${time(8)},"by":${byOperator},"reason":"asked for it"}`);

describe('What was stored before there were roles', () => {
  it.each([...accountChanges])('is read, and written byte for byte as it was: %s', (text) => {
    expect(partnerChangeCodec.decode(text).andThen((change) => partnerChangeCodec.encode(change))._unsafeUnwrap()).toBe(text);
  });

  it.each([...customerChanges, erasure])('is read, and written byte for byte as it was: %s', (text) => {
    const written = relationshipChangeCodec.decode(text).andThen((change) => relationshipChangeCodec.encode(change));
    expect(written._unsafeUnwrap()).toBe(text);
  });

  it('leads to the same documents, byte for byte', () => {
    const ofPartner = accountChanges.map((text) => partnerChangeCodec.decode(text)._unsafeUnwrap());
    const state = foldPartner(ofPartner)._unsafeUnwrap();
    expect(state === null ? null : partnerCodec.encode(state)._unsafeUnwrap()).toBe(account);
    const ofCustomer = customerChanges.map((text) => relationshipChangeCodec.decode(text)._unsafeUnwrap());
    const relationships = foldCustomer(ofCustomer)._unsafeUnwrap();
    expect(relationships === null ? null : customerCodec.encode(relationships)._unsafeUnwrap()).toBe(customer);
    const [listed] = customerEntries(relationships)._unsafeUnwrap().values();
    expect(listed === undefined ? null : customerEntryCodec.encode(listed)._unsafeUnwrap()).toBe(entry);
  });

  it('is a document that is read, and written byte for byte as it was', () => {
    expect(partnerCodec.decode(account).andThen((state) => partnerCodec.encode(state))._unsafeUnwrap()).toBe(account);
    expect(customerCodec.decode(customer).andThen((state) => customerCodec.encode(state))._unsafeUnwrap()).toBe(customer);
    const one = customerEntryCodec.decode(entry).andThen((shown) => customerEntryCodec.encode(shown));
    expect(one._unsafeUnwrap()).toBe(entry);
  });
});
