import {
  acceptRequest,
  addCustomer,
  authorize,
  checkInvitation,
  composeInvitation,
  endRelationship,
  inviteLink,
  openRequest,
  operations,
  parseCustomerRelationships,
  parsePartnerAccount,
  parseRequestId,
  relinquishDelegations,
  removeDelegations,
  revokeRequest,
  type CustomerRelationships,
  type Partner,
  type PartnerProgram,
} from 'partner-relationships';
import type { Result } from 'neverthrow';
import {
  exchange as service,
  northwind as customer,
  now as at,
  partnerOf,
  requestOf,
  subscriptionOf,
  theCustomer,
  thePartner,
} from '../fixtures/cast';

type Answer = Result<unknown, { readonly code: string; readonly rule?: string }>;

const programs: readonly PartnerProgram[] = ['direct-bill', 'indirect-provider', 'indirect-reseller', 'advisor'];
const partners: readonly Partner[] = programs.flatMap((program) => {
  const partner = partnerOf(program, program);
  return [partner, { ...partner, standing: 'suspended' }];
});
const [direct] = partners as [Partner, ...Partner[]];
const other = partnerOf('other', 'direct-bill');
const actors = [theCustomer(customer), thePartner(other), ...partners.map(thePartner)];
const own = requestOf(direct);

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

/** The answers of each function of the core, in a small world with every kind of partner. */
function* answers(): Generator<readonly [string, Answer]> {
  const empty = (partner: Partner) => parsePartnerAccount({ partner, requests: [] })._unsafeUnwrap();
  const account = parsePartnerAccount({ partner: direct, requests: [own] })._unsafeUnwrap();
  const requestId = parseRequestId('new')._unsafeUnwrap();
  const link = inviteLink(own, 'https://portal.example/')._unsafeUnwrap();

  yield ['checkInvitation', checkInvitation({ text: 'no link' }, link)];
  yield ['checkInvitation', checkInvitation({ text: link.replace('https', 'http') }, link)];
  yield ['checkInvitation', checkInvitation({ html: '<object></object>' }, link)];
  yield ['composeInvitation', composeInvitation({ partner: direct, link, paragraphs: [link.toUpperCase()] })];
  yield ['composeInvitation', composeInvitation({ partner: direct, link, paragraphs: ['\u202e'] })];
  for (const by of actors) {
    yield ['revokeRequest', revokeRequest(account, { requestId: own.id, by, at })];
    for (const partner of partners) {
      for (const indirectReseller of [null, ...partners]) {
        yield ['openRequest', openRequest(empty(partner), { requestId, token: own.token, indirectReseller, by, at })];
      }
      for (const state of [null, ...states]) {
        yield ['addCustomer', addCustomer(state, { customer, partner, services: [service], by, at })];
      }
    }
    for (const state of states) {
      for (const request of [own, { ...own, revokedAt: at }]) {
        yield [
          'acceptRequest',
          acceptRequest(state, { customer, partner: direct, request, services: [service], by, at }),
        ];
      }
      yield ['removeDelegations', removeDelegations(state, { from: 'all', services: 'all', by, at })];
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
  for (const [name, answer] of answers()) {
    if (answer.isErr() && answer.error.rule !== undefined)
      met.add(`${name} ${answer.error.code} ${answer.error.rule}`);
  }
  return met;
}
