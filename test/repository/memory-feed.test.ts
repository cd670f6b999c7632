import fc from 'fast-check';
import {
  memoryRepository,
  type FeedItem,
  type FeedPage,
  type RelationshipRepository,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { customerIdOf, partnerIdOf } from '../fixtures/cast';
import { ended, erased, erasure, established, firstCommit, firstPartnerCommit, nextCommit } from '../fixtures/commits';
import { isFrozenInDepth } from '../fixtures/frozen';

const everything = { after: null, limit: 1000 };

async function read({ feed }: RelationshipRepository, after: string | null, limit = 1000): Promise<readonly FeedItem[]> {
  const page: FeedPage | undefined = (await feed?.read({ after, limit }))?._unsafeUnwrap();
  if (page === undefined) throw new Error('the repository declares no feed');
  expect(page.items.length).toBeLessThanOrEqual(limit);
  return page.items;
}

/** Everything after a position, read in pages of this size, and something happening in between. */
async function inPages(
  repository: RelationshipRepository,
  limit: number,
  after: string | null = null,
  meanwhile: () => PromiseLike<unknown> = () => Promise.resolve(),
): Promise<readonly FeedItem[]> {
  const found: FeedItem[] = [];
  for (;;) {
    const items = await read(repository, found.at(-1)?.position ?? after, limit);
    if (items.length === 0) return found;
    found.push(...items);
    await meanwhile();
  }
}

async function codeAt({ feed }: RelationshipRepository, after: string): Promise<string | undefined> {
  const answer = await feed?.read({ after, limit: 10 });
  return answer?.match(
    () => 'a page',
    ({ code }) => code,
  );
}

interface Act {
  readonly id: string;
  readonly kind: 'partner' | 'go on' | 'erase';
}

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom('partner', 'go on', 'go on', 'go on', 'erase'),
  }),
  { maxLength: 25 },
);

/** Commits something: to a partner, or to a customer that comes, has a relationship or not, and is erased. */
async function carryOut({ partners, customers }: RelationshipRepository, { id, kind }: Act): Promise<void> {
  if (kind === 'partner') {
    const before = (await partners.load(partnerIdOf(id)))._unsafeUnwrap();
    await partners.commit({ ...firstPartnerCommit(id), expected: before?.revision ?? 'absent' });
    return;
  }
  const found = (await customers.load(customerIdOf(id)))._unsafeUnwrap();
  const expected = found?.revision ?? 'absent';
  const state = found?.state ?? null;
  if (kind === 'erase') {
    if (expected !== 'absent') await customers.commit(erasure({ id: customerIdOf(id) }, expected));
  } else if (state === null) {
    await customers.commit({ ...firstCommit(id, 'contoso', 'fabrikam'), expected });
  } else if (expected !== 'absent') {
    const change = state.relationships.length === 2 ? ended('contoso') : established('contoso');
    await customers.commit(nextCommit({ id: state.customer.id, next: state }, expected, change));
  }
}

/** The histories of all documents, as the feed has to show them. */
async function histories({ partners, customers }: RelationshipRepository): Promise<ReadonlyMap<string, unknown>> {
  const all = new Map<string, unknown>();
  for (const id of ['a', 'b', 'c']) {
    all.set(`partner ${id}`, (await partners.history(partnerIdOf(id), everything))._unsafeUnwrap().items);
    all.set(`customer ${id}`, (await customers.history(customerIdOf(id), everything))._unsafeUnwrap().items);
  }
  return all;
}

function byDocument(items: readonly FeedItem[]): ReadonlyMap<string, unknown> {
  const all = new Map<string, unknown[]>();
  for (const kind of ['partner', 'customer']) for (const id of ['a', 'b', 'c']) all.set(`${kind} ${id}`, []);
  for (const { document, revision, change } of items) all.get(`${document.kind} ${document.id}`)?.push({ revision, change });
  return all;
}

describe('The feed of a repository in memory', () => {
  it('has every change once, those of a document in the order of its history, in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(acts, fc.integer({ min: 1, max: 5 }), async (all, limit) => {
        const repository = memoryRepository();
        for (const act of all) await carryOut(repository, act);
        const items = await inPages(repository, limit);
        expect(byDocument(items)).toEqual(await histories(repository));
        expect(new Set(items.map(({ position }) => position)).size).toBe(items.length);
        for (const [at, { position }] of items.entries()) {
          expect(await read(repository, position)).toEqual(items.slice(at + 1));
        }
      }),
    );
  });

  it('has a reader that goes on from its last position see all that is committed meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(acts, acts, fc.integer({ min: 1, max: 5 }), async (before, meanwhile, limit) => {
        const repository = memoryRepository();
        const due = meanwhile.filter(({ kind }) => kind !== 'erase');
        for (const act of before) await carryOut(repository, act);
        const items = await inPages(repository, limit, null, async () => {
          const act = due.shift();
          if (act !== undefined) await carryOut(repository, act);
        });
        expect(items).toEqual(await read(repository, null));
      }),
    );
  });

  it('shows of what was erased the erasure alone, from every position, also one of what was erased', async () => {
    await fc.assert(
      fc.asyncProperty(acts, acts, async (before, after) => {
        const repository = memoryRepository();
        for (const act of before) await carryOut(repository, act);
        const positions = (await read(repository, null)).map(({ position }) => position);
        for (const id of ['a', 'b', 'c']) await carryOut(repository, { id, kind: 'erase' });
        for (const act of after) await carryOut(repository, act);
        const items = await read(repository, null);
        expect(byDocument(items)).toEqual(await histories(repository));
        const numberOf = (position: string): number => Number(position.split('.')[1]);
        for (const position of positions) {
          const rest = items.filter((item) => numberOf(item.position) > numberOf(position));
          expect(await read(repository, position)).toEqual(rest);
        }
      }),
    );
  });

  it('names the document, the revision and the place of each change', async () => {
    const { feed, partners, customers } = memoryRepository();
    const ofPartner = (await partners.commit(firstPartnerCommit('northwind')))._unsafeUnwrap();
    const commit = firstCommit('northwind', 'contoso');
    const ofCustomer = (await customers.commit(commit))._unsafeUnwrap();
    const customer = { kind: 'customer', id: 'northwind' };
    expect((await feed?.read(everything))?._unsafeUnwrap().items).toMatchObject([
      { document: { kind: 'partner', id: 'northwind' }, revision: ofPartner, place: 0 },
      { document: customer, revision: ofCustomer, place: 0, change: commit.changes[0] },
      { document: customer, revision: ofCustomer, place: 1, change: commit.changes[1] },
    ]);
  });

  it('has nothing of a commit that is refused', async () => {
    const repository = memoryRepository();
    (await repository.customers.commit(firstCommit('northwind')))._unsafeUnwrap();
    const before = await read(repository, null);
    const { customers } = repository;
    expect((await customers.commit(firstCommit('northwind', 'contoso'))).isErr()).toBe(true);
    const malformed = { ...firstCommit('tailspin'), next: {} } as unknown as ReturnType<typeof firstCommit>;
    expect((await customers.commit(malformed)).isErr()).toBe(true);
    const late = { id: customerIdOf('northwind'), expected: 'absent', next: null, changes: [erased] } as const;
    expect((await customers.commit(late)).isErr()).toBe(true);
    expect(await read(repository, null)).toEqual(before);
  });

  it('gives what nobody can change', async () => {
    const repository = memoryRepository();
    (await repository.customers.commit(structuredClone(firstCommit('northwind', 'contoso'))))._unsafeUnwrap();
    const page = (await repository.feed?.read(everything))?._unsafeUnwrap();
    expect(isFrozenInDepth(page)).toBe(true);
    (await repository.customers.commit(firstCommit('tailspin')))._unsafeUnwrap();
    expect(page?.items).toHaveLength(2);
  });

  it('knows its own positions alone, not those of another repository with the same changes', async () => {
    const [one, other] = [memoryRepository(), memoryRepository()];
    for (const { customers } of [one, other]) (await customers.commit(firstCommit('northwind')))._unsafeUnwrap();
    const [position = ''] = (await read(one, null)).map((item) => item.position);
    expect(await codeAt(one, position)).toBe('a page');
    expect(await codeAt(other, position)).toBe('unknown-cursor');
    expect(await codeAt(memoryRepository(), position)).toBe('unknown-cursor');
    const [feed = '', number = ''] = position.split('.');
    const wrong = ['', '.', number, feed, `${feed}.`, `${feed}.0`, `${feed}.2`, `${feed}.01`, `${feed}.1e0`];
    for (const after of [...wrong, `${position}.1`, ` ${position}`, `${feed}.-1`, `.${number}`, '9'.repeat(400)]) {
      expect(await codeAt(one, after), after).toBe('unknown-cursor');
    }
  });

  it('is empty where nothing happened', async () => {
    expect(await read(memoryRepository(), null)).toEqual([]);
    expect(await codeAt(memoryRepository(), '.1')).toBe('unknown-cursor');
  });
});
