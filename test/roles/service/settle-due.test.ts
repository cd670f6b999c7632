import { err } from 'neverthrow';
import { foldCustomer, foldPartner, storageFailed, type RelationshipRepository } from 'partner-relationships';
import type { RoleService, SettleDueOutcome } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { theCustomer, theOperator, thePartner } from '../../fixtures/cast';
import { withFaults } from '../../fixtures/faults';
import {
  accountOf,
  approval,
  approve,
  approved,
  draft,
  offer,
  offersOf,
  openRoleScene,
  openWithOffer,
  type RoleScene,
} from '../../fixtures/role-scene';
import { recordedOf, recordedOfPartner, register, storedOf } from '../../fixtures/scene';

const partners = ['contoso', 'fabrikam', 'litware'];
const customers = ['adatum', 'margie', 'proseware', 'tailspin'];

async function settleAll(roles: RoleService, limit = 100): Promise<readonly SettleDueOutcome[]> {
  const pages: SettleDueOutcome[] = [];
  let after: string | null = null;
  do {
    const page: SettleDueOutcome = (await roles.settleDue({ by: theOperator, after, limit }))._unsafeUnwrap();
    pages.push(page);
    after = page.next;
    if (pages.length > 50) throw new Error('the pages do not end');
  } while (after !== null);
  return pages;
}

/** All that is recorded of everybody, which leads to what is stored. */
async function kinds(scene: Pick<RoleScene, 'repository'>): Promise<Readonly<Record<string, readonly string[]>>> {
  const ofPartners = partners.map(async (id) => {
    const changes = (await recordedOfPartner(scene, id)).map(({ change }) => change);
    expect(foldPartner(changes)._unsafeUnwrap()).toEqual(await accountOf(scene, id));
    return [id, changes.map(({ kind }) => kind)] as const;
  });
  const ofCustomers = customers.map(async (id) => {
    const changes = (await recordedOf(scene, id)).map(({ change }) => change);
    if (changes.length > 0) expect(foldCustomer(changes)._unsafeUnwrap()).toEqual(await storedOf(scene, id));
    return [id, changes.map(({ kind }) => kind)] as const;
  });
  return Object.fromEntries(await Promise.all([...ofPartners, ...ofCustomers]));
}

/**
 * Contoso has an offer that waits. Adatum's and margie's delegations of its offers end in a year, tailspin's extends. Of
 * fabrikam's offers, one waits for anybody, one for adatum. Litware has made none.
 */
async function openMarket(): Promise<RoleScene> {
  const scene = openRoleScene();
  for (const id of partners) await register(scene, id);
  await offer(scene, 'contoso', { name: 'Waiting' });
  await offer(scene, 'fabrikam', { name: 'Waiting' });
  await offer(scene, 'fabrikam', { name: 'For Adatum', customerId: 'adatum' });
  scene.setClock(approved);
  for (const customer of ['adatum', 'margie', 'tailspin']) {
    const { offer: one } = await offer(scene, 'contoso', { name: customer, extends: customer === 'tailspin' });
    await approve(scene, one, customer);
  }
  return scene;
}

async function erase({ service }: RoleScene, customerId: string): Promise<void> {
  (await service.eraseCustomer({ customerId, reason: 'asked to be forgotten', by: theOperator }))._unsafeUnwrap();
}

/** The customer takes contoso's offer of this name, and its call ends before it is approved. */
async function take(scene: RoleScene, name: string, customer: string): Promise<void> {
  const { offer: taken } = await offer(scene, 'contoso', { name });
  const stopped = openRoleScene({ repository: withFaults(scene.repository, [null, 'failure']) });
  expect((await stopped.roles.approveRoleOffer(approval(taken, customer))).isErr()).toBe(true);
}

describe('settleDue', () => {
  it('delegation-ends-on-time: writes down what time has done, to everybody', async () => {
    const scene = await openMarket();
    scene.setClock('2027-01-10T09:00:00.000Z');
    const pages = await settleAll(scene.roles);
    expect(pages.flatMap((page) => page.partners)).toEqual(['contoso', 'fabrikam']);
    expect(pages.flatMap((page) => page.customers)).toEqual(['adatum', 'margie', 'tailspin']);
    const recorded = await kinds(scene);
    expect(recorded['contoso']?.at(-1)).toBe('role-offer-lapsed');
    expect(recorded['fabrikam']?.slice(-2)).toEqual(['role-offer-lapsed', 'role-offer-lapsed']);
    expect(recorded['adatum']?.at(-1)).toBe('role-delegation-expired');
    expect(recorded['tailspin']?.at(-1)).toBe('role-delegation-extended');
    expect(recorded['litware']).toEqual(['partner-registered']);
    const [last] = (await recordedOf(scene, 'tailspin')).slice(-1);
    expect(last?.change).toMatchObject({
      at: '2027-01-10T09:00:00.000Z',
      dueAt: '2027-01-10T09:00:00.000Z',
      by: theOperator,
      delegation: { endsAt: '2027-07-09T09:00:00.000Z' },
    });
  });

  it('has nothing to do a moment before, nor once more', async () => {
    const scene = await openMarket();
    const before = await kinds(scene);
    scene.setClock('2026-03-31T23:59:59.999Z');
    await settleAll(scene.roles);
    expect(await kinds(scene)).toEqual(before);
    scene.setClock('2028-01-05T08:59:59.999Z');
    await settleAll(scene.roles);
    const settled = await kinds(scene);
    expect(settled['tailspin']?.slice(-2)).toEqual(['role-delegation-extended', 'role-delegation-extended']);
    for (const page of await settleAll(scene.roles)) expect(page).toMatchObject({ partners: [], customers: [] });
    expect(await kinds(scene)).toEqual(settled);
    scene.setClock('2028-01-05T09:00:00.000Z');
    await settleAll(scene.roles);
    const [last] = (await storedOf(scene, 'tailspin'))?.roleDelegations ?? [];
    expect(last?.endsAt).toBe('2028-07-03T09:00:00.000Z');
  });

  it.each([1, 2, 3, 1000])('settles at most %s documents at a time, each in a commit of its own', async (limit) => {
    const { repository } = await openMarket();
    const counting = withFaults(repository, []);
    const scene = openRoleScene({ repository: counting });
    scene.setClock('2027-01-10T09:00:00.000Z');
    const pages = await settleAll(scene.roles, limit);
    for (const page of pages) expect(page.partners.length + page.customers.length).toBeLessThanOrEqual(limit);
    expect(pages.flatMap((page) => [...page.partners, ...page.customers])).toHaveLength(5);
    expect(counting.commits()).toBe(5);
  });

  it('finishes what is approved, and what was approved and is over', async () => {
    const scene = await openMarket();
    const stopped = openRoleScene({ repository: withFaults(scene.repository, [null, null, 'failure']) });
    const { offer: first } = await offer(scene, 'contoso', { name: 'Still there' });
    await approve(stopped, first, 'proseware');
    const { offer: second } = await offer(scene, 'contoso', { name: 'Ended' });
    const again = openRoleScene({ repository: withFaults(scene.repository, [null, null, 'failure']) });
    await approve(again, second, 'proseware');
    const ending = { customerId: 'proseware', offerId: second.id, by: theCustomer('proseware') };
    (await scene.roles.terminateRoleDelegation(ending))._unsafeUnwrap();
    expect((await offersOf(scene, 'contoso')).map(({ name }) => name)).toEqual(['Waiting', 'Still there', 'Ended']);
    await settleAll(scene.roles);
    expect((await offersOf(scene, 'contoso')).map(({ name }) => name)).toEqual(['Waiting']);
    expect((await kinds(scene))['contoso']?.slice(-2)).toEqual(['role-offer-approved', 'role-offer-approved']);
  });

  it('offer-serves-one-customer: leaves what a customer has taken to that customer', async () => {
    const scene = await openMarket();
    await take(scene, 'Taken', 'proseware');
    await take(scene, 'Taken by one that is known', 'tailspin');
    scene.setClock('2028-01-01T00:00:00.000Z');
    await settleAll(scene.roles);
    const left = await offersOf(scene, 'contoso');
    expect(left.map(({ name }) => name)).toEqual(['Taken', 'Taken by one that is known']);
    for (const one of left) expect((await approve(scene, one, one.takenBy ?? '')).changes.length).toBeGreaterThan(0);
  });

  it('withdraws the offers that name an erased customer, and those that one has taken', async () => {
    const scene = await openMarket();
    await take(scene, 'Taken', 'adatum');
    await draft(scene, 'fabrikam', { name: 'Draft', customerId: 'adatum' });
    scene.setClock('2026-02-01T00:00:00.000Z');
    const [held] = (await storedOf(scene, 'adatum'))?.roleDelegations ?? [];
    const ending = { customerId: 'adatum', offerId: held?.id ?? '', by: thePartner('contoso') };
    (await scene.roles.terminateRoleDelegation(ending))._unsafeUnwrap();
    await erase(scene, 'adatum');
    await settleAll(scene.roles);
    const recorded = await kinds(scene);
    expect(recorded['contoso']?.at(-1)).toBe('role-offer-withdrawn');
    expect(recorded['fabrikam']?.slice(-2)).toEqual(['role-offer-withdrawn', 'role-offer-withdrawn']);
    const names = [...(await offersOf(scene, 'contoso')), ...(await offersOf(scene, 'fabrikam'))].map(({ name }) => name);
    expect(names).toEqual(['Waiting', 'Waiting']);
    expect(recorded['adatum']).toEqual(['customer-erased']);
  });

  it('leaves an offer for a customer that nobody knows yet', async () => {
    const scene = openRoleScene();
    for (const id of partners) await register(scene, id);
    await offer(scene, 'contoso', { customerId: 'proseware' });
    await settleAll(scene.roles);
    expect(await offersOf(scene, 'contoso')).toHaveLength(1);
  });

  it.each([
    ['the first partner', 0, ['storage-failed']],
    ['the second partner', 1, ['partners : contoso']],
    ['the first customer', 2, ['customers : contoso fabrikam', 'storage-failed']],
    ['the last customer', 4, ['customers : contoso fabrikam', 'customers : adatum margie']],
  ])('tells what was settled until %s failed, and goes on with what is left', async (_who, failing, expected) => {
    const { repository } = await openMarket();
    const faulty = withFaults(repository, [...Array.from({ length: failing }, () => null), 'failure']);
    const scene = openRoleScene({ repository: faulty });
    scene.setClock('2027-01-10T09:00:00.000Z');
    const told: string[] = [];
    let after: string | null = null;
    while (told.length < expected.length) {
      const answer: Awaited<ReturnType<RoleService['settleDue']>> = await scene.roles.settleDue({ by: theOperator, after });
      if (answer.isOk()) after = answer.value.next;
      told.push(
        answer.match(
          ({ partners: some, customers: others, next }) => `${String(next)}: ${[...some, ...others].join(' ')}`,
          ({ code }) => code,
        ),
      );
    }
    expect(told).toEqual(expected);
    await settleAll(scene.roles);
    const recorded = await kinds(scene);
    expect(Object.values(recorded).map((of) => of.at(-1))).toEqual([
      'role-offer-lapsed',
      'role-offer-lapsed',
      'partner-registered',
      'role-delegation-expired',
      'role-delegation-expired',
      undefined,
      'role-delegation-extended',
    ]);
    expect(faulty.commits()).toBe(6);
  });

  it('answers the error where nothing was settled', async () => {
    const scene = await openMarket();
    const failing: RelationshipRepository = {
      ...scene.repository,
      partners: { ...scene.repository.partners, load: async () => err(storageFailed('disk full')) },
    };
    const { roles } = openRoleScene({ repository: failing });
    expect((await roles.settleDue({ by: theOperator }))._unsafeUnwrapErr().code).toBe('storage-failed');
  });

  it.each([
    ['the partner', thePartner('contoso')],
    ['a customer', theCustomer('tailspin')],
  ])('operator-keeps-accounts: is refused to %s', async (_who, by) => {
    const scene = await openMarket();
    const refusal = (await scene.roles.settleDue({ by }))._unsafeUnwrapErr();
    expect(refusal).toMatchObject({ code: 'not-the-operator', rule: 'operator-keeps-accounts' });
  });

  it('refuses cursors of others, and what is malformed', async () => {
    const scene = await openMarket();
    for (const after of ['', 'partners', 'partner ', 'administered ', 'customers no such cursor']) {
      const refusal = (await scene.roles.settleDue({ by: theOperator, after }))._unsafeUnwrapErr();
      expect(refusal).toMatchObject({ code: 'unknown-cursor', context: { after } });
    }
    expect((await scene.roles.settleDue({ by: theOperator, limit: 0 }))._unsafeUnwrapErr().code).toBe('malformed-input');
  });

  it('skips a customer that was erased after the list was read', async () => {
    const { repository, offer: waiting, ...scene } = await openWithOffer({ extends: false });
    await approve(scene, waiting, 'tailspin');
    scene.setClock('2027-06-01T00:00:00.000Z');
    const erasing: RelationshipRepository = {
      ...repository,
      customers: {
        ...repository.customers,
        list: async (page) => {
          const listed = await repository.customers.list(page);
          const erasure = { customerId: 'tailspin', reason: 'asked to be forgotten', by: theOperator };
          (await scene.service.eraseCustomer(erasure))._unsafeUnwrap();
          return listed;
        },
      },
    };
    const { roles } = openRoleScene({ repository: erasing });
    const page = (await roles.settleDue({ by: theOperator, after: 'customers ' }))._unsafeUnwrap();
    expect(page).toEqual({ partners: [], customers: [], next: null });
  });
});
