import fc from 'fast-check';
import type { Result } from 'neverthrow';
import {
  acceptRequest,
  changeProgram,
  clearClosedPartner,
  closePartner,
  endRelationship,
  openRequest,
  parsePartnerAccount,
  reinstatePartner,
  relinquishDelegations,
  removeDelegations,
  renameCustomer,
  renamePartner,
  revokeRequest,
  suspendPartner,
  type CustomerRelationships,
  type Instant,
  type Partner,
  type PartnerAccount,
} from 'partner-relationships';
import { customerRelationships, partner } from 'partner-relationships/arbitraries';
import { settle, settleAccount } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { closedAccountOf } from '../../fixtures/account';
import {
  contoso,
  fabrikam,
  requestIdOf,
  requestOf,
  serviceIdOf,
  theCustomer,
  theOperator,
  thePartner,
  tokenOf,
} from '../../fixtures/cast';
import { changed } from '../../fixtures/history';
import { instant, offerIdOf, offerOf } from '../delegations/scene';

type Changes = Result<readonly object[], { readonly code: string }>;

/** Long after every end of a term: most delegations have expired by then, and the others have been extended. */
const LATE = instant('2100-01-01T00:00:00.000Z');

/** The partner of the first relationship of a customer. */
function partnerOf({ relationships }: CustomerRelationships): Partner {
  return { ...contoso, id: relationships[0]?.partnerId ?? contoso.id };
}

const onCustomer: Readonly<Record<string, (state: CustomerRelationships, at: Instant) => Changes>> = {
  renameCustomer: (state, at) => renameCustomer(state, { name: 'A name of its own', by: theOperator, at }),
  removeDelegations: (state, at) =>
    removeDelegations(state, { from: 'all', services: 'all', by: theCustomer(state.customer), at }),
  relinquishDelegations: (state, at) =>
    relinquishDelegations(state, {
      ...{ partnerId: partnerOf(state).id, services: 'all', by: thePartner(partnerOf(state)), at },
    }),
  endRelationship: (state, at) =>
    endRelationship(state, {
      ...{ partnerId: partnerOf(state).id, agreement: 'agreed in writing', subscriptions: [] },
      ...{ by: thePartner(partnerOf(state)), at },
    }),
  acceptRequest: (state, at) =>
    acceptRequest(state, {
      ...{ customer: state.customer, partner: fabrikam, request: requestOf(fabrikam), onHeldService: 'replace' },
      ...{ services: [serviceIdOf('a-new-service')], by: theCustomer(state.customer), at },
    }),
  clearClosedPartner: (state, at) =>
    clearClosedPartner(state, { account: closedAccountOf(partnerOf(state)), by: theOperator, at }),
};

const onAccount: Readonly<Record<string, (account: PartnerAccount, at: Instant) => Changes>> = {
  suspendPartner: (account, at) => suspendPartner(account, { reason: 'a reason', by: theOperator, at }),
  reinstatePartner: (account, at) => reinstatePartner(account, { reason: 'a reason', by: theOperator, at }),
  closePartner: (account, at) => closePartner(account, { reason: 'a reason', by: theOperator, at }),
  renamePartner: (account, at) => renamePartner(account, { name: 'A name of its own', by: theOperator, at }),
  changeProgram: (account, at) => changeProgram(account, { program: 'indirect-provider', by: theOperator, at }),
  openRequest: (account, at) =>
    openRequest(account, {
      requestId: requestIdOf('a-new-request'),
      token: tokenOf('new'),
      indirectReseller: null,
      by: thePartner(account.partner),
      at,
    }),
  revokeRequest: (account, at) => {
    const requestId = account.requests[0]?.id ?? requestIdOf('nobody');
    return revokeRequest(account, { requestId, by: thePartner(account.partner), at });
  },
};

/** Who did it is in the changes of a settlement as in those of the command. */
function byWhom(changes: readonly object[]): { readonly by: CustomerActor } {
  return changes.at(-1) as { readonly by: CustomerActor };
}

type CustomerActor = ReturnType<typeof theCustomer>;

describe('A command on a customer', () => {
  it.each(Object.entries(onCustomer))('writes down first what time has done, and nothing alone: %s', (_name, command) => {
    let written = 0;
    fc.assert(
      fc.property(customerRelationships(), (state) => {
        const changes = command(state, LATE).unwrapOr([]);
        if (changes.length === 0) return;
        const { by } = byWhom(changes);
        const due = settle(state, { at: LATE, by })._unsafeUnwrap();
        expect(changes.slice(0, due.length)).toEqual(due);
        const own = command(changed(state, due), LATE).unwrapOr([]);
        expect(changes.slice(due.length)).toEqual(own);
        written += due.length;
      }),
    );
    expect(written).toBeGreaterThan(0);
  });
});

/** With two offers that wait, and with an open request or with none, so that one can be opened. */
const anyAccount = fc
  .tuple(
    partner({ program: 'direct-bill' }),
    fc.boolean(),
    fc.constantFrom('active' as const, 'suspended' as const),
  )
  .map(([owner, hasRequest, standing]) => {
    const waiting = { ...offerOf(), partnerId: owner.id, takenBy: null };
    return parsePartnerAccount({
      partner: { ...owner, standing },
      requests: hasRequest ? [{ ...requestOf(contoso), partnerId: owner.id }] : [],
      roleOffers: [waiting, { ...waiting, id: offerIdOf('o2'), name: 'Calendars' }],
    })._unsafeUnwrap();
  });

describe('A command on an account', () => {
  it.each(Object.entries(onAccount))('writes down first which offers have lapsed, and nothing alone: %s', (_name, command) => {
    let written = 0;
    fc.assert(
      fc.property(anyAccount, (account) => {
        const changes = command(account, LATE).unwrapOr([]);
        if (changes.length === 0) return;
        const due = settleAccount(account, { at: LATE, by: byWhom(changes).by })._unsafeUnwrap();
        expect(changes.slice(0, due.length)).toEqual(due);
        expect(changes.length).toBe(due.length + 1);
        written += due.length;
      }),
    );
    expect(written).toBeGreaterThan(0);
  });
});
