import { isDeepStrictEqual } from 'node:util';
import { foldCustomer, type RelationshipRepository, type RelationshipService } from 'partner-relationships';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { theOperator } from '../fixtures/cast';
import { customersAdministeredBy, customersOf, entriesOf } from '../fixtures/commits';
import { serviceOn } from '../fixtures/market';
import { disconnected } from './disconnected';
import { gather, type CustomerEvidence } from './evidence';
import { setLongTimeout } from './long-timeout';
import { openPlace, preparePlace, type Place } from './place';
import { seedOfRun } from './run';
import { openSandbox, type Child, type Sandbox } from './sandbox';
import type { FromSweeper, ToSweeper } from './sweeper';

setLongTimeout();

const CUSTOMERS = 5000;
const LIMIT = 1000;
const AT_ONCE = 16;
const SWEEPER = 'a sweeper';

const seed = seedOfRun();
const since = '2019-03-01T00:00:00.000Z';
const reason = 'left the marketplace';
const by = { ...theOperator, userId: 'dana' };
const ids = Array.from({ length: CUSTOMERS }, (_, at) => `customer-${String(at).padStart(4, '0')}`);
/** Those that fabrikam serves besides contoso. */
const shared = ids.filter((_, at) => at % 2 === 0);

/** Contoso has every customer, and fabrikam half of them. */
async function seedMarket(service: RelationshipService): Promise<void> {
  for (const id of ['contoso', 'fabrikam']) {
    (await service.registerPartner({ id, name: id, program: 'direct-bill' }))._unsafeUnwrap();
  }
  const halves = new Set(shared);
  await forEach(ids, async (id) => {
    const holders = halves.has(id) ? ['contoso', 'fabrikam'] : ['contoso'];
    const imported = await service.importCustomer({
      customer: { id, name: `The ${id}` },
      relationships: holders.map((partnerId) => ({ partnerId, establishedAt: since })),
      delegations: holders.map((partnerId) => ({
        partnerId,
        serviceId: serviceOf(partnerId),
        grantedAt: since,
      })),
      by,
    });
    imported._unsafeUnwrap();
  });
}

function serviceOf(partnerId: string): string {
  return `sold-by-${partnerId}`;
}

/** Some at the same time. */
async function forEach(all: readonly string[], work: (one: string) => Promise<unknown>): Promise<void> {
  const left = [...all];
  const lane = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** What a partner may do for every customer: the rule that denies it, or that it is allowed. */
async function decisionsOn(service: RelationshipService, partnerId: string): Promise<ReadonlyMap<string, number>> {
  const decisions = new Map<string, number>();
  await forEach(ids, async (customerId) => {
    const serviceId = serviceOf(partnerId);
    const decided = await service.authorize({ customerId, partnerId, operation: 'manage-users', serviceId });
    const decision = decided.match(
      () => 'allowed',
      (error) => (error.kind === 'rule-violation' ? error.rule : error.code),
    );
    decisions.set(decision, (decisions.get(decision) ?? 0) + 1);
  });
  return decisions;
}

/** What clearing has done to a customer: the kinds of changes in its commit; empty if it was not cleared. */
function clearingIn({ history }: CustomerEvidence): readonly string[] {
  const changes = history.filter(({ change }) => 'reason' in change);
  if (new Set(changes.map(({ revision }) => revision)).size > 1) return ['cleared in several commits'];
  return changes.map(({ change }) => {
    const told = { by: change.by, reason: 'reason' in change ? change.reason : null };
    const expected = { by, reason: { kind: 'partner-closed', reason } };
    return isDeepStrictEqual(told, expected) ? change.kind : JSON.stringify(change);
  });
}

describe('a process that is killed while it clears a closed partner', () => {
  const schema = `clearing_${seed}`;
  let sandbox: Sandbox;
  let place: Place;
  let repository: RelationshipRepository;
  let service: RelationshipService;

  beforeAll(async () => {
    sandbox = await openSandbox(['sweeper']);
    place = { kind: 'postgres', url: inject('postgresUrl'), schema };
    await preparePlace(place);
    const opened = await openPlace(place, { max: AT_ONCE });
    ({ repository } = opened);
    service = serviceOn(repository);
    await seedMarket(service);
    return async () => {
      await opened.close();
      await sandbox.clear();
    };
  });

  function start(told: Pick<ToSweeper, 'after' | 'stuckIn'>): Child<ToSweeper, FromSweeper> {
    const sweeper = sandbox.start<ToSweeper, FromSweeper>('sweeper');
    sweeper.tell({ name: SWEEPER, place, partnerId: 'contoso', userId: by.userId, limit: LIMIT, ...told });
    return sweeper;
  }

  /** Lets it get stuck in the middle of a page, and kills it; gives how many customers were cleared by then. */
  async function killed(sweeper: Child<ToSweeper, FromSweeper>): Promise<number> {
    await sweeper.said('stuck');
    expect(await sweeper.kill()).toBe('SIGKILL');
    await disconnected(inject('postgresUrl'), SWEEPER);
    return CUSTOMERS - (await customersOf(repository, 'contoso')).length;
  }

  it('closed-partner-may-do-nothing: nothing is lost, and whoever clears next goes on', async () => {
    expect(await decisionsOn(service, 'contoso')).toEqual(new Map([['allowed', CUSTOMERS]]));
    const related = await entriesOf(repository, 'related', 'fabrikam');
    expect(related).toHaveLength(shared.length);

    (await service.closePartner({ partnerId: 'contoso', reason, by }))._unsafeUnwrap();
    const denied = new Map([['closed-partner-may-do-nothing', CUSTOMERS]]);
    expect(await decisionsOn(service, 'contoso')).toEqual(denied);

    // Each is killed in the middle of its second page; of the commit that is under way by then nobody knows.
    const first = start({ after: null, stuckIn: 1.5 * LIMIT });
    const page = await first.said('page');
    expect(page.cleared).toEqual(ids.slice(0, LIMIT));
    const afterFirst = await killed(first);
    expect([1.5 * LIMIT - 1, 1.5 * LIMIT]).toContain(afterFirst);
    expect(await decisionsOn(service, 'contoso')).toEqual(denied);

    const second = start({ after: page.next, stuckIn: 1.5 * LIMIT });
    expect((await second.said('page')).cleared).toEqual(ids.slice(afterFirst, afterFirst + LIMIT));
    const afterSecond = await killed(second);
    expect([afterFirst + 1.5 * LIMIT - 1, afterFirst + 1.5 * LIMIT]).toContain(afterSecond);

    const third = start({ after: null, stuckIn: null });
    const cleared: string[] = [];
    for (let next: string | null | undefined; next !== null;) {
      const said = await third.said('page');
      cleared.push(...said.cleared);
      ({ next } = said);
    }
    expect(cleared).toEqual(ids.slice(afterSecond));
    await third.end();

    expect(await customersOf(repository, 'contoso')).toEqual([]);
    expect(await customersAdministeredBy(repository, 'contoso')).toEqual([]);
    expect(await entriesOf(repository, 'related', 'fabrikam')).toEqual(related);
    expect(await entriesOf(repository, 'administered', 'fabrikam')).toEqual(related);
    expect(await decisionsOn(service, 'fabrikam')).toEqual(
      new Map([
        ['allowed', shared.length],
        ['admin-rights-cover-administration', CUSTOMERS - shared.length],
      ]),
    );
    const { customers } = await gather(repository, ids, []);
    const wrong = customers.flatMap((customer) => {
      const folded = foldCustomer(customer.history.map(({ change }) => change))._unsafeUnwrap();
      const isWhole = isDeepStrictEqual(folded, customer.stored?.state);
      const told = [isWhole, ...clearingIn(customer)].join();
      return told === 'true,delegation-removed,relationship-ended' ? [] : [`${customer.id}: ${told}`];
    });
    expect(wrong).toEqual([]);
  });
});
