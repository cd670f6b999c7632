import fc from 'fast-check';
import { foldCustomer, foldPartner, type RelationshipRepository } from 'partner-relationships';
import type { RoleService } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { theCustomer, theOperator } from '../fixtures/cast';
import { accountOf, approval, openRoleScene, openWithOffer, type RoleScene } from '../fixtures/role-scene';
import { recordedOf, recordedOfPartner, storedOf } from '../fixtures/scene';
import { interleaved } from './interleaved';

type Call = (roles: RoleService) => Promise<string>;

const customers = ['adatum', 'margie', 'tailspin'] as const;

/** A scene in which contoso waits with an offer for the first customer that approves it. */
async function openRace(): Promise<RoleScene & { readonly id: string; readonly place: Parameters<typeof approval>[0] }> {
  const scene = await openWithOffer();
  return { ...scene, id: scene.offer.id, place: scene.offer };
}

/** Every call at once, each on a service of its own, all on one repository on which the scheduler says who is next. */
async function race(
  scheduler: fc.Scheduler,
  { repository }: { readonly repository: RelationshipRepository },
  calls: readonly Call[],
): Promise<readonly string[]> {
  const shared = interleaved(repository, scheduler);
  return scheduler.waitFor(Promise.all(calls.map((call) => call(openRoleScene({ repository: { ...shared } }).roles))));
}

function approving(place: Parameters<typeof approval>[0], customer: string): Call {
  return async (roles) =>
    roles.approveRoleOffer(approval(place, customer)).match(
      () => 'ok',
      ({ code }) => code,
    );
}

function terminating(offerId: string, customer: string): Call {
  const input = { customerId: customer, offerId, by: theCustomer(customer) };
  return async (roles) =>
    roles.terminateRoleDelegation(input).match(
      ({ changes }) => (changes.length === 0 ? 'nothing to end' : 'ended'),
      ({ code }) => code,
    );
}

/** One after the other. */
function both(first: Call, second: Call): Call {
  return async (roles) => `${await first(roles)}, ${await second(roles)}`;
}

const sweeping: Call = async (roles) => {
  let after: string | null = null;
  do {
    const page: { readonly next: string | null } = (await roles.settleDue({ by: theOperator, after }))._unsafeUnwrap();
    after = page.next;
  } while (after !== null);
  return 'swept';
};

/** What happened to the offer at each customer, and in the account; all of it folds to what is stored. */
async function tracesOf(scene: Pick<RoleScene, 'repository'>): Promise<{
  readonly account: readonly string[];
  readonly byCustomer: Readonly<Record<string, readonly string[]>>;
}> {
  const ofPartner = (await recordedOfPartner(scene, 'contoso')).map(({ change }) => change);
  expect(foldPartner(ofPartner)._unsafeUnwrap()).toEqual(await accountOf(scene, 'contoso'));
  const account = ofPartner.flatMap((change) =>
    'offer' in change && change.offer.lockedAt !== null ? [`${change.kind} ${change.offer.takenBy ?? ''}`.trim()] : [],
  );
  const traces = customers.map(async (id) => {
    const changes = (await recordedOf(scene, id)).map(({ change }) => change);
    if (changes.length > 0) expect(foldCustomer(changes)._unsafeUnwrap()).toEqual(await storedOf(scene, id));
    return [id, changes.map(({ kind }) => kind).filter((kind) => kind.startsWith('role-delegation-'))] as const;
  });
  return { account, byCustomer: Object.fromEntries(await Promise.all(traces)) };
}

describe('When customers approve an offer at once', () => {
  it('offer-serves-one-customer: one of them holds the roles, and the others are refused', async () => {
    const several = fc.shuffledSubarray([...customers], { minLength: 2 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), several, fc.boolean(), async (scheduler, rivals, isSwept) => {
        const scene = await openRace();
        const calls = rivals.map((customer) => approving(scene.place, customer));
        const answers = await race(scheduler, scene, isSwept ? [...calls, sweeping] : calls);
        const winners = rivals.filter((_, at) => answers[at] === 'ok');
        expect(winners).toHaveLength(1);
        const [winner = ''] = winners;
        const refused = answers.slice(0, rivals.length).filter((answer) => answer !== 'ok');
        expect(['offer-taken', 'unknown-offer']).toEqual(expect.arrayContaining(refused));
        const { account, byCustomer } = await tracesOf(scene);
        expect(account).toEqual(['role-offer-locked', `role-offer-taken ${winner}`, `role-offer-approved ${winner}`]);
        for (const id of customers) expect(byCustomer[id]).toEqual(id === winner ? ['role-delegation-approved'] : []);
      }),
    );
  });

  it('ended-is-final: what one window of the customer has ended, no other approves once more', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isSwept) => {
        const scene = await openRace();
        const approveOnly = approving(scene.place, 'tailspin');
        const thenEnd = both(approveOnly, terminating(scene.id, 'tailspin'));
        const calls = [approveOnly, thenEnd, approving(scene.place, 'margie'), ...(isSwept ? [sweeping] : [])];
        const [alone, ended] = await race(scheduler, scene, calls);
        const { account, byCustomer } = await tracesOf(scene);
        const isTailspins = byCustomer['tailspin']?.length !== 0;
        expect(byCustomer).toEqual({
          adatum: [],
          margie: isTailspins ? [] : ['role-delegation-approved'],
          tailspin: isTailspins ? ['role-delegation-approved', 'role-delegation-terminated'] : [],
        });
        if (isTailspins) {
          expect(['ok', 'delegation-not-in-force']).toContain(alone);
          expect(ended).toBe('ok, ended');
        }
        expect(account.filter((one) => one.startsWith('role-offer-taken'))).toHaveLength(1);
        expect((await accountOf(scene, 'contoso')).roleOffers).toBeUndefined();
      }),
    );
  });

  it('erasure-needs-no-rights: erasing a customer and approving come one after the other, and nothing is lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const scene = await openRace();
        const known = { id: 'tailspin', name: 'tailspin' };
        (await scene.service.importCustomer({ customer: known, relationships: [], delegations: [], by: theOperator }))._unsafeUnwrap();
        const shared = interleaved(scene.repository, scheduler);
        const erasure = { customerId: 'tailspin', reason: 'asked to be forgotten', by: theOperator };
        const erasing = openRoleScene({ repository: { ...shared } }).service.eraseCustomer(erasure);
        const calls = [approving(scene.place, 'tailspin'), sweeping, approving(scene.place, 'margie')];
        const racing = calls.map((call) => call(openRoleScene({ repository: { ...shared } }).roles));
        const [erased, ...answers] = await scheduler.waitFor(Promise.all([erasing, ...racing]));
        const [byTailspin, , byMargie] = answers;
        expect(erased.isOk() || erased.error.code === 'rights-in-force').toBe(true);
        const { account, byCustomer } = await tracesOf(scene);
        const held = customers.filter((id) => byCustomer[id]?.includes('role-delegation-approved'));
        expect(held.length).toBeLessThanOrEqual(1);
        expect(byTailspin === 'ok').toBe(held.includes('tailspin'));
        expect(byMargie === 'ok').toBe(held.includes('margie'));
        expect(account.filter((one) => one.startsWith('role-offer-taken'))).toHaveLength(1);
        await sweeping(scene.roles);
        expect((await accountOf(scene, 'contoso')).roleOffers).toBeUndefined();
      }),
    );
  });
});
