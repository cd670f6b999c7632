import type { ResultAsync } from 'neverthrow';
import type { EraseCustomerInput, RelationshipService } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { customerIdOf, theCustomer, theOperator, thePartner } from '../fixtures/cast';
import { withFaults } from '../fixtures/faults';
import {
  accept,
  acceptance,
  inPages,
  invite,
  openScene,
  recordedOf,
  storedOf,
  type Scene,
} from '../fixtures/scene';

const exchange = 'exchange-online';
const reason = 'asked to be forgotten';
const erasing = { customerId: 'northwind', reason, by: theOperator };
const ending = {
  customerId: 'northwind',
  partnerId: 'contoso',
  agreement: 'C-1',
  subscriptions: [],
  by: thePartner('contoso'),
};

interface Market extends Scene {
  readonly link: string;
}

/** Northwind was a customer of contoso's, and is not any more. */
async function openMarket(): Promise<Market> {
  const scene = openScene();
  const link = await invite(scene, 'contoso');
  await accept(scene, link, 'northwind', [exchange]);
  (await scene.service.endRelationship(ending))._unsafeUnwrap();
  return { ...scene, link };
}

async function erased(): Promise<Market> {
  const market = await openMarket();
  (await market.service.eraseCustomer(erasing))._unsafeUnwrap();
  return market;
}

async function kindsOf(scene: Scene): Promise<readonly string[]> {
  return (await recordedOf(scene, 'northwind')).map(({ change }) => change.kind);
}

async function codeOf<T, E extends { readonly code: string }>(answer: ResultAsync<T, E>): Promise<string> {
  return answer.match(
    () => 'done',
    ({ code }) => code,
  );
}

/** The same service on a repository that counts commits. */
function counted({ repository }: Scene): { readonly service: RelationshipService; readonly commits: () => number } {
  const counting = withFaults(repository, []);
  return { service: openScene({ repository: counting }).service, commits: counting.commits };
}

describe('eraseCustomer', () => {
  it('erasure-needs-no-rights: leaves nothing of the customer but when it was erased, by whom and why', async () => {
    const market = await openMarket();
    const by = { kind: 'operator', userId: 'user-17' } as const;
    const { changes } = (await market.service.eraseCustomer({ ...erasing, by }))._unsafeUnwrap();
    expect(changes).toEqual([{ kind: 'customer-erased', at: expect.any(String) as string, by, reason }]);
    expect((await recordedOf(market, 'northwind')).map(({ change }) => change)).toEqual(changes);

    const { service } = market;
    expect((await service.relationshipsOf('northwind'))._unsafeUnwrap()).toBeNull();
    expect((await service.partnersOf('northwind', [exchange]))._unsafeUnwrap()).toEqual({ partners: [], services: [] });
    expect((await service.customers())._unsafeUnwrap().items).toEqual([]);
    expect((await service.customersOf('contoso'))._unsafeUnwrap().items).toEqual([]);
    for (const moment of ['2026-03-01T09:03:00.000Z', '9999-12-31T23:59:59.999Z']) {
      expect((await service.stateAt('northwind', moment))._unsafeUnwrap()).toBeNull();
    }
    const question = { customerId: 'northwind', partnerId: 'contoso', operation: 'manage-users', serviceId: exchange };
    const denied = (await service.authorize({ ...question, operation: 'manage-users' }))._unsafeUnwrapErr();
    expect(denied.code).toBe('operation-denied');
    expect(JSON.stringify((await service.historyOf('northwind'))._unsafeUnwrap())).not.toContain('contoso');
  });

  it('erasure-needs-no-rights: is refused while a partner has a relationship, and names it', async () => {
    const market = await openMarket();
    await accept(market, market.link, 'northwind', []);
    const before = await kindsOf(market);
    const refused = (await market.service.eraseCustomer(erasing))._unsafeUnwrapErr();
    expect(refused).toMatchObject({
      kind: 'rule-violation',
      rule: 'erasure-needs-no-rights',
      code: 'rights-in-force',
      context: { customerId: 'northwind', partnerIds: ['contoso'] },
    });
    expect(await kindsOf(market)).toEqual(before);
  });

  it('operator-keeps-accounts: neither a customer nor a partner erases, nor asks for it again', async () => {
    for (const market of [await openMarket(), await erased()]) {
      const before = await kindsOf(market);
      for (const by of [theCustomer('northwind'), thePartner('contoso')]) {
        const refused = (await market.service.eraseCustomer({ ...erasing, by }))._unsafeUnwrapErr();
        expect(refused).toMatchObject({ rule: 'operator-keeps-accounts', code: 'not-the-operator' });
      }
      expect(await kindsOf(market)).toEqual(before);
    }
  });

  it('changes nothing when it is asked for again, for another reason too', async () => {
    const { service, commits } = counted(await openMarket());
    expect((await service.eraseCustomer(erasing))._unsafeUnwrap().changes).toHaveLength(1);
    for (const again of [erasing, { ...erasing, reason: 'a mistake' }]) {
      expect((await service.eraseCustomer(again))._unsafeUnwrap().changes).toEqual([]);
    }
    expect(commits()).toBe(1);
  });

  it('knows no customer that was never there', async () => {
    const { service } = await openMarket();
    const refused = (await service.eraseCustomer({ ...erasing, customerId: 'fourth-coffee' }))._unsafeUnwrapErr();
    expect(refused).toMatchObject({ code: 'unknown-customer', context: { customerId: 'fourth-coffee' } });
  });

  it.each<[path: string, malformed: object]>([
    ['customerId', { customerId: 'two words' }],
    ['customerId', { customerId: undefined }],
    ['reason', { reason: '' }],
    ['reason', { reason: undefined }],
    ['reason', { reason: 'two\nlines' }],
    ['reason', { reason: 'x'.repeat(257) }],
    ['by', { by: undefined }],
    ['by.kind', { by: { kind: 'nobody' } }],
  ])('names the %s that is malformed, and changes nothing', async (path, malformed) => {
    const market = await openMarket();
    const before = await kindsOf(market);
    const input = { ...erasing, ...malformed } as EraseCustomerInput;
    const refused = (await market.service.eraseCustomer(input))._unsafeUnwrapErr();
    expect(refused).toMatchObject({ code: 'malformed-input', context: { path } });
    expect(await kindsOf(market)).toEqual(before);
  });

  it('leaves a customer that no command knows', async () => {
    const market = await erased();
    const { service } = market;
    const customer = { customerId: 'northwind', by: theCustomer('northwind') };
    const answers = [
      await codeOf(service.renameCustomer({ ...customer, name: 'Northwind' })),
      await codeOf(service.removeDelegations({ ...customer, from: 'all', services: 'all' })),
      await codeOf(service.endRelationship(ending)),
      await codeOf(
        service.relinquishDelegations({ ...customer, partnerId: 'contoso', services: 'all', by: thePartner('contoso') }),
      ),
    ];
    expect(answers).toEqual(answers.map(() => 'unknown-customer'));
    expect(await kindsOf(market)).toEqual(['customer-erased']);
  });
});

describe('the id of an erased customer', () => {
  const added = { partnerId: 'contoso', customer: { id: 'northwind', name: 'Northwind & Co' }, services: [exchange] };
  const imported = {
    customer: added.customer,
    relationships: [{ partnerId: 'contoso', establishedAt: '2019-03-01T00:00:00.000Z' }],
    delegations: [],
  };

  it.each<[how: string, take: (market: Market) => Promise<string>]>([
    ['accepts', ({ service, link }) => codeOf(service.acceptRequest(acceptance(link, 'northwind', [exchange])))],
    ['is added', ({ service }) => codeOf(service.addCustomer({ ...added, by: thePartner('contoso') }))],
    ['is imported', ({ service }) => codeOf(service.importCustomer({ ...imported, by: theOperator }))],
  ])('is taken by a new customer that %s, whose history goes on after the erasure', async (_, take) => {
    const market = await erased();
    expect(await take(market)).toBe('done');
    const state = await storedOf(market, 'northwind');
    expect(state?.relationships.map(({ partnerId }) => partnerId)).toEqual(['contoso']);
    const { service } = market;
    for (const limit of [1, 2, 3, 100]) {
      const history = await inPages((after) => service.historyOf('northwind', { after, limit }));
      expect(history.map(({ change }) => change.kind).slice(0, 3), `pages of ${limit}`).toEqual([
        'customer-erased',
        'customer-registered',
        'relationship-established',
      ]);
    }
    expect((await service.stateAt('northwind', '9999-12-31T23:59:59.999Z'))._unsafeUnwrap()).toEqual(state);
    expect((await service.customers())._unsafeUnwrap().items).toEqual([state?.customer]);
    expect((await service.customersOf('contoso'))._unsafeUnwrap().items).toMatchObject([{ customer: state?.customer }]);
  });

  it('is erased again after the new customer has left, with all that is recorded of it', async () => {
    const market = await erased();
    await accept(market, market.link, 'northwind', [exchange]);
    (await market.service.endRelationship(ending))._unsafeUnwrap();
    expect((await market.service.eraseCustomer({ ...erasing, reason: 'once more' }))._unsafeUnwrap().changes).toHaveLength(
      1,
    );
    const recorded = await recordedOf(market, 'northwind');
    expect(recorded.map(({ change }) => change)).toMatchObject([{ kind: 'customer-erased', reason: 'once more' }]);
  });

  it('comes back through no old commit, not even one that was the first', async () => {
    const { repository } = await openMarket();
    const id = customerIdOf('northwind');
    const before = (await repository.customers.load(id))._unsafeUnwrap();
    const changes = (await recordedOf({ repository }, 'northwind')).map(({ change }) => change);
    const { service } = openScene({ repository });
    (await service.eraseCustomer(erasing))._unsafeUnwrap();
    const next = before?.state ?? null;
    for (const expected of [before?.revision ?? 'absent', 'absent'] as const) {
      const answer = await repository.customers.commit({ id, expected, next, changes });
      expect(answer._unsafeUnwrapErr().code).toBe('revision-conflict');
    }
    expect(await storedOf({ repository }, 'northwind')).toBeNull();
  });
});

describe('an erasure beside a command whose outcome is unknown', () => {
  const replies = ['lost', 'done', 'late'] as const;

  it.each(replies)('is not undone by an acceptance whose commit met the fault "%s"', async (fault) => {
    const market = await openMarket();
    const faulty = withFaults(market.repository, [fault], async () => {
      await market.service.endRelationship(ending);
      (await market.service.eraseCustomer(erasing))._unsafeUnwrap();
    });
    const { service } = openScene({ repository: faulty, attempts: 5 });
    expect(await codeOf(service.acceptRequest(acceptance(market.link, 'northwind', [exchange])))).toBe('outcome-unknown');
    // A commit that is late arrives with the next one.
    await accept({ ...market, service }, market.link, 'fourth-coffee', []);
    expect(await kindsOf(market)).toEqual(['customer-erased']);
    expect(await storedOf(market, 'northwind')).toBeNull();
  });

  it.each(replies)('is not undone by the first commit of a customer that met the fault "%s"', async (fault) => {
    const scene = openScene();
    const market = { ...scene, link: await invite(scene, 'contoso') };
    const faulty = withFaults(market.repository, [fault], async () => {
      await accept(market, market.link, 'northwind', []);
      (await market.service.endRelationship(ending))._unsafeUnwrap();
      (await market.service.eraseCustomer(erasing))._unsafeUnwrap();
    });
    const { service } = openScene({ repository: faulty, attempts: 5 });
    expect(await codeOf(service.acceptRequest(acceptance(market.link, 'northwind', [exchange])))).toBe('outcome-unknown');
    await accept({ ...market, service }, market.link, 'fourth-coffee', []);
    expect(await kindsOf(market)).toEqual(['customer-erased']);
  });

  it.each(replies)('of which the commit itself met the fault "%s" erases once', async (fault) => {
    const market = await openMarket();
    const { service } = openScene({ repository: withFaults(market.repository, [fault]), attempts: 5 });
    expect(await codeOf(service.eraseCustomer(erasing))).toBe('done');
    expect(await kindsOf(market)).toEqual(['customer-erased']);
    expect(await storedOf(market, 'northwind')).toBeNull();
  });

  it.each(replies)('does not erase a new customer under the id, where the fault was "%s"', async (fault) => {
    const market = await openMarket();
    const newcomer = { customer: { id: 'northwind', name: 'Northwind & Co' }, relationships: [], delegations: [] };
    const faulty = withFaults(market.repository, [fault], async () => {
      (await market.service.eraseCustomer(erasing))._unsafeUnwrap();
      (await market.service.importCustomer({ ...newcomer, by: theOperator }))._unsafeUnwrap();
    });
    const { service } = openScene({ repository: faulty, attempts: 5 });
    expect(await codeOf(service.eraseCustomer(erasing))).toBe('outcome-unknown');
    await accept({ ...market, service }, market.link, 'fourth-coffee', []);
    expect((await storedOf(market, 'northwind'))?.customer).toEqual(newcomer.customer);
    expect(await kindsOf(market)).toEqual(['customer-erased', 'customer-registered']);
  });

  it('is done at the next attempt after a conflict, unless a partner has a relationship by then', async () => {
    for (const services of [null, [exchange]]) {
      const market = await openMarket();
      const { customers } = market.repository;
      let isFirst = true;
      const commit: typeof customers.commit = async (sent) => {
        if (isFirst) {
          isFirst = false;
          await accept(market, market.link, 'northwind', services ?? []);
          if (services === null) (await market.service.endRelationship(ending))._unsafeUnwrap();
        }
        return customers.commit(sent);
      };
      const { service } = openScene({ repository: { ...market.repository, customers: { ...customers, commit } } });
      expect(await codeOf(service.eraseCustomer(erasing))).toBe(services === null ? 'done' : 'rights-in-force');
      expect((await storedOf(market, 'northwind')) === null).toBe(services === null);
    }
  });
});
