import {
  createRelationshipService,
  foldCustomer,
  type AcceptRequestInput,
  type ClearClosedPartnerOutcome,
  type RelationshipChange,
  type RelationshipRepository,
  type RelationshipService,
} from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseUrl, theOperator, thePartner } from '../fixtures/cast';
import { customersAdministeredBy, customersOf } from '../fixtures/commits';
import { accept, acceptance, forAReason, invite, openScene, recordedOf, storedOf, type Scene } from '../fixtures/scene';
import { createTables, mysql, postgres, type Storage } from './storage';

const exchange = 'exchange-online';
const sellers = ['contoso', 'fabrikam', 'tailspin', 'woodgrove'];
const ROUNDS = 8;

// The order in which these are stored is the database's: each round may come out in another way that is lawful.
describe.each([postgres, ...mysql])('At once, on $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  let repository: RelationshipRepository;
  let scene: Scene;
  const links = new Map<string, string>();

  beforeAll(async () => {
    storage = await makeStorage();
    const db = storage.open();
    await createTables(db, dialect, 'relationship_');
    repository = sqlRepository({ db, dialect });
    scene = openScene({ repository });
    for (const id of sellers) links.set(id, await invite(scene, id));
  });
  afterAll(() => storage.remove());

  /** Each on a service and a repository of its own, as in processes that know nothing of each other. */
  function atOnce<T>(calls: readonly ((service: RelationshipService) => PromiseLike<T>)[]): Promise<readonly T[]> {
    return Promise.all(
      calls.map((call) => {
        const apart = { ...repository };
        return call(createRelationshipService({ repository: apart, linkBaseUrl: baseUrl }));
      }),
    );
  }

  async function codeOf(answer: ReturnType<RelationshipService['acceptRequest']>): Promise<string> {
    return answer.match(
      () => 'ok',
      ({ code }) => code,
    );
  }

  function accepting(
    partner: string,
    customer: string,
    onHeldService: AcceptRequestInput['onHeldService'],
  ): (service: RelationshipService) => Promise<string> {
    const input = acceptance(links.get(partner) ?? '', customer, [exchange], { onHeldService });
    return (service) => codeOf(service.acceptRequest(input));
  }

  /** What is recorded, which leads to what is stored. */
  async function changesOf(customer: string): Promise<readonly RelationshipChange[]> {
    const changes = (await recordedOf({ repository }, customer)).map(({ change }) => change);
    expect(foldCustomer(changes)._unsafeUnwrap()).toEqual(await storedOf({ repository }, customer));
    return changes;
  }

  it('erasure-needs-no-rights: an erasure comes before acceptances, or is refused', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const customer = `erased-${round}`;
      await accept(scene, links.get('contoso') ?? '', customer, [exchange]);
      const ending = { customerId: customer, partnerId: 'contoso', agreement: 'C-1', subscriptions: [] };
      (await scene.service.endRelationship({ ...ending, by: thePartner('contoso') }))._unsafeUnwrap();
      const erasing = (service: RelationshipService): PromiseLike<string> =>
        service.eraseCustomer({ customerId: customer, reason: 'asked to be forgotten', by: theOperator }).match(
          () => 'ok',
          ({ code }) => code,
        );
      const [erased, ...accepted] = await atOnce([
        erasing,
        ...sellers.map((partner) => accepting(partner, customer, 'replace')),
      ]);
      expect(accepted).toEqual(sellers.map(() => 'ok'));
      expect(['ok', 'rights-in-force']).toContain(erased);
      const kinds = (await changesOf(customer)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'customer-registered')).toHaveLength(1);
      expect(kinds[0]).toBe(erased === 'ok' ? 'customer-erased' : 'customer-registered');
    }
  });

  it('replacement-names-what-was-seen: of those who have seen the same holder, one replaces it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const customer = `replacing-${round}`;
      await accept(scene, links.get('contoso') ?? '', customer, [exchange]);
      const seen = { replace: [{ serviceId: exchange, holderId: 'contoso' }] };
      const rivals = sellers.slice(1);
      const codes = await atOnce(rivals.map((partner) => accepting(partner, customer, seen)));
      expect([...codes].sort()).toEqual(['ok', 'service-held', 'service-held']);
      const winner = rivals[codes.indexOf('ok')];
      const { delegations } = (await storedOf({ repository }, customer)) ?? { delegations: [] };
      expect(delegations).toMatchObject([{ partnerId: winner, serviceId: exchange }]);
      const replaced = (await changesOf(customer)).filter(({ kind }) => kind === 'delegation-removed');
      expect(replaced).toMatchObject([{ partnerId: 'contoso', reason: { kind: 'replaced', partnerId: winner } }]);
    }
  });

  it('closed-partner-may-do-nothing: clearing finds those who accept behind its cursor', async () => {
    const customers = Array.from({ length: 40 }, (_, at) => `cleared-${String(at).padStart(2, '0')}`);
    const known = customers.filter((_, at) => at % 2 === 0);
    const link = await invite(scene, 'alpine');
    for (const id of known) await accept(scene, link, id, [exchange]);
    const clearAll = async (service: RelationshipService): Promise<string> => {
      let after: string | null = null;
      do {
        const input = { partnerId: 'alpine', by: theOperator, after, limit: 5 };
        const page: ClearClosedPartnerOutcome = (await service.clearClosedPartner(input))._unsafeUnwrap();
        after = page.next;
      } while (after !== null);
      return 'ok';
    };
    const [cleared, ...codes] = await atOnce([
      async (service) => {
        (await service.closePartner(forAReason('alpine', 'left the marketplace')))._unsafeUnwrap();
        return clearAll(service);
      },
      ...customers.map((id) => (service: RelationshipService) =>
        codeOf(service.acceptRequest(acceptance(link, id, ['intune']))),
      ),
    ]);
    expect(cleared).toBe('ok');
    expect(codes.filter((code) => !['ok', 'partner-is-closed'].includes(code))).toEqual([]);
    // What was under way at the closing may be stored after the last page; two who clear do not get in each other's way.
    await Promise.all([clearAll(scene.service), clearAll(scene.service)]);
    expect(await customersOf(repository, 'alpine')).toEqual([]);
    expect(await customersAdministeredBy(repository, 'alpine')).toEqual([]);
    for (const [at, id] of customers.entries()) {
      const kinds = (await changesOf(id)).map(({ kind }) => kind);
      const had = known.includes(id) || codes[at] === 'ok';
      expect(kinds.filter((kind) => kind === 'relationship-ended'), id).toHaveLength(had ? 1 : 0);
      expect(kinds.filter((kind) => kind === 'delegation-removed'), id).toHaveLength(
        kinds.filter((kind) => kind === 'delegation-granted').length,
      );
    }
  });
});
