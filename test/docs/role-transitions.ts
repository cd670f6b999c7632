import { err, ok, type Result } from 'neverthrow';
import {
  clearClosedPartner,
  evolveCustomer,
  evolvePartner,
  parseCustomerRelationships,
  parseGroupId,
  parseOfferId,
  parsePartnerAccount,
  type Actor,
  type CustomerRelationships,
  type PartnerAccount,
  type PartnerChange,
  type RelationshipChange,
  type RoleDelegation,
  type RoleId,
  type RoleOffer,
} from 'partner-relationships';
import {
  approveRoleDelegation,
  assignAccess,
  changeAccess,
  consentToRoleOffer,
  discardRoleOffer,
  draftRoleOffer,
  dropRole,
  lockRoleOffer,
  partnerCenterGdap as profile,
  rejectRoleOffer,
  removeAccess,
  reviseRoleOffer,
  ROLE_IDS,
  setExtension,
  settle,
  settleAccount,
  takeRoleOffer,
  terminateRoleDelegation,
} from 'partner-relationships/roles';
import { decideFinishRoleOffer } from '../../src/roles/offers/finish-role-offer';
import { plusDays } from '../../src/model/term';
import {
  adventureWorks,
  closed,
  northwind as customer,
  now as at,
  partnerOf,
  theCustomer,
  theOperator,
  thePartner,
} from '../fixtures/cast';
import { explore, type Move, type Transition } from './explore';

const provider = partnerOf('provider', 'indirect-provider');
const reseller = partnerOf('reseller', 'indirect-reseller');
const by = thePartner(provider);
const byCustomer = theCustomer(customer);
const offerId = parseOfferId('the-offer-of-the-drawing')._unsafeUnwrap();
const groupId = parseGroupId('group')._unsafeUnwrap();
const { userAdministrator, globalAdministrator, exchangeAdministrator } = ROLE_IDS;
const lapse = plusDays(at, 90);

/** An account, with the one thing about the offer that it does not tell: how it ended. */
interface OfferState {
  readonly account: PartnerAccount;
  readonly ended: string | null;
}

const endings: Readonly<Partial<Record<PartnerChange['kind'], string>>> = {
  'role-offer-discarded': 'discarded',
  'role-offer-rejected': 'rejected',
  'role-offer-lapsed': 'lapsed',
  'role-offer-approved': 'approved',
};

const offerIn = ({ account }: OfferState): RoleOffer | undefined =>
  account.roleOffers?.find(({ id }) => id === offerId);

/** What a partner, its reseller, a customer and time do to one offer. */
function offerMoves(): readonly Move<OfferState, PartnerChange>[] {
  const onOffer = { offerId, by, at };
  const ofReseller = { offerId, by: thePartner(reseller), at };
  // Drafting once more makes another offer.
  const draft = (indirectReseller: typeof reseller | null, state: OfferState) => {
    if (offerIn(state) !== undefined || state.ended !== null) return null;
    const terms = { roles: [userAdministrator], termDays: 30, extends: false, customerId: null, indirectReseller };
    return draftRoleOffer(state.account, { ...onOffer, name: 'the offer', ...terms }, profile);
  };
  const take = (who: typeof customer, when: typeof at, { account }: OfferState) =>
    takeRoleOffer(account, { offerId, customerId: who.id, by: theCustomer(who), at: when }, profile);
  const finish = { offerId, customerId: customer.id, by: byCustomer, at };
  return [
    { who: 'partner', command: 'draftRoleOffer', decide: (state) => draft(null, state) },
    { who: 'partner', command: 'draftRoleOffer (for a reseller)', decide: (state) => draft(reseller, state) },
    {
      who: 'partner',
      command: 'reviseRoleOffer',
      decide: ({ account }) => reviseRoleOffer(account, { ...onOffer, termDays: 60 }, profile),
    },
    { who: 'partner', command: 'discardRoleOffer', decide: ({ account }) => discardRoleOffer(account, onOffer) },
    { who: 'partner', command: 'lockRoleOffer', decide: ({ account }) => lockRoleOffer(account, onOffer, profile) },
    { who: 'reseller', command: 'consentToRoleOffer', decide: ({ account }) => consentToRoleOffer(account, ofReseller) },
    { who: 'reseller', command: 'rejectRoleOffer', decide: ({ account }) => rejectRoleOffer(account, ofReseller) },
    { who: 'customer', command: 'takeRoleOffer', decide: (state) => take(customer, at, state) },
    { who: 'customer', command: 'takeRoleOffer (90 days later)', decide: (state) => take(customer, lapse, state) },
    {
      who: 'another customer',
      command: 'takeRoleOffer',
      // Before the first customer has taken it, this one is the first.
      decide: (state) => (offerIn(state)?.takenBy === customer.id ? take(adventureWorks, at, state) : null),
    },
    {
      who: 'customer',
      command: 'approveRoleOffer (last step)',
      decide: ({ account }) => decideFinishRoleOffer(account, finish),
    },
    {
      who: 'time',
      command: 'settleAccount (90 days later)',
      decide: ({ account }) => settleAccount(account, { by: theOperator, at: lapse }),
    },
  ];
}

const offerTransitions = (): readonly Transition[] =>
  explore<OfferState, PartnerChange>(
    { account: parsePartnerAccount({ partner: provider, requests: [] })._unsafeUnwrap(), ended: null },
    offerMoves(),
    ({ account, ended }, change) =>
      evolvePartner(account, change).map((next) => ({
        account: next ?? account,
        ended: ('offer' in change && change.offer.id === offerId ? endings[change.kind] : null) ?? ended,
      })),
    (state) => {
      const offer = offerIn(state);
      if (offer === undefined) return state.ended ?? 'not drawn up';
      if (offer.takenBy !== null) return 'taken';
      if (offer.consentedAt !== null) return 'consented';
      return offer.lockedAt === null ? 'draft' : 'locked';
    },
    ({ account, ended }) => JSON.stringify([account.roleOffers, ended]),
  );

/** A customer's document, with the one thing about the delegation that it does not tell: how it ended. */
interface DelegationState {
  readonly state: CustomerRelationships;
  readonly ended: string | null;
}

const delegationIn = ({ state }: DelegationState): RoleDelegation | undefined =>
  state.roleDelegations?.find(({ id }) => id === offerId);

/** What the partner, the customer and time do to one delegation. */
function delegationMoves(): readonly Move<DelegationState, RelationshipChange>[] {
  const command = { offerId, by, at };
  const approve =
    (roles: readonly RoleId[], isExtending: boolean) =>
    (held: DelegationState): Result<readonly RelationshipChange[], { readonly code: string }> => {
      // The service's answer, as the offer has left the partner's account.
      if (held.ended !== null) return err({ code: 'delegation-not-in-force' });
      const offer: RoleOffer = {
        ...{ id: offerId, partnerId: provider.id, indirectResellerId: null, customerId: null, name: 'the offer', roles },
        ...{ termDays: 30, extends: isExtending, lockedAt: at, consentedAt: null, takenBy: customer.id },
      };
      return approveRoleDelegation(held.state, { customer, partner: provider, offer, by: byCustomer, at }, profile);
    };
  const either = (
    call: string,
    decide: (held: DelegationState, who: Actor) => ReturnType<Move<DelegationState, RelationshipChange>['decide']>,
  ): readonly Move<DelegationState, RelationshipChange>[] => [
    { who: 'partner', command: call, decide: (held) => decide(held, by) },
    { who: 'customer', command: call, decide: (held) => decide(held, byCustomer) },
  ];
  const extend = (on: boolean) => (held: DelegationState, who: Actor) =>
    setExtension(held.state, { offerId, on, by: who, at }, profile);
  const account = parsePartnerAccount({
    partner: closed(provider),
    closure: { at, by: theOperator, reason: 'a reason' },
    requests: [],
  })._unsafeUnwrap();
  return [
    {
      who: 'customer',
      command: 'approveRoleDelegation',
      decide: approve([userAdministrator, globalAdministrator], false),
    },
    { who: 'customer', command: 'approveRoleDelegation (extension on)', decide: approve([exchangeAdministrator], true) },
    ...either('setExtension (on)', extend(true)),
    ...either('setExtension (off)', extend(false)),
    ...either('terminateRoleDelegation', ({ state }, who) => terminateRoleDelegation(state, { offerId, by: who, at })),
    {
      who: 'partner',
      command: 'dropRole (one that never extends)',
      decide: ({ state }) => dropRole(state, { ...command, roleId: globalAdministrator }, profile),
    },
    {
      who: 'partner',
      command: 'assignAccess',
      decide: (held) => assignAccess(held.state, { ...command, groupId, roles: rolesOf(held).slice(0, 1) }),
    },
    {
      who: 'partner',
      command: 'changeAccess',
      decide: (held) => changeAccess(held.state, { ...command, groupId, roles: rolesOf(held) }),
    },
    { who: 'partner', command: 'removeAccess', decide: ({ state }) => removeAccess(state, { ...command, groupId }) },
    {
      who: 'operator',
      command: 'clearClosedPartner',
      decide: ({ state }) => clearClosedPartner(state, { account, by: theOperator, at }),
    },
    {
      who: 'time',
      command: 'settle (at the end)',
      decide: (held) => {
        const endsAt = delegationIn(held)?.endsAt;
        return endsAt === undefined ? ok([]) : settle(held.state, { by: theOperator, at: endsAt });
      },
    },
  ];
}

const rolesOf = (held: DelegationState): readonly RoleId[] => delegationIn(held)?.roles ?? [userAdministrator];

const delegationTransitions = (): readonly Transition[] =>
  explore<DelegationState, RelationshipChange>(
    {
      state: parseCustomerRelationships({ customer, relationships: [], delegations: [] })._unsafeUnwrap(),
      ended: null,
    },
    delegationMoves(),
    ({ state, ended }, change) =>
      evolveCustomer(state, change).map((next) => ({
        state: next ?? state,
        ended:
          change.kind === 'role-delegation-expired'
            ? 'expired'
            : change.kind === 'role-delegation-terminated'
              ? 'terminated'
              : ended,
      })),
    (held) => {
      const delegation = delegationIn(held);
      if (delegation === undefined) return held.ended ?? 'not approved';
      return delegation.extends ? 'extending' : 'in force';
    },
    // However often it has been extended, the same can be done to it.
    ({ state, ended }) => {
      const same = state.roleDelegations?.map((one) => ({
        ...one,
        endsAt: null,
        assignments: one.assignments.map(({ roles }) => roles),
      }));
      return JSON.stringify([same, ended]);
    },
  );

/** The contents of the diagrams of roles, each by the name of its file. */
export const roleTransitions: Readonly<Record<'role-offer' | 'role-delegation', readonly Transition[]>> = {
  'role-offer': offerTransitions(),
  'role-delegation': delegationTransitions(),
};
