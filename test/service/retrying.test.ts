import fc from 'fast-check';
import { err, ok, type Err, type ResultAsync } from 'neverthrow';
import {
  corruptData,
  foldCustomer,
  foldPartner,
  storageFailed,
  type CorruptData,
  type RelationshipRepository,
  type RelationshipService,
  type RelinquishDelegationsInput,
  type StorageFailed,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { withFaults, type Fault } from '../fixtures/faults';
import {
  accept,
  acceptance,
  delegationsIn,
  forAReason,
  invite,
  openScene,
  recordedOf,
  recordedOfPartner,
  register,
  storedOf,
  type Scene,
} from '../fixtures/scene';
import { theCustomer, theOperator, thePartner } from '../fixtures/cast';

const exchange = 'exchange-online';
const sharepoint = 'sharepoint-online';

interface Market extends Scene {
  readonly contoso: string;
  readonly fabrikam: string;
}

/**
 * Northwind has delegated exchange and sharepoint to contoso; fabrikam has sent its link, litware has none; adatum has
 * delegated exchange to alpine, whose account is closed; lucerne is suspended; vanarsdel has no partner.
 */
async function openMarket(): Promise<Market> {
  const scene = openScene();
  const contoso = await invite(scene, 'contoso');
  const fabrikam = await invite(scene, 'fabrikam');
  await register(scene, 'litware', 'advisor');
  await accept(scene, contoso, 'northwind', [exchange, sharepoint]);
  await accept(scene, await invite(scene, 'alpine'), 'adatum', [exchange]);
  (await scene.service.closePartner(forAReason('alpine')))._unsafeUnwrap();
  const vanarsdel = { customer: { id: 'vanarsdel', name: 'VanArsdel' }, relationships: [], delegations: [] };
  (await scene.service.importCustomer({ ...vanarsdel, by: theOperator }))._unsafeUnwrap();
  await register(scene, 'lucerne');
  (await scene.service.suspendPartner(forAReason('lucerne')))._unsafeUnwrap();
  return { ...scene, contoso, fabrikam };
}

/** Asks a service for something; gives the code of the error, or null when it was done. */
type Command = (service: RelationshipService, market: Market) => Promise<string | null>;

async function codeOf<T, E extends { readonly code: string }>(answer: ResultAsync<T, E>): Promise<string | null> {
  return answer.match(
    () => null,
    ({ code }) => code,
  );
}

const commands = {
  registerPartner: (service) =>
    codeOf(service.registerPartner({ id: 'tailspin', name: 'Tailspin', program: 'advisor' })),
  renamePartner: (service) =>
    codeOf(service.renamePartner({ partnerId: 'contoso', name: 'Contoso Ltd', by: thePartner('contoso') })),
  suspendPartner: (service) => codeOf(service.suspendPartner(forAReason('contoso'))),
  reinstatePartner: (service) => codeOf(service.reinstatePartner(forAReason('lucerne'))),
  changeProgram: (service) =>
    codeOf(service.changeProgram({ partnerId: 'contoso', program: 'indirect-provider', by: theOperator })),
  closePartner: (service) => codeOf(service.closePartner(forAReason('contoso'))),
  openRequest: (service) => codeOf(service.openRequest({ partnerId: 'litware', by: thePartner('litware') })),
  revokeRequest: (service) =>
    codeOf(service.revokeRequest({ partnerId: 'contoso', requestId: 'id-1', by: thePartner('contoso') })),
  'acceptRequest of a new customer': (service, { contoso }) =>
    codeOf(service.acceptRequest(acceptance(contoso, 'adventure-works', [exchange]))),
  'acceptRequest of a known customer': (service, { contoso }) =>
    codeOf(service.acceptRequest(acceptance(contoso, 'northwind', ['intune']))),
  'acceptRequest replacing the holder': (service, { fabrikam }) =>
    codeOf(service.acceptRequest(acceptance(fabrikam, 'northwind', [exchange], { onHeldService: 'replace' }))),
  'acceptRequest replacing the holder that was seen': (service, { fabrikam }) =>
    codeOf(
      service.acceptRequest(
        acceptance(fabrikam, 'northwind', [exchange], {
          onHeldService: { replace: [{ serviceId: exchange, holderId: 'contoso' }] },
        }),
      ),
    ),
  'acceptRequest of what a closed partner holds': (service, { fabrikam }) =>
    codeOf(service.acceptRequest(acceptance(fabrikam, 'adatum', [exchange]))),
  addCustomer: (service) =>
    codeOf(
      service.addCustomer({
        partnerId: 'fabrikam',
        customer: { id: 'adventure-works', name: 'Adventure Works' },
        services: [exchange],
        by: thePartner('fabrikam'),
      }),
    ),
  importCustomer: (service) =>
    codeOf(
      service.importCustomer({
        customer: { id: 'adventure-works', name: 'Adventure Works' },
        relationships: [
          { partnerId: 'fabrikam', establishedAt: '2020-01-01T00:00:00.000Z' },
          { partnerId: 'contoso', establishedAt: '2019-01-01T00:00:00.000Z' },
        ],
        delegations: [
          {
            partnerId: 'fabrikam',
            serviceId: exchange,
            grantedAt: '2021-01-01T00:00:00.000Z',
          },
        ],
        by: theOperator,
      }),
    ),
  clearClosedPartner: (service) => codeOf(service.clearClosedPartner({ partnerId: 'alpine', by: theOperator })),
  eraseCustomer: (service) =>
    codeOf(service.eraseCustomer({ customerId: 'vanarsdel', reason: 'asked to be forgotten', by: theOperator })),
  renameCustomer: (service) =>
    codeOf(
      service.renameCustomer({ customerId: 'northwind', name: 'Northwind Ltd', by: theCustomer('northwind') }),
    ),
  'removeDelegations by the operator': (service) =>
    codeOf(
      service.removeDelegations({
        customerId: 'northwind',
        from: 'contoso',
        services: [exchange],
        reason: 'an incident',
        by: theOperator,
      }),
    ),
  removeDelegations: (service) =>
    codeOf(
      service.removeDelegations({
        customerId: 'northwind',
        from: 'all',
        services: 'all',
        by: theCustomer('northwind'),
      }),
    ),
  relinquishDelegations: (service) =>
    codeOf(
      service.relinquishDelegations({
        customerId: 'northwind',
        partnerId: 'contoso',
        services: [exchange],
        by: thePartner('contoso'),
      }),
    ),
  endRelationship: (service) =>
    codeOf(
      service.endRelationship({
        customerId: 'northwind',
        partnerId: 'contoso',
        agreement: 'C-1',
        subscriptions: [],
        by: thePartner('contoso'),
      }),
    ),
} satisfies Readonly<Record<string, Command>>;

/** All that is recorded, without the times and the random parts of it; each history folds to what is stored. */
async function chronicle(scene: Pick<Scene, 'repository'>): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  for (const id of ['northwind', 'adventure-works', 'adatum', 'vanarsdel']) {
    const changes = (await recordedOf(scene, id)).map(({ change }) => change);
    expect(foldCustomer(changes)._unsafeUnwrap()).toEqual(await storedOf(scene, id));
    told.push(...changes.map((change) => ({ ...change, at: null, requestId: null })));
  }
  for (const id of ['contoso', 'fabrikam', 'tailspin', 'litware', 'alpine', 'lucerne']) {
    const changes = (await recordedOfPartner(scene, id)).map(({ change }) => change);
    expect(foldPartner(changes).isOk()).toBe(true);
    told.push(...changes.map((change) => ({ kind: change.kind, id })));
  }
  return told;
}

/** The same command on a market like this one, where nothing goes wrong. */
async function withoutFaults(command: Command): Promise<readonly unknown[]> {
  const market = await openMarket();
  expect(await command(market.service, market)).toBeNull();
  return chronicle(market);
}

function serviceOn(repository: RelationshipRepository, attempts: number): RelationshipService {
  return openScene({ repository, attempts, newId: () => 'id-9', newToken: () => 'token-of-another-service' }).service;
}

const eachCommand: readonly { readonly name: string; readonly command: Command }[] = Object.entries(commands).map(
  ([name, command]) => ({ name, command }),
);

describe('a conflict', () => {
  it('is decided anew: fewer conflicts than attempts are not noticed, and as many are told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...eachCommand),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        async ({ command }, conflicts, attempts) => {
          const market = await openMarket();
          const before = await chronicle(market);
          const faulty = withFaults(
            market.repository,
            Array.from({ length: conflicts }, () => 'conflict' as const),
          );
          const answer = await command(serviceOn(faulty, attempts), market);
          expect(faulty.commits()).toBe(Math.min(conflicts + 1, attempts));
          if (conflicts < attempts) {
            expect(answer).toBeNull();
          } else {
            expect(answer).toBe('revision-conflict');
            expect(await chronicle(market)).toEqual(before);
          }
        },
      ),
    );
  });

  it('is tried 50 times when nobody says how often', async () => {
    const market = await openMarket();
    const faulty = withFaults(
      market.repository,
      Array.from({ length: 100 }, () => 'conflict' as const),
    );
    const { service } = openScene({ repository: faulty });
    expect((await service.suspendPartner(forAReason('contoso')))._unsafeUnwrapErr().code).toBe('revision-conflict');
    expect(faulty.commits()).toBe(50);
  });

  it('is decided with what the other one has left: the loser is refused by the rule, not by the conflict', async () => {
    const market = await openMarket();
    expect(await commands.removeDelegations(market.service)).toBeNull();
    let due = true;
    const overtaken: RelationshipRepository = {
      ...market.repository,
      customers: {
        ...market.repository.customers,
        commit: async (sent) => {
          if (due) {
            due = false;
            await accept(market, market.contoso, 'northwind', [exchange]);
          }
          return market.repository.customers.commit(sent);
        },
      },
    };
    const answer = await serviceOn(overtaken, 2).acceptRequest(acceptance(market.fabrikam, 'northwind', [exchange]));
    expect(answer._unsafeUnwrapErr()).toMatchObject({
      code: 'service-held',
      context: { held: [{ serviceId: exchange, holderId: 'contoso' }] },
    });
  });
});

describe('a store that fails', () => {
  it.each(eachCommand)('at the commit of $name: it is told, and nothing has changed', async ({ command }) => {
    const market = await openMarket();
    const service = serviceOn(withFaults(market.repository, ['failure']), 5);
    expect(await command(service, market)).toBe('storage-failed');
    expect(await command(service, market)).toBeNull();
    expect(await chronicle(market)).toEqual(await withoutFaults(command));
  });

  it.each([storageFailed('no connection'), corruptData('half a document')])(
    'at a load: $code is told, without another attempt',
    async (error) => {
      const market = await openMarket();
      let loads = 0;
      const load = async (): Promise<Err<never, StorageFailed | CorruptData>> => {
        loads += 1;
        return err(error);
      };
      const { partners, customers, ...lists } = market.repository;
      const service = serviceOn({ ...lists, partners: { ...partners, load }, customers: { ...customers, load } }, 5);
      for (const { name, command } of eachCommand) {
        loads = 0;
        expect(await command(service, market), name).toBe(error.code);
        expect(loads, name).toBe(1);
      }
      const question = {
        customerId: 'northwind',
        partnerId: 'contoso',
        operation: 'manage-users',
        serviceId: exchange,
      } as const;
      expect((await service.authorize(question))._unsafeUnwrapErr()).toEqual(error);
      expect((await service.partnersOf('northwind'))._unsafeUnwrapErr()).toEqual(error);
    },
  );

  it('at the load of the partner, in the middle of an acceptance: it is told, and nothing has changed', async () => {
    const market = await openMarket();
    const { repository } = market;
    const partners = { ...repository.partners, load: async () => err(storageFailed('no connection')) };
    const service = serviceOn({ ...repository, partners }, 5);
    const before = await chronicle(market);
    const answer = await service.acceptRequest(acceptance(market.fabrikam, 'northwind', ['intune']));
    expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'storage-failed' });
    expect(await chronicle(market)).toEqual(before);
  });
});

describe('an outcome that is unknown', () => {
  const faults = fc.array(fc.constantFrom<(Fault | null)[]>('conflict', 'lost', 'done', 'late', 'failure', null), {
    maxLength: 6,
  });

  it('converges: however often the command is asked for again, it takes effect once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...eachCommand),
        faults,
        fc.integer({ min: 1, max: 4 }),
        async ({ command }, plan, attempts) => {
          const market = await openMarket();
          const service = serviceOn(withFaults(market.repository, plan), attempts);
          const codes: string[] = [];
          for (let asked = 0; asked <= plan.length + 1; asked += 1) {
            codes.push((await command(service, market)) ?? 'done');
          }
          expect(codes.at(-1)).toBe('done');
          const lawful = ['done', 'outcome-unknown', 'storage-failed', 'revision-conflict'];
          expect(codes.filter((code) => !lawful.includes(code))).toEqual([]);
          expect(await chronicle(market)).toEqual(await withoutFaults(command));
        },
      ),
    );
  });

  it.each([
    ...eachCommand.map((one) => ({ ...one, fault: 'lost' as const })),
    ...eachCommand.map((one) => ({ ...one, fault: 'done' as const })),
    ...eachCommand.map((one) => ({ ...one, fault: 'late' as const })),
  ])('is found out when the commit of $name was $fault and nobody else came', async ({ command, fault }) => {
    const market = await openMarket();
    expect(await command(serviceOn(withFaults(market.repository, [fault]), 5), market)).toBeNull();
    expect(await chronicle(market)).toEqual(await withoutFaults(command));
  });

  it('is told when the attempts are used up, whatever came of it', async () => {
    for (const plan of [
      ['lost'],
      ['done'],
      ['late'],
      ['conflict', 'lost'],
      ['lost', 'conflict'],
      ['lost', 'failure'],
    ] as const) {
      const market = await openMarket();
      const service = serviceOn(withFaults(market.repository, plan), plan.length);
      const error = (await service.suspendPartner(forAReason('contoso')))._unsafeUnwrapErr();
      expect(error.code, plan.join()).toBe('outcome-unknown');
    }
  });

  it('is told when the store cannot be asked afterwards', async () => {
    const market = await openMarket();
    let isDown = false;
    const faulty = withFaults(market.repository, ['done'], async () => {
      isDown = true;
    });
    const load: RelationshipRepository['partners']['load'] = async (id) =>
      isDown ? err(storageFailed('no connection')) : faulty.partners.load(id);
    const service = serviceOn({ ...faulty, partners: { ...faulty.partners, load } }, 5);
    expect((await service.suspendPartner(forAReason('contoso')))._unsafeUnwrapErr().code).toBe('outcome-unknown');
  });

  it('stays unknown when somebody else came after it, and what came later is not undone', async () => {
    for (const fault of ['done', 'lost'] as const) {
      const market = await openMarket();
      const faulty = withFaults(market.repository, [fault], async () => {
        expect(await commands.removeDelegations(market.service)).toBeNull();
      });
      const input = acceptance(market.contoso, 'northwind', ['intune']);
      const answer = await serviceOn(faulty, 5).acceptRequest(input);
      expect(answer._unsafeUnwrapErr().code, fault).toBe('outcome-unknown');
      expect(delegationsIn(await storedOf(market, 'northwind')), fault).toEqual([]);
      const granted = (await recordedOf(market, 'northwind')).filter(
        ({ change }) => change.kind === 'delegation-granted' && change.serviceId === 'intune',
      );
      expect(granted, fault).toHaveLength(fault === 'done' ? 1 : 0);

      (await market.service.acceptRequest(input))._unsafeUnwrap();
      expect(delegationsIn(await storedOf(market, 'northwind')), fault).toEqual(['contoso intune']);
    }
  });

  it('stays unknown when what came later makes the rules refuse it', async () => {
    const market = await openMarket();
    expect(await commands.removeDelegations(market.service)).toBeNull();
    const faulty = withFaults(market.repository, ['lost'], async () => {
      await accept(market, market.fabrikam, 'northwind', [exchange]);
    });
    const answer = await serviceOn(faulty, 5).acceptRequest(acceptance(market.contoso, 'northwind', [exchange]));
    expect(answer._unsafeUnwrapErr().code).toBe('outcome-unknown');
    expect(delegationsIn(await storedOf(market, 'northwind'))).toEqual(['fabrikam exchange-online']);
  });

  it('is known when all of it is in force, although somebody else came after it', async () => {
    const market = await openMarket();
    const faulty = withFaults(market.repository, ['done'], async () => {
      await accept(market, market.fabrikam, 'northwind', []);
    });
    const answer = await serviceOn(faulty, 5).acceptRequest(acceptance(market.contoso, 'northwind', ['intune']));
    expect(answer._unsafeUnwrap().changes).toEqual([]);
    expect(delegationsIn(answer._unsafeUnwrap().relationships)).toContain('contoso intune');
  });

  it('does not end a relationship that was begun anew in the meantime', async () => {
    const market = await openMarket();
    const faulty = withFaults(market.repository, ['done'], async () => {
      await accept(market, market.contoso, 'northwind', [exchange]);
    });
    expect(await commands.endRelationship(serviceOn(faulty, 5))).toBe('outcome-unknown');
    expect(delegationsIn(await storedOf(market, 'northwind'))).toEqual(['contoso exchange-online']);
  });

  it('of an opening opens one request, and gives its link', async () => {
    for (const fault of ['lost', 'done', 'late'] as const) {
      const market = await openMarket();
      const opening = { partnerId: 'litware', by: thePartner('litware') };
      const answer = await serviceOn(withFaults(market.repository, [fault]), 5).openRequest(opening);
      const { link } = answer._unsafeUnwrap();
      expect((await market.service.openRequest(opening))._unsafeUnwrap().link, fault).toBe(link);
      expect(await recordedOfPartner(market, 'litware'), fault).toHaveLength(2);
    }
  });

  it('of an opening is looked into with the indirect reseller as it is by then', async () => {
    const market = await openMarket();
    await register(market, 'tailspin', 'indirect-provider');
    await register(market, 'wingtip', 'indirect-reseller');
    const faulty = withFaults(market.repository, ['lost'], async () => {
      await market.service.suspendPartner(forAReason('wingtip'));
    });
    const naming = { partnerId: 'tailspin', indirectResellerId: 'wingtip', by: thePartner('tailspin') };
    const { indirectReseller } = (await serviceOn(faulty, 5).openRequest(naming))._unsafeUnwrap();
    expect(indirectReseller).toMatchObject({ id: 'wingtip', standing: 'suspended' });
  });
});

describe('a document that is loaded again within one command', () => {
  const relinquishment: RelinquishDelegationsInput = {
    customerId: 'northwind',
    partnerId: 'contoso',
    services: 'all',
    by: thePartner('contoso'),
  };
  type Loaded = Awaited<ReturnType<RelationshipRepository['customers']['load']>>;

  /** Northwind's document is first loaded as it is, and from then on as `spoil` says. */
  function loadedAgain(
    repository: RelationshipRepository,
    fault: Fault,
    spoil: (loaded: Loaded) => Loaded,
  ): ReturnType<typeof withFaults> {
    const faulty = withFaults(repository, [fault]);
    let isFirst = true;
    const load: typeof faulty.customers.load = async (id) => {
      const loaded = await faulty.customers.load(id);
      if (!isFirst) return spoil(loaded);
      isFirst = false;
      return loaded;
    };
    return { ...faulty, customers: { ...faulty.customers, load } };
  }

  const gone = (): Loaded => ok(null);
  const withoutDelegations = (loaded: Loaded): Loaded =>
    loaded.map((found) => found && { ...found, state: found.state && { ...found.state, delegations: [] } });

  it.each<[what: string, fault: Fault, code: string, spoil: (loaded: Loaded) => Loaded]>([
    ['gone', 'conflict', 'corrupt-data', gone],
    ['gone', 'lost', 'outcome-unknown', gone],
    ['another one under the same revision', 'conflict', 'corrupt-data', withoutDelegations],
    ['another one under the same revision', 'lost', 'outcome-unknown', withoutDelegations],
  ])('is not believed to be %s: after the fault "%s" of a commit the answer is %s', async (_, fault, code, spoil) => {
    const market = await openMarket();
    for (const ask of [
      (service: RelationshipService) => codeOf(service.relinquishDelegations(relinquishment)),
      (service: RelationshipService) => codeOf(service.acceptRequest(acceptance(market.contoso, 'northwind', ['intune']))),
    ]) {
      const before = await chronicle(market);
      const repository = loadedAgain(market.repository, fault, spoil);
      expect(await ask(serviceOn(repository, 5))).toBe(code);
      expect(repository.commits()).toBe(1);
      expect(await chronicle(market)).toEqual(before);
    }
  });

  it('is the same when it is equal, whatever the order of its fields', async () => {
    const turned = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.map(turned);
      return Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, turned(item)]));
    };
    const market = await openMarket();
    const repository = loadedAgain(market.repository, 'lost', (loaded) =>
      loaded.map((found) => found && { ...found, state: turned(found.state) as typeof found.state }),
    );
    expect(await codeOf(serviceOn(repository, 5).relinquishDelegations(relinquishment))).toBeNull();
    expect(delegationsIn(await storedOf(market, 'northwind'))).toEqual([]);
  });
});
