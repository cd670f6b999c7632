import { ok, type Result } from 'neverthrow';
import {
  createRelationshipService,
  memoryRepository,
  parseRevision,
  type ChangeFeed,
  type FeedItem,
  type FeedPage,
  type PartnerChange,
  type RelationshipChange,
  type RelationshipRepository,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { baseUrl, customerIdOf, partnerIdOf } from '../fixtures/cast';
import {
  ended,
  erased,
  established,
  firstCommit,
  firstPartnerCommit,
  granted,
  relinquished,
  renamed,
} from '../fixtures/commits';
import { accept, invite, openScene, recordedOf, recordedOfPartner } from '../fixtures/scene';
import { wordsOf } from '../message-snapshots/words';

describe('The changes of a service', () => {
  it('are those of all documents, a page at a time, from the beginning or after a position', async () => {
    const scene = openScene();
    const { service } = scene;
    await accept(scene, await invite(scene, 'contoso'), 'northwind', ['exchange-online']);
    const { items } = (await service.changes())._unsafeUnwrap();
    const recorded = [...(await recordedOfPartner(scene, 'contoso')), ...(await recordedOf(scene, 'northwind'))];
    expect(items.map(({ revision, change }) => ({ revision, change }))).toEqual(recorded);
    expect((await service.changes({ limit: 2 }))._unsafeUnwrap().items).toEqual(items.slice(0, 2));
    const after = items[1]?.position ?? null;
    expect((await service.changes({ after, limit: 2 }))._unsafeUnwrap().items).toEqual(items.slice(2, 4));
    expect((await service.changes({ after: items.at(-1)?.position }))._unsafeUnwrap().items).toEqual([]);
  });

  it('are none where nothing happened; after what is no position, the error says so', async () => {
    const { service } = openScene();
    expect((await service.changes({ after: null }))._unsafeUnwrap().items).toEqual([]);
    expect((await service.changes({ after: 'x' }))._unsafeUnwrapErr()).toMatchObject({
      code: 'unknown-cursor',
      context: { after: 'x' },
    });
  });

  it.each([0, 1001, 1.5, Number.NaN])('are asked for in pages of 1 to 1,000, and not of %d', async (limit) => {
    const { service } = openScene();
    expect((await service.changes({ limit }))._unsafeUnwrapErr()).toMatchObject({ context: { path: 'page.limit' } });
  });

  it('cannot be had of a repository that declares no feed, and the error names what is missing', async () => {
    const { partners, customers, customersOf } = memoryRepository();
    const repository = { partners, customers, customersOf };
    for (const without of [repository, { ...repository, feed: undefined }]) {
      const { service } = openScene({ repository: without });
      expect(wordsOf(await service.changes())).toBe(
        'malformed-input: options.repository.feed: expected a feed of all changes, received nothing',
      );
      expect((await service.partners()).isOk()).toBe(true);
    }
  });

  it.each([null, {}, { read: true }, 'a feed'])('are not those of %j, which is no feed', async (feed) => {
    const repository = { ...memoryRepository(), feed } as unknown as RelationshipRepository;
    const service = createRelationshipService({ repository, linkBaseUrl: baseUrl });
    const path = 'options.repository.feed';
    expect((await service.changes())._unsafeUnwrapErr()).toMatchObject({ context: { path } });
    expect((await service.partners())._unsafeUnwrapErr()).toMatchObject({ context: { path } });
  });

  it('are asked of the feed as its own method', async () => {
    class Feed implements ChangeFeed {
      readonly #items: readonly FeedItem[] = [];

      async read(): Promise<Result<FeedPage, never>> {
        return ok({ items: this.#items });
      }
    }
    const { service } = openScene({ repository: { ...memoryRepository(), feed: new Feed() } });
    expect((await service.changes())._unsafeUnwrap().items).toEqual([]);
  });
});

describe('A part of the feed', () => {
  const customer = { kind: 'customer', id: customerIdOf('northwind') } as const;
  const partner = { kind: 'partner', id: partnerIdOf('contoso') } as const;
  const [registered] = firstCommit('northwind').changes;
  const [opened] = firstPartnerCommit('contoso').changes;
  if (registered === undefined || opened === undefined) throw new Error('a registration is a change');

  type Happened = readonly [change: RelationshipChange | PartnerChange, revision: string, place?: number];

  /** What the service says of a page that has these changes of northwind, or of contoso. */
  async function readAs(happened: readonly Happened[], document: FeedItem['document'] = customer): Promise<string | null> {
    const items = happened.map(([change, revision, place = 0], at) => ({
      position: `feed.${String(at + 1)}`,
      document,
      revision: parseRevision(revision)._unsafeUnwrap(),
      place,
      change,
    })) as unknown as readonly FeedItem[];
    const feed: ChangeFeed = { read: async () => ok({ items }) };
    return wordsOf(await openScene({ repository: { ...memoryRepository(), feed } }).service.changes());
  }

  it('may begin within a commit, and have a commit after another', async () => {
    expect(await readAs([[established('contoso'), '1', 1], [granted('contoso', 'teams'), '1', 2], [ended('contoso'), '2']]))
      .toBeNull();
  });

  it('leaves out no change of a commit, and has none before its turn', async () => {
    const wrong = /^corrupt-data: .*: changes of a document that are not in order$/;
    const [one, other] = [established('contoso'), granted('contoso', 'teams')];
    expect(await readAs([[one, '1', 1], [other, '1', 3]])).toMatch(wrong);
    expect(await readAs([[one, '1', 1], [other, '1', 1]])).toMatch(wrong);
    expect(await readAs([[one, '1', 1], [other, '1', 0]])).toMatch(wrong);
    expect(await readAs([[one, '1'], [other, '2', 1]])).toMatch(wrong);
  });

  it('has no registration after another change, unless the customer was erased in between', async () => {
    const late = /: the change "(?:customer|partner)-registered" comes twice$/;
    expect(await readAs([[renamed('Northwind'), '1'], [registered, '2']])).toMatch(late);
    expect(await readAs([[renamed('Northwind'), '1'], [erased, '2'], [registered, '3']])).toBeNull();
    const renaming = { kind: 'partner-renamed', at: opened.at, by: { kind: 'operator' }, name: 'Contoso' } as const;
    expect(await readAs([[renaming, '1'], [opened, '2']], partner)).toMatch(late);
    expect(await readAs([[opened, '1'], [renaming, '2']], partner)).toBeNull();
  });

  it('may lack what an erasure took while the part was read', async () => {
    const [given, taken] = [granted('contoso', 'teams'), relinquished('contoso', 'teams')];
    const again: readonly Happened[] = [[established('contoso'), '5', 1], [given, '5', 2]];
    expect(await readAs([[given, '1'], [erased, '3'], [registered, '5'], ...again])).toBeNull();
    expect(await readAs([[given, '1'], [taken, '2'], [given, '3']])).toBeNull();
    expect(await readAs([[given, '1'], [given, '3']])).toMatch(/: the change "delegation-granted" comes twice$/);
    expect(await readAs([[erased, '1'], [erased, '2']])).toMatch(/: the change "customer-erased" comes twice$/);
  });

  it('has no change of another document', async () => {
    expect(await readAs([[registered, '1']], { kind: 'customer', id: customerIdOf('Northwind') })).toMatch(
      /: a change that belongs to another document$/,
    );
    expect(await readAs([[registered, '1']], partner)).toMatch(/^corrupt-data: .*: items\[0\]\.change\.kind: /);
  });

  it('tells documents of both kinds with one id apart', async () => {
    const scene = openScene();
    await accept(scene, await invite(scene, 'northwind'), 'northwind', []);
    expect((await scene.service.changes())._unsafeUnwrap().items).toHaveLength(4);
  });
});
