import { foldCustomer, foldPartner, type RelationshipRepository } from 'partner-relationships';
import type { RoleService } from 'partner-relationships/roles';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theCustomer, theOperator } from '../fixtures/cast';
import { accountOf, approval, offer, openRoleScene, type RoleScene } from '../fixtures/role-scene';
import { recordedOf, recordedOfPartner, register, storedOf } from '../fixtures/scene';
import { createTables, engines, type Storage } from './storage';

const ROUNDS = 4;

// The order in which these are stored is the database's: each round may come out in another way that is lawful.
describe.each(engines)('At once, on $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  let repository: RelationshipRepository;
  let scene: RoleScene;

  beforeAll(async () => {
    storage = await makeStorage();
    const db = storage.open();
    await createTables(db, dialect, 'relationship_');
    repository = sqlRepository({ db, dialect });
    scene = openRoleScene({ repository });
    await register(scene, 'contoso');
  });
  afterAll(() => storage.remove());

  /** Each on a service and a repository of its own, as in processes that know nothing of each other. */
  function atOnce<T>(calls: readonly ((roles: RoleService) => PromiseLike<T>)[]): Promise<readonly T[]> {
    return Promise.all(calls.map((call) => call(openRoleScene({ repository: { ...repository } }).roles)));
  }

  function approving(place: Parameters<typeof approval>[0], customer: string): (roles: RoleService) => PromiseLike<string> {
    return (roles) =>
      roles.approveRoleOffer(approval(place, customer)).match(
        () => 'ok',
        ({ code }) => code,
      );
  }

  /** What happened to an offer in the account, and at these customers; what is recorded leads to what is stored. */
  async function tracesOf(offerId: string, customers: readonly string[]): Promise<readonly string[]> {
    const changes = (await recordedOfPartner({ repository }, 'contoso')).map(({ change }) => change);
    expect(foldPartner(changes)._unsafeUnwrap()).toEqual(await accountOf({ repository }, 'contoso'));
    const traces = changes.flatMap((change) =>
      'offer' in change && change.offer.id === offerId ? [`${change.kind} ${change.offer.takenBy ?? ''}`] : [],
    );
    for (const id of customers) {
      const recorded = (await recordedOf({ repository }, id)).map(({ change }) => change);
      if (recorded.length > 0) expect(foldCustomer(recorded)._unsafeUnwrap()).toEqual(await storedOf({ repository }, id));
      for (const change of recorded) {
        if ('delegation' in change && change.delegation.id === offerId) traces.push(`${change.kind} ${id}`);
      }
    }
    return traces;
  }

  it('offer-serves-one-customer: of twenty customers one gets it, and the others are refused', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { offer: waiting } = await offer(scene, 'contoso', { name: `Of twenty ${round}` });
      const rivals = Array.from({ length: 20 }, (_, at) => `rival-${round}-${String(at).padStart(2, '0')}`);
      const codes = await atOnce(rivals.map((customer) => approving(waiting, customer)));
      const winners = rivals.filter((_, at) => codes[at] === 'ok');
      expect(winners).toHaveLength(1);
      const [winner = ''] = winners;
      expect(['ok', 'offer-taken', 'unknown-offer']).toEqual(expect.arrayContaining([...codes]));
      expect(await tracesOf(waiting.id, rivals)).toEqual([
        'role-offer-drafted ',
        'role-offer-locked ',
        `role-offer-taken ${winner}`,
        `role-offer-approved ${winner}`,
        `role-delegation-approved ${winner}`,
      ]);
    }
  });

  it('ended-is-final: windows of one customer approve once, also while one of them ends it and the operator sweeps', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { offer: waiting } = await offer(scene, 'contoso', { name: `Of windows ${round}` });
      const customer = `windows-${round}`;
      const ending = { customerId: customer, offerId: waiting.id, by: theCustomer(customer) };
      const windows = Array.from({ length: 5 }, () => approving(waiting, customer));
      const codes = await atOnce([
        async (roles) => {
          const code = await approving(waiting, customer)(roles);
          (await roles.terminateRoleDelegation(ending))._unsafeUnwrap();
          return code;
        },
        async (roles) => ((await roles.settleDue({ by: theOperator })).isOk() ? 'ok' : 'failed'),
        ...windows,
      ]);
      expect(['ok', 'delegation-not-in-force']).toEqual(expect.arrayContaining([...codes]));
      expect(await tracesOf(waiting.id, [customer])).toEqual([
        'role-offer-drafted ',
        'role-offer-locked ',
        `role-offer-taken ${customer}`,
        `role-offer-approved ${customer}`,
        `role-delegation-approved ${customer}`,
        `role-delegation-terminated ${customer}`,
      ]);
    }
  });
});
