import type { RelationshipService } from 'partner-relationships';
import { describe, expect, it, vi } from 'vitest';
import { openScene, register } from '../fixtures/scene';

type Call = readonly [method: string, given: readonly unknown[]];

/** The same service, with a note of each call in `calls`. */
function byProxy(service: RelationshipService, calls: Call[]): RelationshipService {
  return new Proxy(service, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return (...given: readonly unknown[]): unknown => {
        calls.push([String(name), given]);
        return Reflect.apply(method, target, given);
      };
    },
  });
}

describe('a service', () => {
  it('can be wrapped by a Proxy that gives other functions for its methods', async () => {
    const calls: Call[] = [];
    const { service } = openScene();
    const wrapped = byProxy(service, calls);
    const partner = await wrapped.registerPartner({ id: 'contoso', name: 'Contoso', program: 'direct-bill' });
    expect(partner._unsafeUnwrap()).toMatchObject({ id: 'contoso' });
    expect((await wrapped.accountOf('contoso')).isOk()).toBe(true);
    expect(calls.map(([name]) => name)).toEqual(['registerPartner', 'accountOf']);
  });

  it('can be spread, with methods of one’s own in place of some', async () => {
    const scene = openScene();
    const asked: string[] = [];
    const wrapped: RelationshipService = {
      ...scene.service,
      accountOf: (partnerId) => {
        asked.push(partnerId);
        return scene.service.accountOf(partnerId);
      },
    };
    await register({ ...scene, service: wrapped }, 'contoso');
    expect((await wrapped.accountOf('contoso'))._unsafeUnwrap().partner.id).toBe('contoso');
    expect(asked).toEqual(['contoso']);
  });

  it('can be a part of a class that hands calls on, by its methods or by itself', async () => {
    class Portal {
      readonly #service: RelationshipService;
      /** As a function of its own: no method needs the service as its `this`. */
      readonly accountOf: RelationshipService['accountOf'];
      constructor(service: RelationshipService) {
        this.#service = service;
        this.accountOf = service.accountOf;
      }
      register(id: string): ReturnType<RelationshipService['registerPartner']> {
        return this.#service.registerPartner({ id, name: id, program: 'direct-bill' });
      }
    }
    const portal = new Portal(openScene().service);
    await portal.register('contoso');
    expect((await portal.accountOf('contoso'))._unsafeUnwrap().partner.id).toBe('contoso');
  });

  it('lets a test replace a method, and put it back', async () => {
    const { service } = openScene();
    const spy = vi.spyOn(service, 'accountOf');
    await service.accountOf('contoso');
    expect(spy).toHaveBeenCalledExactlyOnceWith('contoso');
    spy.mockRestore();
    expect(vi.isMockFunction(service.accountOf)).toBe(false);
  });
});
