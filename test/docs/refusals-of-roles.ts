import {
  operations,
  parseCustomerRelationships,
  parseGroupId,
  parseOfferId,
  parsePartnerAccount,
  type Actor,
  type CustomerRelationships,
  type Partner,
  type PartnerAccount,
  type PartnerProgram,
  type RoleDelegation,
  type RoleId,
  type RoleOffer,
} from 'partner-relationships';
import {
  approveRoleDelegation,
  assignAccess,
  authorizeAt,
  changeAccess,
  consentToRoleOffer,
  discardRoleOffer,
  draftRoleOffer,
  dropRole,
  lockRoleOffer,
  partnerCenter21Vianet,
  partnerCenterGdap,
  rejectRoleOffer,
  removeAccess,
  reviseRoleOffer,
  ROLE_IDS,
  setExtension,
  takeRoleOffer,
  terminateRoleDelegation,
  type AgentRole,
  type Person,
} from 'partner-relationships/roles';
import { plusDays } from '../../src/model/term';
import {
  adventureWorks,
  closed,
  exchange as service,
  northwind as customer,
  now as at,
  partnerOf,
  subscriptionOf,
  suspended,
  theCustomer,
  theOperator,
  thePartner,
} from '../fixtures/cast';
import type { Answer } from './refusals-of-a-run';

const provider = partnerOf('provider', 'indirect-provider');
const reseller = partnerOf('reseller', 'indirect-reseller');
const other = partnerOf('other', 'direct-bill');
const profiles = [partnerCenterGdap, partnerCenter21Vianet];
const actors: readonly Actor[] = [
  ...[provider, reseller, other].map(thePartner),
  ...[customer, adventureWorks].map(theCustomer),
];
const offerId = parseOfferId('the-offer-of-the-run')._unsafeUnwrap();
const anotherId = parseOfferId('another-offer-of-the-run')._unsafeUnwrap();
const groups = ['a-group', 'another-group', 'a-third-group'].map((id) => parseGroupId(id)._unsafeUnwrap());
const { globalAdministrator, exchangeAdministrator, userAdministrator } = ROLE_IDS;
const lapsed = plusDays(at, 90);

const draft: RoleOffer = {
  ...{ id: offerId, partnerId: provider.id, indirectResellerId: null, customerId: null, name: 'the offer' },
  ...{ roles: [exchangeAdministrator, globalAdministrator], termDays: 30, extends: true },
  ...{ lockedAt: null, consentedAt: null, takenBy: null },
};
const locked: RoleOffer = { ...draft, extends: false, lockedAt: at };
const named: RoleOffer = { ...locked, indirectResellerId: reseller.id };
const consented: RoleOffer = { ...named, consentedAt: at };
const taken: RoleOffer = { ...locked, takenBy: customer.id };
const takenFromReseller: RoleOffer = { ...consented, takenBy: customer.id };
const namedDraft: RoleOffer = { ...draft, indirectResellerId: reseller.id };
const offers = [draft, namedDraft, locked, named, consented, taken, takenFromReseller];

const accountOf = (partner: Partner, roleOffers: readonly RoleOffer[]): PartnerAccount => {
  const closure = partner.standing === 'closed' ? { at, by: theOperator, reason: 'a reason' } : undefined;
  return parsePartnerAccount({ partner, closure, requests: [], roleOffers })._unsafeUnwrap();
};

/** The answers of each function about role offers, to everybody, in accounts that differ in one offer. */
function* offerAnswers(): Generator<readonly [string, Answer]> {
  for (const partner of [provider, suspended(provider), closed(provider)]) {
    for (const by of actors) {
      for (const profile of profiles) {
        for (const indirectReseller of [null, reseller, closed(reseller), other]) {
          const { name, roles, termDays, customerId } = draft;
          const terms = { name, roles, termDays, customerId, extends: false, indirectReseller };
          const account = accountOf(partner, [draft]);
          yield ['draftRoleOffer', draftRoleOffer(account, { ...terms, offerId: anotherId, by, at }, profile)];
        }
        for (const offer of offers) yield* answersAbout(accountOf(partner, [offer]), by, profile);
      }
    }
  }
}

function* answersAbout(
  account: PartnerAccount,
  by: Actor,
  profile: (typeof profiles)[number],
): Generator<readonly [string, Answer]> {
  const second = { ...draft, id: anotherId, name: 'another offer' };
  const both = accountOf(account.partner, [...(account.roleOffers ?? []), second]);
  for (const when of [at, lapsed]) {
    const onOffer = { offerId, by, at: when };
    const customerId = by.kind === 'customer' ? by.customerId : customer.id;
    yield ['reviseRoleOffer', reviseRoleOffer(both, { ...onOffer, name: 'another offer' }, profile)];
    yield ['discardRoleOffer', discardRoleOffer(account, onOffer)];
    yield ['lockRoleOffer', lockRoleOffer(account, onOffer, profile)];
    yield ['consentToRoleOffer', consentToRoleOffer(account, onOffer)];
    yield ['rejectRoleOffer', rejectRoleOffer(account, onOffer)];
    yield ['takeRoleOffer', takeRoleOffer(account, { ...onOffer, customerId }, profile)];
    const approval = { customer, partner: account.partner, by, at: when };
    yield ['approveRoleDelegation', approveRoleDelegation(null, { ...approval, offer: taken }, profile)];
    yield [
      'approveRoleDelegation',
      approveRoleDelegation(null, { ...approval, offer: { ...taken, extends: true } }, profile),
    ];
  }
}

const stateWith = (roleDelegations: readonly RoleDelegation[], isServed: boolean): CustomerRelationships =>
  parseCustomerRelationships({
    customer,
    relationships: [{ partnerId: provider.id, establishedAt: at, origin: { kind: 'customer-added' } }],
    delegations: isServed
      ? [{ partnerId: provider.id, serviceId: service, transacting: true, throughPartnerId: null, grantedAt: at }]
      : [],
    ...(roleDelegations.length === 0 ? {} : { roleDelegations }),
  })._unsafeUnwrap();

const held = (roles: readonly RoleId[]): RoleDelegation => ({
  ...{ id: offerId, partnerId: provider.id, throughPartnerId: null, name: 'the offer', roles },
  ...{ activatedAt: at, endsAt: plusDays(at, 30), extends: false },
  assignments: groups.slice(0, 1).map((groupId) => ({ groupId, roles: roles.slice(0, 1), assignedAt: at })),
});

/** The answers of each function about role delegations. */
function* delegationAnswers(): Generator<readonly [string, Answer]> {
  const { roles } = draft;
  for (const state of [stateWith([], false), stateWith([held(roles)], false)]) {
    for (const by of actors) {
      const command = { offerId, by, at };
      yield ['setExtension', setExtension(state, { ...command, on: true }, partnerCenterGdap)];
      yield ['terminateRoleDelegation', terminateRoleDelegation(state, command)];
      for (const roleId of roles) yield ['dropRole', dropRole(state, { ...command, roleId }, partnerCenterGdap)];
      for (const groupId of groups) {
        for (const given of [[globalAdministrator], [userAdministrator]]) {
          yield ['assignAccess', assignAccess(state, { ...command, groupId, roles: given })];
          yield ['changeAccess', changeAccess(state, { ...command, groupId, roles: given })];
        }
        yield ['removeAccess', removeAccess(state, { ...command, groupId })];
      }
    }
  }
}

const people: readonly (Person | undefined)[] = [
  undefined,
  ...(['admin-agent', 'sales-agent', 'helpdesk-agent', 'billing-admin'] as const satisfies AgentRole[]).flatMap((role) =>
    [[], ...groups.map((group) => [group])].map((of) => ({ userId: 'somebody', agentRoles: [role], groups: of })),
  ),
];

/** The decisions about every operation and all kinds of people, with both kinds of admin rights and without. */
function* decisionAnswers(): Generator<readonly [string, Answer]> {
  const programs: readonly PartnerProgram[] = ['indirect-provider', 'advisor'];
  for (const state of [false, true].flatMap((isServed) =>
    [[], [held([exchangeAdministrator])], [held([userAdministrator])]].map((all) => stateWith(all, isServed)),
  )) {
    for (const partner of programs
      .map((program) => ({ ...provider, program }))
      .flatMap((one) => [one, suspended(one), closed(one)])) {
      for (const person of people) {
        for (const { operation, concerns } of Object.values(operations)) {
          for (const seller of concerns === 'subscription' ? [provider, other] : [null]) {
            const asked = seller === null ? { serviceId: service } : { subscription: subscriptionOf(service, seller) };
            const question = { partner, operation, person, ...asked } as Parameters<typeof authorizeAt>[1];
            yield ['authorizeAt', authorizeAt(state, question, at, partnerCenterGdap)];
          }
        }
      }
    }
  }
}

/** The answers of each function of roles, in a small world. */
export function* roleAnswers(): Generator<readonly [string, Answer]> {
  yield* offerAnswers();
  yield* delegationAnswers();
  yield* decisionAnswers();
}
