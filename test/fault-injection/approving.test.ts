import type { PartnerChange, RelationshipRepository } from 'partner-relationships';
import { createRoleService, partnerCenterGdap } from 'partner-relationships/roles';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { thePartner } from '../fixtures/cast';
import { serviceOn } from '../fixtures/market';
import { seeded, type Random } from '../fixtures/random';
import type { Answered, FromApprover, ToApprover } from './approver';
import { disconnected } from './disconnected';
import { gather } from './evidence';
import { setLongTimeout } from './long-timeout';
import { openPlace, preparePlace, type Place } from './place';
import { roundsOfRun, seedOfRun } from './run';
import { openSandbox, type Child, type Sandbox } from './sandbox';
import { tally } from './tally';

setLongTimeout();

const OFFERS = 30;
const PROCESSES = 3;
const CUSTOMERS_OF_EACH = 3;
const KILLS_OF_EACH = 10 * roundsOfRun();

const seed = seedOfRun();
const customersOf = Array.from({ length: PROCESSES }, (_, process) =>
  Array.from({ length: CUSTOMERS_OF_EACH }, (_one, at) => `customer-${process}-${at}`),
);

type Approver = Child<ToApprover, FromApprover>;

describe('processes that are killed while their customers approve the same offers', () => {
  let sandbox: Sandbox;
  let place: Place;
  let repository: RelationshipRepository;
  let offerIds: readonly string[];
  let killedInCommit = 0;

  beforeAll(async () => {
    sandbox = await openSandbox(['approver']);
    place = { kind: 'postgres', url: inject('postgresUrl'), schema: `approving_${seed}` };
    await preparePlace(place);
    const opened = await openPlace(place);
    ({ repository } = opened);
    offerIds = await lockOffers(repository);
    return async () => {
      await opened.close();
      await sandbox.clear();
    };
  });

  function start(name: string, customerIds: readonly string[], told: Pick<ToApprover, 'seed' | 'stuckIn'>): Approver {
    const approver = sandbox.start<ToApprover, FromApprover>('approver');
    approver.tell({ name, place, partnerId: 'contoso', offerIds, customerIds, ...told });
    return approver;
  }

  /** Kills an approver in the middle of a commit, again and again, and then lets one go through to the end. */
  async function approveUnderFire(name: string, customerIds: readonly string[], random: Random): Promise<Answered[]> {
    const answered: Answered[] = [];
    for (let kills = 0; kills < KILLS_OF_EACH; kills += 1) {
      const told = { seed: random.below(2 ** 31), stuckIn: 1 + random.below(4) };
      const approver = start(name, customerIds, told);
      // When all offers are approved there is no commit to get stuck in.
      const said = await Promise.race([approver.said('stuck'), approver.said('over')]);
      answered.push(...said.answered);
      if (said.kind === 'stuck') killedInCommit += 1;
      await approver.kill();
      await disconnected(inject('postgresUrl'), name);
    }
    const last = start(name, customerIds, { seed, stuckIn: null });
    answered.push(...(await last.said('over')).answered);
    await last.end();
    return answered;
  }

  it('offer-serves-one-customer: none is taken by two, and none is lost', async () => {
    const fired = customersOf.map((ids, at) => approveUnderFire(`approver ${at}`, ids, seeded(seed + at)));
    const answered = (await Promise.all(fired)).flat();

    const { customers } = await gather(repository, customersOf.flat(), []);
    const held = customers.flatMap(({ id: customerId, stored }) =>
      (stored?.state?.roleDelegations ?? []).map(({ id: offerId }) => `${offerId} ${customerId}`),
    );
    const history = (await serviceOn(repository).partnerHistoryOf('contoso', { limit: 500 }))._unsafeUnwrap();
    expect(history.next).toBeNull();
    const changes = history.items.map(({ change }) => change);
    const taken = offersIn(changes, 'role-offer-taken');
    const said = answered.map(({ answer }) => answer);
    console.log(`approving: ${killedInCommit} kills in a commit, ${tally(said)}, FAULT_SEED=${seed}`);
    expect(killedInCommit).toBeGreaterThan((PROCESSES * KILLS_OF_EACH) / 2);

    // Each offer has one holder, who took it alone; and the account holds none any more.
    expect(taken.map((pair) => pair.split(' ')[0]).sort(), `with FAULT_SEED=${seed}`).toEqual([...offerIds].sort());
    expect(held.sort()).toEqual(taken.sort());
    expect(offersIn(changes, 'role-offer-approved').sort()).toEqual(taken);
    const account = (await serviceOn(repository).accountOf('contoso'))._unsafeUnwrap();
    expect(account.roleOffers).toBeUndefined();
    // What was answered is true, and what was refused was refused for the reason that another was first.
    const done = answered.filter(({ answer }) => answer === 'done');
    expect(taken).toEqual(expect.arrayContaining(done.map(({ offerId, customerId }) => `${offerId} ${customerId}`)));
    expect(said.filter((answer) => !['done', 'offer-taken', 'unknown-offer'].includes(answer))).toEqual([]);
  });
});

/** The offers of these changes, each with the customer that took it. */
function offersIn(changes: readonly PartnerChange[], kind: PartnerChange['kind']): string[] {
  return changes.flatMap((change) =>
    change.kind === kind && 'offer' in change ? [`${change.offer.id} ${change.offer.takenBy ?? 'nobody'}`] : [],
  );
}

/** Offers that name no customer, and wait. */
async function lockOffers(repository: RelationshipRepository): Promise<readonly string[]> {
  await serviceOn(repository).registerPartner({ id: 'contoso', name: 'Contoso', program: 'direct-bill' });
  const service = createRoleService({
    repository,
    linkBaseUrl: 'https://portal.example/offer',
    profile: partnerCenterGdap,
  });
  const [role = ''] = Object.keys(partnerCenterGdap.roles ?? {});
  const by = thePartner('contoso');
  const ids: string[] = [];
  for (let number = 0; number < OFFERS; number += 1) {
    const name = `Offer ${number}`;
    const drafted = await service.draftRoleOffer({ partnerId: 'contoso', name, roles: [role], termDays: 30, extends: false, by });
    const { id } = drafted._unsafeUnwrap();
    (await service.lockRoleOffer({ partnerId: 'contoso', offerId: id, by }))._unsafeUnwrap();
    ids.push(id);
  }
  return ids;
}
