import {
  addCustomer,
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
  type Operation,
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
import { decodeGroupId, decodeOfferId } from '../../../src/model/identifiers';
import { decideFinishRoleOffer } from '../../../src/roles/offers/finish-role-offer';
import { registration } from '../../fixtures/account';
import {
  adventureWorks,
  contoso,
  exchange,
  fabrikam,
  northwind,
  sharepoint,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../../fixtures/cast';
import type { AccountAttempt, Attempt, CustomerAttempt } from './attempt';
import type { Covers, PlainPerson, RoleQuestion } from './oracle';
import { accountAt, customerAt, type PlainAccount, type PlainCustomer, type PlainOffer } from './plain-model';
import {
  accessGiven,
  accessRemoved,
  activated,
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
import { accountAfter, customerAfter, instant, type AccountDocument, type World } from './world';

/** What is searched: where it begins, what is tried, and what is asked. */
export interface Scope {
  readonly name: string;
  readonly start: World;
  readonly attempts: readonly Attempt[];
  readonly offers: readonly Offered[];
  readonly questions: readonly RoleQuestion[];
}

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
const exchangeRole = ROLE_IDS.exchangeAdministrator;
const globalRole = ROLE_IDS.globalAdministrator;

/** The roles of the search, written down a second time from the rules and on purpose. */
export const covers: Covers = (role, operation, service) => {
  const ofGlobal: readonly Operation[] = [
    'view-service-health',
    'file-service-request',
    'manage-users',
    'administer-service',
    'provision-service',
    'transition-subscription',
    'migrate-subscription',
  ];
  const ofExchange: readonly Operation[] = ['view-service-health', 'administer-service', 'provision-service'];
  if (role === globalRole) return ofGlobal.includes(operation);
  if (operation === 'file-service-request') return role === exchangeRole;
  return role === exchangeRole && service === exchange && ofExchange.includes(operation);
};

/** What is searched: the commands of the library, or a deliberately broken one among them. */
export const library = {
  approveRoleDelegation,
  assignAccess,
  changeAccess,
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

export const neverExtends = (role: string): boolean => role === globalRole;

function named(roles: readonly RoleId[]): string {
  return roles.map((role) => partnerCenterGdap.roles?.[role]?.name ?? role).join(' and ');
}

function groupOf(id: string): GroupId {
  return decodeGroupId(id)._unsafeUnwrap();
}

const desk = groupOf('desk');
const field = groupOf('field');

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
interface Detail {
  /** Also by those who may not, and with what is refused whatever is in force. */
  readonly wrongly: boolean;
  readonly revisions: readonly Partial<Pick<Offered, 'name' | 'roles' | 'termDays' | 'extending'>>[];
  readonly groups: readonly GroupId[];
  readonly given: readonly (readonly RoleId[])[];
}

/** Everything that is tried with an offer in its account. */
function attemptsOnOffer(
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
    ...attempts(
      'finishes approving',
      [customerDoing(northwind)],
      (account, what) => commands.finishRoleOffer(account, { ...what, customerId: northwind.id }),
      finished,
      ({ approved: done }) => done.has(id),
    ),
  ];
}

type AccountAnswer = ReturnType<AccountAttempt['decide']>;
type CustomerAnswer = ReturnType<CustomerAttempt['decide']>;

/** Everything that is tried with the delegation that comes of an offer. */
function attemptsOnDelegation(
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
      isCommercial: false,
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
    isCommercial: false,
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
function settlements(commands: Commands, partners: readonly Partner[]): readonly Attempt[] {
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
      isCommercial: false,
      isPossible: () => true,
      decide: ({ customer, at }) => commands.settle(customer.data, { at: instant(at), by: theOperator }),
      expected: (customer, { at }) => ({ next: customerAt(customer, at) }),
    },
  ];
}

function endOfRelationship(commands: Commands, partner: Partner): CustomerAttempt {
  return {
    on: 'customer',
    words: `partner ${partner.id} ends its relationship`,
    isCommercial: true,
    isPossible: () => true,
    decide: ({ customer, at }) =>
      commands.endRelationship(customer.data, {
        partnerId: partner.id,
        agreement: 'agreed in writing',
        subscriptions: [],
        by: thePartner(partner),
        at: instant(at),
      }),
    expected: (customer) => relationshipEnded(customer, partner.id),
  };
}

/** The operator suspends the partner, reinstates it, and closes its account for good. */
function standingsOf({ id }: Partner): readonly AccountAttempt[] {
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
    expected: (account) => standingSet(account, standing),
  }));
}

const people: readonly (PlainPerson | null)[] = [
  null,
  { agentRoles: ['admin-agent'], groups: [] },
  { agentRoles: ['helpdesk-agent', 'billing-admin'], groups: [desk] },
  { agentRoles: [], groups: [desk] },
  { agentRoles: ['sales-agent'], groups: [field, groupOf('elsewhere')] },
];

/** What each operation of the search is asked about: a service, or a subscription that this partner sold. */
function questionsOf(partners: readonly Partner[]): readonly RoleQuestion[] {
  const services: readonly Operation[] = ['view-service-health', 'file-service-request', 'manage-users'];
  const subscriptions: readonly Operation[] = ['receive-bill', 'add-seats', 'transition-subscription'];
  const asked: readonly Pick<RoleQuestion, 'operation' | 'service' | 'soldBy'>[] = [
    ...[exchange, sharepoint].map((service) => ({ operation: 'administer-service', service, soldBy: undefined }) as const),
    ...services.map((operation) => ({ operation, service: exchange, soldBy: undefined })),
    { operation: 'sell-subscription', service: exchange, soldBy: undefined },
    ...subscriptions.map((operation) => ({ operation, service: exchange, soldBy: contoso.id })),
  ];
  const inBusiness = partners.flatMap((partner) =>
    people.flatMap((person) => asked.map((one) => ({ ...one, partner, person }))),
  );
  const otherwise = (['suspended', 'closed'] as const).flatMap((standing) =>
    asked.map((one) => ({ ...one, partner: { ...contoso, standing }, person: people[2] ?? null })),
  );
  return [...inBusiness, ...otherwise];
}

const start = Date.UTC(2026, 0, 1, 9);

function worldOf(partners: readonly Partner[]): World {
  const at = instant(start);
  const added = addCustomer(null, {
    ...{ customer: northwind, partner: contoso, services: [exchange] },
    ...{ by: thePartner(contoso), at },
  })._unsafeUnwrap();
  const customer = customerAfter(null, added);
  if (typeof customer === 'string') throw new Error(customer);
  const accounts = partners.map((partner): [string, AccountDocument] => {
    const account = accountAfter(null, [registration(partner, at)]);
    if (typeof account === 'string') throw new Error(account);
    return [partner.id, account];
  });
  return { at: start, accounts: new Map(accounts), customer, locked: new Set(), approved: new Set() };
}

const LITTLE: Detail = { wrongly: false, revisions: [], groups: [desk], given: [] };

function scopeOf(
  commands: Commands,
  name: string,
  partners: readonly Partner[],
  offers: readonly (readonly [Offered, Detail])[],
  others: readonly Attempt[],
): Scope {
  const tried = offers.flatMap(([offered, detail]) => [
    ...attemptsOnOffer(commands, offered, detail),
    ...attemptsOnDelegation(commands, offered, detail),
  ]);
  return {
    name,
    start: worldOf(partners),
    attempts: [...tried, ...settlements(commands, partners), ...others],
    offers: offers.map(([offered]) => offered),
    questions: questionsOf([...partners, ...offers.flatMap(([{ reseller }]) => reseller ?? [])]),
  };
}

function offerOf(id: string, offered: Omit<Offered, 'id' | 'name'>): Offered {
  return { id: decodeOfferId(id)._unsafeUnwrap(), name: `The ${id}`, ...offered };
}

const both = offerOf('offer-of-two-roles', {
  ...{ partner: contoso, reseller: null, isForNorthwind: false },
  ...{ roles: [exchangeRole, globalRole], termDays: 2, extending: true },
});
const mail = offerOf('offer-of-exchange', {
  ...{ partner: contoso, reseller: null, isForNorthwind: false },
  ...{ roles: [exchangeRole], termDays: 90, extending: true },
});
const everything = offerOf('offer-of-everything', {
  ...{ partner: contoso, reseller: null, isForNorthwind: true },
  ...{ roles: [globalRole], termDays: 180, extending: false },
});
const forReseller = offerOf('offer-for-reseller', {
  ...{ partner: tailspin, reseller: wingtip, isForNorthwind: true },
  ...{ roles: [exchangeRole, globalRole], termDays: 180, extending: false },
});

/** What is searched: one offer with all that can be tried, and two together, mostly with what is right. */
export function scopesOf(commands: Commands): readonly Scope[] {
  const everyRole = [[exchangeRole], [globalRole], [exchangeRole, globalRole]];
  const differently = [{ extending: false }, { extending: true, name: 'Revised', termDays: 180 }];
  return [
    scopeOf(
      commands,
      'one offer',
      [contoso],
      [[both, { wrongly: true, revisions: differently, groups: [desk, field], given: everyRole }]],
      [endOfRelationship(commands, contoso), ...standingsOf(contoso)],
    ),
    scopeOf(
      commands,
      'two offers of a partner',
      [contoso],
      [
        [mail, { ...LITTLE, given: [[exchangeRole]] }],
        [everything, { ...LITTLE, revisions: [{ name: mail.name }], given: [[globalRole]] }],
      ],
      [endOfRelationship(commands, contoso)],
    ),
    scopeOf(
      commands,
      'an offer for a reseller beside one of another partner',
      [contoso, tailspin],
      [
        [mail, LITTLE],
        [forReseller, { ...LITTLE, wrongly: true, given: [[exchangeRole], [globalRole]] }],
      ],
      [],
    ),
  ];
}
