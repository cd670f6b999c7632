import { err, ok } from 'neverthrow';
import {
  corruptData,
  createRelationshipService,
  memoryRepository,
  outcomeUnknown,
  revisionConflict,
  storageFailed,
  unknownCursor,
  type RelationshipServiceOptions,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { breaking, type Asked } from '../fixtures/breaking';
import { openScene } from '../fixtures/scene';
import { thePartner } from '../fixtures/cast';
import { methodsOf, openSampledService } from '../fixtures/sampled-service';
import { account, at, baseUrl, functions, northwind, request, samples, state, theCustomer } from '../fixtures/samples';
import { changes, ended, refusals } from './refusals';
import { spoiltInOnePlace, textOf, wordsOf } from './words';

/** To record intended changes: npm run vitest -- test/message-snapshots -u. */
describe('Each message is the recorded one', () => {
  it('of a refusal', () => {
    const said = refusals.map(([name, given]) => `${name} → ${wordsOf(functions.get(name)?.(...given)) ?? 'nothing'}`);
    expect(said.filter((line) => line.endsWith(' → nothing'))).toEqual([]);
    return expect(`${said.join('\n')}\n`).toMatchFileSnapshot('refusals.txt');
  });

  it('of a function of the core that gets a malformed argument', () => {
    const said = [...Object.entries(samples), ...changes].flatMap(([name, given]) =>
      spoiltInOnePlace(given).map((tried) => wordsOf(functions.get(name)?.(...tried))),
    );
    return expect(textOf(said)).toMatchFileSnapshot('core.txt');
  });

  it('of a method of the service that gets a malformed argument', async () => {
    const { methods, samples: ofMethods } = await openSampledService();
    const said: (string | null)[] = [];
    for (const [name, given] of Object.entries(ofMethods)) {
      for (const tried of spoiltInOnePlace(given)) said.push(wordsOf(await methods.get(name)?.(...tried)));
    }
    await expect(textOf(said)).toMatchFileSnapshot('service.txt');
  });

  it('of a question about a subscription of another customer', async () => {
    const { methods, samples: ofMethods } = await openSampledService();
    const [question] = ofMethods.authorize;
    const asked = Object.assign({}, question, { customerId: 'adventure-works' });
    expect(wordsOf(await methods.get('authorize')?.(asked))).toBe(
      'contradictory-input: subscription.customerId: ' +
        'expected the customer concerned, "adventure-works", received "northwind"',
    );
  });

  it('of a service with unusable options', async () => {
    const options = {
      repository: memoryRepository(),
      linkBaseUrl: baseUrl,
      now: () => new Date(at),
      newId: () => 'litware',
      newToken: () => request.token,
      attempts: 3,
    };
    const odd = [
      ...['now', 'newId', 'newToken'].map((name) => ({
        [name]: () => {
          throw new Error('none left');
        },
      })),
      { now: () => new Date('never') },
      { newId: () => 'not an id' },
      { newToken: () => 'short' },
      ...[0, 1.5, 1001].map((attempts) => ({ attempts })),
    ];
    const said: (string | null)[] = [];
    for (const [tried] of [...spoiltInOnePlace([options]), ...odd.map((changed) => [{ ...options, ...changed }])]) {
      const service = createRelationshipService(tried as RelationshipServiceOptions);
      said.push(wordsOf(await service.registerPartner({ name: 'Litware', program: 'advisor' })));
      said.push(wordsOf(await service.openRequest({ partnerId: 'contoso', by: thePartner('contoso') })));
    }
    await expect(textOf(said)).toMatchFileSnapshot('options.txt');
  });

  it('of the repository in memory that gets a malformed commit', async () => {
    const { customers } = memoryRepository();
    const registered = { kind: 'customer-registered', at, by: theCustomer, customer: northwind };
    const commit = { id: 'northwind', expected: 'absent', next: state, changes: [registered] };
    const said: (string | null)[] = [];
    for (const spoilt of [{ next: {} }, { changes: null }, { changes: [null] }, { expected: '1' }]) {
      // @ts-expect-error what comes from outside may be anything
      said.push(wordsOf(await customers.commit({ ...commit, ...spoilt })));
    }
    await expect(textOf(said)).toMatchFileSnapshot('memory.txt');
  });

  it('of a service whose repository breaks its contract', async () => {
    const said: (string | null)[] = [];
    for (const [what, answer] of Object.entries(nonsense)) {
      const { repository, samples: ofMethods } = await openSampledService();
      for (const method of methodsOfARepository) {
        const { service } = openScene({ repository: breaking(repository, method, answer), attempts: 2 });
        for (const [name, given] of Object.entries(ofMethods)) {
          const words = wordsOf(await methodsOf(service).get(name)?.(...given));
          if (words !== null) said.push(`${method}, ${what} → ${words}`);
        }
      }
    }
    await expect(textOf(said)).toMatchFileSnapshot('storage.txt');
  });
});

const methodsOfARepository: readonly Asked[] = [
  'partners.load',
  'partners.commit',
  'partners.list',
  'customers.load',
  'customers.commit',
  'customers.history',
  'customers.list',
  'customersOf',
];

/** Answers of a repository, each of them wrong for some method. */
const nonsense: Readonly<Record<string, () => unknown>> = {
  nothing: () => undefined,
  'half a result': () => ({ isOk: () => true, value: null }),
  'the other half': () => ({ isErr: () => true }),
  'a rejection': () => Promise.reject(new Error('out of order')),
  'an error that is none': () => err(undefined),
  'an error without a message': () => err({ code: 'storage-failed' }),
  'an error of a driver': () => err({ code: 'SQLITE_BUSY', message: 'database is locked' }),
  'a failure': () => err(storageFailed('disk full')),
  'corrupt data': () => err(corruptData('half a document')),
  'an unknown outcome': () => err(outcomeUnknown('no answer')),
  'a conflict': () => err(revisionConflict('7')),
  'an unknown cursor': () => err(unknownCursor('x')),
  null: () => ok(null),
  'an empty object': () => ok({}),
  'a list': () => ok([]),
  'a state without a revision': () => ok({ state, revision: 7 }),
  'the state of another customer': () =>
    ok({ state: { ...state, customer: { ...northwind, id: 'adventure-works' } }, revision: '1' }),
  'the account of another partner': () => ok({ state: { ...account, requests: [] }, revision: '1' }),
  'a cursor that is a number': () => ok({ items: [], next: 7 }),
  'a page of nothing': () => ok({ items: [null], next: null }),
  'a change without a revision': () => ok({ items: [{ revision: 7 }], next: null }),
  'half a change': () => ok({ items: [{ revision: '1', change: { kind: 'relationship-ended' } }], next: null }),
  'an end without a beginning': () => ok({ items: [{ revision: '1', change: ended }], next: null }),
  'a page that leads to itself': () => ok({ items: [], next: '1' }),
};
