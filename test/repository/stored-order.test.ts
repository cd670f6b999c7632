import {
  acceptRequest,
  addCustomer,
  changeProgram,
  clearClosedPartner,
  closePartner,
  endRelationship,
  eraseCustomer,
  importCustomer,
  openRequest,
  partnerChangeCodec,
  registerPartner,
  reinstatePartner,
  relationshipChangeCodec,
  relinquishDelegations,
  removeDelegations,
  renameCustomer,
  renamePartner,
  revokeRequest,
  suspendPartner,
  type PartnerChange,
  type RelationshipChange,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { accountOf, opened, opening } from '../fixtures/account';
import {
  contoso,
  earlier,
  exchange,
  fabrikam,
  hour,
  later,
  northwind,
  now,
  requestIdOf,
  requestOf,
  suspended,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import { isFrozenInDepth } from '../fixtures/frozen';
import { granted, related, stateAfter } from '../fixtures/history';
import { endReasonKinds, originKinds, relationshipChangeKinds, removalReasonKinds } from '../fixtures/kinds';

const at = later;
const reason = 'a reason';
const byOperator = { by: { ...theOperator, userId: 'dana' }, at };
const byContoso = { by: { ...thePartner(contoso), userId: 'ana' }, at };
const byNorthwind = { by: { ...theCustomer(northwind), userId: 'lee' }, at };

/** A change of each kind, as the functions that decide make it. The compiler sees to it that no kind is missing. */
const ofAccounts: Readonly<Record<PartnerChange['kind'], readonly PartnerChange[]>> = {
  'partner-registered': registerPartner(null, { partner: contoso, at })._unsafeUnwrap(),
  'partner-renamed': renamePartner(accountOf(contoso), { name: 'Contoso East', ...byContoso })._unsafeUnwrap(),
  'partner-suspended': suspendPartner(accountOf(contoso), { reason, ...byOperator })._unsafeUnwrap(),
  'partner-reinstated': reinstatePartner(accountOf(suspended(contoso)), { reason, ...byOperator })._unsafeUnwrap(),
  'program-changed': changeProgram(accountOf(contoso), {
    program: 'indirect-provider',
    ...byOperator,
  })._unsafeUnwrap(),
  'partner-closed': closePartner(accountOf(contoso), { reason, ...byOperator })._unsafeUnwrap(),
  'request-opened': openRequest(
    accountOf(tailspin),
    opening(tailspin, 'r1', { indirectReseller: wingtip }),
  )._unsafeUnwrap(),
  'request-revoked': revokeRequest(accountOf(contoso, opened(contoso, 'r1')), {
    requestId: requestIdOf('r1'),
    ...byContoso,
  })._unsafeUnwrap(),
};

const held = stateAfter(related(contoso), granted(contoso, exchange));

const acceptance = {
  customer: northwind,
  partner: fabrikam,
  request: requestOf(fabrikam),
  services: [exchange],
  ...byNorthwind,
};

const isClosed = accountOf(contoso, { kind: 'partner-closed', at: hour(1), by: theOperator, reason });

const decided = {
  accepted: acceptRequest(null, acceptance)._unsafeUnwrap(),
  resold: acceptRequest(null, {
    ...acceptance,
    partner: tailspin,
    request: requestOf(tailspin, wingtip),
    indirectResellerServices: [exchange],
  })._unsafeUnwrap(),
  replaced: acceptRequest(held, { ...acceptance, onHeldService: 'replace' })._unsafeUnwrap(),
  takenOver: acceptRequest(held, { ...acceptance, closedHolders: [contoso.id] })._unsafeUnwrap(),
  added: addCustomer(null, {
    customer: northwind,
    partner: contoso,
    services: [exchange],
    ...byContoso,
  })._unsafeUnwrap(),
  imported: importCustomer(null, {
    customer: northwind,
    relationships: [{ partnerId: contoso.id, establishedAt: earlier }],
    delegations: [
      { partnerId: contoso.id, serviceId: exchange, grantedAt: now },
    ],
    partners: [contoso],
    ...byOperator,
  })._unsafeUnwrap(),
  renamed: renameCustomer(held, { name: 'Northwind East', ...byNorthwind })._unsafeUnwrap(),
  removed: removeDelegations(held, { from: 'all', services: 'all', ...byNorthwind })._unsafeUnwrap(),
  removedByOperator: removeDelegations(held, { from: 'all', services: 'all', reason, ...byOperator })._unsafeUnwrap(),
  relinquished: relinquishDelegations(held, { partnerId: contoso.id, services: 'all', ...byContoso })._unsafeUnwrap(),
  ended: endRelationship(held, {
    partnerId: contoso.id,
    agreement: 'agreement 4711',
    subscriptions: [],
    ...byContoso,
  })._unsafeUnwrap(),
  erased: eraseCustomer(stateAfter(), { reason, ...byOperator })._unsafeUnwrap(),
  cleared: clearClosedPartner(held, { account: isClosed, ...byOperator })._unsafeUnwrap(),
} satisfies Readonly<Record<string, readonly RelationshipChange[]>>;

const ofCustomers: readonly RelationshipChange[] = Object.values(decided).flat();

/** Each as it was decided: not copied, so that it bears its mark and is encoded as it is. */
const all = [
  ...Object.values(ofAccounts)
    .flat()
    .map((change) => ({ kind: change.kind, change, encode: () => partnerChangeCodec.encode(change) })),
  ...ofCustomers.map((change) => ({ kind: change.kind, change, encode: () => relationshipChangeCodec.encode(change) })),
];

/** What is stored of a copy, which is decoded first. */
function storedOfCopy(change: PartnerChange | RelationshipChange): string {
  const copy: unknown = { format: 1, value: structuredClone(change) };
  return change.kind in ofAccounts
    ? partnerChangeCodec.decode(copy).andThen((decodedCopy) => partnerChangeCodec.encode(decodedCopy))._unsafeUnwrap()
    : relationshipChangeCodec
        .decode(copy)
        .andThen((decodedCopy) => relationshipChangeCodec.encode(decodedCopy))
        ._unsafeUnwrap();
}

const sorted = (kinds: object): readonly string[] => Object.keys(kinds).sort();

const kindsOf = (values: readonly { readonly kind: string }[]): readonly string[] =>
  [...new Set(values.map(({ kind }) => kind))].sort();

describe('The changes that are compared', () => {
  it('are of every kind', () => {
    for (const [kind, changes] of Object.entries(ofAccounts)) expect(kindsOf(changes)).toEqual([kind]);
    expect(kindsOf(ofCustomers)).toEqual(sorted(relationshipChangeKinds));
  });

  it('have every origin and every reason', () => {
    const origins = ofCustomers.flatMap((one) => (one.kind === 'relationship-established' ? [one.origin] : []));
    const removals = ofCustomers.flatMap((one) => (one.kind === 'delegation-removed' ? [one.reason] : []));
    const ends = ofCustomers.flatMap((one) => (one.kind === 'relationship-ended' ? [one.reason] : []));
    expect(kindsOf(origins)).toEqual(sorted(originKinds));
    expect(kindsOf(removals)).toEqual(sorted(removalReasonKinds));
    expect(kindsOf(ends)).toEqual(sorted(endReasonKinds));
  });
});

describe('A change that was decided', () => {
  it.each(all)('is stored with its fields in the order of those that are read: $kind', ({ change, encode }) => {
    expect(encode()._unsafeUnwrap()).toBe(storedOfCopy(change));
  });

  it.each(all)('is frozen in depth, as everybody trusts it from then on: $kind', ({ change }) => {
    expect(isFrozenInDepth(change)).toBe(true);
  });
});
