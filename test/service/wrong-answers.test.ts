import fc from 'fast-check';
import { ok, type Result } from 'neverthrow';
import {
  foldCustomer,
  foldPartner,
  memoryRepository,
  parseRevision,
  type Actor,
  type ImportCustomerInput,
  type PartnerChange,
  type RecordedChange,
  type RelationshipChange,
  type RelationshipRepository,
  type RelationshipService,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import {
  accept,
  acceptance,
  forAReason,
  inPages,
  invite,
  openScene,
  recordedOf,
  register,
  type Scene,
} from '../fixtures/scene';
import { now, theCustomer, theOperator, thePartner } from '../fixtures/cast';
import { wordsOf } from '../message-snapshots/words';
import { loadingParties } from '../fixtures/loading-parties';
import { inShortPages, spoilt } from './wrong-answers';

const exchange = 'exchange-online';
const later = '2027-01-01T00:00:00.000Z';

interface Market extends Scene {
  readonly link: string;
  readonly fabrikam: string;
  /** In the feed, before the two first changes of northwind. */
  readonly position: string;
}

/**
 * Northwind and two others have accepted; northwind's history has seven changes, of four commits. Contoso has invited,
 * and was suspended, reinstated and renamed. Woodgrove's account is closed, and it still holds something of wide-world;
 * adatum has no partner.
 */
async function openMarket(): Promise<Market> {
  const scene = openScene({ repository: inShortPages(memoryRepository(), 2) });
  const link = await invite(scene, 'contoso');
  const fabrikam = await invite(scene, 'fabrikam');
  await register(scene, 'alpine');
  await accept(scene, link, 'northwind', [exchange, 'teams']);
  await accept(scene, link, 'northwind', ['intune']);
  for (const id of ['adventure-works', 'fourth-coffee']) await accept(scene, link, id, []);
  const removal = { customerId: 'northwind', from: 'all', services: ['teams'], by: theCustomer('northwind') } as const;
  (await scene.service.removeDelegations(removal))._unsafeUnwrap();
  const renaming = { customerId: 'northwind', name: 'Northwind Ltd', by: theOperator };
  (await scene.service.renameCustomer(renaming))._unsafeUnwrap();
  (await scene.service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
  (await scene.service.reinstatePartner(forAReason('contoso')))._unsafeUnwrap();
  const ofContoso = { partnerId: 'contoso', name: 'Contoso Ltd', by: thePartner('contoso') };
  (await scene.service.renamePartner(ofContoso))._unsafeUnwrap();
  await accept(scene, await invite(scene, 'woodgrove'), 'wide-world', [exchange]);
  (await scene.service.closePartner(forAReason('woodgrove')))._unsafeUnwrap();
  const adatum = { customer: { id: 'adatum', name: 'Adatum' }, relationships: [], delegations: [], by: theOperator };
  (await scene.service.importCustomer(adatum))._unsafeUnwrap();
  const { items } = (await scene.service.changes())._unsafeUnwrap();
  const first = items.findIndex(({ document }) => document.id === 'northwind');
  return { ...scene, link, fabrikam, position: items[first - 1]?.position ?? '' };
}

type Answer = Result<unknown, { readonly kind: string; readonly code: string }>;

const question = {
  customerId: 'northwind',
  partnerId: 'contoso',
  operation: 'manage-users',
  serviceId: exchange,
} as const;

const queries: readonly ((service: RelationshipService, market: Market) => Promise<Answer>)[] = [
  async (service) => service.accountOf('contoso'),
  async (service, { link }) => service.invitationOf(link),
  async (service) => service.requestOf('contoso', 'id-1'),
  async (service) => service.authorize(question),
  async (service) => service.authorizeAll({ ...question, questions: [question] }),
  async (service) => service.relationshipsOf('northwind'),
  async (service) => service.partnersOf('northwind'),
  async (service) => service.customersOf('contoso', { limit: 2 }),
  async (service) => service.customersOf('contoso', { after: 'adventure-works', limit: 2 }),
  async (service) => service.customersAdministeredBy('contoso', { limit: 2 }),
  async (service) => service.partners({ limit: 2 }),
  async (service) => service.partnersById(['contoso']),
  async (service) => service.partners({ after: 'contoso', limit: 2 }),
  async (service) => service.customers({ limit: 2 }),
  async (service) => service.customers({ after: 'adventure-works', limit: 2 }),
  async (service) => service.historyOf('northwind', { limit: 2 }),
  async (service) => service.historyOf('northwind', { after: '2', limit: 2 }),
  async (service) => service.partnerHistoryOf('contoso', { limit: 2 }),
  async (service) => service.partnerHistoryOf('contoso', { after: '2', limit: 2 }),
  async (service) => service.stateAt('northwind', later),
  async (service) => service.changes({ limit: 2 }),
  async (service, { position }) => service.changes({ after: position, limit: 2 }),
];

const importing: ImportCustomerInput = {
  customer: { id: 'tailspin', name: 'Tailspin Toys' },
  relationships: [{ partnerId: 'contoso', establishedAt: '2019-03-01T00:00:00.000Z' }],
  delegations: [],
  by: theOperator,
};

const erasing = { customerId: 'adatum', reason: 'asked to be forgotten', by: theOperator };

/** Each with what is in force when it is done. */
const commands: readonly {
  readonly ask: (service: RelationshipService, market: Market) => Promise<Answer>;
  readonly effect: (service: RelationshipService) => Promise<Answer>;
}[] = [
  {
    ask: async (service) => service.registerPartner({ id: 'litware', name: 'Litware', program: 'advisor' }),
    effect: async (service) => service.accountOf('litware').map(({ partner }) => partner),
  },
  {
    ask: async (service) => service.suspendPartner(forAReason('contoso')),
    effect: async (service) => service.accountOf('contoso').map(({ partner }) => partner),
  },
  {
    ask: async (service) => service.renamePartner({ partnerId: 'contoso', name: 'Contoso', by: theOperator }),
    effect: async (service) => service.accountOf('contoso').map(({ partner }) => partner),
  },
  {
    ask: async (service) =>
      service.changeProgram({ partnerId: 'contoso', program: 'indirect-provider', by: theOperator }),
    effect: async (service) => service.accountOf('contoso').map(({ partner }) => partner),
  },
  {
    ask: async (service) => service.closePartner(forAReason('contoso')),
    effect: async (service) => service.accountOf('contoso').map(({ partner }) => partner),
  },
  {
    ask: async (service) =>
      service.openRequest({ partnerId: 'alpine', by: thePartner('alpine') }).map(({ request }) => request),
    effect: async (service) => service.accountOf('alpine').map(({ requests }) => requests[0]),
  },
  {
    ask: async (service) => service.revokeRequest({ partnerId: 'contoso', requestId: 'id-1', by: thePartner('contoso') }),
    effect: async (service) => service.accountOf('contoso').map(({ requests }) => requests[0]),
  },
  {
    ask: async (service, { link }) =>
      service.acceptRequest(acceptance(link, 'tailspin', [exchange])).map(({ relationships }) => relationships),
    effect: async (service) => service.relationshipsOf('tailspin'),
  },
  {
    ask: async (service) => service.importCustomer(importing).map(({ relationships }) => relationships),
    effect: async (service) => service.relationshipsOf('tailspin'),
  },
  {
    ask: async (service) =>
      service
        .renameCustomer({ customerId: 'northwind', name: 'Northwind plc', by: theCustomer('northwind') })
        .map(({ relationships }) => relationships),
    effect: async (service) => service.relationshipsOf('northwind'),
  },
  {
    ask: async (service, { fabrikam }) =>
      service
        .acceptRequest(acceptance(fabrikam, 'northwind', [exchange], { onHeldService: 'replace' }))
        .map(({ relationships }) => relationships),
    effect: async (service) => service.relationshipsOf('northwind'),
  },
  {
    ask: async (service) =>
      service
        .removeDelegations({ customerId: 'northwind', from: 'all', services: 'all', by: theCustomer('northwind') })
        .map(({ relationships }) => relationships),
    effect: async (service) => service.relationshipsOf('northwind'),
  },
  {
    ask: async (service) => service.eraseCustomer(erasing).map(() => null),
    effect: async (service) => service.relationshipsOf('adatum'),
  },
  {
    // One page of it: the customer that is in both lists.
    ask: async (service) => service.clearClosedPartner({ partnerId: 'woodgrove', by: theOperator }).map(() => []),
    effect: async (service) => service.customersOf('woodgrove').map(({ items }) => items),
  },
];

const draws = [fc.nat({ max: 7 }), fc.nat({ max: 1000 })] as const;

describe('a repository that gives one answer which can be seen to be wrong', () => {
  it('has its reader told so, or not been asked that far', async () => {
    const market = await openMarket();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...queries), fc.boolean(), ...draws, async (query, loads, at, pick) => {
        const sound = loads ? loadingParties(market.repository) : market.repository;
        const { repository, given, questions } = spoilt(sound, at, pick);
        const answer = await query(openScene({ repository }).service, market);
        expect(questions()).toBeLessThanOrEqual(4);
        if (given() === null) expect(answer).toEqual(await query(market.service, market));
        else expect(['corrupt-data', 'storage-failed'], JSON.stringify(given())).toContain(codeOf(answer));
      }),
    );
  });

  it('never has a command acknowledged that is not in force, and never two effects of one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...commands),
        ...draws,
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        async ({ ask, effect }, at, pick, attempts, loads) => {
          const market = await openMarket();
          const sound = loads ? loadingParties(market.repository) : market.repository;
          const { repository, given, questions } = spoilt(sound, at, pick);
          const answer = await ask(openScene({ repository, attempts, newId: () => 'id-9' }).service, market);
          expect(questions()).toBeLessThanOrEqual(4 * attempts);
          if (answer.isOk()) {
            expect(given()?.method ?? 'commit').toBe('commit');
            expect(await effect(market.service)).toEqual(ok(answer.value));
          } else {
            const lawful = given()?.method === 'commit' ? ['outcome-unknown'] : ['corrupt-data', 'storage-failed'];
            expect(lawful, JSON.stringify(given())).toContain(codeOf(answer));
          }
          if (answer.isOk() || attempts > 1) return;
          // Asked for again, it takes effect, once.
          expect((await ask(openScene({ repository, newId: () => 'id-9' }).service, market)).isOk()).toBe(true);
          const kinds = (await recordedOf(market, 'tailspin')).map(({ change: { kind } }) => kind);
          expect(kinds).toEqual([...new Set(kinds)]);
        },
      ),
    );
  });
});

describe('What is said of a wrong answer', () => {
  /** More than there are to any question. */
  const picks = Array.from({ length: 40 }, (_, pick) => pick);

  /** What is said of every wrong answer to every question, each once. */
  async function saidOf(
    ask: (service: RelationshipService, market: Market) => Promise<Answer>,
    openedMarket: () => Promise<Market>,
    repositoryOf: (market: Market) => RelationshipRepository = ({ repository }) => repository,
  ): Promise<ReadonlySet<string>> {
    const said = new Set<string>();
    for (let at = 0; ; at += 1) {
      const before = said.size;
      for (const pick of picks) {
        const market = await openedMarket();
        const { repository, given } = spoilt(repositoryOf(market), at, pick);
        const answer = await ask(openScene({ repository, attempts: 1, newId: () => 'id-9' }).service, market);
        const wrong = given();
        if (wrong === null) return said;
        said.add(`${wrong.method} → ${wrong.what}\n  ${wordsOf(answer) ?? 'taken'}\n`);
      }
      if (said.size === before) return said;
    }
  }

  /** To record intended changes: npm run vitest -- test/service/wrong-answers.test.ts -u. */
  it('is the recorded message', async () => {
    const market = await openMarket();
    const renaming = { partnerId: 'contoso', name: 'Contoso', by: theOperator };
    const said = await Promise.all([
      ...queries.map((query) => saidOf(query, async () => market)),
      saidOf(async (service) => service.renamePartner(renaming), openMarket),
      saidOf(
        async (service) => service.authorize(question),
        async () => market,
        ({ repository }) => loadingParties(repository),
      ),
    ]);
    const all = [...new Set(said.flatMap((some) => [...some]))].sort();
    await expect(all.join('')).toMatchFileSnapshot('wrong-answers.txt');
  });
});

function codeOf(answer: Answer): string {
  return answer.match(
    () => 'ok',
    ({ code }) => code,
  );
}

type Recorded = RecordedChange<RelationshipChange>;

/** A repository of which a history is read in these pages, each under the cursor of the one before. */
function historyOfPages(
  repository: RelationshipRepository,
  pageAfter: (after: string | null) => { readonly items: readonly Recorded[]; readonly next: string | null },
): { readonly repository: RelationshipRepository; readonly read: () => number } {
  let read = 0;
  const history: RelationshipRepository['customers']['history'] = async (_, { after }) => {
    read += 1;
    return ok(pageAfter(after));
  };
  return { repository: { ...repository, customers: { ...repository.customers, history } }, read: () => read };
}

describe('a history', () => {
  it('whose cursors go round in a circle is corrupt data, whatever the circle', async () => {
    const { repository } = await openMarket();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.nat({ max: 20 }), async (pages, back) => {
        const nextOf = (at: number): string => String(at === pages ? Math.max(1, pages - back) : at + 1);
        const circle = historyOfPages(repository, (after) => ({ items: [], next: nextOf(Number(after ?? 0)) }));
        const answer = await openScene(circle).service.stateAt('northwind', later);
        expect(codeOf(answer)).toBe('corrupt-data');
        expect(circle.read()).toBeLessThanOrEqual(pages + 1);
      }),
    );
  });

  it('that leads on for ever and holds nothing is corrupt data', async () => {
    const { repository } = await openMarket();
    const endless = historyOfPages(repository, (after) => ({ items: [], next: `${String(after)}.` }));
    expect(wordsOf(await openScene(endless).service.stateAt('northwind', later))).toBe(
      'corrupt-data: the stored data does not decode: the pages of a history lead on without an end',
    );
    expect(endless.read()).toBeLessThan(200);
  });

  it.each([
    ['as long as there are at most a hundred', 100, 'ok'],
    ['if it ends at the hundred and first', 101, 'ok'],
    ['but not for ever', 102, 'corrupt-data'],
  ])('is read through empty pages %s', async (_howLong, pages, code) => {
    const { repository } = await openMarket();
    const hollow = historyOfPages(repository, (after) => {
      const at = Number(after ?? 1);
      return { items: [], next: at < pages ? String(at + 1) : null };
    });
    expect(codeOf(await openScene(hollow).service.stateAt('northwind', later))).toBe(code);
  });

  it('may have any number of pages with something in them', async () => {
    const market = await openMarket();
    for (let time = 1; time <= 110; time += 1) {
      const renaming = { customerId: 'northwind', name: `Northwind ${String(time)}`, by: theOperator };
      (await market.service.renameCustomer(renaming))._unsafeUnwrap();
    }
    const { service } = openScene({ repository: inShortPages(market.repository, 1) });
    expect((await service.stateAt('northwind', later))._unsafeUnwrap()?.customer.name).toBe('Northwind 110');
  });

  it('is read through pages that are empty', async () => {
    const market = await openMarket();
    const changes = await recordedOf({ repository: await inLongPages(market) }, 'northwind');
    const whole = historyOfPages(market.repository, (after) => {
      const at = Number(after ?? 0);
      return {
        items: at % 2 === 0 ? changes.slice(at / 2, at / 2 + 1) : [],
        next: at < 20 ? String(at + 1) : null,
      };
    });
    const expected = await market.service.stateAt('northwind', later);
    expect(await openScene(whole).service.stateAt('northwind', later)).toEqual(expected);
  });

  it('of another customer, as from a store that ignores case, is corrupt data', async () => {
    const market = await openMarket();
    const { repository } = market;
    const { customers } = repository;
    const customer = { id: 'wingtip', name: 'Wingtip Toys' };
    const addition = { partnerId: 'contoso', customer, services: [], by: thePartner('contoso') };
    (await market.service.addCustomer(addition))._unsafeUnwrap();
    const ignoring: typeof customers.history = (id, page) => customers.history(id.toLowerCase() as typeof id, page);
    const { service } = openScene({ repository: { ...repository, customers: { ...customers, history: ignoring } } });
    expect(codeOf(await service.historyOf('northwind'))).toBe('ok');
    expect(wordsOf(await service.historyOf('Northwind'))).toMatch(/: a history of another document$/);
    expect(wordsOf(await service.historyOf('Northwind', { after: '2' }))).toMatch(
      /: a change that belongs to another document$/,
    );
    expect(codeOf(await service.stateAt('Northwind', later))).toBe('corrupt-data');
    // Only the partner has acted, which acts for many customers.
    expect(codeOf(await service.historyOf('Wingtip'))).toBe('corrupt-data');
    expect(codeOf(await service.stateAt('Wingtip', later))).toBe('corrupt-data');
  });

  it('of which the store does not know a cursor that it gave is a failure, which nobody has caused', async () => {
    const market = await openMarket();
    const { customers } = market.repository;
    const changes = (await recordedOf(market, 'northwind')).slice(0, 1);
    const history: typeof customers.history = async (id, page) =>
      page.after === null ? ok({ items: changes, next: 'lost' }) : customers.history(id, page);
    const { service } = openScene({ repository: { ...market.repository, customers: { ...customers, history } } });
    expect(wordsOf(await service.stateAt('northwind', later))).toMatch(
      /^storage-failed: .*: the store does not know a cursor that it gave$/,
    );
    expect(codeOf(await service.historyOf('northwind', { after: 'lost' }))).toBe('unknown-cursor');
  });

  it('passes in any part of it, and no part has the same change twice', async () => {
    const market = await openMarket();
    const { service } = market;
    const ending = { customerId: 'northwind', partnerId: 'contoso', agreement: 'contract 7', by: thePartner('contoso') };
    (await service.endRelationship({ ...ending, subscriptions: [] }))._unsafeUnwrap();
    const [, ...rest] = await inPages((after) => service.historyOf('northwind', { after }));
    expect(new Set(rest.map(({ change: { kind } }) => kind)).size).toBeGreaterThan(4);
    const readAs = async (items: readonly Recorded[]): Promise<string | null> => {
      const { repository } = historyOfPages(market.repository, () => ({ items, next: null }));
      return wordsOf(await openScene({ repository }).service.historyOf('northwind', { after: 'a part' }));
    };
    for (const [from, first] of rest.entries()) {
      const following = rest.slice(from);
      expect(await readAs(following), `from ${String(from)}`).toBeNull();
      const twice = [first, { ...first, revision: anotherRevision }];
      expect(await readAs(twice), first.change.kind).toMatch(
        new RegExp(`: the change "${first.change.kind}" comes twice$`),
      );
      const last = rest.at(-1);
      if (last === undefined || last.revision === first.revision) continue;
      expect(await readAs([first, { ...last, revision: anotherRevision }, first])).toMatch(
        /: a revision that comes back in a history$/,
      );
    }
  });

  it('that is shuffled, doubled or cut is corrupt data unless it could have happened, in pages of any size', async () => {
    const market = await openMarket();
    const changes = await recordedOf({ repository: await inLongPages(market) }, 'northwind');
    const places = changes.map((_, place) => place);
    const arrangement = fc.oneof(
      fc.shuffledSubarray(places, { minLength: 1 }),
      fc.tuple(fc.constantFrom(...places), fc.nat({ max: places.length })).map(([one, at]) => places.toSpliced(at, 0, one)),
    );
    await fc.assert(
      fc.asyncProperty(arrangement, fc.integer({ min: 1, max: 7 }), async (order, size) => {
        const items = order.flatMap((place) => changes[place] ?? []);
        const arranged = historyOfPages(market.repository, (after) => {
          const from = Number(after ?? 0);
          return { items: items.slice(from, from + size), next: from + size < items.length ? String(from + size) : null };
        });
        const runs = items.filter(({ revision }, at) => revision !== items[at - 1]?.revision);
        const isOrdered = runs.length === new Set(runs.map(({ revision }) => revision)).size;
        const isDoubled = new Set(order).size < order.length;
        const isPossible = isOrdered && !isDoubled && foldCustomer(items.map(({ change }) => change)).isOk();
        const answer = await openScene(arranged).service.stateAt('northwind', later);
        expect(codeOf(answer)).toBe(isPossible ? 'ok' : 'corrupt-data');
      }),
    );
  });
});

describe('a history of an account', () => {
  type Changes = readonly RecordedChange<PartnerChange>[];

  async function changesOf({ service }: Market): Promise<Changes> {
    return inPages((after) => service.partnerHistoryOf('contoso', { after }));
  }

  /** What a service makes of these changes: as a whole history, or as a later part of one. */
  async function readAs(what: 'whole' | 'part', { repository }: Market, items: Changes): Promise<string> {
    const history: RelationshipRepository['partners']['history'] = async () => ok({ items, next: null });
    const { service } = openScene({ repository: { ...repository, partners: { ...repository.partners, history } } });
    return codeOf(await service.partnerHistoryOf('contoso', what === 'whole' ? {} : { after: 'a part' }));
  }

  it('that is shuffled, doubled or cut is corrupt data unless it could have happened', async () => {
    const market = await openMarket();
    (await market.service.closePartner(forAReason('contoso')))._unsafeUnwrap();
    const changes = await changesOf(market);
    const places = changes.map((_, place) => place);
    const arrangement = fc.oneof(
      fc.shuffledSubarray(places, { minLength: 1 }),
      fc.tuple(fc.constantFrom(...places), fc.nat({ max: places.length })).map(([one, at]) => places.toSpliced(at, 0, one)),
    );
    await fc.assert(
      fc.asyncProperty(arrangement, async (order) => {
        const items = order.flatMap((place) => changes[place] ?? []);
        const isDoubled = new Set(order).size < order.length;
        const isPossible = !isDoubled && foldPartner(items.map(({ change }) => change)).isOk();
        expect(await readAs('whole', market, items)).toBe(isPossible ? 'ok' : 'corrupt-data');
      }),
    );
  });

  it('passes in any part of it, and no part has a registration or the same change twice', async () => {
    const market = await openMarket();
    const moving = { partnerId: 'contoso', program: 'indirect-provider', by: theOperator } as const;
    (await market.service.changeProgram(moving))._unsafeUnwrap();
    const revocation = { partnerId: 'contoso', requestId: 'id-1', by: thePartner('contoso') };
    (await market.service.revokeRequest(revocation))._unsafeUnwrap();
    (await market.service.closePartner(forAReason('contoso')))._unsafeUnwrap();
    const [registration, ...rest] = await changesOf(market);
    expect(rest).toHaveLength(7);
    for (let from = 0; from < rest.length; from += 1) {
      const following = rest.slice(from);
      expect(await readAs('part', market, following), `from ${from}`).toBe('ok');
      const again = following.slice(0, 1).map((one) => ({ ...one, revision: anotherRevision }));
      const doubled = [...following.slice(0, 1), ...again];
      expect(await readAs('part', market, doubled), `twice ${from}`).toBe('corrupt-data');
    }
    expect(await readAs('part', market, registration === undefined ? [] : [registration])).toBe('corrupt-data');
  });

  it('has no change by a customer, and none by another partner', async () => {
    const market = await openMarket();
    const renaming = (by: Actor): Changes => [
      { revision: anotherRevision, change: { kind: 'partner-renamed', at: now, by, name: 'Contoso' } },
    ];
    expect(await readAs('part', market, renaming(thePartner('contoso')))).toBe('ok');
    expect(await readAs('part', market, renaming(theOperator))).toBe('ok');
    for (const by of [thePartner('fabrikam'), theCustomer('northwind'), theCustomer('contoso')]) {
      expect(await readAs('part', market, renaming(by)), JSON.stringify(by)).toBe('corrupt-data');
    }
  });

  it('of an earlier release, which did not record who suspended and why, passes', async () => {
    const market = await openMarket();
    const earlier = { by: undefined, reason: undefined };
    const changes = (await changesOf(market)).map(({ revision, change }) => ({
      revision,
      change: /suspended|reinstated/.test(change.kind) ? { ...change, ...earlier } : change,
    }));
    expect(await readAs('whole', market, changes as never)).toBe('ok');
    expect(await readAs('part', market, changes.slice(1) as never)).toBe('ok');
  });

  it('of another partner, as from a store that ignores case, is corrupt data', async () => {
    const { repository } = await openMarket();
    const { partners } = repository;
    const history: typeof partners.history = (id, page) => partners.history(id.toLowerCase() as typeof id, page);
    const { service } = openScene({ repository: { ...repository, partners: { ...partners, history } } });
    expect(codeOf(await service.partnerHistoryOf('contoso'))).toBe('ok');
    expect(codeOf(await service.partnerHistoryOf('Contoso'))).toBe('corrupt-data');
    // The registration names nobody who acted.
    expect(codeOf(await service.partnerHistoryOf('Contoso', { limit: 1 }))).toBe('corrupt-data');
    expect(codeOf(await service.partnerHistoryOf('Contoso', { after: '1' }))).toBe('corrupt-data');
  });
});

const anotherRevision = parseRevision('another')._unsafeUnwrap();

/** The repository of a market, in pages as long as they are asked for. */
async function inLongPages({ repository }: Market): Promise<RelationshipRepository> {
  return {
    ...repository,
    customers: {
      ...repository.customers,
      history: async (id, { limit }) => {
        const items: Recorded[] = [];
        let after: string | null = null;
        do {
          const page: { readonly items: readonly Recorded[]; readonly next: string | null } = (
            await repository.customers.history(id, { after, limit })
          )._unsafeUnwrap();
          items.push(...page.items);
          after = page.next;
        } while (after !== null);
        return ok({ items, next: null });
      },
    },
  };
}
