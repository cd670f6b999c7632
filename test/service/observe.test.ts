import {
  createRelationshipService,
  memoryRepository,
  type ObservedCall,
  type RelationshipServiceOptions,
} from 'partner-relationships';
import type { ObservedRoleCall } from 'partner-relationships/roles';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { baseUrl, theOperator, thePartner } from '../fixtures/cast';
import { withFaults, type Fault } from '../fixtures/faults';
import { serviceKinds } from '../fixtures/sampled-services';
import { forAReason, openScene, register, type Scene } from '../fixtures/scene';
import { turn } from '../fixtures/turn';

const contoso = { id: 'contoso', name: 'Contoso', program: 'direct-bill' } as const;

/** A scene with what its observer was told. */
function observedScene(options: Partial<RelationshipServiceOptions> = {}): Scene & { readonly told: ObservedCall[] } {
  const told: ObservedCall[] = [];
  return { ...openScene({ observe: (call) => told.push(call), ...options }), told };
}

describe('observe', () => {
  it.each(serviceKinds)('is told about every call of every method of $what once, with the outcome that the caller gets', async ({ open }) => {
    const told: (ObservedCall | ObservedRoleCall)[] = [];
    const { methods, samples } = await open({ observe: (call) => told.push(call) });
    for (const [name, given] of Object.entries(samples).filter(([one]) => one !== 'follow')) {
      for (const asked of [given, given.map(() => 'a b')]) {
        told.length = 0;
        const answer: unknown = await methods.get(name)?.(...asked);
        const error: unknown = Reflect.get(Object(answer), 'error');
        const outcome: unknown = error === undefined ? 'ok' : Reflect.get(Object(error), 'code');
        expect(told).toMatchObject([{ method: name, outcome }]);
      }
    }
  });

  it('is told when the answer is there, and before the caller has it', async () => {
    const order: string[] = [];
    const { service } = openScene({ observe: ({ method }) => order.push(method) });
    await service.registerPartner(contoso).map(() => order.push('the caller'));
    expect(order).toEqual(['registerPartner', 'the caller']);
  });

  it('is told nothing but names, codes and numbers', async () => {
    const { service, told } = observedScene();
    await service.registerPartner(contoso);
    expect(Object.keys(told[0] ?? {})).toEqual(['method', 'outcome', 'durationMs', 'attempts']);
    expect(Object.isFrozen(told[0])).toBe(true);
  });

  it('is not told where an option is malformed', async () => {
    const observe = vi.fn();
    const service = createRelationshipService({ repository: memoryRepository(), linkBaseUrl: '/invitation', observe });
    expect((await service.partners()).isErr()).toBe(true);
    expect(observe).not.toHaveBeenCalled();
  });
});

describe('the attempts of a call', () => {
  /** The attempts of a suspension whose commits meet these faults. */
  async function suspendedWith(...faults: readonly (Fault | null)[]): Promise<readonly ObservedCall[]> {
    const repository = memoryRepository();
    await register(openScene({ repository }), 'contoso');
    const { service, told } = observedScene({ repository: withFaults(repository, faults), attempts: 3 });
    await service.suspendPartner(forAReason('contoso'));
    return told;
  }

  it('are 1 for a command that nobody disturbs, and one more for each conflict', async () => {
    expect(await suspendedWith()).toMatchObject([{ attempts: 1, outcome: 'ok' }]);
    expect(await suspendedWith('conflict', 'conflict')).toMatchObject([{ attempts: 3, outcome: 'ok' }]);
    const given = await suspendedWith('conflict', 'conflict', 'conflict');
    expect(given).toMatchObject([{ attempts: 3, outcome: 'revision-conflict' }]);
  });

  it('are 1 for a command that the rules refuse, and 0 for one that is refused before anything is loaded', async () => {
    const { service, told } = observedScene();
    await service.suspendPartner(forAReason('contoso'));
    await service.suspendPartner(forAReason('a b'));
    expect(told).toMatchObject([
      { outcome: 'unknown-partner', attempts: 1 },
      { outcome: 'malformed-input', attempts: 0 },
    ]);
  });

  it('are 1 for a query, whatever it answers', async () => {
    const { service, told } = observedScene();
    await service.partners();
    await service.accountOf('contoso');
    await service.accountOf('a b');
    expect(told.map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
  });

  it('are those for all customers where a closed partner is cleared', async () => {
    const scene = observedScene();
    const { service, told } = scene;
    await register(scene, 'contoso');
    for (const id of ['northwind', 'tailspin']) {
      const customer = { id, name: id };
      await service.addCustomer({ partnerId: 'contoso', customer, services: [], by: thePartner('contoso') });
    }
    await service.closePartner(forAReason('contoso'));
    await service.clearClosedPartner({ partnerId: 'contoso', by: theOperator });
    expect(told.at(-1)).toMatchObject({ method: 'clearClosedPartner', outcome: 'ok', attempts: 2 });
  });

  it('are counted for each call apart', async () => {
    const { service, told } = observedScene();
    await Promise.all(['contoso', 'fabrikam', 'tailspin'].map((id) => service.registerPartner({ ...contoso, id })));
    expect(told.map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
  });
});

describe('the duration of a call', () => {
  /** What is told of a call between these two readings of the clock. */
  async function durationBetween(...readings: readonly unknown[]): Promise<number | undefined> {
    const due = [...readings];
    const { service, told } = observedScene({ monotonicNow: () => due.shift() as number });
    await service.partners();
    expect(due).toEqual([]);
    return told[0]?.durationMs;
  }

  it('is the time between two readings of the clock, in milliseconds', async () => {
    expect(await durationBetween(1000.25, 1042.5)).toBe(42.25);
    expect(await durationBetween(-5, 0)).toBe(5);
  });

  it('is 0 if the clock goes back, and not a number if it shows none', async () => {
    expect(await durationBetween(1000, 999)).toBe(0);
    expect(await durationBetween('1000', 1042)).toBeNaN();
    expect(await durationBetween(1000n, 1042n)).toBeNaN();
    const { service, told } = observedScene({
      monotonicNow: () => {
        throw new Error('no clock');
      },
    });
    expect((await service.partners()).isOk()).toBe(true);
    expect(told).toMatchObject([{ outcome: 'ok', durationMs: Number.NaN }]);
  });

  it('is measured by the clock of the runtime where nobody gives one, and is not a number where it has none', async () => {
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    for (const [performance, durationMs] of [[{ now: vi.fn(() => 7).mockReturnValueOnce(2) }, 5], [undefined, Number.NaN]]) {
      vi.stubGlobal('performance', performance);
      const { service, told } = observedScene();
      await service.partners();
      expect(told).toMatchObject([{ durationMs }]);
    }
  });

  it('takes no reading of the clock that dates changes, and none of any clock where nobody observes', async () => {
    const now = vi.fn(() => new Date('2026-03-01T09:00:00.000Z'));
    const monotonicNow = vi.fn(() => 0);
    const options = { repository: memoryRepository(), linkBaseUrl: baseUrl, now, monotonicNow };
    await createRelationshipService(options).partners();
    expect(monotonicNow).not.toHaveBeenCalled();
    await createRelationshipService({ ...options, observe: () => undefined }).partners();
    expect(monotonicNow).toHaveBeenCalledTimes(2);
    expect(now).not.toHaveBeenCalled();
  });
});

describe('an observer that fails', () => {
  it.each<[what: string, observe: (call: ObservedCall) => unknown]>([
    ['throws', () => {
      throw new Error('no log');
    }],
    ['gives a promise that rejects', () => Promise.reject(new Error('no log'))],
    ['gives a promise that never settles', () => new Promise(() => undefined)],
    ['gives something whose then throws when it is read', () => ({
      get then(): never {
        throw new Error('no log');
      },
    })],
    ['gives something whose then throws', () => ({
      then: () => {
        throw new Error('no log');
      },
    })],
    ['changes what it is told', (call) => Object.assign(call, { outcome: 'changed' })],
  ])('changes no answer: it %s', async (_what, observe) => {
    const unhandled: unknown[] = [];
    const remember = (reason: unknown): number => unhandled.push(reason);
    process.on('unhandledRejection', remember);
    onTestFinished(() => void process.off('unhandledRejection', remember));
    const { service } = openScene({ observe });
    expect((await service.registerPartner(contoso))._unsafeUnwrap()).toMatchObject(contoso);
    expect((await service.accountOf('nobody'))._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-partner' });
    await turn();
    expect(unhandled).toEqual([]);
  });
});
