import {
  acceptRequest,
  addCustomer,
  changeProgram,
  clearClosedPartner,
  closePartner,
  endRelationship,
  eraseCustomer,
  foldCustomer,
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
import {
  approveRoleDelegation,
  assignAccess,
  changeAccess,
  discardRoleOffer,
  draftRoleOffer,
  dropRole,
  partnerCenterGdap,
  rejectRoleOffer,
  removeAccess,
  reviseRoleOffer,
  setExtension,
  settle,
  settleAccount,
  terminateRoleDelegation,
} from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { decideFinishRoleOffer } from '../../src/roles/offers/finish-role-offer';
import { decideSweepRoleOffers } from '../../src/roles/offers/sweep-role-offers';
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
import { APPROVED, DESK, ENDS, GLOBAL, MEANWHILE, USER } from '../roles/delegations/scene';
import {
  accountAfter,
  consents,
  drafted,
  drafting,
  drafts,
  LAPSED,
  locked,
  LOCKED,
  lockedForWingtip,
  locks,
  northwindId,
  o1,
  offerOf,
  takes,
} from '../roles/offers/scene';
import { endReasonKinds, originKinds, relationshipChangeKinds, removalReasonKinds } from '../fixtures/kinds';

const gdap = partnerCenterGdap;
const at = later;
const reason = 'a reason';
const byOperator = { by: { ...theOperator, userId: 'dana' }, at };
const byContoso = { by: { ...thePartner(contoso), userId: 'ana' }, at };
const byNorthwind = { by: { ...theCustomer(northwind), userId: 'lee' }, at };

const taken = accountAfter(contoso, drafts({ roles: [GLOBAL, USER], extends: false }), locks(), takes(northwindId));
const offer = { offerId: o1, ...byContoso, at: LOCKED };

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
  'role-offer-drafted': draftRoleOffer(accountOf(contoso), drafting(), gdap)._unsafeUnwrap(),
  'role-offer-revised': reviseRoleOffer(drafted, { ...offer, name: 'Mail' }, gdap)._unsafeUnwrap(),
  'role-offer-discarded': discardRoleOffer(drafted, offer)._unsafeUnwrap(),
  'role-offer-locked': locks()(drafted)._unsafeUnwrap(),
  'role-offer-consented': consents()(lockedForWingtip)._unsafeUnwrap(),
  'role-offer-rejected': rejectRoleOffer(lockedForWingtip, { ...offer, by: thePartner(wingtip) })._unsafeUnwrap(),
  'role-offer-taken': takes(northwindId)(locked)._unsafeUnwrap(),
  'role-offer-approved': decideFinishRoleOffer(taken, {
    offerId: o1,
    customerId: northwindId,
    by: Object.freeze(theCustomer(northwind)),
    at,
  })._unsafeUnwrap(),
  'role-offer-withdrawn': decideSweepRoleOffers(taken, {
    approved: new Set(),
    erased: new Set([northwindId]),
    by: Object.freeze({ kind: 'operator' }),
    at,
  })._unsafeUnwrap(),
  'role-offer-lapsed': settleAccount(locked, { ...byOperator, at: LAPSED })._unsafeUnwrap(),
};

const approved = approveRoleDelegation(
  null,
  { customer: northwind, partner: contoso, offer: offerOf(taken), ...byNorthwind, at: APPROVED },
  gdap,
)._unsafeUnwrap();
const onRoles = { offerId: o1, ...byContoso, at: MEANWHILE };
const roleHolder = foldCustomer(approved)._unsafeUnwrap() ?? stateAfter();
const assigned = assignAccess(roleHolder, { ...onRoles, groupId: DESK, roles: [GLOBAL, USER] })._unsafeUnwrap();
const withDesk = foldCustomer([...approved, ...assigned])._unsafeUnwrap() ?? stateAfter();
const dropped = dropRole(withDesk, { ...onRoles, roleId: GLOBAL }, gdap)._unsafeUnwrap();
const withoutGlobal = foldCustomer([...approved, ...assigned, ...dropped])._unsafeUnwrap() ?? stateAfter();
const extended = setExtension(withoutGlobal, { ...onRoles, on: true }, gdap)._unsafeUnwrap();
const extending = foldCustomer([...approved, ...assigned, ...dropped, ...extended])._unsafeUnwrap() ?? stateAfter();

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
  approved,
  assigned,
  reassigned: changeAccess(withDesk, { ...onRoles, groupId: DESK, roles: [USER] })._unsafeUnwrap(),
  unassigned: removeAccess(withDesk, { ...onRoles, groupId: DESK })._unsafeUnwrap(),
  dropped,
  extended,
  expired: settle(withoutGlobal, { ...byOperator, at: ENDS })._unsafeUnwrap(),
  movedOn: settle(extending, { ...byOperator, at: ENDS })._unsafeUnwrap(),
  terminated: terminateRoleDelegation(withDesk, onRoles)._unsafeUnwrap(),
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
