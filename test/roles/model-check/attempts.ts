import {
  clearClosedPartner,
  closePartner,
  endRelationship,
  reinstatePartner,
  suspendPartner,
  type Actor,
  type Customer,
  type CustomerRelationships,
  type GroupId,
  type Instant,
  type OfferId,
  type Partner,
  type PartnerAccount,
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
  partnerCenterGdap,
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
import { decodeGroupId } from '../../../src/model/identifiers';
import { decideFinishRoleOffer } from '../../../src/roles/offers/finish-role-offer';
import { adventureWorks, fabrikam, northwind, theCustomer, theOperator, thePartner } from '../../fixtures/cast';
import type { AccountAttempt, Attempt, CustomerAttempt } from './attempt';
import { accountAt, customerAt, type PlainAccount, type PlainCustomer, type PlainOffer } from './plain-model';
import {
  accessGiven,
  accessRemoved,
  activated,
  cleared,
  consented,
  discarded,
  drafted,
  extensionSet,
  finished,
  locked,
  rejected,
  relationshipEnded,
  revised,
  roleDropped,
  standingSet,
  taken,
  terminated,
  type Deed,
  type Outcome,
} from './specification';
import { instant, type AccountDocument, type World } from './world';

/** An offer that can be made: what it says, and what can become of its roles. */
export interface Offered {
  readonly id: OfferId;
  readonly partner: Partner;
  readonly reseller: Partner | null;
  readonly isForNorthwind: boolean;
  readonly name: string;
  readonly roles: readonly RoleId[];
  readonly termDays: number;
  readonly extending: boolean;
}

const profile = partnerCenterGdap;

/** What is searched: the commands of the library, or a deliberately broken one among them. */
export const library = {
  approveRoleDelegation,
  assignAccess,
  changeAccess,
  clearClosedPartner,
  consentToRoleOffer,
  discardRoleOffer,
  draftRoleOffer,
  dropRole,
  endRelationship,
  finishRoleOffer: decideFinishRoleOffer,
  lockRoleOffer,
  rejectRoleOffer,
  removeAccess,
  reviseRoleOffer,
  setExtension,
  settle,
  settleAccount,
  takeRoleOffer,
  terminateRoleDelegation,
};

export type Commands = typeof library;

/** Of all roles, this one alone. */
export const neverExtends = (role: string): boolean => role === ROLE_IDS.globalAdministrator;

function named(roles: readonly RoleId[]): string {
  return roles.map((role) => partnerCenterGdap.roles?.[role]?.name ?? role).join(' and ');
}

export function groupOf(id: string): GroupId {
  return decodeGroupId(id)._unsafeUnwrap();
}
/** So that it can be said in one word who acts. */
interface Doer {
  readonly words: string;
  readonly by: Actor;
}

const partnerDoing = (partner: Partner): Doer => ({ words: `partner ${partner.id}`, by: thePartner(partner) });
const customerDoing = (customer: Customer): Doer => ({ words: `customer ${customer.id}`, by: theCustomer(customer) });

function accountOf({ accounts }: World, partner: string): AccountDocument {
  const account = accounts.get(partner);
  if (account === undefined) throw new Error(`no account of ${partner}`);
  return account;
}

/** How much is tried with an offer. */
export interface Detail {
  /** Also by those who may not, and with what is refused whatever is in force. */
  readonly wrongly: boolean;
  readonly revisions: readonly Partial<Pick<Offered, 'name' | 'roles' | 'termDays' | 'extending'>>[];
  readonly groups: readonly GroupId[];
  readonly given: readonly (readonly RoleId[])[];
}

/** Everything that is tried with an offer in its account. */
export function attemptsOnOffer(
  commands: Commands,
  offered: Offered,
  { wrongly, revisions }: Detail,
): readonly AccountAttempt[] {
  const { id, partner, reseller, isForNorthwind, name, roles, termDays, extending } = offered;
  const customerId = isForNorthwind ? northwind.id : null;
  const asked = {
    ...{ id, partner: partner.id, reseller: reseller?.id ?? null, customer: customerId },
    ...{ name, roles, termDays, extending },
  };
  const partners = [partner, ...(wrongly ? [fabrikam] : [])].map(partnerDoing);
  const resellers = [...(reseller === null ? [] : [reseller]), ...(wrongly ? [partner] : [])].map(partnerDoing);
  const customers = [northwind, ...(isForNorthwind && !wrongly ? [] : [adventureWorks])];

  /** What to do, by one of these, on this offer. */
  const attempts = (
    words: string,
    doers: readonly Doer[],
    decide: (account: PartnerAccount, what: { offerId: OfferId; by: Actor; at: Instant }) => AccountAnswer,
    expected: (account: PlainAccount, deed: Deed) => Outcome<PlainAccount>,
    isPossible: (world: World) => boolean = () => true,
  ): readonly AccountAttempt[] =>
    doers.map((doer) => ({
      on: 'account',
      words: `${doer.words} ${words} ${id}`,
      partner: partner.id,
      isPossible,
      decide: (world) =>
        decide(accountOf(world, partner.id).data, { offerId: id, by: doer.by, at: instant(world.at) }),
      expected: (account, { at }) => expected(account, { id, by: doer.words, at }),
    }));

  return [
    ...attempts(
      'drafts',
      partners,
      (account, { by, at, offerId }) => {
        const what = { offerId, name, roles, termDays, extends: extending, customerId, indirectReseller: reseller };
        return commands.draftRoleOffer(account, { ...what, by, at }, profile);
      },
      (account, deed) => drafted(account, asked, deed),
      // Its id is used once.
      ({ locked: used }) => !used.has(id),
    ),
    ...revisions.flatMap((revision) =>
      attempts(
        `revises ${JSON.stringify(revision)} of`,
        partners,
        (account, what) => {
          const { extending: isExtending, ...others } = revision;
          return commands.reviseRoleOffer(account, { ...what, ...others, extends: isExtending }, profile);
        },
        (account, deed) => revised(account, revision, deed),
      ),
    ),
    ...attempts('discards', partners, commands.discardRoleOffer, discarded),
    ...attempts(
      'locks',
      partners,
      (account, what) => commands.lockRoleOffer(account, what, profile),
      (account, deed) => locked(account, deed, neverExtends),
    ),
    ...attempts('consents to', resellers, commands.consentToRoleOffer, consented),
    ...attempts('rejects', resellers, commands.rejectRoleOffer, rejected),
    ...customers.flatMap((customer) =>
      attempts(
        'takes',
        [customerDoing(customer), ...(wrongly ? [partnerDoing(partner)] : [])],
        (account, what) => commands.takeRoleOffer(account, { ...what, customerId: customer.id }, profile),
        (account, deed) => taken(account, customer.id, deed),
      ),
    ),
    ...customers.flatMap((customer) =>
      attempts(
        'finishes approving',
        [customerDoing(customer)],
        (account, what) => commands.finishRoleOffer(account, { ...what, customerId: customer.id }),
        (account, deed) => finished(account, customer.id, deed),
        // What the other customer holds is left out.
        ({ approved }) => customer !== northwind || approved.has(id),
      ),
    ),
  ];
}

type AccountAnswer = ReturnType<AccountAttempt['decide']>;
type CustomerAnswer = ReturnType<CustomerAttempt['decide']>;

/** Everything that is tried with the delegation that comes of an offer. */
export function attemptsOnDelegation(
  commands: Commands,
  offered: Offered,
  { wrongly, groups, given }: Detail,
): readonly CustomerAttempt[] {
  const { id, partner, reseller, roles } = offered;
  const holder = reseller ?? partner;
  const others = wrongly ? [fabrikam, ...(reseller === null ? [] : [partner])].map(partnerDoing) : [];
  const parties = [partnerDoing(holder), customerDoing(northwind), ...others];
  const holders = [partnerDoing(holder), ...others, ...(wrongly ? [customerDoing(northwind)] : [])];

  const attempts = (
    words: string,
    doers: readonly Doer[],
    decide: (state: CustomerRelationships, what: { offerId: OfferId; by: Actor; at: Instant }) => CustomerAnswer,
    expected: (customer: PlainCustomer, deed: Deed) => Outcome<PlainCustomer>,
  ): readonly CustomerAttempt[] =>
    doers.map((doer) => ({
      on: 'customer',
      words: `${doer.words} ${words} ${id}`,
      touches: 'roles',
      isPossible: () => true,
      decide: ({ customer, at }) => decide(customer.data, { offerId: id, by: doer.by, at: instant(at) }),
      expected: (customer, { at }) => expected(customer, { id, by: doer.words, at }),
    }));

  return [
    approval(commands, offered),
    ...[true, false].flatMap((on) =>
      attempts(
        `switches the extension ${on ? 'on' : 'off'} of`,
        parties,
        (state, what) => commands.setExtension(state, { ...what, on }, profile),
        (customer, deed) => extensionSet(customer, { on, neverExtends }, deed),
      ),
    ),
    ...attempts('terminates', parties, commands.terminateRoleDelegation, terminated),
    ...roles
      .filter((role) => wrongly || neverExtends(role))
      .flatMap((role) =>
        attempts(
          `drops ${named([role])} of`,
          holders,
          (state, what) => commands.dropRole(state, { ...what, roleId: role }, profile),
          (customer, deed) => roleDropped(customer, { role, neverExtends }, deed),
        ),
      ),
    ...groups.flatMap((group) => [
      ...given.flatMap((some) => [
        ...attempts(
          `assigns ${named(some)} to ${group} of`,
          holders,
          (state, what) => commands.assignAccess(state, { ...what, groupId: group, roles: some }),
          (customer, deed) => accessGiven(customer, { group, roles: some, isNew: true }, deed),
        ),
        ...attempts(
          `has ${named(some)} be what ${group} has of`,
          holders,
          (state, what) => commands.changeAccess(state, { ...what, groupId: group, roles: some }),
          (customer, deed) => accessGiven(customer, { group, roles: some, isNew: false }, deed),
        ),
      ]),
      ...attempts(
        `takes from ${group} what it has of`,
        holders,
        (state, what) => commands.removeAccess(state, { ...what, groupId: group }),
        (customer, deed) => accessRemoved(customer, group, deed),
      ),
    ]),
  ];
}

/**
 * The second step of approving, with the offer as it is in the account. The service takes it as long as the customer's
 * history does not tell that it has been taken and is over.
 */
function approval(commands: Commands, { id, partner, reseller }: Offered): CustomerAttempt {
  const takenOffer = (world: World): RoleOffer | undefined =>
    accountOf(world, partner.id).data.roleOffers?.find((offer) => offer.id === id && offer.takenBy === northwind.id);
  const plainOffer = (world: World): PlainOffer | undefined =>
    accountOf(world, partner.id).plain.offers.find((offer) => offer.id === id);
  return {
    on: 'customer',
    words: `customer ${northwind.id} approves ${id}`,
    touches: 'roles',
    isPossible: (world) =>
      takenOffer(world) !== undefined &&
      (!world.approved.has(id) || world.customer.plain.delegations.some((one) => one.id === id)),
    decide: (world) => {
      const offer = takenOffer(world);
      if (offer === undefined) throw new Error('nobody has taken it');
      const registered = accountOf(world, partner.id).data.partner;
      const what = { customer: northwind, partner: registered, offer, indirectReseller: reseller };
      const { customer, at } = world;
      return commands.approveRoleDelegation(customer.data, { ...what, by: theCustomer(northwind), at: instant(at) }, profile);
    },
    expected: (customer, world) => {
      const offer = plainOffer(world);
      if (offer === undefined) throw new Error('nobody has taken it');
      const { standing } = accountOf(world, partner.id).plain;
      return activated(customer, { offer, standing }, { id, by: `customer ${northwind.id}`, at: world.at });
    },
  };
}

/** What time does to the documents, written down by the operator. */
export function settlements(commands: Commands, partners: readonly Partner[]): readonly Attempt[] {
  return [
    ...partners.map(
      ({ id }): AccountAttempt => ({
        on: 'account',
        words: `operator settles the account of ${id}`,
        partner: id,
        isPossible: () => true,
        decide: (world) => commands.settleAccount(accountOf(world, id).data, { at: instant(world.at), by: theOperator }),
        expected: (account, { at }) => ({ next: accountAt(account, at) }),
      }),
    ),
    {
      on: 'customer',
      words: 'operator settles the customer',
      touches: 'roles',
      isPossible: () => true,
      decide: ({ customer, at }) => commands.settle(customer.data, { at: instant(at), by: theOperator }),
      expected: (customer, { at }) => ({ next: customerAt(customer, at) }),
    },
  ];
}

export function endOfRelationship(commands: Commands, partner: Partner): CustomerAttempt {
  return {
    on: 'customer',
    words: `partner ${partner.id} ends its relationship`,
    touches: 'relationships',
    isPossible: () => true,
    decide: ({ customer, at }) =>
      commands.endRelationship(customer.data, {
        partnerId: partner.id,
        agreement: 'agreed in writing',
        subscriptions: [],
        by: thePartner(partner),
        at: instant(at),
      }),
    expected: (customer, { at }) => relationshipEnded(customer, partner.id, at),
  };
}

/** The operator takes all that a partner with a closed account holds at the customer. */
export function clearingOf(commands: Commands, { id }: Partner): CustomerAttempt {
  return {
    on: 'customer',
    words: `operator clears ${id}`,
    touches: 'everything',
    isPossible: () => true,
    decide: (world) => {
      const command = { account: accountOf(world, id).data, by: theOperator, at: instant(world.at) };
      return commands.clearClosedPartner(world.customer.data, command);
    },
    expected: (customer, world) =>
      cleared(customer, { partner: id, standing: accountOf(world, id).plain.standing, at: world.at }),
  };
}

/** The operator suspends the partner, reinstates it, and closes its account for good. */
export function standingsOf({ id }: Partner): readonly AccountAttempt[] {
  const reason = 'as agreed';
  return (['suspended', 'active', 'closed'] as const).map((standing) => ({
    on: 'account',
    words: `operator has ${id} be ${standing}`,
    partner: id,
    isPossible: (world) => accountOf(world, id).plain.standing !== 'closed',
    decide: (world) => {
      const command = { by: theOperator, reason, at: instant(world.at) };
      const { data } = accountOf(world, id);
      if (standing === 'closed') return closePartner(data, command);
      return standing === 'active' ? reinstatePartner(data, command) : suspendPartner(data, command);
    },
    expected: (account, { at }) => standingSet(account, standing, at),
  }));
}
