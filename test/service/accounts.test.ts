import { foldPartner, type RelationshipService, type UncheckedActor } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import {
  accept,
  delegationsIn,
  forAReason,
  invite,
  linkOf,
  openScene,
  recordedOfPartner,
  register,
  storedOf,
  type Scene,
} from '../fixtures/scene';
import { theCustomer, theOperator, thePartner } from '../fixtures/cast';

const exchange = 'exchange-online';

type Answer = ReturnType<RelationshipService['suspendPartner' | 'renamePartner' | 'changeProgram' | 'closePartner']>;

/** Everything that is done to an account as a whole, on this partner's, by whoever acts. */
const acts: Readonly<
  Record<string, (service: RelationshipService, partnerId: string, by: UncheckedActor) => Promise<Awaited<Answer>>>
> = {
  renamePartner: async (service, partnerId, by) => service.renamePartner({ partnerId, name: 'Contoso Ltd', by }),
  suspendPartner: async (service, partnerId, by) => service.suspendPartner({ ...forAReason(partnerId), by }),
  reinstatePartner: async (service, partnerId, by) => service.reinstatePartner({ ...forAReason(partnerId), by }),
  changeProgram: async (service, partnerId, by) =>
    service.changeProgram({ partnerId, program: 'indirect-provider', by }),
  closePartner: async (service, partnerId, by) => service.closePartner({ ...forAReason(partnerId), by }),
};
const eachAct = Object.entries(acts).map(([name, act]) => ({ name, act }));

async function kindsOf(scene: Scene, partnerId: string): Promise<readonly string[]> {
  return (await recordedOfPartner(scene, partnerId)).map(({ change }) => change.kind);
}

describe('what is done to an account', () => {
  it.each(eachAct)('$name gives the partner as it is stored, and once is enough', async ({ name, act }) => {
    const scene = openScene();
    await register(scene, 'contoso');
    if (name === 'reinstatePartner') (await scene.service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
    const before = await recordedOfPartner(scene, 'contoso');
    const partner = (await act(scene.service, 'contoso', theOperator))._unsafeUnwrap();
    const changes = await recordedOfPartner(scene, 'contoso');
    expect(changes).toHaveLength(before.length + 1);
    expect(changes.at(-1)?.change).toMatchObject({ by: theOperator });
    expect(foldPartner(changes.map(({ change }) => change))._unsafeUnwrap()?.partner).toEqual(partner);
    expect((await scene.service.accountOf('contoso'))._unsafeUnwrap().partner).toEqual(partner);

    expect((await act(scene.service, 'contoso', theOperator))._unsafeUnwrap()).toEqual(partner);
    expect(await recordedOfPartner(scene, 'contoso')).toEqual(changes);
  });

  it.each(eachAct)('$name knows no partner that is not registered', async ({ act }) => {
    const scene = openScene();
    await register(scene, 'contoso');
    for (const partnerId of ['fabrikam', 'Contoso']) {
      const refused = await act(scene.service, partnerId, theOperator);
      expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-partner', context: { partnerId } });
    }
  });

  it.each(eachAct)('$name names the id or the actor when it is malformed', async ({ act }) => {
    const { service } = openScene();
    for (const [path, partnerId, by] of [
      ['partnerId', 'a b', theOperator],
      ['by.userId', 'contoso', { ...theOperator, userId: ' ' }],
    ] as const) {
      expect((await act(service, partnerId, by))._unsafeUnwrapErr()).toMatchObject({
        code: 'malformed-input',
        context: { path },
      });
    }
  });

  it.each(eachAct)('operator-keeps-accounts: $name is nobody else’s, but for the own name', async ({ name, act }) => {
    const scene = openScene();
    await register(scene, 'contoso');
    const others = [thePartner('fabrikam'), theCustomer('contoso'), thePartner('contoso')];
    for (const by of name === 'renamePartner' ? others.slice(0, 2) : others) {
      const refused = await act(scene.service, 'contoso', by);
      expect(refused._unsafeUnwrapErr()).toMatchObject({ kind: 'rule-violation', context: { by } });
    }
    expect(await kindsOf(scene, 'contoso')).toEqual(['partner-registered']);
  });

  it('a reason and a name are checked before anything is loaded', async () => {
    const { service } = openScene();
    for (const [path, answer] of [
      ['reason', await service.suspendPartner(forAReason('contoso', ''))],
      ['reason', await service.reinstatePartner(forAReason('contoso', ' '))],
      ['reason', await service.closePartner(forAReason('contoso', 'two\nlines'))],
      ['name', await service.renamePartner({ partnerId: 'contoso', name: '', by: theOperator })],
      ['program', await service.changeProgram({ partnerId: 'contoso', program: 'all' as never, by: theOperator })],
    ] as const) {
      expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path } });
    }
  });

  it('partner-acts-for-itself: a partner renames itself, and its invitation shows the new name', async () => {
    const scene = openScene();
    const link = await invite(scene, 'contoso');
    const by = thePartner('contoso');
    const renamed = await scene.service.renamePartner({ partnerId: 'contoso', name: 'Contoso Cloud', by });
    expect(renamed._unsafeUnwrap().name).toBe('Contoso Cloud');
    expect((await scene.service.invitationOf(link))._unsafeUnwrap().partner.name).toBe('Contoso Cloud');
    await accept(scene, link, 'northwind', [exchange]);
    expect((await scene.service.partnersOf('northwind'))._unsafeUnwrap().partners[0]?.name).toBe('Contoso Cloud');
  });

  it('program-keeps-its-side: a partner that moves keeps its link, and may name a reseller from then on', async () => {
    const scene = openScene();
    const link = await invite(scene, 'contoso');
    await register(scene, 'wingtip', 'indirect-reseller');
    const before = await accept(scene, link, 'northwind', [exchange]);
    const moving = { partnerId: 'contoso', program: 'indirect-provider', by: theOperator } as const;
    (await scene.service.changeProgram(moving))._unsafeUnwrap();
    expect(await linkOf(scene, 'contoso')).toBe(link);
    expect(await storedOf(scene, 'northwind')).toEqual(before);
    const naming = await linkOf(scene, 'contoso', 'wingtip');
    const after = await accept(scene, naming, 'northwind', [], { indirectResellerServices: [exchange] });
    expect(delegationsIn(after)).toEqual(['contoso exchange-online', 'wingtip exchange-online through contoso']);

    const back = await scene.service.changeProgram({ ...moving, program: 'direct-bill' });
    expect(back._unsafeUnwrapErr()).toMatchObject({
      code: 'program-kept',
      rule: 'program-keeps-its-side',
      context: { partnerId: 'contoso', from: 'indirect-provider', to: 'direct-bill' },
    });
  });
});

describe('an account that is closed', () => {
  /** Contoso and tailspin have invited, tailspin naming wingtip; contoso and wingtip are closed. */
  async function openClosed(): Promise<Scene & { readonly contoso: string; readonly wingtip: string }> {
    const scene = openScene();
    const contoso = await invite(scene, 'contoso');
    await register(scene, 'tailspin', 'indirect-provider');
    await register(scene, 'wingtip', 'indirect-reseller');
    const wingtip = await linkOf(scene, 'tailspin', 'wingtip');
    for (const id of ['contoso', 'wingtip']) (await scene.service.closePartner(forAReason(id)))._unsafeUnwrap();
    return { ...scene, contoso, wingtip };
  }

  it('keeps when, by whom and why it was closed', async () => {
    const { service } = await openClosed();
    expect((await service.accountOf('contoso'))._unsafeUnwrap()).toMatchObject({
      partner: { id: 'contoso', standing: 'closed' },
      closure: { at: '2026-03-01T09:05:00.000Z', by: theOperator, reason: 'an unpaid bill' },
    });
  });

  it('closing-is-final: it is neither suspended, nor reinstated, nor moved, nor registered again', async () => {
    const scene = await openClosed();
    const { service } = scene;
    const before = await kindsOf(scene, 'contoso');
    for (const answer of [
      await service.suspendPartner(forAReason('contoso')),
      await service.reinstatePartner(forAReason('contoso')),
      await service.changeProgram({ partnerId: 'contoso', program: 'indirect-provider', by: theOperator }),
      await service.registerPartner({ id: 'contoso', name: 'contoso', program: 'direct-bill' }),
    ]) {
      expect(answer._unsafeUnwrapErr()).toMatchObject({
        code: 'partner-is-closed',
        rule: 'closing-is-final',
        context: { partnerId: 'contoso' },
      });
    }
    expect(await kindsOf(scene, 'contoso')).toEqual(before);
  });

  it('closed-partner-may-do-nothing: it opens no request and is named in none, and adds nobody', async () => {
    const { service } = await openClosed();
    const customer = { id: 'northwind', name: 'Northwind Traders' };
    const by = thePartner('contoso');
    for (const [partnerId, answer] of [
      ['contoso', await service.openRequest({ partnerId: 'contoso', by })],
      [
        'wingtip',
        await service.openRequest({ partnerId: 'tailspin', indirectResellerId: 'wingtip', by: thePartner('tailspin') }),
      ],
      ['contoso', await service.addCustomer({ partnerId: 'contoso', customer, services: [], by })],
    ] as const) {
      expect(answer._unsafeUnwrapErr()).toMatchObject({
        code: 'partner-is-closed',
        rule: 'closed-partner-may-do-nothing',
        context: { partnerId },
      });
    }
  });

  it('closed-partner-may-do-nothing: its invitation shows that the account is closed', async () => {
    const { service, contoso, wingtip } = await openClosed();
    expect((await service.invitationOf(contoso))._unsafeUnwrap().partner.standing).toBe('closed');
    expect((await service.invitationOf(wingtip))._unsafeUnwrap()).toMatchObject({
      partner: { standing: 'active' },
      indirectReseller: { standing: 'closed' },
    });
  });

  it('closed-partner-may-do-nothing: it is denied what it was permitted, for the account alone', async () => {
    const scene = openScene();
    await accept(scene, await invite(scene, 'contoso'), 'northwind', [exchange]);
    const question = {
      customerId: 'northwind',
      partnerId: 'contoso',
      operation: 'manage-users',
      serviceId: exchange,
    } as const;
    expect((await scene.service.authorize(question)).isOk()).toBe(true);
    (await scene.service.closePartner(forAReason('contoso')))._unsafeUnwrap();
    expect((await scene.service.authorize(question))._unsafeUnwrapErr()).toMatchObject({
      code: 'operation-denied',
      rule: 'closed-partner-may-do-nothing',
      context: { missing: ['open-account'] },
    });
  });

  it('lets go: it revokes its requests, relinquishes and ends its relationships; the operator may rename it', async () => {
    const scene = openScene();
    const { service } = scene;
    await accept(scene, await invite(scene, 'contoso'), 'northwind', [exchange]);
    (await service.closePartner(forAReason('contoso')))._unsafeUnwrap();
    const by = thePartner('contoso');
    const letGo = { customerId: 'northwind', partnerId: 'contoso', by };
    expect((await service.revokeRequest({ partnerId: 'contoso', requestId: 'id-1', by })).isOk()).toBe(true);
    const renaming = { partnerId: 'contoso', name: 'Contoso (closed)' };
    expect((await service.renamePartner({ ...renaming, by }))._unsafeUnwrapErr().code).toBe('partner-is-closed');
    expect((await service.renamePartner({ ...renaming, by: theOperator })).isOk()).toBe(true);
    expect((await service.relinquishDelegations({ ...letGo, services: 'all' })).isOk()).toBe(true);
    expect((await service.endRelationship({ ...letGo, agreement: 'C-1', subscriptions: [] })).isOk()).toBe(true);
    expect((await storedOf(scene, 'northwind'))?.relationships).toEqual([]);
  });
});
