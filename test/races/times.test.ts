import fc from 'fast-check';
import {
  foldCustomer,
  foldPartner,
  memoryRepository,
  type RelationshipRepository,
  type RelationshipService,
  type VersionedStore,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { withFaults, type Fault } from '../fixtures/faults';
import { acceptance, beginning, invite, openScene, recordedOf, recordedOfPartner, register } from '../fixtures/scene';
import { theCustomer, theOperator, thePartner } from '../fixtures/cast';
import { interleaved } from './interleaved';

const exchange = 'exchange-online';

type Call = (service: RelationshipService) => unknown;

/** Two transacting partners and an advisor, each with a link; the account of a fourth partner is what some calls change. */
async function openMarket(): Promise<{ readonly repository: RelationshipRepository; readonly calls: readonly Call[] }> {
  const scene = openScene();
  const contoso = await invite(scene, 'contoso');
  const fabrikam = await invite(scene, 'fabrikam', 'indirect-provider');
  const litware = await invite(scene, 'litware', 'advisor');
  const wingtip = await register(scene, 'wingtip', 'indirect-reseller');
  const northwind = { customerId: 'northwind', by: theCustomer('northwind') } as const;
  const replacing = { onHeldService: 'replace' } as const;
  return {
    repository: scene.repository,
    calls: [
      (service) => service.acceptRequest(acceptance(contoso, 'northwind', [exchange, 'intune'], replacing)),
      (service) => service.acceptRequest(acceptance(fabrikam, 'northwind', [exchange], replacing)),
      (service) => service.acceptRequest(acceptance(litware, 'northwind', ['intune'])),
      (service) => service.removeDelegations({ ...northwind, from: 'all', services: 'all' }),
      (service) =>
        service.removeDelegations({
          ...northwind,
          from: 'all',
          services: [exchange],
          reason: 'an incident',
          by: theOperator,
        }),
      (service) => service.renameCustomer({ ...northwind, name: 'Northwind Ltd' }),
      (service) => service.renameCustomer({ ...northwind, name: 'Northwind Inc', by: theOperator }),
      (service) =>
        service.importCustomer({
          customer: { id: 'northwind', name: 'northwind' },
          relationships: [{ partnerId: 'contoso', establishedAt: '2025-03-01T09:00:00.000Z' }],
          delegations: [],
          by: theOperator,
        }),
      (service) =>
        service.addCustomer({
          partnerId: 'contoso',
          customer: { id: 'northwind', name: 'northwind' },
          services: [],
          by: thePartner('contoso'),
        }),
      (service) =>
        service.relinquishDelegations({
          customerId: 'northwind',
          partnerId: 'contoso',
          services: 'all',
          by: thePartner('contoso'),
        }),
      (service) =>
        service.endRelationship({
          customerId: 'northwind',
          partnerId: 'contoso',
          agreement: 'C-1',
          subscriptions: [],
          by: thePartner('contoso'),
        }),
      (service) => service.registerPartner({ id: 'tailspin', name: 'Tailspin', program: 'indirect-provider' }),
      (service) => service.openRequest({ partnerId: 'tailspin', by: thePartner('tailspin') }),
      (service) =>
        service.openRequest({ partnerId: 'tailspin', indirectResellerId: wingtip.id, by: thePartner('tailspin') }),
      (service) =>
        service.revokeRequest({ partnerId: 'tailspin', requestId: 'request-1', by: thePartner('tailspin') }),
      (service) => service.renamePartner({ partnerId: 'tailspin', name: 'Tailspin Ltd', by: thePartner('tailspin') }),
      (service) => service.closePartner({ partnerId: 'tailspin', reason: 'left the marketplace', by: theOperator }),
      (service) => service.suspendPartner({ partnerId: 'tailspin', reason: 'an unpaid bill', by: theOperator }),
      (service) => service.reinstatePartner({ partnerId: 'tailspin', reason: 'the bill is paid', by: theOperator }),
    ],
  };
}

const opened = openMarket();

/** The market as it was opened, and nobody knows northwind or tailspin yet. */
async function newMarket(): Promise<RelationshipRepository> {
  const { partners } = (await opened).repository;
  const repository = memoryRepository();
  return { ...repository, partners: { ...repository.partners, load: (id) => found(repository.partners, partners, id) } };
}

/** What is in the one store or else in the other. */
async function found<Id, State, Change, Entry>(
  first: VersionedStore<Id, State, Change, Entry>,
  second: VersionedStore<Id, State, Change, Entry>,
  id: Id,
): Promise<Awaited<ReturnType<typeof first.load>>> {
  const loaded = await first.load(id);
  return loaded.isOk() && loaded.value === null ? second.load(id) : loaded;
}

/** What a clock shows, look after look, over and over: it jumps, stands still, and runs backwards. */
const aClock = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 5 });

function clockOf(minutes: readonly number[]): () => Date {
  let looks = 0;
  return () => {
    const minute = minutes[looks % minutes.length] ?? 0;
    looks += 1;
    return new Date(beginning + minute * 60_000);
  };
}

/** A machine: its clock, and what it does one after the other. */
interface Machine {
  readonly clock: readonly number[];
  readonly does: readonly number[];
}

const aMachine: fc.Arbitrary<Machine> = fc.record({
  clock: aClock,
  does: fc.array(fc.nat(12), { minLength: 1, maxLength: 5 }),
});

const machines = fc.array(aMachine, { minLength: 1, maxLength: 3 });

/** Lets every machine do what it does, all on one repository on which the scheduler says who is next. */
async function run(
  scheduler: fc.Scheduler,
  repository: RelationshipRepository,
  services: readonly { readonly now: () => Date; readonly does: readonly number[] }[],
): Promise<void> {
  const { calls } = await opened;
  const shared = interleaved(repository, scheduler);
  const running = services.map(async ({ now, does }) => {
    let ids = 0;
    const newId = (): string => {
      ids += 1;
      return `request-${ids}`;
    };
    const { service } = openScene({ repository: shared, now, newId, newToken: () => `token-of-request-${ids}` });
    for (const number of does) await calls[number]?.(service);
  });
  await scheduler.waitFor(Promise.all(running));
}

/** Every moment that is anywhere in this. */
function momentsIn(value: unknown): readonly string[] {
  return JSON.stringify(value).match(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g) ?? [];
}

function lastOf(moments: readonly string[]): string {
  return [...moments].sort().at(-1) ?? '';
}

/** These moments, and those just before and after them. */
function around(moments: readonly string[]): readonly string[] {
  const near = moments.flatMap((at) => [-1, 0, 1].map((shift) => new Date(Date.parse(at) + shift).toISOString()));
  return [...new Set(near)];
}

/** The times of both histories never fall; and past states of the customer are those that were recorded by then. */
async function expectInOrder(repository: RelationshipRepository): Promise<void> {
  const { service } = openScene({ repository });
  const ofPartner = (await recordedOfPartner({ repository }, 'tailspin')).map(({ change }) => change);
  const ofCustomer = (await recordedOf({ repository }, 'northwind')).map(({ change }) => change);
  for (const changes of [ofPartner, ofCustomer]) {
    const times = changes.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
  }
  // Nothing that a partner's account shows is later than the last change of it.
  ofPartner.forEach(({ at }, index) => {
    expect(lastOf(momentsIn(foldPartner(ofPartner.slice(0, index + 1))._unsafeUnwrap()))).toBe(at);
  });
  for (const moment of around(ofCustomer.map(({ at }) => at))) {
    const then = (await service.stateAt('northwind', moment))._unsafeUnwrap();
    const last = ofCustomer.findLastIndex(({ at }) => at <= moment);
    expect(then).toEqual(foldCustomer(ofCustomer.slice(0, last + 1))._unsafeUnwrap());
    expect(lastOf([...momentsIn(then), moment])).toBe(moment);
  }
}

describe('The times of a history', () => {
  it('never decrease, whatever the clocks show, and past states contain no later time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), machines, async (scheduler, drawn) => {
        const repository = await newMarket();
        await run(
          scheduler,
          repository,
          drawn.map(({ clock, does }) => ({ now: clockOf(clock), does })),
        );
        await expectInOrder(repository);
      }),
    );
  });

  it('never decrease when commits fail, get lost, or arrive late', async () => {
    const faults = fc.array(fc.constantFrom<(Fault | null)[]>(null, 'conflict', 'failure', 'lost', 'done', 'late'), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), machines, faults, async (scheduler, drawn, due) => {
        const repository = withFaults(await newMarket(), due);
        await run(
          scheduler,
          repository,
          drawn.map(({ clock, does }) => ({ now: clockOf(clock), does })),
        );
        await expectInOrder(repository);
      }),
    );
  });

  it('are right to within the commit: not before the previous change, nor after it is visible', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), machines, async (scheduler, drawn) => {
        let ticks = 0;
        const now = (): Date => {
          ticks += 1;
          return new Date(beginning + ticks * 60_000);
        };
        const effects = new Map<string, { readonly since: string; readonly until: string }>();
        const noting = <Id, State, Change, Entry>(
          store: VersionedStore<Id, State, Change, Entry>,
        ): VersionedStore<Id, State, Change, Entry> => {
          const latest = new Map<Id, string>();
          return {
            ...store,
            commit: async (sent) => {
              // In memory a commit takes effect at once, before its answer.
              const sending = store.commit(sent);
              const until = now().toISOString();
              const answer = await sending;
              if (answer.isErr()) return answer;
              effects.set(answer.value, { since: latest.get(sent.id) ?? '', until });
              latest.set(sent.id, until);
              return answer;
            },
          };
        };
        const market = await newMarket();
        const repository = { ...market, customers: noting(market.customers) };
        await run(
          scheduler,
          repository,
          drawn.map(({ does }) => ({ now, does })),
        );
        for (const { revision, change } of await recordedOf({ repository }, 'northwind')) {
          const { since = '', until = '' } = effects.get(revision) ?? {};
          expect([since, change.at, until].sort()).toEqual([since, change.at, until]);
        }
      }),
    );
  });
});
