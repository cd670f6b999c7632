import fc from 'fast-check';
import { okAsync, type ResultAsync } from 'neverthrow';
import { foldCustomer, foldPartner, type FeedPage, type RelationshipService } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { withFaults } from '../fixtures/faults';
import { apply, emptyModel, holding, invitationOf, openInvitation, programs, type Model, type Step } from './model';
import {
  acceptance,
  forAReason,
  idsIn,
  inPages,
  openScene,
  recordedOf,
  recordedOfPartner,
  storedOf,
  subscriptionOf,
  type Scene,
} from '../fixtures/scene';
import { baseUrl, theCustomer, theOperator, thePartner } from '../fixtures/cast';

const partnerIds = Object.keys(programs);
const customerIds = ['northwind', 'Northwind', 'contoso'];
const serviceIds = ['exchange', 'intune', 'all'];

const aPartner = fc.constantFrom(...partnerIds);
const aCustomer = fc.constantFrom(...customerIds);
const someServices = fc.array(fc.constantFrom(...serviceIds), { maxLength: 3 });
const servicesOrAll = fc.oneof(someServices, fc.constant('all' as const));
const aLink = fc.nat(20);

/** The one whose turn it is, and sometimes somebody else. */
function actorFor(mayAct: string, chosen: string, isImpostor: boolean): string {
  return isImpostor ? chosen : mayAct;
}

const rarely = fc.integer({ min: 0, max: 9 }).map((number) => number === 9);

const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('register', 'suspend', 'reinstate', 'close', 'clear', 'move'),
      partner: aPartner,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('rename'),
      customer: aCustomer,
      name: fc.constantFrom(...customerIds, 'Northwind Traders'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('erase'), customer: aCustomer }) },
  {
    weight: 3,
    arbitrary: fc
      .record({
        partner: aPartner,
        reseller: fc.option(fc.constantFrom('wingtip', 'wingtip', 'contoso')),
        other: aPartner,
        isImpostor: rarely,
      })
      .map(({ partner, reseller, other, isImpostor }): Step => ({
        kind: 'open',
        partner,
        reseller,
        by: actorFor(partner, other, isImpostor),
      })),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('revoke'), link: aLink }) },
  {
    weight: 8,
    arbitrary: fc
      .record({
        link: aLink,
        customer: aCustomer,
        services: someServices,
        resellerServices: fc.option(someServices),
        replaces: fc.boolean(),
        other: aCustomer,
        isImpostor: rarely,
      })
      .map(({ other, isImpostor, resellerServices, ...chosen }): Step => ({
        ...chosen,
        kind: 'accept',
        resellerServices: resellerServices ?? [],
        by: actorFor(chosen.customer, other, isImpostor),
      })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('add'), partner: aPartner, customer: aCustomer, services: someServices }),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        customer: aCustomer,
        from: fc.constantFrom('all', ...partnerIds),
        services: servicesOrAll,
        other: aCustomer,
        isImpostor: rarely,
      })
      .map(({ other, isImpostor, ...chosen }): Step => ({
        ...chosen,
        kind: 'remove',
        by: actorFor(chosen.customer, other, isImpostor),
      })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('relinquish'),
      customer: aCustomer,
      partner: aPartner,
      services: servicesOrAll,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('end'), customer: aCustomer, partner: aPartner, sellsStill: rarely }),
  },
);

/** Everybody registered and every request open, so that more of what follows is lawful. */
const preparation: readonly Step[] = [
  ...partnerIds.map((partner): Step => ({ kind: 'register', partner })),
  ...['contoso', 'fabrikam', 'tailspin', 'litware'].map((partner): Step => ({
    kind: 'open',
    partner,
    reseller: null,
    by: partner,
  })),
  { kind: 'open', partner: 'tailspin', reseller: 'wingtip', by: 'tailspin' },
];

const steps = fc
  .tuple(fc.boolean(), fc.array(aStep, { maxLength: 20, size: 'max' }))
  .map(([isPrepared, drawn]) => (isPrepared ? [...preparation, ...drawn] : drawn));

/** What a service gave for each request, in the order in which they were opened. */
type Opened = { readonly id: string; readonly link: string }[];

async function codeOf<T, E extends { readonly code: string }>(answer: ResultAsync<T, E>): Promise<string | null> {
  return answer.match(
    () => null,
    ({ code }) => code,
  );
}

/** Clears a partner to the end, a customer at a time. */
function cleared(
  service: RelationshipService,
  partnerId: string,
  after: string | null = null,
): ResultAsync<null, { readonly code: string }> {
  return service
    .clearClosedPartner({ partnerId, by: theOperator, after, limit: 1 })
    .andThen(({ next }) => (next === null ? okAsync(null) : cleared(service, partnerId, next)));
}

async function ask(service: RelationshipService, step: Step, model: Model, opened: Opened): Promise<string | null> {
  switch (step.kind) {
    case 'register':
      return codeOf(
        service.registerPartner({ id: step.partner, name: step.partner, program: programs[step.partner] ?? 'advisor' }),
      );
    case 'suspend':
      return codeOf(service.suspendPartner(forAReason(step.partner)));
    case 'reinstate':
      return codeOf(service.reinstatePartner(forAReason(step.partner)));
    case 'close':
      return codeOf(service.closePartner(forAReason(step.partner)));
    case 'move':
      return codeOf(
        service.changeProgram({ partnerId: step.partner, program: 'indirect-provider', by: theOperator }),
      );
    case 'rename': {
      const { customer, name } = step;
      return codeOf(service.renameCustomer({ customerId: customer, name, by: theCustomer(customer) }));
    }
    case 'clear':
      return codeOf(cleared(service, step.partner));
    case 'erase':
      return codeOf(
        service.eraseCustomer({ customerId: step.customer, reason: 'asked to be forgotten', by: theOperator }),
      );
    case 'open': {
      const { partner, reseller, by } = step;
      const answer = await service.openRequest({
        partnerId: partner,
        indirectResellerId: reseller,
        by: thePartner(by),
      });
      if (answer.isErr()) return answer.error.code;
      const { request, link } = answer.value;
      const at = openInvitation(model, partner, reseller);
      opened[at] ??= { id: request.id, link };
      expect(opened[at]).toEqual({ id: request.id, link });
      return null;
    }
    case 'revoke': {
      const partnerId = invitationOf(model, step.link)?.partner ?? 'nobody';
      const requestId = opened[step.link % opened.length]?.id ?? 'none';
      return codeOf(service.revokeRequest({ partnerId, requestId, by: thePartner(partnerId) }));
    }
    case 'accept': {
      const { customer, services, resellerServices, replaces, by } = step;
      const link =
        opened[step.link % opened.length]?.link ?? `${baseUrl}?partner=contoso&token=never-was-given-to-anybody`;
      return codeOf(
        service.acceptRequest({
          ...acceptance(link, customer, services),
          indirectResellerServices: resellerServices,
          onHeldService: replaces ? 'replace' : 'refuse',
          by: theCustomer(by),
        }),
      );
    }
    case 'add': {
      const { partner, customer, services } = step;
      const by = thePartner(partner);
      return codeOf(
        service.addCustomer({ partnerId: partner, customer: { id: customer, name: customer }, services, by }),
      );
    }
    case 'remove': {
      const { customer, from, services, by } = step;
      return codeOf(service.removeDelegations({ customerId: customer, from, services, by: theCustomer(by) }));
    }
    case 'relinquish': {
      const { customer, partner, services } = step;
      const by = thePartner(partner);
      return codeOf(service.relinquishDelegations({ customerId: customer, partnerId: partner, services, by }));
    }
    case 'end': {
      const { customer, partner, sellsStill } = step;
      const subscription = subscriptionOf(customer, 'exchange', partner, sellsStill ? 'active' : 'cancelled');
      return codeOf(
        service.endRelationship({
          customerId: customer,
          partnerId: partner,
          agreement: 'C-1',
          subscriptions: [subscription],
          by: thePartner(partner),
        }),
      );
    }
  }
}

/** Each customer as its model and as it is stored, recorded, and shown by the service. */
async function expectCustomers({ service, repository }: Scene, model: Model): Promise<void> {
  for (const id of customerIds) {
    const customer = model.customers.get(id);
    const state = await storedOf({ repository }, id);
    const related = state?.relationships.map(({ partnerId }) => partnerId) ?? [];
    const held =
      state?.delegations.map((one) => holding(one.partnerId, one.serviceId, one.throughPartnerId ?? '')) ?? [];
    expect(state?.customer.name).toBe(customer?.name);
    expect(new Set(related)).toEqual(new Set(customer?.related.keys()));
    expect(new Set(held)).toEqual(customer?.held ?? new Set());
    expect(foldCustomer((await recordedOf({ repository }, id)).map(({ change }) => change))._unsafeUnwrap()).toEqual(
      state,
    );
    expect((await service.stateAt(id, '9999-12-31T23:59:59.999Z'))._unsafeUnwrap()).toEqual(state);

    const page = (await service.partnersOf(id, serviceIds))._unsafeUnwrap();
    const shown = page.services.flatMap(({ serviceId, partners }) =>
      partners.flatMap(({ partnerId, hasAdminRights }) => (hasAdminRights ? [`${partnerId} ${serviceId}`] : [])),
    );
    expect(new Set(shown)).toEqual(new Set(held.map((one) => one.split(' ').slice(0, 2).join(' '))));
  }
}

/** Each partner as its model and as the service shows it and lets it act. */
async function expectPartners({ service }: Scene, model: Model): Promise<void> {
  for (const partnerId of partnerIds) {
    const listed = (await idsIn(service.customersOf(partnerId)))._unsafeUnwrap();
    expect(listed).toEqual(customerIds.filter((id) => model.customers.get(id)?.related.has(partnerId) === true).sort());
    const history = await inPages((after) => service.partnerHistoryOf(partnerId, { after }));
    const account = foldPartner(history.map(({ change }) => change))._unsafeUnwrap();
    expect(account).toEqual((await service.accountOf(partnerId)).unwrapOr(null));
    expect(account?.partner.standing).toBe(model.standings.get(partnerId));
    const question = {
      customerId: 'northwind',
      partnerId,
      operation: 'administer-service',
      serviceId: 'exchange',
    } as const;
    const answer = (await service.authorize(question)).mapErr(({ code }) => code);
    if (!model.standings.has(partnerId)) {
      expect(answer._unsafeUnwrapErr()).toBe('unknown-partner');
      continue;
    }
    const held = [...(model.customers.get('northwind')?.held ?? [])];
    const isOpen = model.standings.get(partnerId) !== 'closed';
    expect(answer.isOk()).toBe(isOpen && held.some((one) => one.startsWith(`${partnerId} exchange `)));
    const selling = {
      customerId: 'northwind',
      partnerId,
      operation: 'sell-subscription',
      serviceId: 'exchange',
    } as const;
    expect((await service.authorize(selling)).isOk()).toBe(
      model.customers.get('northwind')?.related.has(partnerId) === true &&
        ['direct-bill', 'indirect-provider'].includes(programs[partnerId] ?? '') &&
        model.standings.get(partnerId) === 'active',
    );
  }
}

/** The feed, read a few changes at a time, as the histories of all documents, each in its order. */
async function expectFeed(scene: Scene): Promise<void> {
  const read = new Map<string, unknown[]>();
  let after: string | null = null;
  for (;;) {
    const { items }: FeedPage = (await scene.service.changes({ after, limit: 3 }))._unsafeUnwrap();
    for (const { document, revision, change } of items) {
      const key = `${document.kind} ${document.id}`;
      read.set(key, [...(read.get(key) ?? []), { revision, change }]);
    }
    const last = items.at(-1);
    if (last === undefined) break;
    after = last.position;
  }
  const recorded = new Map<string, readonly unknown[]>();
  for (const id of customerIds) recorded.set(`customer ${id}`, await recordedOf(scene, id));
  for (const id of partnerIds) recorded.set(`partner ${id}`, await recordedOfPartner(scene, id));
  for (const [key, changes] of recorded) expect(read.get(key) ?? [], key).toEqual(changes);
  expect([...read.keys()].filter((key) => !recorded.has(key))).toEqual([]);
}

describe('any sequence of calls', () => {
  it('has the answers and the outcome that the rules say, and every call made twice is as if made once', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const { repository } = openScene();
        const counting = withFaults(repository, []);
        const scene = openScene({ repository: counting });
        const model = emptyModel();
        const opened: Opened = [];
        for (const step of sequence) {
          const expected = apply(model, step);
          const answer = await ask(scene.service, step, model, opened);
          expect({ ...step, answer }).toEqual({ ...step, answer: expected });
          const commits = counting.commits();
          expect(await ask(scene.service, step, model, opened)).toBe(expected);
          expect(counting.commits()).toBe(commits);
        }
        await expectCustomers(scene, model);
        await expectPartners(scene, model);
        await expectFeed(scene);
      }),
    );
  });
});
