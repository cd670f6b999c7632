import { err } from 'neverthrow';
import { storageFailed, type RelationshipRepository } from 'partner-relationships';
import type { NoticesDueInput, RoleService } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { theCustomer, theOperator } from '../../fixtures/cast';
import { approve, approved, offer, openRoleScene, type RoleScene } from '../../fixtures/role-scene';
import { inPages, register } from '../../fixtures/scene';

/** Four customers whose delegations end on 2027-01-10 at 09:00, except that of wide-world, which extends. */
async function openMarket(): Promise<RoleScene> {
  const scene = openRoleScene();
  await register(scene, 'contoso');
  for (const customer of ['adatum', 'margie', 'tailspin', 'wide-world']) {
    scene.setClock('2026-01-01T00:00:00.000Z');
    const { offer: one } = await offer(scene, 'contoso', { name: customer, extends: customer === 'wide-world' });
    scene.setClock(approved);
    await approve(scene, one, customer);
  }
  return scene;
}

/** `customer days`, for each notice of all pages. */
async function noticesIn(roles: RoleService, input: NoticesDueInput): Promise<readonly string[]> {
  const notices = await inPages((after) => roles.noticesDue({ ...input, after }));
  return notices.map(({ customerId, daysLeft }) => `${customerId} ${daysLeft}`);
}

describe('noticesDue', () => {
  it('extension-moves-the-end: tells of all customers whose delegations end, and not of one that extends', async () => {
    const scene = await openMarket();
    const span = { from: '2026-12-11T09:00:00.000Z', to: '2026-12-11T09:00:00.001Z' };
    const page = (await scene.roles.noticesDue(span))._unsafeUnwrap();
    expect(page.items.map(({ customerId }) => customerId)).toEqual(['adatum', 'margie', 'tailspin']);
    expect(page.items[0]).toMatchObject({ daysLeft: 30, dueAt: span.from, delegation: { name: 'adatum' } });
    expect(page.next).toBeNull();
  });

  it('delegation-ends-on-time: the span begins with its first moment and ends before its last', async () => {
    const scene = await openMarket();
    const days = async (from: string, to: string): Promise<readonly string[]> =>
      (await noticesIn(scene.roles, { from, to })).filter((one) => one.startsWith('adatum'));
    expect(await days('2027-01-03T08:00:00.000Z', '2027-01-03T09:00:00.000Z')).toEqual([]);
    expect(await days('2027-01-03T09:00:00.000Z', '2027-01-09T09:00:00.000Z')).toEqual(['adatum 7']);
    expect(await days('2027-01-09T09:00:00.000Z', '2027-01-09T09:00:00.000Z')).toEqual([]);
    expect(await days(approved, '2028-01-01T00:00:00.000Z')).toEqual(['adatum 30', 'adatum 7', 'adatum 1']);
  });

  it.each([1, 2, 3, 1000])('goes over the customers %s at a time, and comes to each once', async (limit) => {
    const scene = await openMarket();
    const span = { from: approved, to: '2028-01-01T00:00:00.000Z', limit };
    const all = ['adatum', 'margie', 'tailspin'].flatMap((id) => [`${id} 30`, `${id} 7`, `${id} 1`]);
    expect(await noticesIn(scene.roles, span)).toEqual(all);
  });

  it('partner-sees-only-its-customers: tells a partner of its own delegations alone, page after page', async () => {
    const scene = await openMarket();
    await register(scene, 'fabrikam');
    scene.setClock('2026-01-01T00:00:00.000Z');
    const { offer: one } = await offer(scene, 'fabrikam', { name: 'Another', extends: false });
    scene.setClock(approved);
    await approve(scene, one, 'margie');
    const span = { from: '2026-12-11T09:00:00.000Z', to: '2026-12-12T09:00:00.000Z', limit: 1 };
    expect(await noticesIn(scene.roles, { ...span, partnerId: 'fabrikam' })).toEqual(['margie 30']);
    const ofContoso = await noticesIn(scene.roles, { ...span, partnerId: 'contoso' });
    expect(ofContoso).toEqual(['adatum 30', 'margie 30', 'tailspin 30']);
    expect(await noticesIn(scene.roles, span)).toEqual(['adatum 30', 'margie 30', 'margie 30', 'tailspin 30']);
  });

  it('skips a customer that was erased after the list was read', async () => {
    const scene = await openMarket();
    const erasing: RelationshipRepository = {
      ...scene.repository,
      customers: {
        ...scene.repository.customers,
        list: async (page) => {
          const listed = await scene.repository.customers.list(page);
          const [held] = (await scene.service.relationshipsOf('adatum'))._unsafeUnwrap()?.roleDelegations ?? [];
          const ending = { customerId: 'adatum', offerId: held?.id ?? '', by: theCustomer('adatum') };
          (await scene.roles.terminateRoleDelegation(ending))._unsafeUnwrap();
          const erasure = { customerId: 'adatum', reason: 'asked to be forgotten', by: theOperator };
          (await scene.service.eraseCustomer(erasure))._unsafeUnwrap();
          return listed;
        },
      },
    };
    const span = { from: '2027-01-09T09:00:00.000Z', to: '2027-01-10T09:00:00.000Z' };
    const { roles } = openRoleScene({ repository: erasing });
    expect(await noticesIn(roles, span)).toEqual(['margie 1', 'tailspin 1']);
  });

  it('answers errors of the store, of the cursor, and of the span', async () => {
    const scene = await openMarket();
    const span = { from: approved, to: '2028-01-01T00:00:00.000Z' };
    const codeOf = async (change: Partial<NoticesDueInput>, { roles } = scene): Promise<string> =>
      (await roles.noticesDue({ ...span, ...change }))._unsafeUnwrapErr().code;
    expect(await codeOf({ to: '2026-01-10T08:59:59.999Z' })).toBe('contradictory-input');
    expect(await codeOf({ from: 'yesterday' })).toBe('malformed-input');
    expect(await codeOf({ limit: 1001 })).toBe('malformed-input');
    expect(await codeOf({ after: 'no such cursor' })).toBe('unknown-cursor');
    const failing: RelationshipRepository = {
      ...scene.repository,
      customers: { ...scene.repository.customers, load: async () => err(storageFailed('disk full')) },
    };
    expect(await codeOf({}, openRoleScene({ repository: failing }))).toBe('storage-failed');
  });
});
