import {
  MAX_SERVICES_PER_COMMAND,
  memoryRepository,
  type HeldService,
  type RelationshipRepository,
  type RelationshipService,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { withFaults } from '../fixtures/faults';
import {
  accept,
  acceptance,
  delegationsIn,
  forAReason,
  invite,
  linkOf,
  openScene,
  recordedOf,
  register,
  storedOf,
  type Scene,
} from '../fixtures/scene';
import { theCustomer, theOperator, thePartner } from '../fixtures/cast';

const exchange = 'exchange-online';
const sharepoint = 'sharepoint-online';
const intune = 'intune';

interface Market extends Scene {
  readonly contoso: string;
  readonly fabrikam: string;
  readonly wingtip: string;
  readonly litware: string;
}

/** Northwind has delegated exchange to contoso and sharepoint to tailspin, which names wingtip. */
async function openMarket(): Promise<Market> {
  const scene = openScene();
  const contoso = await invite(scene, 'contoso');
  const fabrikam = await invite(scene, 'fabrikam');
  const tailspin = await invite(scene, 'tailspin', 'indirect-provider');
  await register(scene, 'wingtip', 'indirect-reseller');
  const wingtip = await linkOf(scene, 'tailspin', 'wingtip');
  const litware = await invite(scene, 'litware', 'advisor');
  await accept(scene, contoso, 'northwind', [exchange]);
  await accept(scene, tailspin, 'northwind', [sharepoint]);
  return { ...scene, contoso, fabrikam, wingtip, litware };
}

async function close({ service }: Scene, partnerId: string): Promise<void> {
  (await service.closePartner(forAReason(partnerId)))._unsafeUnwrap();
}

/** Why the delegations of the last commit on the customer ended, by holder. */
async function reasonsOf(scene: Scene, customerId: string): Promise<readonly (readonly [string, string])[]> {
  const recorded = await recordedOf(scene, customerId);
  const last = recorded.at(-1)?.revision;
  return recorded.flatMap(({ revision, change }) =>
    revision === last && change.kind === 'delegation-removed' ? [[change.partnerId, change.reason.kind] as const] : [],
  );
}

/** The repository, and what is loaded from it. */
function recording(repository: RelationshipRepository): {
  readonly repository: RelationshipRepository;
  readonly loaded: string[];
} {
  const loaded: string[] = [];
  const { partners, customers, ...lists } = repository;
  return {
    repository: {
      ...lists,
      partners: {
        ...partners,
        load: (id) => {
          loaded.push(id);
          return partners.load(id);
        },
      },
      customers: {
        ...customers,
        load: (id) => {
          loaded.push(id);
          return customers.load(id);
        },
      },
    },
    loaded,
  };
}

/** A service whose first commit on a customer conflicts, after this has happened. */
function overtakenBy({ repository }: Scene, happens: () => Promise<unknown>): RelationshipService {
  const faulty = withFaults(repository, ['conflict']);
  const commit: typeof faulty.customers.commit = async (sent) => {
    if (faulty.commits() === 0) await happens();
    return faulty.customers.commit(sent);
  };
  return openScene({ repository: { ...faulty, customers: { ...faulty.customers, commit } } }).service;
}

describe('the name under which a customer accepts', () => {
  it('is recorded for a new customer, and then differs from no name', async () => {
    const market = await openMarket();
    const outcome = (await market.service.acceptRequest(acceptance(market.contoso, 'tailspin', [])))._unsafeUnwrap();
    expect(outcome.nameDiffers).toBe(false);
    expect(outcome.relationships.customer).toEqual({ id: 'tailspin', name: 'tailspin' });
  });

  it('changes no recorded name, and the outcome says that it is another one', async () => {
    const market = await openMarket();
    const input = acceptance(market.contoso, 'northwind', [intune]);
    const customer = { id: 'northwind', name: 'Northwind Traders International' };
    for (const round of [1, 2]) {
      const outcome = (await market.service.acceptRequest({ ...input, customer }))._unsafeUnwrap();
      expect(outcome.nameDiffers, `round ${round}`).toBe(true);
      expect(outcome.relationships.customer.name, `round ${round}`).toBe('northwind');
      expect(outcome.changes, `round ${round}`).toHaveLength(round === 1 ? 1 : 0);
    }
    expect((await market.service.acceptRequest(input))._unsafeUnwrap().nameDiffers).toBe(false);
  });

  it('is the recorded one after the customer was renamed to it', async () => {
    const market = await openMarket();
    const name = 'Northwind Traders International';
    const by = theCustomer('northwind');
    (await market.service.renameCustomer({ customerId: 'northwind', name, by }))._unsafeUnwrap();
    const input = acceptance(market.contoso, 'northwind', []);
    expect((await market.service.acceptRequest(input))._unsafeUnwrap().nameDiffers).toBe(true);
    const renamed = { ...input, customer: { id: 'northwind', name } };
    expect((await market.service.acceptRequest(renamed))._unsafeUnwrap().nameDiffers).toBe(false);
  });
});

describe('the holders that a customer names', () => {
  const seen = [
    { serviceId: sharepoint, holderId: 'tailspin' },
    { serviceId: exchange, holderId: 'contoso' },
  ];

  it('replacement-names-what-was-seen: plain ids name them, and exactly these are replaced', async () => {
    const market = await openMarket();
    const state = await accept(market, market.fabrikam, 'northwind', [exchange, sharepoint], {
      onHeldService: { replace: seen },
    });
    expect(delegationsIn(state)).toEqual(['fabrikam exchange-online', 'fabrikam sharepoint-online']);
    expect(await reasonsOf(market, 'northwind')).toEqual([
      ['contoso', 'replaced'],
      ['tailspin', 'replaced'],
    ]);
  });

  it('replacement-names-what-was-seen: another holder by now refuses it, and is named alone', async () => {
    const market = await openMarket();
    const alpine = await invite(market, 'alpine');
    await accept(market, alpine, 'northwind', [exchange], { onHeldService: 'replace' });
    const before = await storedOf(market, 'northwind');
    const onHeldService = { replace: seen };
    const input = acceptance(market.fabrikam, 'northwind', [exchange, sharepoint], { onHeldService });
    expect((await market.service.acceptRequest(input))._unsafeUnwrapErr()).toMatchObject({
      code: 'service-held',
      rule: 'replacement-names-what-was-seen',
      context: { held: [{ serviceId: exchange, holderId: 'alpine' }] },
    });
    expect(await storedOf(market, 'northwind')).toEqual(before);
  });

  it('replacement-names-what-was-seen: one that took over between the attempts is not replaced unseen', async () => {
    const market = await openMarket();
    const alpine = await invite(market, 'alpine');
    const service = overtakenBy(market, () =>
      accept(market, alpine, 'northwind', [exchange], { onHeldService: 'replace' }),
    );
    const input = acceptance(market.fabrikam, 'northwind', [exchange], {
      onHeldService: { replace: [{ serviceId: exchange, holderId: 'contoso' }] },
    });
    expect((await service.acceptRequest(input))._unsafeUnwrapErr()).toMatchObject({
      code: 'service-held',
      context: { held: [{ serviceId: exchange, holderId: 'alpine' }] },
    });
  });

  it('name a service that is not chosen: the place is told', async () => {
    const market = await openMarket();
    const input = acceptance(market.fabrikam, 'northwind', [exchange], { onHeldService: { replace: seen } });
    expect((await market.service.acceptRequest(input))._unsafeUnwrapErr()).toMatchObject({
      code: 'contradictory-input',
      context: { path: 'onHeldService.replace[0].serviceId' },
    });
  });

  it.each<[path: string, onHeldService: unknown]>([
    ['onHeldService', 'ask'],
    ['onHeldService.replace', {}],
    ['onHeldService.replace', { replace: 'all' }],
    ['onHeldService.replace[0].holderId', { replace: [{ serviceId: exchange, holderId: 'a b' }] }],
    ['onHeldService.replace[1].serviceId', { replace: [...seen.slice(1), { holderId: 'contoso' }] }],
    ['onHeldService.replace', { replace: Array.from({ length: MAX_SERVICES_PER_COMMAND + 1 }, () => seen[0]) }],
  ])('are checked: %s', async (path, onHeldService) => {
    const { service, fabrikam } = await openMarket();
    const input = { ...acceptance(fabrikam, 'northwind', [exchange]), onHeldService: onHeldService as 'replace' };
    expect((await service.acceptRequest(input))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path },
    });
  });

  it('may be the context of the refusal, as it is', async () => {
    const market = await openMarket();
    const input = acceptance(market.fabrikam, 'northwind', [exchange, sharepoint]);
    const refusal = (await market.service.acceptRequest(input))._unsafeUnwrapErr();
    const held: readonly HeldService[] = refusal.code === 'service-held' ? refusal.context.held : [];
    const replacing = await market.service.acceptRequest({ ...input, onHeldService: { replace: held } });
    expect(delegationsIn(replacing._unsafeUnwrap().relationships)).toEqual([
      'fabrikam exchange-online',
      'fabrikam sharepoint-online',
    ]);
  });
});

describe('accounts that are closed', () => {
  it('closed-partner-may-do-nothing: an open request of a closed partner is not accepted', async () => {
    const market = await openMarket();
    await close(market, 'fabrikam');
    const refused = await market.service.acceptRequest(acceptance(market.fabrikam, 'northwind', []));
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'partner-is-closed',
      rule: 'closed-partner-may-do-nothing',
      context: { partnerId: 'fabrikam' },
    });
  });

  it('closed-partner-may-do-nothing: nor is a request that names a closed reseller', async () => {
    const market = await openMarket();
    await close(market, 'wingtip');
    const refused = await market.service.acceptRequest(acceptance(market.wingtip, 'northwind', [intune]));
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'partner-is-closed',
      context: { partnerId: 'wingtip' },
    });
    expect(delegationsIn(await storedOf(market, 'northwind'))).not.toContain('tailspin intune');
  });

  it('closed-partner-may-do-nothing: a service of a closed holder needs no replacing', async () => {
    const market = await openMarket();
    await close(market, 'contoso');
    const state = await accept(market, market.fabrikam, 'northwind', [exchange]);
    expect(delegationsIn(state)).toEqual(['tailspin sharepoint-online', 'fabrikam exchange-online']);
    expect(await reasonsOf(market, 'northwind')).toEqual([['contoso', 'holder-closed']]);
  });

  it('one-transacting-partner-per-service: beside a closed holder, an open one is named alone', async () => {
    const market = await openMarket();
    await close(market, 'contoso');
    const input = acceptance(market.fabrikam, 'northwind', [exchange, sharepoint]);
    expect((await market.service.acceptRequest(input))._unsafeUnwrapErr()).toMatchObject({
      code: 'service-held',
      context: { held: [{ serviceId: sharepoint, holderId: 'tailspin' }] },
    });
    (await market.service.acceptRequest({ ...input, onHeldService: 'replace' }))._unsafeUnwrap();
    expect(await reasonsOf(market, 'northwind')).toEqual([
      ['contoso', 'holder-closed'],
      ['tailspin', 'replaced'],
    ]);
  });

  it('closed-partner-may-do-nothing: a partner that is suspended is not closed, and keeps its service', async () => {
    const market = await openMarket();
    (await market.service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
    const refused = await market.service.acceptRequest(acceptance(market.fabrikam, 'northwind', [exchange]));
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'service-held' });
  });

  it.each([
    ['the partner itself', 'fabrikam', 'partner-is-closed'],
    ['the holder', 'contoso', null],
  ] as const)('that %s was closed between the attempts is noticed', async (_, partnerId, code) => {
    const market = await openMarket();
    const service = overtakenBy(market, () => close(market, partnerId));
    const input = acceptance(market.fabrikam, 'northwind', [exchange], { onHeldService: 'replace' });
    const answer = await service.acceptRequest(input);
    expect(answer.isErr() ? answer.error.code : null).toBe(code);
    if (code === null) expect(await reasonsOf(market, 'northwind')).toEqual([['contoso', 'holder-closed']]);
    else expect(delegationsIn(await storedOf(market, 'northwind'))).toContain('contoso exchange-online');
  });

  it('that the reseller named was closed between the attempts is noticed', async () => {
    const market = await openMarket();
    const service = overtakenBy(market, () => close(market, 'wingtip'));
    const input = acceptance(market.wingtip, 'northwind', [], { indirectResellerServices: [exchange] });
    expect((await service.acceptRequest(input))._unsafeUnwrapErr()).toMatchObject({
      code: 'partner-is-closed',
      context: { partnerId: 'wingtip' },
    });
  });
});

describe('what an acceptance loads', () => {
  async function loadedBy(
    market: Market,
    link: string,
    services: readonly string[],
    customerId = 'northwind',
  ): Promise<readonly string[]> {
    const { repository, loaded } = recording(market.repository);
    await openScene({ repository }).service.acceptRequest(acceptance(link, customerId, services));
    return loaded;
  }

  it('is the customer and the partner, and no holder where nobody else holds a chosen service', async () => {
    const market = await openMarket();
    expect(await loadedBy(market, market.fabrikam, [intune])).toEqual(['northwind', 'fabrikam']);
    expect(await loadedBy(market, market.fabrikam, [])).toEqual(['northwind', 'fabrikam']);
    expect(await loadedBy(market, market.contoso, [exchange])).toEqual(['northwind', 'contoso']);
    expect(await loadedBy(market, market.fabrikam, [exchange], 'adventure-works')).toEqual([
      'adventure-works',
      'fabrikam',
    ]);
  });

  it('is each holder of a chosen service besides, once', async () => {
    const market = await openMarket();
    await accept(market, market.contoso, 'northwind', [intune]);
    expect(await loadedBy(market, market.fabrikam, [exchange])).toEqual(['northwind', 'fabrikam', 'contoso']);
    expect(await loadedBy(market, market.fabrikam, [exchange, sharepoint, intune])).toEqual([
      'northwind',
      'fabrikam',
      'contoso',
      'tailspin',
    ]);
  });

  it('is no holder where the partner is not transacting, as it takes over from nobody', async () => {
    const market = await openMarket();
    expect(await loadedBy(market, market.litware, [exchange, sharepoint])).toEqual(['northwind', 'litware']);
  });

  it('is the reseller that the request names besides', async () => {
    const market = await openMarket();
    expect(await loadedBy(market, market.wingtip, [intune])).toEqual(['northwind', 'tailspin', 'wingtip']);
  });

  it('has to be there: a store without the holder or the reseller has corrupt data', async () => {
    for (const missing of ['contoso', 'wingtip']) {
      const market = await openMarket();
      const { partners } = market.repository;
      const nobody = memoryRepository().partners;
      const repository: RelationshipRepository = {
        ...market.repository,
        partners: { ...partners, load: (id) => (id === missing ? nobody : partners).load(id) },
      };
      const link = missing === 'contoso' ? market.fabrikam : market.wingtip;
      const answer = await openScene({ repository }).service.acceptRequest(acceptance(link, 'northwind', [exchange]));
      expect(answer._unsafeUnwrapErr(), missing).toMatchObject({ kind: 'storage', code: 'corrupt-data' });
    }
  });
});

it('only-customer-accepts: neither the operator accepts, nor the partner that the customer replaces', async () => {
  const market = await openMarket();
  for (const by of [theOperator, thePartner('contoso')]) {
    const input = { ...acceptance(market.fabrikam, 'northwind', [exchange], { onHeldService: 'replace' }), by };
    expect((await market.service.acceptRequest(input))._unsafeUnwrapErr()).toMatchObject({ code: 'not-the-customer' });
  }
});
