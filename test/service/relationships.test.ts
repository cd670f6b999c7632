import {
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  parseCustomerId,
  parseCustomerRelationships,
  parseInstant,
  type RelationshipChange,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import {
  accept,
  acceptance,
  delegationsIn,
  forAReason,
  idsIn,
  inPages,
  invite,
  linkOf,
  openScene,
  recordedOf,
  register,
  storedOf,
  subscriptionOf,
  type Scene,
} from '../fixtures/scene';
import { baseUrl, theCustomer, thePartner } from '../fixtures/cast';

const exchange = 'exchange-online';
const sharepoint = 'sharepoint-online';

async function customersOf({ service }: Scene, partnerId: string): Promise<readonly string[]> {
  return (await idsIn(service.customersOf(partnerId)))._unsafeUnwrap();
}

/** Contoso (direct-bill), tailspin (a provider that names wingtip) and litware (an advisor), each with its link. */
async function openMarketplace(): Promise<
  Scene & Record<'contoso' | 'fabrikam' | 'tailspin' | 'wingtip' | 'litware', string>
> {
  const scene = openScene();
  const contoso = await invite(scene, 'contoso');
  const fabrikam = await invite(scene, 'fabrikam');
  const tailspin = await invite(scene, 'tailspin', 'indirect-provider');
  await register(scene, 'wingtip', 'indirect-reseller');
  const wingtip = await linkOf(scene, 'tailspin', 'wingtip');
  const litware = await invite(scene, 'litware', 'advisor');
  return { ...scene, contoso, fabrikam, tailspin, wingtip, litware };
}

describe('acceptRequest', () => {
  it('acceptance-establishes-relationship: the customer becomes known and appears in the customer list', async () => {
    const market = await openMarketplace();
    const input = acceptance(market.contoso, 'northwind', [exchange]);
    const { relationships, changes } = (await market.service.acceptRequest(input))._unsafeUnwrap();
    expect(relationships.customer).toEqual({ id: 'northwind', name: 'northwind' });
    expect(relationships.relationships).toMatchObject([{ partnerId: 'contoso', origin: { kind: 'request' } }]);
    expect(delegationsIn(relationships)).toEqual(['contoso exchange-online']);
    expect(changes.map(({ kind }) => kind)).toEqual([
      'customer-registered',
      'relationship-established',
      'delegation-granted',
    ]);
    expect((await recordedOf(market, 'northwind')).map(({ change }) => change)).toEqual(changes);
    expect(await storedOf(market, 'northwind')).toEqual(relationships);
    expect(await customersOf(market, 'contoso')).toEqual(['northwind']);
  });

  it('acceptance-is-idempotent: accepting again changes nothing and succeeds', async () => {
    const market = await openMarketplace();
    const input = acceptance(market.wingtip, 'northwind', [exchange], { indirectResellerServices: [sharepoint] });
    const first = (await market.service.acceptRequest(input))._unsafeUnwrap();
    const again = (await market.service.acceptRequest(input))._unsafeUnwrap();
    expect(again).toEqual({ relationships: first.relationships, changes: [], nameDiffers: false });
    expect(await recordedOf(market, 'northwind')).toHaveLength(first.changes.length);
  });

  it('customer-chooses-services: choosing none makes a relationship without admin rights', async () => {
    const market = await openMarketplace();
    const state = await accept(market, market.contoso, 'northwind', []);
    expect(state.relationships).toHaveLength(1);
    expect(state.delegations).toEqual([]);
    expect(await customersOf(market, 'contoso')).toEqual(['northwind']);
  });

  it('indirect-reseller-receives-through-provider: the reseller gets admin rights and no relationship', async () => {
    const market = await openMarketplace();
    const more = { indirectResellerServices: [exchange, sharepoint] };
    const state = await accept(market, market.wingtip, 'northwind', [exchange], more);
    expect(delegationsIn(state)).toEqual([
      'tailspin exchange-online',
      'wingtip exchange-online through tailspin',
      'wingtip sharepoint-online through tailspin',
    ]);
    expect(state.relationships.map(({ partnerId }) => partnerId)).toEqual(['tailspin']);
    expect(await customersOf(market, 'wingtip')).toEqual([]);
  });

  it('one-transacting-partner-per-service: a held service is refused, and nothing happens', async () => {
    const market = await openMarketplace();
    const before = await accept(market, market.contoso, 'northwind', [exchange]);
    const refused = await market.service.acceptRequest(
      acceptance(market.fabrikam, 'northwind', [sharepoint, exchange]),
    );
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'service-held',
      rule: 'one-transacting-partner-per-service',
      context: { held: [{ serviceId: exchange, holderId: 'contoso' }] },
    });
    expect(await storedOf(market, 'northwind')).toEqual(before);
    expect(await customersOf(market, 'fabrikam')).toEqual([]);
  });

  it('replacement-is-explicit: the holder loses the service at once, and its relationship stays', async () => {
    const market = await openMarketplace();
    await accept(market, market.contoso, 'northwind', [exchange]);
    const state = await accept(market, market.fabrikam, 'northwind', [exchange], { onHeldService: 'replace' });
    expect(delegationsIn(state)).toEqual(['fabrikam exchange-online']);
    expect(await customersOf(market, 'contoso')).toEqual(['northwind']);
    const replacement = (await recordedOf(market, 'northwind')).slice(3);
    expect(replacement.map(({ change }) => change.kind)).toEqual([
      'relationship-established',
      'delegation-removed',
      'delegation-granted',
    ]);
    expect(new Set(replacement.map(({ revision }) => revision)).size).toBe(1);
    expect(replacement[1]?.change).toMatchObject({ reason: { kind: 'replaced', partnerId: 'fabrikam' } });
  });

  it('non-transacting-partners-are-not-capped: an advisor holds a service beside the transacting partner', async () => {
    const market = await openMarketplace();
    await accept(market, market.contoso, 'northwind', [exchange]);
    const state = await accept(market, market.litware, 'northwind', [exchange]);
    expect(delegationsIn(state)).toEqual(['contoso exchange-online', 'litware exchange-online']);
  });

  it('only-customer-accepts: neither the partner nor another customer accepts for it', async () => {
    const market = await openMarketplace();
    for (const by of [thePartner('contoso'), theCustomer('adventure-works'), theCustomer('Northwind')]) {
      const input = { ...acceptance(market.contoso, 'northwind', [exchange]), by };
      const refused = await market.service.acceptRequest(input);
      expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'not-the-customer', rule: 'only-customer-accepts' });
    }
    expect(await storedOf(market, 'northwind')).toBeNull();
  });

  it('revoked-invitation-cannot-be-accepted: what was accepted before the revocation stands', async () => {
    const market = await openMarketplace();
    const before = await accept(market, market.contoso, 'northwind', [exchange]);
    const revocation = { partnerId: 'contoso', requestId: 'id-1', by: thePartner('contoso') };
    (await market.service.revokeRequest(revocation))._unsafeUnwrap();
    const refused = await market.service.acceptRequest(acceptance(market.contoso, 'northwind', [sharepoint]));
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'request-is-revoked' });
    expect(await storedOf(market, 'northwind')).toEqual(before);
    expect(await customersOf(market, 'contoso')).toEqual(['northwind']);
  });

  it('invitation-is-reusable: one link serves 10,000 customers, and stays the same byte for byte', async () => {
    const scene = openScene();
    const link = await invite(scene, 'contoso');
    const ids = Array.from({ length: 10_000 }, (_, index) => `customer-${String(index).padStart(5, '0')}`);
    for (const id of ids) {
      const outcome = await scene.service.acceptRequest(acceptance(link, id, [exchange]));
      if (outcome.isErr()) throw new Error(`${id}: ${outcome.error.message}`);
    }
    expect(await linkOf(scene, 'contoso')).toBe(link);
    const listed = await inPages((after) => scene.service.customersOf('contoso', { after, limit: 1000 }));
    expect(listed.map(({ customer }) => customer.id)).toEqual(ids);
  });

  it('invitation-is-reusable: the same link serves a customer that left and came back', async () => {
    const market = await openMarketplace();
    const first = await accept(market, market.contoso, 'northwind', [exchange]);
    const ending = { customerId: 'northwind', partnerId: 'contoso', agreement: 'C-1', subscriptions: [] };
    (await market.service.endRelationship({ ...ending, by: thePartner('contoso') }))._unsafeUnwrap();
    expect(await customersOf(market, 'contoso')).toEqual([]);
    const again = await accept(market, market.contoso, 'northwind', [exchange]);
    expect(delegationsIn(again)).toEqual(delegationsIn(first));
    expect(await customersOf(market, 'contoso')).toEqual(['northwind']);
    const registrations = (await recordedOf(market, 'northwind')).filter(
      ({ change }) => change.kind === 'customer-registered',
    );
    expect(registrations).toHaveLength(1);
  });

  it('restoration-is-a-new-acceptance: what was removed comes back by the same link, and by nothing else', async () => {
    const market = await openMarketplace();
    const { service } = market;
    await accept(market, market.contoso, 'northwind', [exchange]);
    const removal = { customerId: 'northwind', from: 'contoso', services: [exchange], by: theCustomer('northwind') };
    (await service.removeDelegations(removal))._unsafeUnwrap();
    expect(await linkOf(market, 'contoso')).toBe(market.contoso);
    (await service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
    (await service.reinstatePartner(forAReason('contoso')))._unsafeUnwrap();
    const addition = { partnerId: 'contoso', customer: { id: 'northwind', name: 'northwind' }, services: [exchange] };
    expect((await service.addCustomer({ ...addition, by: thePartner('contoso') })).isErr()).toBe(true);
    expect(delegationsIn(await storedOf(market, 'northwind'))).toEqual([]);

    const restored = await accept(market, market.contoso, 'northwind', [exchange]);
    expect(delegationsIn(restored)).toEqual(['contoso exchange-online']);
    expect(restored.delegations[0]?.grantedAt).not.toBe(restored.relationships[0]?.establishedAt);
  });

  it('knows no link of a partner or with a token that is not there', async () => {
    const market = await openMarketplace();
    for (const [partnerId, token] of [
      ['nobody', 'token-0000000000000001'],
      ['Contoso', 'token-0000000000000001'],
      ['contoso', 'token-0000000000000002'],
      ['contoso', 'TOKEN-0000000000000001'],
    ]) {
      const link = `${baseUrl}?partner=${String(partnerId)}&token=${String(token)}`;
      const refused = await market.service.acceptRequest(acceptance(link, 'northwind', [exchange]));
      expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-invitation', context: { partnerId } });
    }
    expect(await storedOf(market, 'northwind')).toBeNull();
  });

  it('invitation-link-is-left-as-is: a link of another base URL, or one that was touched, is none', async () => {
    const market = await openMarketplace();
    for (const link of [
      market.contoso.replace('portal.example', 'portal.example.evil.example'),
      market.contoso.replace('https', 'http'),
      market.contoso.replace('/invitation', '/Invitation'),
      `${market.contoso}&token=token-0000000000000001`,
      ` ${market.contoso}`,
      '',
    ]) {
      const refused = await market.service.acceptRequest(acceptance(link, 'northwind', [exchange]));
      expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path: 'link' } });
    }
  });

  it('link-survives-additions: a link that a gateway has added to is accepted as the link', async () => {
    const market = await openMarketplace();
    const added = `${market.contoso.replace('?', '?trk=1&')}&utm_source=mail#top`;
    const accepted = await market.service.acceptRequest(acceptance(added, 'northwind', [exchange]));
    expect(delegationsIn(accepted._unsafeUnwrap().relationships)).toEqual(['contoso exchange-online']);
    const again = await market.service.acceptRequest(acceptance(market.contoso, 'northwind', [exchange]));
    expect(again._unsafeUnwrap().changes).toEqual([]);
  });

  it('refuses services for an indirect reseller that the request does not name', async () => {
    const market = await openMarketplace();
    const input = acceptance(market.tailspin, 'northwind', [exchange], { indirectResellerServices: [exchange] });
    expect((await market.service.acceptRequest(input))._unsafeUnwrapErr()).toMatchObject({
      code: 'contradictory-input',
    });
  });

  it('establishes no more relationships than a customer may have', async () => {
    const market = await openMarketplace();
    const id = parseCustomerId('northwind')._unsafeUnwrap();
    const at = parseInstant('2026-01-01T00:00:00.000Z')._unsafeUnwrap();
    const next = parseCustomerRelationships({
      customer: { id, name: 'northwind' },
      relationships: Array.from({ length: MAX_RELATIONSHIPS_PER_CUSTOMER }, (_, index) => ({
        partnerId: `partner-${index}`,
        establishedAt: at,
        origin: { kind: 'customer-added' },
      })),
      delegations: [],
    })._unsafeUnwrap();
    const changes: RelationshipChange[] = [
      { kind: 'customer-registered', at, by: { kind: 'customer', customerId: id }, customer: next.customer },
    ];
    (await market.repository.customers.commit({ id, expected: 'absent', next, changes }))._unsafeUnwrap();
    const refused = await market.service.acceptRequest(acceptance(market.contoso, 'northwind', []));
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'limit-exceeded',
      context: { limit: 'MAX_RELATIONSHIPS_PER_CUSTOMER', maximum: 500, actual: 501 },
    });
  });

  it.each([
    ['customer.id', { customer: { id: 'a b', name: 'A' } }],
    ['customer.name', { customer: { id: 'a', name: '' } }],
    ['services[1]', { services: [exchange, ''] }],
    ['indirectResellerServices[0]', { indirectResellerServices: ['a b'] }],
    ['by.customerId', { by: { kind: 'customer', customerId: '' } as const }],
    ['by.userId', { by: { ...theCustomer('a'), userId: '' } }],
  ])('names the %s that is malformed', async (path, wrong) => {
    const market = await openMarketplace();
    const input = { ...acceptance(market.contoso, 'northwind', [exchange]), ...wrong };
    const error = (await market.service.acceptRequest(input))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });
});

describe('addCustomer', () => {
  const northwind = { id: 'northwind', name: 'Northwind Traders' };
  const addition = { partnerId: 'contoso', customer: northwind, services: [exchange], by: thePartner('contoso') };

  it('makes a new customer known, with the relationship and admin rights from the start', async () => {
    const market = await openMarketplace();
    const { relationships } = (await market.service.addCustomer(addition))._unsafeUnwrap();
    expect(relationships.customer).toEqual(northwind);
    expect(relationships.relationships).toMatchObject([{ partnerId: 'contoso', origin: { kind: 'customer-added' } }]);
    expect(delegationsIn(relationships)).toEqual(['contoso exchange-online']);
    expect(await customersOf(market, 'contoso')).toEqual(['northwind']);
    expect((await market.service.addCustomer(addition))._unsafeUnwrap()).toEqual({ relationships, changes: [] });
  });

  it('existing-customer-needs-request: a customer that is known is reached by a request only', async () => {
    const market = await openMarketplace();
    await accept(market, market.fabrikam, 'northwind', []);
    const refused = await market.service.addCustomer({ ...addition, customer: { id: 'northwind', name: 'northwind' } });
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'customer-exists',
      rule: 'existing-customer-needs-request',
      context: { customerId: 'northwind' },
    });
    expect(await customersOf(market, 'contoso')).toEqual([]);
    expect(delegationsIn(await accept(market, market.contoso, 'northwind', [exchange]))).toEqual([
      'contoso exchange-online',
    ]);
  });

  it('existing-customer-needs-request: also when every relationship of the customer has ended', async () => {
    const market = await openMarketplace();
    (await market.service.addCustomer(addition))._unsafeUnwrap();
    const ending = { customerId: 'northwind', partnerId: 'contoso', agreement: 'C-1', subscriptions: [] };
    (await market.service.endRelationship({ ...ending, by: thePartner('contoso') }))._unsafeUnwrap();
    const refused = await market.service.addCustomer(addition);
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'customer-exists' });
  });

  it('partner-acts-for-itself: nobody else adds a customer for a partner', async () => {
    const market = await openMarketplace();
    for (const by of [thePartner('fabrikam'), theCustomer('northwind')]) {
      const refused = await market.service.addCustomer({ ...addition, by });
      expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'not-the-partner', rule: 'partner-acts-for-itself' });
    }
    expect(await storedOf(market, 'northwind')).toBeNull();
  });

  it('indirect-reseller-receives-through-provider: an indirect reseller adds no customer', async () => {
    const market = await openMarketplace();
    const refused = await market.service.addCustomer({ ...addition, partnerId: 'wingtip', by: thePartner('wingtip') });
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'provider-needed' });
  });

  it('suspended-partner-manages-what-exists: it adds no customer, and keeps those that it has', async () => {
    const market = await openMarketplace();
    await accept(market, market.contoso, 'adventure-works', [exchange]);
    (await market.service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
    const refused = await market.service.addCustomer(addition);
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'partner-is-suspended',
      rule: 'suspended-partner-manages-what-exists',
    });
    expect(await customersOf(market, 'contoso')).toEqual(['adventure-works']);
  });

  it('knows no partner that is not registered, and names what is malformed', async () => {
    const { service } = openScene();
    expect((await service.addCustomer(addition))._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-partner' });
    const malformed = await service.addCustomer({ ...addition, partnerId: 'all' });
    expect(malformed._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path: 'partnerId' } });
  });
});

describe('removeDelegations', () => {
  const removal = { customerId: 'northwind', from: 'all', services: 'all', by: theCustomer('northwind') } as const;

  /** Northwind has delegated exchange to contoso and litware, sharepoint to tailspin and, through it, to wingtip. */
  async function openDelegations(): ReturnType<typeof openMarketplace> {
    const market = await openMarketplace();
    await accept(market, market.contoso, 'northwind', [exchange]);
    await accept(market, market.litware, 'northwind', [exchange]);
    await accept(market, market.wingtip, 'northwind', [sharepoint], { indirectResellerServices: [sharepoint] });
    return market;
  }

  it.each([
    ['of one partner for one service', { from: 'contoso', services: [exchange] }, ['contoso exchange-online']],
    [
      'of one partner for all services',
      { from: 'wingtip', services: 'all' },
      ['wingtip sharepoint-online through tailspin'],
    ],
    [
      'of all partners for one service',
      { from: 'all', services: [exchange] },
      ['contoso exchange-online', 'litware exchange-online'],
    ],
    [
      'of all partners for all services',
      { from: 'all', services: 'all' },
      [
        'contoso exchange-online',
        'litware exchange-online',
        'tailspin sharepoint-online',
        'wingtip sharepoint-online through tailspin',
      ],
    ],
    ['of a partner that has none', { from: 'fabrikam', services: 'all' }, []],
    ['for a service that nobody has', { from: 'all', services: ['intune'] }, []],
  ] as const)('customer-removes-any-admin-rights: %s', async (_, what, lost) => {
    const market = await openDelegations();
    const before = await storedOf(market, 'northwind');
    const { relationships } = (await market.service.removeDelegations({ ...removal, ...what }))._unsafeUnwrap();
    expect(delegationsIn(before).filter((held) => !delegationsIn(relationships).includes(held))).toEqual(lost);
    expect(relationships.relationships).toEqual(before?.relationships);
    const again = await market.service.removeDelegations({ ...removal, ...what });
    expect(again._unsafeUnwrap()).toEqual({ relationships, changes: [] });
  });

  it('commercial-relationship-survives-removal: the customer stays in the list of every partner', async () => {
    const market = await openDelegations();
    (await market.service.removeDelegations(removal))._unsafeUnwrap();
    for (const partnerId of ['contoso', 'litware', 'tailspin']) {
      expect(await customersOf(market, partnerId)).toEqual(['northwind']);
    }
  });

  it('customer-removes-any-admin-rights: nobody else does', async () => {
    const market = await openDelegations();
    for (const by of [thePartner('contoso'), theCustomer('adventure-works')]) {
      const refused = await market.service.removeDelegations({ ...removal, by });
      expect(refused._unsafeUnwrapErr()).toMatchObject({
        code: 'not-the-customer',
        rule: 'customer-removes-any-admin-rights',
      });
    }
    expect(delegationsIn(await storedOf(market, 'northwind'))).toHaveLength(4);
  });

  it('knows no customer that never accepted, and names what is malformed', async () => {
    const { service } = openScene();
    const unknown = await service.removeDelegations(removal);
    expect(unknown._unsafeUnwrapErr()).toMatchObject({
      code: 'unknown-customer',
      context: { customerId: 'northwind' },
    });
    const malformed = await service.removeDelegations({ ...removal, services: [exchange, 'a b'] });
    expect(malformed._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path: 'services[1]' } });
  });
});

describe('relinquishDelegations', () => {
  const relinquishment = {
    customerId: 'northwind',
    partnerId: 'contoso',
    services: [exchange],
    by: thePartner('contoso'),
  } as const;

  it('partner-may-relinquish: its own admin rights, and the relationship stays', async () => {
    const market = await openMarketplace();
    await accept(market, market.contoso, 'northwind', [exchange, sharepoint]);
    await accept(market, market.litware, 'northwind', [exchange]);
    const { relationships, changes } = (await market.service.relinquishDelegations(relinquishment))._unsafeUnwrap();
    expect(delegationsIn(relationships)).toEqual(['contoso sharepoint-online', 'litware exchange-online']);
    expect(changes).toMatchObject([{ reason: { kind: 'relinquished' } }]);
    expect(await customersOf(market, 'contoso')).toEqual(['northwind']);
    const again = (await market.service.relinquishDelegations(relinquishment))._unsafeUnwrap();
    expect(again.changes).toEqual([]);
  });

  it('partner-may-relinquish: nobody else does it in its place', async () => {
    const market = await openMarketplace();
    await accept(market, market.contoso, 'northwind', [exchange]);
    for (const by of [thePartner('fabrikam'), theCustomer('northwind')]) {
      const refused = await market.service.relinquishDelegations({ ...relinquishment, by });
      expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'not-the-partner', rule: 'partner-may-relinquish' });
    }
  });

  it('knows no customer that never accepted, and names what is malformed', async () => {
    const { service } = openScene();
    const unknown = await service.relinquishDelegations(relinquishment);
    expect(unknown._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-customer' });
    const malformed = await service.relinquishDelegations({ ...relinquishment, partnerId: 'all' });
    expect(malformed._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path: 'partnerId' } });
  });
});

describe('endRelationship', () => {
  const ending = {
    customerId: 'northwind',
    partnerId: 'tailspin',
    agreement: 'C-2026/7',
    subscriptions: [subscriptionOf('northwind', exchange, 'tailspin', 'cancelled')],
    by: thePartner('tailspin'),
  } as const;

  it('ending-takes-everything-of-the-partner: its rights, those through it, and the list entry', async () => {
    const market = await openMarketplace();
    await accept(market, market.contoso, 'northwind', [exchange]);
    await accept(market, market.wingtip, 'northwind', [sharepoint], { indirectResellerServices: [sharepoint] });
    const { relationships, changes } = (await market.service.endRelationship(ending))._unsafeUnwrap();
    expect(delegationsIn(relationships)).toEqual(['contoso exchange-online']);
    expect(relationships.relationships.map(({ partnerId }) => partnerId)).toEqual(['contoso']);
    expect(changes.at(-1)).toMatchObject({
      kind: 'relationship-ended',
      reason: { kind: 'renegotiated', agreement: 'C-2026/7' },
    });
    expect(await customersOf(market, 'tailspin')).toEqual([]);
    expect(await customersOf(market, 'contoso')).toEqual(['northwind']);
    expect((await market.service.endRelationship(ending))._unsafeUnwrap()).toEqual({ relationships, changes: [] });
  });

  it('active-subscriptions-keep-relationship: what the partner sold and is active keeps it', async () => {
    const market = await openMarketplace();
    await accept(market, market.tailspin, 'northwind', []);
    const active = [
      subscriptionOf('northwind', exchange, 'contoso'),
      { ...subscriptionOf('northwind', exchange, 'tailspin'), id: 'subscription-2' },
    ];
    const refused = await market.service.endRelationship({ ...ending, subscriptions: active });
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'active-subscriptions',
      rule: 'active-subscriptions-keep-relationship',
      context: { partnerId: 'tailspin', subscriptionIds: ['subscription-2'] },
    });
    expect(await customersOf(market, 'tailspin')).toEqual(['northwind']);
  });

  it('customer-cannot-end-relationship: neither the customer nor another partner ends it', async () => {
    const market = await openMarketplace();
    await accept(market, market.tailspin, 'northwind', []);
    for (const by of [theCustomer('northwind'), thePartner('contoso')]) {
      const refused = await market.service.endRelationship({ ...ending, by });
      expect(refused._unsafeUnwrapErr()).toMatchObject({
        code: 'not-the-partner',
        rule: 'customer-cannot-end-relationship',
      });
    }
  });

  it('refuses subscriptions of another customer', async () => {
    const market = await openMarketplace();
    await accept(market, market.tailspin, 'northwind', []);
    const subscriptions = [subscriptionOf('adventure-works', exchange, 'tailspin', 'cancelled')];
    const refused = await market.service.endRelationship({ ...ending, subscriptions });
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'contradictory-input',
      context: { path: 'subscriptions[0].customerId' },
    });
  });

  it('knows no customer that never accepted, and names what is malformed', async () => {
    const { service } = openScene();
    expect((await service.endRelationship(ending))._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-customer' });
    const malformed = await service.endRelationship({ ...ending, agreement: ' ' });
    expect(malformed._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path: 'agreement' } });
  });
});
