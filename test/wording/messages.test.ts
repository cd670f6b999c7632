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
import { breaking, type Asked } from '../service/broken';
import { openScene } from '../service/scene';
import { openMarket } from '../totality/market';
import { account, at, baseUrl, functions, northwind, request, samples, state } from '../totality/samples';
import { changes, ended, refusals } from './refusals';
import { spoiltInOnePlace, textOf, wordsOf } from './words';

/** After a change that is meant: npm run vitest -- test/wording -u. */
describe('the messages, word for word', () => {
  it('about a refusal', () => {
    const said = refusals.map(([name, given]) => [name, wordsOf(functions.get(name)?.(...given))] as const);
    expect(said.filter(([, words]) => words === null)).toEqual([]);
    return expect(textOf(said.map(([, words]) => words))).toMatchFileSnapshot('refusals.txt');
  });

  it('about what a function of the core does not take', () => {
    const said = [...Object.entries(samples), ...changes].flatMap(([name, given]) =>
      spoiltInOnePlace(given).map((tried) => wordsOf(functions.get(name)?.(...tried))),
    );
    return expect(textOf(said)).toMatchFileSnapshot('core.txt');
  });

  it('about what a method of the service does not take', async () => {
    const { methods, samples: ofMethods } = await openMarket();
    const said: (string | null)[] = [];
    for (const [name, given] of Object.entries(ofMethods)) {
      for (const tried of spoiltInOnePlace(given)) said.push(wordsOf(await methods.get(name)?.(...tried)));
    }
    await expect(textOf(said)).toMatchFileSnapshot('service.txt');
  });

  it('about options that a service cannot work with', async () => {
    const options = {
      repository: memoryRepository(),
      linkBaseUrl: baseUrl,
      now: () => new Date(at),
      newId: () => 'litware',
      newToken: () => request.token,
      attempts: 3,
    };
    const odd = [
      ...['now', 'newId', 'newToken'].map((name) => ({ [name]: () => { throw new Error('none left'); } })),
      { now: () => new Date('never') },
      { newId: () => 'not an id' },
      { newToken: () => 'short' },
      ...[0, 1.5, 1001].map((attempts) => ({ attempts })),
    ];
    const said: (string | null)[] = [];
    for (const [tried] of [...spoiltInOnePlace([options]), ...odd.map((changed) => [{ ...options, ...changed }])]) {
      const service = createRelationshipService(tried as RelationshipServiceOptions);
      said.push(wordsOf(await service.registerPartner({ name: 'Litware', program: 'advisor' })));
      said.push(wordsOf(await service.openRequest({ partnerId: 'contoso', by: { kind: 'partner', partnerId: 'contoso' } })));
    }
    await expect(textOf(said)).toMatchFileSnapshot('options.txt');
  });

  it('about a repository that breaks its contract', async () => {
    const said: (string | null)[] = [];
    for (const method of methodsOfARepository) {
      for (const answer of nonsense) {
        const { repository, samples: ofMethods } = await openMarket();
        const { service } = openScene({ repository: breaking(repository, method, answer), attempts: 2 });
        for (const [name, given] of Object.entries(ofMethods)) {
          const ask = Reflect.get(service, name) as (...given: readonly unknown[]) => PromiseLike<unknown>;
          said.push(wordsOf(await ask(...given)));
        }
      }
    }
    await expect(textOf(said)).toMatchFileSnapshot('storage.txt');
  });
});

const methodsOfARepository: readonly Asked[] = [
  'partners.load',
  'partners.commit',
  'customers.load',
  'customers.commit',
  'customers.history',
  'customersOf',
];

/** Answers of a repository; one that is right for one method is wrong for another. */
const nonsense: readonly (() => unknown)[] = [
  () => undefined,
  () => Promise.reject(new Error('out of order')),
  () => err({ code: 'SQLITE_BUSY', message: 'database is locked' }),
  () => err(storageFailed('disk full')),
  () => err(corruptData('half a document')),
  () => err(outcomeUnknown('no answer')),
  () => err(revisionConflict('7')),
  () => err(unknownCursor('x')),
  () => ok(null),
  () => ok({}),
  () => ok({ state, revision: 7 }),
  () => ok({ state: { ...state, customer: { ...northwind, id: 'adventure-works' } }, revision: '1' }),
  () => ok({ state: { ...account, requests: [] }, revision: '1' }),
  () => ok({ items: [], next: 7 }),
  () => ok({ items: [null], next: null }),
  () => ok({ items: [{ revision: 7 }], next: null }),
  () => ok({ items: [{ revision: '1', change: { kind: 'relationship-ended' } }], next: null }),
  () => ok({ items: [{ revision: '1', change: ended }], next: null }),
  () => ok({ items: [], next: '1' }),
  () => ok([]),
];
