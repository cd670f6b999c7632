import { err } from 'neverthrow';
import {
  corruptData,
  createRelationshipService,
  memoryRepository,
  storageFailed,
  type CustomerId,
  type PartnerId,
  type RelationshipRepository,
} from 'partner-relationships';
import { createRoleService, partnerCenterGdap } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { baseUrl, theOperator, thePartner } from '../fixtures/cast';
import { loadingParties } from '../fixtures/loading-parties';
import { accept, acceptance, forAReason, invite, openScene, register } from '../fixtures/scene';

const exchange = 'exchange-online';
const question = {
  customerId: 'northwind',
  partnerId: 'contoso',
  operation: 'manage-users',
  serviceId: exchange,
} as const;

/** What is asked of a repository, in order; each time, `before` is done first. */
function asked(
  repository: RelationshipRepository,
  before: (call: string) => Promise<void> = async () => {},
): { readonly calls: string[]; readonly repository: RelationshipRepository } {
  const calls: string[] = [];
  const note = async (call: string): Promise<void> => {
    calls.push(call);
    await before(call);
  };
  const { partners, customers, loadParties, ...rest } = repository;
  return {
    calls,
    repository: {
      ...rest,
      partners: { ...partners, load: async (id) => (await note(`partner ${id}`), partners.load(id)) },
      customers: { ...customers, load: async (id) => (await note(`customer ${id}`), customers.load(id)) },
      loadParties:
        loadParties &&
        (async (customerId, partnerId) => {
          await note(`${customerId} and ${partnerId}`);
          return loadParties(customerId, partnerId);
        }),
    },
  };
}

const variants = [
  ['together', loadingParties, ['northwind and contoso']],
  ['one by one', (memory: RelationshipRepository) => memory, ['customer northwind', 'partner contoso']],
] as const;

describe.each(variants)('A repository that loads a customer and a partner %s', (_, made, both) => {
  async function opened(before?: (call: string) => Promise<void>) {
    const memory = memoryRepository();
    const scene = openScene({ repository: memory });
    const link = await invite(scene, 'contoso');
    return { ...scene, memory, link, ...asked(made(memory), before) };
  }

  it('is asked for no more than that by an acceptance, and by another', async () => {
    const { repository, link, calls } = await opened();
    const { service } = openScene({ repository });
    expect((await service.acceptRequest(acceptance(link, 'northwind', [exchange]))).isOk()).toBe(true);
    expect((await service.acceptRequest(acceptance(link, 'northwind', [exchange]))).isOk()).toBe(true);
    expect(calls).toEqual([...both, ...both]);
  });

  it('is asked for no more than that by the addition of a customer', async () => {
    const { repository, calls } = await opened();
    const { service } = openScene({ repository });
    const customer = { id: 'northwind', name: 'Northwind' };
    const added = await service.addCustomer({
      ...{ partnerId: 'contoso', customer, services: [exchange], by: thePartner('contoso') },
    });
    expect(added.isOk()).toBe(true);
    expect(calls).toEqual(both);
  });

  it('is asked for no more than that by a decision, by several, and by one with a term', async () => {
    const scene = await opened();
    await accept(openScene({ repository: scene.memory }), scene.link, 'northwind', [exchange]);
    const { repository, calls } = scene;
    const service = createRelationshipService({ repository, linkBaseUrl: baseUrl });
    const roles = createRoleService({ repository, linkBaseUrl: baseUrl, profile: partnerCenterGdap });
    expect((await service.authorize(question)).isOk()).toBe(true);
    const { customerId, partnerId } = question;
    expect((await service.authorizeAll({ customerId, partnerId, questions: [question, question] })).isOk()).toBe(true);
    expect((await roles.authorizeUntil(question)).isOk()).toBe(true);
    expect(calls.toSorted()).toEqual([...both, ...both, ...both].toSorted());
  });

  it('has an acceptance refused of a partner that was closed and dismissed after the customer was loaded', async () => {
    const { memory, repository, link, calls } = await opened(async (call) => {
      // The customer is answered as it is before this, or as it is after it.
      if (!/partner|and/.test(call) || calls.length > 2) return;
      const operator = openScene({ repository: memory }).service;
      (await operator.closePartner(forAReason('contoso')))._unsafeUnwrap();
      (await operator.clearClosedPartner({ partnerId: 'contoso', by: theOperator }))._unsafeUnwrap();
    });
    await register(openScene({ repository: memory }), 'fabrikam');
    const { service } = openScene({ repository });
    const refused = await service.acceptRequest(acceptance(link, 'northwind', [exchange]));
    expect(refused._unsafeUnwrapErr().code).toBe('partner-is-closed');
  });

  it('is asked for both again after a conflict, and what has changed of the partner counts', async () => {
    const memory = memoryRepository();
    const scene = openScene({ repository: memory });
    const link = await invite(scene, 'contoso');
    const other = await invite(scene, 'fabrikam');
    let commits = 0;
    const commit: typeof memory.customers.commit = async (sent) => {
      commits += 1;
      if (commits === 1) {
        (await scene.service.closePartner(forAReason('contoso')))._unsafeUnwrap();
        await accept(scene, other, 'northwind', []);
      }
      return memory.customers.commit(sent);
    };
    const { repository, calls } = asked(made({ ...memory, customers: { ...memory.customers, commit } }));
    const { service } = openScene({ repository });
    const refused = await service.acceptRequest(acceptance(link, 'northwind', [exchange]));
    expect(refused._unsafeUnwrapErr().code).toBe('partner-is-closed');
    expect(calls).toEqual([...both, ...both]);
  });

  it('answers that a partner is unknown as ever', async () => {
    const { repository } = await opened();
    const { service } = openScene({ repository });
    expect((await service.authorize({ ...question, partnerId: 'nobody' }))._unsafeUnwrapErr().code).toBe('unknown-partner');
    const customer = { id: 'northwind', name: 'Northwind' };
    const by = thePartner('nobody');
    const added = await service.addCustomer({ partnerId: 'nobody', customer, services: [], by });
    expect(added._unsafeUnwrapErr().code).toBe('unknown-partner');
  });

  it('answers that the customer is corrupt, whatever becomes of the partner', async () => {
    const memory = memoryRepository();
    const load = async () => err(corruptData('no customer'));
    const { service } = openScene({ repository: made({ ...memory, customers: { ...memory.customers, load } }) });
    expect((await service.authorize({ ...question, partnerId: 'nobody' }))._unsafeUnwrapErr().code).toBe('corrupt-data');
  });
});

describe('A repository whose loadParties', () => {
  it('fails, fails the decision, and is not asked in another way', async () => {
    const memory = memoryRepository();
    const failing = async () => err(storageFailed('the disk is full'));
    const { repository, calls } = asked({ ...memory, loadParties: failing });
    const { service } = openScene({ repository });
    expect((await service.authorize(question))._unsafeUnwrapErr().code).toBe('storage-failed');
    expect(calls).toEqual(['northwind and contoso']);
  });

  it('is a method that needs its repository, is called on it', async () => {
    class Repository {
      readonly #memory = memoryRepository();
      readonly partners = this.#memory.partners;
      readonly customers = this.#memory.customers;
      readonly customersOf = this.#memory.customersOf;

      async loadParties(_: CustomerId, partnerId: PartnerId) {
        return (await this.#memory.partners.load(partnerId)).map((partner) => ({ customer: null, partner }));
      }
    }
    const scene = openScene({ repository: new Repository() });
    await register(scene, 'contoso');
    expect((await scene.service.authorize(question))._unsafeUnwrapErr().code).toBe('operation-denied');
  });

  it('is no function makes the option malformed', async () => {
    const repository = { ...memoryRepository(), loadParties: 5 };
    // @ts-expect-error an adapter in JavaScript can have anything there
    const service = createRelationshipService({ repository, linkBaseUrl: baseUrl });
    const { context } = (await service.accountOf('contoso'))._unsafeUnwrapErr();
    expect(context).toMatchObject({ path: 'options.repository.loadParties', expected: 'a function' });
  });
});
