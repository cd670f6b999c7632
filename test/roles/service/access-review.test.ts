import type { AccessReview } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { theCustomer, theOperator, thePartner } from '../../fixtures/cast';
import {
  approve,
  approved,
  exchangeAdministrator,
  offer,
  openRoleScene,
  registerChannel,
  type RoleScene,
} from '../../fixtures/role-scene';
import { accept, linkOf, register } from '../../fixtures/scene';

/**
 * Tailspin has delegated Exchange to contoso and, through wingtip, Teams to northwind. Contoso holds roles that extend,
 * northwind such that end.
 */
async function openMarket(): Promise<RoleScene & { readonly extending: string; readonly ending: string }> {
  const scene = openRoleScene();
  await register(scene, 'contoso');
  await registerChannel(scene);
  const extending = (await offer(scene, 'contoso')).offer;
  const ending = (await offer(scene, 'wingtip', { indirectResellerId: 'northwind', extends: false })).offer;
  const consent = { partnerId: 'wingtip', offerId: ending.id, by: thePartner('northwind') };
  (await scene.roles.consentToRoleOffer(consent))._unsafeUnwrap();
  await accept(scene, await linkOf(scene, 'contoso'), 'tailspin', ['exchange-online']);
  scene.setClock('2026-01-05T00:00:00.000Z');
  await accept(scene, await linkOf(scene, 'wingtip', 'northwind'), 'tailspin', [], { indirectResellerServices: ['teams'] });
  scene.setClock(approved);
  await approve(scene, extending, 'tailspin');
  await approve(scene, ending, 'tailspin');
  scene.setClock('2026-02-01T00:00:00.000Z');
  const assigning = { customerId: 'tailspin', groupId: 'g', roles: [exchangeAdministrator], by: thePartner('contoso') };
  (await scene.roles.assignAccess({ ...assigning, offerId: extending.id }))._unsafeUnwrap();
  return { ...scene, extending: extending.id, ending: ending.id };
}

async function reviewIn({ roles }: RoleScene, at?: string): Promise<AccessReview> {
  const review = (await roles.accessReview('tailspin', at))._unsafeUnwrap();
  if (review === null) throw new Error('tailspin is known');
  return review;
}

/** `partner service` or `partner name until`, and the last change. */
const shown = ({ rights }: AccessReview): readonly string[] =>
  rights.map(({ partnerId, right, until, lastChange: { kind, at } }) =>
    [partnerId, right.kind === 'service' ? right.serviceId : `${right.name} until ${String(until)}`, kind, at].join(' '),
  );

describe('accessReview', () => {
  it('shows service delegations and role delegations of all partners side by side', async () => {
    const scene = await openMarket();
    const { customer, at, partners, rights } = await reviewIn(scene);
    expect(customer).toEqual({ id: 'tailspin', name: 'tailspin' });
    expect(at).toBe('2026-02-01T00:00:00.000Z');
    expect(partners.map(({ id }) => id)).toEqual(['contoso', 'northwind']);
    expect(rights).toMatchObject([
      {
        partnerId: 'contoso',
        throughPartnerId: null,
        right: { kind: 'service', serviceId: 'exchange-online' },
        basis: 'relationship',
        since: '2026-01-01T00:00:00.000Z',
        until: null,
        extends: false,
        assignments: [],
        lastChange: { kind: 'delegation-granted', by: theCustomer('tailspin') },
      },
      {
        partnerId: 'contoso',
        throughPartnerId: null,
        right: { kind: 'roles', offerId: scene.extending, name: 'Mailboxes' },
        basis: 'approval',
        since: approved,
        until: '2027-01-10T09:00:00.000Z',
        extends: true,
        assignments: [{ groupId: 'g', roles: [exchangeAdministrator], assignedAt: '2026-02-01T00:00:00.000Z' }],
        lastChange: { kind: 'access-assigned', by: thePartner('contoso'), at: '2026-02-01T00:00:00.000Z' },
      },
      {
        partnerId: 'northwind',
        throughPartnerId: 'wingtip',
        right: { kind: 'service', serviceId: 'teams' },
        basis: 'relationship',
        since: '2026-01-05T00:00:00.000Z',
      },
      {
        partnerId: 'northwind',
        throughPartnerId: 'wingtip',
        right: { kind: 'roles', offerId: scene.ending },
        basis: 'approval',
        extends: false,
        lastChange: { kind: 'role-delegation-approved', by: theCustomer('tailspin') },
      },
    ]);
  });

  it('is frozen in depth', async () => {
    const review = await reviewIn(await openMarket());
    const parts = [review, review.partners, review.rights, ...review.rights, ...review.rights.map(({ right }) => right)];
    expect(parts.filter((part) => !Object.isFrozen(part))).toEqual([]);
  });

  it('delegation-ends-on-time: shows what is over no longer, and the end as it has moved, written down or not', async () => {
    const scene = await openMarket();
    const moments = ['2027-01-10T08:59:59.999Z', '2027-01-10T09:00:00.000Z', '2028-01-05T09:00:00.000Z'];
    for (const isWrittenDown of [false, true]) {
      const ofRoles: string[][] = [];
      for (const moment of moments) {
        scene.setClock(moment);
        if (isWrittenDown) {
          (await scene.roles.settleDue({ by: theOperator, after: 'customers ' }))._unsafeUnwrap();
        }
        const { rights } = await reviewIn(scene);
        ofRoles.push(rights.filter(({ basis }) => basis === 'approval').map(({ until }) => String(until)));
      }
      expect(ofRoles).toEqual([
        ['2027-01-10T09:00:00.000Z', '2027-01-10T09:00:00.000Z'],
        ['2027-07-09T09:00:00.000Z'],
        ['2028-07-03T09:00:00.000Z'],
      ]);
    }
    expect((await reviewIn(scene)).rights[1]?.lastChange).toMatchObject({
      kind: 'role-delegation-extended',
      by: theOperator,
    });
  });

  it('shows what was held at a moment, and what had happened by then', async () => {
    const scene = await openMarket();
    scene.setClock('2026-03-01T00:00:00.000Z');
    const ending = { customerId: 'tailspin', offerId: scene.extending, by: theCustomer('tailspin') };
    (await scene.roles.terminateRoleDelegation(ending))._unsafeUnwrap();
    const removal = { customerId: 'tailspin', from: 'contoso', services: 'all', by: theCustomer('tailspin') } as const;
    (await scene.service.removeDelegations(removal))._unsafeUnwrap();
    expect(shown(await reviewIn(scene))).toEqual([
      'northwind teams delegation-granted 2026-01-05T00:00:00.000Z',
      `northwind Mailboxes until 2027-01-10T09:00:00.000Z role-delegation-approved ${approved}`,
    ]);
    expect(shown(await reviewIn(scene, '2026-02-28T23:59:59.999Z'))).toHaveLength(4);
    expect(shown(await reviewIn(scene, '2026-01-31T23:59:59.999Z'))[1]).toBe(
      `contoso Mailboxes until 2027-01-10T09:00:00.000Z role-delegation-approved ${approved}`,
    );
    expect(shown(await reviewIn(scene, '2026-01-05T00:00:00.000Z'))).toEqual([
      'contoso exchange-online delegation-granted 2026-01-01T00:00:00.000Z',
      'northwind teams delegation-granted 2026-01-05T00:00:00.000Z',
    ]);
  });

  it('shows of a right that was lost and restored the last time only', async () => {
    const scene = await openMarket();
    const removal = { customerId: 'tailspin', from: 'contoso', services: 'all', by: theCustomer('tailspin') } as const;
    (await scene.service.removeDelegations(removal))._unsafeUnwrap();
    scene.setClock('2026-04-01T00:00:00.000Z');
    await accept(scene, await linkOf(scene, 'contoso'), 'tailspin', ['exchange-online']);
    expect(shown(await reviewIn(scene))[0]).toBe('contoso exchange-online delegation-granted 2026-04-01T00:00:00.000Z');
  });

  it('has the dates of what was imported', async () => {
    const scene = openRoleScene();
    await register(scene, 'contoso');
    const imported = {
      customer: { id: 'tailspin', name: 'tailspin' },
      relationships: [{ partnerId: 'contoso', establishedAt: '2019-03-01T00:00:00.000Z' }],
      delegations: [{ partnerId: 'contoso', serviceId: 'teams', grantedAt: '2019-04-01T00:00:00.000Z' }],
      by: theOperator,
    };
    (await scene.service.importCustomer(imported))._unsafeUnwrap();
    expect((await reviewIn(scene)).rights[0]?.since).toBe('2019-04-01T00:00:00.000Z');
  });

  it('is null for a customer that is unknown, is not known yet, or was erased; a new one under its id begins with nothing', async () => {
    const scene = await openMarket();
    expect((await scene.roles.accessReview('nobody'))._unsafeUnwrap()).toBeNull();
    expect((await scene.roles.accessReview('tailspin', '2025-12-31T23:59:59.999Z'))._unsafeUnwrap()).toBeNull();
    await accept(scene, await linkOf(scene, 'contoso'), 'proseware', []);
    const ending = { customerId: 'proseware', partnerId: 'contoso', agreement: 'C-1', subscriptions: [] };
    (await scene.service.endRelationship({ ...ending, by: thePartner('contoso') }))._unsafeUnwrap();
    const erasure = { customerId: 'proseware', reason: 'asked to be forgotten', by: theOperator };
    (await scene.service.eraseCustomer(erasure))._unsafeUnwrap();
    expect((await scene.roles.accessReview('proseware'))._unsafeUnwrap()).toBeNull();
    await accept(scene, await linkOf(scene, 'contoso'), 'proseware', ['teams']);
    expect((await scene.roles.accessReview('proseware'))._unsafeUnwrap()?.rights).toHaveLength(1);
  });

  it('names what is malformed', async () => {
    const scene = await openMarket();
    const paths = await Promise.all(
      [['a b'], ['tailspin', 'yesterday']].map(async ([id = '', at]) => {
        const refusal = (await scene.roles.accessReview(id, at))._unsafeUnwrapErr();
        return 'path' in refusal.context ? refusal.context.path : refusal.code;
      }),
    );
    expect(paths).toEqual(['customerId', 'at']);
  });
});
