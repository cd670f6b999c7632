import {
  acceptRequest,
  addCustomer,
  authorize,
  changeProgram,
  clearClosedPartner,
  closePartner,
  endRelationship,
  eraseCustomer,
  importCustomer,
  inviteLink,
  openRequest,
  operations,
  parseCustomerRelationships,
  parsePartnerAccount,
  parseRequestId,
  registerPartner,
  reinstatePartner,
  relinquishDelegations,
  removeDelegations,
  renameCustomer,
  renamePartner,
  revokeRequest,
  suspendPartner,
  type Actor,
  type CustomerRelationships,
  type Partner,
  type PartnerAccount,
  type PartnerProgram,
} from 'partner-relationships';
import { checkInvitation, composeInvitation, english } from 'partner-relationships/invitation';
import type { Result } from 'neverthrow';
import {
  closed,
  exchange as service,
  northwind as customer,
  now as at,
  partnerOf,
  requestOf,
  revokedRequest,
  subscriptionOf,
  suspended,
  theCustomer,
  theOperator,
  thePartner,
} from '../fixtures/cast';
import { roleAnswers } from './refusals-of-roles';

export type Answer = Result<unknown, { readonly code: string; readonly rule?: string }>;

const programs: readonly PartnerProgram[] = ['direct-bill', 'indirect-provider', 'indirect-reseller', 'advisor'];
const partners: readonly Partner[] = programs.flatMap((program) => {
  const partner = partnerOf(program, program);
  return [partner, suspended(partner), closed(partner)];
});
const [direct] = partners as [Partner, ...Partner[]];
const other = partnerOf('other', 'direct-bill');
const actors = [theOperator, theCustomer(customer), thePartner(other), ...partners.map(thePartner)];
const own = requestOf(direct);
const reason = 'a reason';

const holding = (holder: Partner, services: readonly string[]): CustomerRelationships =>
  parseCustomerRelationships({
    customer,
    relationships: [{ partnerId: holder.id, establishedAt: at, origin: { kind: 'customer-added' } }],
    delegations: services.map((serviceId) => ({
      partnerId: holder.id,
      serviceId,
      transacting: true,
      throughPartnerId: null,
      grantedAt: at,
    })),
  })._unsafeUnwrap();

const states = [holding(direct, []), holding(direct, [service]), holding(other, [service])];

function accountOf(partner: Partner): PartnerAccount {
  const closure = partner.standing === 'closed' ? { at, by: theOperator, reason } : undefined;
  return parsePartnerAccount({ partner, closure, requests: [] })._unsafeUnwrap();
}

/** The answers of each function of the core, in a small world with every kind of partner. */
function* answers(): Generator<readonly [string, Answer]> {
  const account = parsePartnerAccount({ partner: direct, requests: [own] })._unsafeUnwrap();
  const requestId = parseRequestId('new')._unsafeUnwrap();
  const link = inviteLink(own, 'https://portal.example/')._unsafeUnwrap();

  yield ['checkInvitation', checkInvitation({ text: 'no link' }, link)];
  yield ['checkInvitation', checkInvitation({ text: link.replace('https', 'http') }, link)];
  yield ['checkInvitation', checkInvitation({ html: '<object></object>' }, link)];
  yield ['composeInvitation', composeInvitation({ partner: direct, link, texts: english, paragraphs: [link.toUpperCase()] })];
  yield ['composeInvitation', composeInvitation({ partner: direct, link, texts: english, paragraphs: ['\u202e'] })];
  for (const by of actors) {
    yield ['revokeRequest', revokeRequest(account, { requestId: own.id, by, at })];
    for (const partner of partners) {
      for (const indirectReseller of [null, ...partners]) {
        yield ['openRequest', openRequest(accountOf(partner), { requestId, token: own.token, indirectReseller, by, at })];
      }
      yield* accountAnswers(accountOf(partner), by);
      for (const state of [null, ...states]) {
        yield ['addCustomer', addCustomer(state, { customer, partner, services: [service], by, at })];
      }
    }
    for (const state of states) {
      const acceptance = { customer, partner: direct, request: own, services: [service], by, at };
      for (const changed of [{}, { request: revokedRequest(own) }, { partner: closed(direct) }]) {
        yield ['acceptRequest', acceptRequest(state, { ...acceptance, ...changed })];
      }
      yield ['acceptRequest', acceptRequest(state, { ...acceptance, onHeldService: { replace: [] } })];
      yield ['removeDelegations', removeDelegations(state, { from: 'all', services: 'all', by, at })];
      yield ['renameCustomer', renameCustomer(state, { name: 'Another', by, at })];
      yield ['eraseCustomer', eraseCustomer(state, { reason, by, at })];
      yield ['clearClosedPartner', clearClosedPartner(state, { account: accountOf(closed(direct)), by, at })];
      yield ['importCustomer', importCustomer(state, { ...state, partners, by, at })];
      yield [
        'relinquishDelegations',
        relinquishDelegations(state, { partnerId: direct.id, services: 'all', by, at }),
      ];
      for (const subscriptions of [[], [subscriptionOf(service, direct)]]) {
        const command = { partnerId: direct.id, agreement: 'agreed', subscriptions, by, at };
        yield ['endRelationship', endRelationship(state, command)];
      }
    }
  }
  for (const state of states) for (const partner of partners) yield* decisions(state, partner);
}

function* accountAnswers(account: PartnerAccount, by: Actor): Generator<readonly [string, Answer]> {
  yield ['registerPartner', registerPartner(account, { partner: { ...account.partner, standing: 'active' }, at })];
  yield ['renamePartner', renamePartner(account, { name: 'Another', by, at })];
  yield ['suspendPartner', suspendPartner(account, { reason, by, at })];
  yield ['reinstatePartner', reinstatePartner(account, { reason, by, at })];
  yield ['closePartner', closePartner(account, { reason, by, at })];
  for (const program of programs) yield ['changeProgram', changeProgram(account, { program, by, at })];
}

function* decisions(state: CustomerRelationships, partner: Partner): Generator<readonly [string, Answer]> {
  const subscription = subscriptionOf(service, partner);
  for (const { operation, concerns } of Object.values(operations)) {
    const asked = concerns === 'subscription' ? { subscription } : { serviceId: service };
    yield ['authorize', authorize(state, { partner, operation, ...asked } as Parameters<typeof authorize>[1])];
  }
}

/** Every refusal in the run, as `function code rule`. */
export function refusalsOfARun(): ReadonlySet<string> {
  const met = new Set<string>();
  for (const [name, answer] of [...answers(), ...roleAnswers()]) {
    if (answer.isErr() && answer.error.rule !== undefined)
      met.add(`${name} ${answer.error.code} ${answer.error.rule}`);
  }
  return met;
}
