import fc from 'fast-check';
import { err, type Result } from 'neverthrow';
import {
  foldCustomer,
  storageFailed,
  type ClearClosedPartnerInput,
  type ClearClosedPartnerOutcome,
  type RelationshipChange,
  type RelationshipRepository,
  type RelationshipService,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { customerIdOf, theCustomer, theOperator, thePartner } from '../fixtures/cast';
import { customersAdministeredBy, customersOf, established, nextCommit } from '../fixtures/commits';
import { withFaults, type Fault } from '../fixtures/faults';
import {
  accept,
  delegationsIn,
  forAReason,
  invite,
  linkOf,
  openScene,
  recordedOf,
  register,
  storedOf,
  type Scene,
} from '../fixtures/scene';

const exchange = 'exchange-online';
const reason = 'left the marketplace';
const everybody = ['adatum', 'fourth-coffee', 'lucerne', 'northwind', 'proseware', 'wide-world'];

interface Market extends Scene {
  /** Links of litware, an advisor whose account is open. */
  readonly litware: string;
}

/**
 * Tailspin is closed. Of adatum and northwind it has admin rights, wingtip has some of northwind and wide-world through
 * it, and with fourth-coffee it has but a relationship. Lucerne and proseware are contoso's, as northwind is too.
 */
async function openMarket(): Promise<Market> {
  const scene = openScene();
  const contoso = await invite(scene, 'contoso');
  const litware = await invite(scene, 'litware', 'advisor');
  const tailspin = await invite(scene, 'tailspin', 'indirect-provider');
  await register(scene, 'wingtip', 'indirect-reseller');
  const through = await linkOf(scene, 'tailspin', 'wingtip');
  await accept(scene, tailspin, 'adatum', [exchange, 'intune']);
  await accept(scene, tailspin, 'fourth-coffee', []);
  await accept(scene, contoso, 'lucerne', [exchange]);
  await accept(scene, through, 'northwind', [exchange], { indirectResellerServices: ['teams'] });
  await accept(scene, contoso, 'northwind', ['intune']);
  await accept(scene, contoso, 'proseware', []);
  await accept(scene, through, 'wide-world', [], { indirectResellerServices: [exchange] });
  await close(scene, 'tailspin');
  return { ...scene, litware };
}

async function close({ service }: Scene, partnerId: string): Promise<void> {
  (await service.closePartner(forAReason(partnerId, reason)))._unsafeUnwrap();
}

const clearing: ClearClosedPartnerInput = { partnerId: 'tailspin', by: theOperator };

/** All changes of everybody, and the lists. */
async function contents(scene: Scene): Promise<unknown> {
  return [
    await Promise.all(everybody.map((id) => recordedOf(scene, id))),
    await Promise.all(['contoso', 'tailspin', 'wingtip'].map((id) => listsOf(scene.repository, id))),
  ];
}

/** Both lists of a partner. */
async function listsOf(repository: RelationshipRepository, partner: string): Promise<readonly (readonly string[])[]> {
  return [await customersOf(repository, partner), await customersAdministeredBy(repository, partner)];
}

/** Clears page after page to the end. */
async function clearAll(
  service: RelationshipService,
  input: ClearClosedPartnerInput = clearing,
): Promise<readonly ClearClosedPartnerOutcome[]> {
  const pages: ClearClosedPartnerOutcome[] = [];
  let after: string | null = null;
  do {
    const page: ClearClosedPartnerOutcome = (await service.clearClosedPartner({ ...input, after }))._unsafeUnwrap();
    pages.push(page);
    after = page.next;
    if (pages.length > 50) throw new Error('the pages do not end');
  } while (after !== null);
  return pages;
}

/** What clearing has recorded of a customer. */
async function clearedOf(scene: Pick<Scene, 'repository'>, customer: string): Promise<readonly RelationshipChange[]> {
  const changes = (await recordedOf(scene, customer)).map(({ change }) => change);
  expect(foldCustomer(changes)._unsafeUnwrap()).toEqual(await storedOf(scene, customer));
  return changes.filter((change) => 'reason' in change && typeof change.reason === 'object' && change.reason.kind === 'partner-closed');
}

/** Tailspin holds nothing any more, each of its customers was cleared once, and everybody else has what they had. */
async function expectCleared(scene: Pick<Scene, 'repository'>): Promise<void> {
  expect(await listsOf(scene.repository, 'tailspin')).toEqual([[], []]);
  expect(await listsOf(scene.repository, 'wingtip')).toEqual([[], []]);
  const kinds = await Promise.all(everybody.map(async (id) => (await clearedOf(scene, id)).map(({ kind }) => kind)));
  expect(Object.fromEntries(everybody.map((id, at) => [id, kinds[at]]))).toEqual({
    adatum: ['delegation-removed', 'delegation-removed', 'relationship-ended'],
    'fourth-coffee': ['relationship-ended'],
    lucerne: [],
    northwind: ['delegation-removed', 'delegation-removed', 'relationship-ended'],
    proseware: [],
    'wide-world': ['delegation-removed', 'relationship-ended'],
  });
  expect(delegationsIn(await storedOf(scene, 'northwind'))).toEqual(['contoso intune']);
  expect(delegationsIn(await storedOf(scene, 'lucerne'))).toEqual([`contoso ${exchange}`]);
}

describe('clearClosedPartner', () => {
  it('closed-partner-may-do-nothing: takes from the partner what it holds, of every customer', async () => {
    const market = await openMarket();
    const pages = await clearAll(market.service);
    expect(pages.flatMap(({ cleared }) => cleared)).toEqual(['adatum', 'fourth-coffee', 'northwind', 'wide-world']);
    await expectCleared(market);
  });

  it('records at every customer who cleared it and why, in one commit', async () => {
    const market = await openMarket();
    const by = { kind: 'operator', userId: 'user-17' } as const;
    await clearAll(market.service, { ...clearing, by });
    for (const id of ['adatum', 'fourth-coffee', 'northwind', 'wide-world']) {
      const cleared = await clearedOf(market, id);
      expect(cleared, id).toEqual(
        cleared.map((change) => ({ ...change, by, reason: { kind: 'partner-closed', reason } })),
      );
      const recorded = (await recordedOf(market, id)).filter(({ change }) => cleared.includes(change));
      expect(new Set(recorded.map(({ revision }) => revision)).size, id).toBe(1);
    }
  });

  it.each([1, 2, 3, 4, 1000])('clears at most %s customers at a time, each in a commit of its own', async (limit) => {
    const { repository } = await openMarket();
    const counting = withFaults(repository, []);
    const { service } = openScene({ repository: counting });
    let commits = 0;
    let after: string | null = null;
    do {
      const page: ClearClosedPartnerOutcome = (
        await service.clearClosedPartner({ ...clearing, after, limit })
      )._unsafeUnwrap();
      expect(page.cleared.length).toBeLessThanOrEqual(limit);
      expect(counting.commits()).toBe(commits + page.cleared.length);
      commits = counting.commits();
      after = page.next;
    } while (after !== null);
    expect(commits).toBe(4);
    await expectCleared({ repository });
  });

  it('takes what is held without a relationship: a reseller that is closed, while its provider stays', async () => {
    const scene = openScene();
    await register(scene, 'tailspin', 'indirect-provider');
    await register(scene, 'wingtip', 'indirect-reseller');
    const link = await linkOf(scene, 'tailspin', 'wingtip');
    for (const id of ['northwind', 'adatum']) {
      await accept(scene, link, id, ['intune'], { indirectResellerServices: [exchange] });
    }
    await close(scene, 'wingtip');
    const pages = await clearAll(scene.service, { ...clearing, partnerId: 'wingtip' });
    expect(pages.map(({ cleared }) => cleared)).toEqual([[], ['adatum', 'northwind']]);
    expect(await listsOf(scene.repository, 'wingtip')).toEqual([[], []]);
    expect(await listsOf(scene.repository, 'tailspin')).toEqual([
      ['adatum', 'northwind'],
      ['adatum', 'northwind'],
    ]);
  });

  it('has nothing to do for a partner without customers, nor after it is done', async () => {
    const market = await openMarket();
    await clearAll(market.service);
    await register(market, 'alpine');
    await close(market, 'alpine');
    const before = await contents(market);
    for (const partnerId of ['alpine', 'tailspin']) {
      const pages = await clearAll(market.service, { ...clearing, partnerId });
      expect(pages.flatMap(({ cleared }) => cleared)).toEqual([]);
    }
    expect(await contents(market)).toEqual(before);
  });

  it('operator-keeps-accounts: neither the partner nor a customer clears', async () => {
    const market = await openMarket();
    const before = await contents(market);
    for (const by of [thePartner('tailspin'), thePartner('contoso'), theCustomer('northwind')]) {
      for (const partnerId of ['tailspin', 'nobody']) {
        const refused = (await market.service.clearClosedPartner({ partnerId, by }))._unsafeUnwrapErr();
        expect(refused).toMatchObject({ rule: 'operator-keeps-accounts', code: 'not-the-operator' });
      }
    }
    expect(await contents(market)).toEqual(before);
  });

  it('is refused while the account is open, active or suspended', async () => {
    const market = await openMarket();
    const before = await contents(market);
    for (const received of ['one that is "active"', 'one that is "suspended"']) {
      const refused = await market.service.clearClosedPartner({ ...clearing, partnerId: 'contoso' });
      expect(refused._unsafeUnwrapErr()).toMatchObject({
        code: 'contradictory-input',
        context: { path: 'partnerId', received },
      });
      (await market.service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
    }
    expect(await contents(market)).toEqual(before);
  });

  it('knows no partner that is not registered', async () => {
    const market = await openMarket();
    const refused = await market.service.clearClosedPartner({ ...clearing, partnerId: 'nobody' });
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-partner', context: { partnerId: 'nobody' } });
  });

  it.each<[path: string, malformed: object]>([
    ['partnerId', { partnerId: 'all' }],
    ['partnerId', { partnerId: undefined }],
    ['by', { by: undefined }],
    ['by.kind', { by: { kind: 'nobody' } }],
    ['after', { after: 7 }],
    ['limit', { limit: 0 }],
    ['limit', { limit: 1001 }],
    ['limit', { limit: 1.5 }],
  ])('names the %s that is malformed, and changes nothing', async (path, malformed) => {
    const market = await openMarket();
    const before = await contents(market);
    const input = { ...clearing, ...malformed } as ClearClosedPartnerInput;
    const refused = (await market.service.clearClosedPartner(input))._unsafeUnwrapErr();
    expect(refused).toMatchObject({ code: 'malformed-input', context: { path } });
    expect(await contents(market)).toEqual(before);
  });

  it.each(['', 'related', 'adatum', 'related not an id', 'administered not an id', 'every adatum', 'Related adatum'])(
    'does not know the cursor "%s", and changes nothing',
    async (after) => {
      const market = await openMarket();
      const before = await contents(market);
      const refused = (await market.service.clearClosedPartner({ ...clearing, after }))._unsafeUnwrapErr();
      expect(refused).toMatchObject({ kind: 'storage', code: 'unknown-cursor', context: { after } });
      expect(await contents(market)).toEqual(before);
    },
  );

  it('gives answers that are frozen', async () => {
    const { service } = await openMarket();
    const answer = (await service.clearClosedPartner(clearing))._unsafeUnwrap();
    expect([answer, answer.cleared].every(Object.isFrozen)).toBe(true);
  });
});

describe('while a partner is cleared', () => {
  /** A commit that was decided while the account was open, and is stored only now. */
  async function commitOfThen({ repository }: Scene, customer: string): Promise<void> {
    const id = customerIdOf(customer);
    const before = (await repository.customers.load(id))._unsafeUnwrap();
    if (before === null) throw new Error(`${customer} is not there`);
    const commit = nextCommit({ id, next: before.state }, before.revision, established('tailspin'));
    (await repository.customers.commit(commit))._unsafeUnwrap();
  }

  it('an acceptance that is stored behind the cursor is found: it ends only when both lists are empty', async () => {
    const market = await openMarket();
    await accept(market, market.litware, 'aardvark', []);
    const first = (await market.service.clearClosedPartner({ ...clearing, limit: 2 }))._unsafeUnwrap();
    expect(first.cleared).toEqual(['adatum', 'fourth-coffee']);
    await commitOfThen(market, 'aardvark');
    const cleared: string[] = [];
    let after = first.next;
    while (after !== null) {
      const input = { ...clearing, after, limit: 2 };
      const page: ClearClosedPartnerOutcome = (await market.service.clearClosedPartner(input))._unsafeUnwrap();
      cleared.push(...page.cleared);
      after = page.next;
      if (after === null) expect(await listsOf(market.repository, 'tailspin')).toEqual([[], []]);
    }
    expect(cleared).toEqual(['northwind', 'wide-world', 'aardvark']);
    await expectCleared(market);
  });

  it('a customer that leaves or is erased after the page was read is no error, and was not cleared', async () => {
    const market = await openMarket();
    const { repository, service } = market;
    const reading: RelationshipRepository['customersOf'] = async (...asked) => {
      const page = await repository.customersOf(...asked);
      const leaving = { customerId: 'fourth-coffee', partnerId: 'tailspin', agreement: 'C-1', subscriptions: [] };
      for (const customerId of ['fourth-coffee', 'adatum']) {
        await service.endRelationship({ ...leaving, customerId, by: thePartner('tailspin') });
      }
      await service.eraseCustomer({ customerId: 'fourth-coffee', reason: 'asked to be forgotten', by: theOperator });
      return page;
    };
    const sweeping = openScene({ repository: { ...repository, customersOf: reading } }).service;
    const page = (await sweeping.clearClosedPartner(clearing))._unsafeUnwrap();
    expect(page.cleared).toEqual(['northwind', 'wide-world']);
  });
});

describe('a store that fails while a partner is cleared', () => {
  it('before any customer: it is told, and nothing was written', async () => {
    const market = await openMarket();
    const { service } = openScene({ repository: withFaults(market.repository, ['failure']) });
    const before = await contents(market);
    expect((await service.clearClosedPartner(clearing))._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(await contents(market)).toEqual(before);
    expect((await clearAll(service)).flatMap(({ cleared }) => cleared)).toHaveLength(4);
    await expectCleared(market);
  });

  it.each([1, 2, 3])('after %s customers: these are told, and the next call goes on', async (done) => {
    const market = await openMarket();
    const fault = [...Array.from({ length: done }, () => null), 'failure', 'failure'] as const;
    const { service } = openScene({ repository: withFaults(market.repository, fault) });
    const first = (await service.clearClosedPartner(clearing))._unsafeUnwrap();
    expect(first.cleared).toEqual(['adatum', 'fourth-coffee', 'northwind', 'wide-world'].slice(0, done));
    expect(await customersOf(market.repository, 'tailspin')).toHaveLength(4 - done);
    // The store still fails: nothing was cleared, so that is told.
    const input = { ...clearing, after: first.next };
    expect((await service.clearClosedPartner(input))._unsafeUnwrapErr().code).toBe('storage-failed');
    const pages = await clearAll(service);
    expect(pages.flatMap(({ cleared }) => cleared)).toHaveLength(4 - done);
    await expectCleared(market);
  });

  it('at reading whether anything is left: it is told, and calling again ends', async () => {
    const market = await openMarket();
    let asked = 0;
    const customersOfFailing: RelationshipRepository['customersOf'] = async (...about) => {
      asked += 1;
      return asked === 4 ? err(storageFailed('no connection')) : market.repository.customersOf(...about);
    };
    const { service } = openScene({ repository: { ...market.repository, customersOf: customersOfFailing } });
    const first = (await service.clearClosedPartner(clearing))._unsafeUnwrap();
    const input = { ...clearing, after: first.next };
    expect((await service.clearClosedPartner(input))._unsafeUnwrapErr().code).toBe('storage-failed');
    expect((await service.clearClosedPartner(input))._unsafeUnwrap()).toEqual({ cleared: [], next: null });
    await expectCleared(market);
  });

  it('in any way, any number of times: called again, it ends, and everything is cleared once', async () => {
    const faults = fc.array(fc.constantFrom<(Fault | null)[]>(null, 'conflict', 'failure', 'lost', 'done', 'late'), {
      maxLength: 12,
    });
    const limits = fc.integer({ min: 1, max: 5 });
    const attempts = fc.integer({ min: 1, max: 3 });
    await fc.assert(
      fc.asyncProperty(faults, limits, attempts, fc.boolean(), async (plan, limit, tries, fromBeginning) => {
        const market = await openMarket();
        const { service } = openScene({ repository: withFaults(market.repository, plan), attempts: tries });
        let after: string | null = null;
        for (let calls = 0; ; calls += 1) {
          expect(calls).toBeLessThan(60);
          type Page = Result<ClearClosedPartnerOutcome, { readonly code: string }>;
          const page: Page = await service.clearClosedPartner({ ...clearing, after, limit });
          if (page.isErr()) {
            expect(['storage-failed', 'outcome-unknown', 'revision-conflict']).toContain(page.error.code);
            if (fromBeginning) after = null;
            continue;
          }
          after = page.value.next;
          if (after === null) break;
        }
        await expectCleared(market);
      }),
    );
  });
});
