import fc from 'fast-check';
import {
  foldCustomer,
  memoryRepository,
  parseCustomerRelationships,
  parseRevision,
  type Commit,
  type CustomerId,
  type CustomerRelationships,
  type Page,
  type PageRequest,
  type PartnerId,
  type RecordedChange,
  type RelationshipChange,
  type RelationshipRepository,
  type Revision,
} from 'partner-relationships';
import { play, situation } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { hostileJson } from '../fixtures/hostile-json';
import { nearMiss } from '../fixtures/near-miss';
import { customerIdOf, partnerIdOf } from '../fixtures/cast';
import {
  allCustomers,
  ended,
  erased,
  erasure,
  established,
  firstCommit,
  firstPartnerCommit,
  nextCommit,
  type CustomerCommit,
} from '../fixtures/commits';
import { isFrozenInDepth } from '../fixtures/frozen';

const contoso = partnerIdOf('contoso');

const everything: PageRequest = { after: null, limit: 1000 };

const histories: fc.Arbitrary<readonly (readonly RelationshipChange[])[]> = situation().map(({ history, next }) =>
  play([...history, next]).flatMap(({ decision }) => {
    const changes = decision.unwrapOr([]);
    return changes.length === 0 ? [] : [changes];
  }),
);

/** Commits of one customer whose relationships come and go: each number names the partner whose turn it is. */
const comingsAndGoings: fc.Arbitrary<readonly (readonly RelationshipChange[])[]> = fc
  .array(fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }), { maxLength: 6 })
  .map((commits) => {
    const related = new Set<PartnerId>();
    const turns = commits.map((numbers) =>
      numbers.map((number) => {
        const partnerId = partnerIdOf(`partner-${number}`);
        if (related.delete(partnerId)) return ended(partnerId);
        related.add(partnerId);
        return established(partnerId);
      }),
    );
    return [firstCommit('northwind').changes, ...turns];
  });

/** What is stored under a customer's id. */
async function stored({ customers }: RelationshipRepository, id: CustomerId): Promise<unknown> {
  const loaded = (await customers.load(id))._unsafeUnwrap();
  const { items } = (await customers.history(id, everything))._unsafeUnwrap();
  return { loaded, items };
}

async function loaded(
  { customers }: RelationshipRepository,
  id: CustomerId,
): Promise<{ readonly state: CustomerRelationships; readonly revision: Revision }> {
  const found = (await customers.load(id))._unsafeUnwrap();
  if (found === null || found.state === null) throw new Error(`nothing is stored under ${id}`);
  return { state: found.state, revision: found.revision };
}

/** Whom a partner's list of related customers shows. */
async function relatedTo(
  repository: RelationshipRepository,
  partnerId: PartnerId,
  page: PageRequest = everything,
): Promise<Page<CustomerId>> {
  const { items, next } = (await repository.customersOf('related', partnerId, page))._unsafeUnwrap();
  return { items: items.map(({ customer }) => customer.id), next };
}

/** All pages of this size, read one after the other, and something happening in between. */
async function inPages<T>(
  read: (page: PageRequest) => PromiseLike<Page<T>>,
  limit: number,
  meanwhile: () => PromiseLike<unknown> = () => Promise.resolve(),
): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | null = null;
  do {
    const page: Page<T> = await read({ after, limit });
    items.push(...page.items);
    after = page.next;
    await meanwhile();
  } while (after !== null);
  return items;
}

/** Commits changes one commit after the other; gives the revisions. */
async function commitAll(
  repository: RelationshipRepository,
  commits: readonly (readonly RelationshipChange[])[],
): Promise<readonly Revision[]> {
  const revisions: Revision[] = [];
  for (const [index, changes] of commits.entries()) {
    const next = foldCustomer(commits.slice(0, index + 1).flat())._unsafeUnwrap();
    if (next === null) continue;
    const expected = revisions.at(-1) ?? 'absent';
    const revision = await repository.customers.commit({ id: next.customer.id, expected, next, changes });
    revisions.push(revision._unsafeUnwrap());
  }
  return revisions;
}

/** This customer gains or loses its relationship with contoso, as it is or is not there. */
async function toggle(repository: RelationshipRepository, id: CustomerId): Promise<void> {
  const found = (await repository.customers.load(id))._unsafeUnwrap();
  if (found === null) {
    (await repository.customers.commit(firstCommit(id, contoso)))._unsafeUnwrap();
    return;
  }
  const { state, revision } = await loaded(repository, id);
  const change = state.relationships.length === 0 ? established(contoso) : ended(contoso);
  const next = nextCommit({ id: state.customer.id, next: state }, revision, change);
  (await repository.customers.commit(next))._unsafeUnwrap();
}

describe('Of simultaneous commits', () => {
  it('exactly one succeeds at "absent"; the others conflict and store nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(99), { minLength: 2, maxLength: 8 }), async (names) => {
        const repository = memoryRepository();
        const commits = names.map((name) => firstCommit('northwind', `partner-${name}`));
        const answers = await Promise.all(commits.map((commit) => repository.customers.commit(commit)));

        const winners = answers.flatMap((answer, index) => (answer.isOk() ? [{ index, revision: answer.value }] : []));
        expect(winners).toHaveLength(1);
        const errors = answers.flatMap((answer) => (answer.isErr() ? [answer.error] : []));
        expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['revision-conflict']));
        const [{ index, revision } = { index: -1, revision: null }] = winners;
        expect(await stored(repository, customerIdOf('northwind'))).toEqual({
          loaded: { state: commits[index]?.next, revision },
          items: commits[index]?.changes.map((change) => ({ revision, change })),
        });
        for (const [at, commit] of commits.entries()) {
          const [partnerId = contoso] = commit.next.relationships.map((relationship) => relationship.partnerId);
          const list = await relatedTo(repository, partnerId);
          expect(list.items).toEqual(at === index ? ['northwind'] : []);
        }
      }),
    );
  });

  it('exactly one succeeds at one revision; the errors of the others name the expected revision', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 8 }), async (writers) => {
        const repository = memoryRepository();
        const first = firstPartnerCommit('contoso');
        const expected = (await repository.partners.commit(first))._unsafeUnwrap();
        const commits = Array.from({ length: writers }, () => ({ ...first, expected }));
        const answers = await Promise.all(commits.map((commit) => repository.partners.commit(commit)));
        expect(answers.filter((answer) => answer.isOk())).toHaveLength(1);
        for (const answer of answers) {
          if (answer.isErr()) expect(answer.error).toMatchObject({ code: 'revision-conflict', context: { expected } });
        }
        expect((await repository.partners.history(contoso, everything))._unsafeUnwrap().items).toHaveLength(2);
      }),
    );
  });

  it('those of different ids do not conflict', async () => {
    const repository = memoryRepository();
    const answers = await Promise.all([
      repository.customers.commit(firstCommit('northwind')),
      repository.customers.commit(firstCommit('Northwind')),
      repository.partners.commit(firstPartnerCommit('northwind')),
    ]);
    expect(answers.map((answer) => answer.isOk())).toEqual([true, true, true]);
  });
});

describe('A revision', () => {
  it('never comes back, so a commit that expects an old one always conflicts', async () => {
    await fc.assert(
      fc.asyncProperty(comingsAndGoings, async (commits) => {
        const repository = memoryRepository();
        const revisions = await commitAll(repository, commits);
        expect(new Set(revisions).size).toBe(revisions.length);
        const id = customerIdOf('northwind');
        const { state, revision } = await loaded(repository, id);
        expect(revision).toBe(revisions.at(-1));
        for (const expected of [...revisions.slice(0, -1), 'absent' as const]) {
          const answer = await repository.customers.commit({ id, expected, next: state, changes: commits[0] ?? [] });
          expect(answer._unsafeUnwrapErr()).toMatchObject({ kind: 'conflict', context: { expected } });
        }
      }),
    );
  });

  it('that was never given conflicts, also if nothing is stored', async () => {
    const repository = memoryRepository();
    const expected = parseRevision('1')._unsafeUnwrap();
    const answer = await repository.customers.commit({ ...firstCommit('northwind'), expected });
    expect(answer._unsafeUnwrapErr().code).toBe('revision-conflict');
    expect((await repository.customers.load(customerIdOf('northwind')))._unsafeUnwrap()).toBeNull();
  });
});

describe('A commit is all or nothing', () => {
  const first = firstCommit('northwind', 'contoso');
  const second = (state: CustomerRelationships, expected: Revision): CustomerCommit =>
    nextCommit({ id: state.customer.id, next: state }, expected, ended(contoso), established('fabrikam'));

  async function contents(repository: RelationshipRepository): Promise<unknown> {
    const lists = await Promise.all(['contoso', 'fabrikam'].map((id) => relatedTo(repository, partnerIdOf(id))));
    return {
      northwind: await stored(repository, first.id),
      lists: lists.map(({ items }) => items),
      all: await allCustomers(repository),
    };
  }

  it('when its next state or its changes are malformed', async () => {
    const { next, changes } = second(first.next, parseRevision('1')._unsafeUnwrap());
    const wrong = fc.tuple(
      fc.constantFrom('next', 'changes'),
      fc.oneof(hostileJson(), nearMiss(fc.constant(next)), nearMiss(fc.constant(changes))),
    );
    await fc.assert(
      fc.asyncProperty(wrong, async ([field, value]) => {
        const repository = memoryRepository();
        const expected = (await repository.customers.commit(first))._unsafeUnwrap();
        const before = await contents(repository);
        const malformed = { ...second(first.next, expected), [field]: value } as unknown as CustomerCommit;
        const answer = await repository.customers.commit(malformed);
        if (answer.isOk()) return;
        expect(answer.error.code).toBe('storage-failed');
        expect(await contents(repository)).toEqual(before);
      }),
    );
  });

  it('when another commit was first', async () => {
    const repository = memoryRepository();
    const expected = (await repository.customers.commit(first))._unsafeUnwrap();
    (await repository.customers.commit(second(first.next, expected)))._unsafeUnwrap();
    const before = await contents(repository);
    const late = nextCommit(first, expected, ended(contoso));
    expect((await repository.customers.commit(late)).isErr()).toBe(true);
    expect(await contents(repository)).toEqual(before);
    expect(before).toMatchObject({ lists: [[], ['northwind']] });
  });
});

describe('A document is passed by value', () => {
  it('a later change to the committed object does not change the stored one', async () => {
    const repository = memoryRepository();
    const sent = structuredClone(firstCommit('northwind', 'contoso'));
    const pristine = structuredClone(sent);
    const answer = repository.customers.commit(sent);
    Object.assign(sent, { id: 'changed' });
    Object.assign(sent.next.customer, { name: 'changed' });
    Object.assign(sent.next.relationships, { length: 0 });
    Object.assign(sent.changes[0] ?? {}, { kind: 'changed' });
    Object.assign(sent.changes, { length: 0 });
    const revision = (await answer)._unsafeUnwrap();
    expect(await stored(repository, pristine.id)).toEqual({
      loaded: { state: pristine.next, revision },
      items: pristine.changes.map((change) => ({ revision, change })),
    });
  });

  it('a loaded document is frozen in depth, so that nobody can change it', async () => {
    const repository = memoryRepository();
    (await repository.customers.commit(structuredClone(firstCommit('northwind', 'contoso'))))._unsafeUnwrap();
    (await repository.partners.commit(structuredClone(firstPartnerCommit('contoso'))))._unsafeUnwrap();
    const received: unknown[] = [
      (await repository.customers.load(customerIdOf('northwind')))._unsafeUnwrap(),
      (await repository.customers.history(customerIdOf('northwind'), everything))._unsafeUnwrap(),
      (await repository.partners.load(contoso))._unsafeUnwrap(),
      (await repository.partners.history(contoso, everything))._unsafeUnwrap(),
      (await repository.partners.list(everything))._unsafeUnwrap(),
      (await repository.customers.list(everything))._unsafeUnwrap(),
      (await repository.customersOf('related', contoso, everything))._unsafeUnwrap(),
      (await repository.customersOf('administered', partnerIdOf('nobody'), everything))._unsafeUnwrap(),
    ];
    expect(received.map(isFrozenInDepth)).toEqual(received.map(() => true));
  });

  it('a page does not change when a later commit does', async () => {
    const repository = memoryRepository();
    (await repository.customers.commit(firstCommit('northwind', 'contoso')))._unsafeUnwrap();
    const history = (await repository.customers.history(customerIdOf('northwind'), everything))._unsafeUnwrap();
    const list = await relatedTo(repository, contoso);
    await toggle(repository, customerIdOf('northwind'));
    expect(history.items).toHaveLength(2);
    expect(list.items).toEqual(['northwind']);
  });
});

describe('A history', () => {
  it('is complete, in the order of the commits, the same in pages of any size, and folds to the state', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 12 }), async (commits, limit) => {
        const repository = memoryRepository();
        const revisions = await commitAll(repository, commits);
        const state = foldCustomer(commits.flat())._unsafeUnwrap();
        if (state === null) throw new Error('a situation begins with a registration');
        const { id } = state.customer;
        const read = async (page: PageRequest): Promise<Page<RecordedChange<RelationshipChange>>> => {
          const answer = (await repository.customers.history(id, page))._unsafeUnwrap();
          expect(answer.items.length).toBeLessThanOrEqual(limit);
          return answer;
        };
        const items = await inPages(read, limit);
        expect(items).toEqual(
          commits.flatMap((changes, index) => changes.map((change) => ({ revision: revisions[index], change }))),
        );
        expect(foldCustomer(items.map(({ change }) => change))._unsafeUnwrap()).toEqual(state);
        expect((await loaded(repository, id)).state).toEqual(state);
      }),
    );
  });

  it('is read without gaps and repeats while it grows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 12 }), async (limit, more) => {
        const repository = memoryRepository();
        const id = customerIdOf('northwind');
        let due = more;
        for (let changes = 0; changes < 4; changes += 1) await toggle(repository, id);
        const items = await inPages(
          async (page) => (await repository.customers.history(id, page))._unsafeUnwrap(),
          limit,
          async () => {
            if (due > 0) await toggle(repository, id);
            due -= 1;
          },
        );
        const whole = (await repository.customers.history(id, everything))._unsafeUnwrap().items;
        expect(items).toEqual(whole.slice(0, items.length));
        expect(items.length).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  it('ends without a cursor, also when the last page is full', async () => {
    const repository = memoryRepository();
    const { id } = firstCommit('northwind', 'contoso');
    (await repository.customers.commit(firstCommit('northwind', 'contoso')))._unsafeUnwrap();
    expect((await repository.customers.history(id, { after: null, limit: 2 }))._unsafeUnwrap().next).toBeNull();
    expect((await repository.customers.history(id, { after: null, limit: 1 }))._unsafeUnwrap().next).not.toBeNull();
  });

  it('of an unknown id is empty', async () => {
    const { customers, partners } = memoryRepository();
    const empty = { items: [], next: null };
    expect((await customers.history(customerIdOf('northwind'), everything))._unsafeUnwrap()).toEqual(empty);
    expect((await partners.history(contoso, everything))._unsafeUnwrap()).toEqual(empty);
  });

  it.each(['', '0', '-1', '1.5', '01', '1e0', ' 1', '2', '3', '0x1', '9'.repeat(400), 'northwind'])(
    'refuses the cursor "%s"',
    async (after) => {
      const repository = memoryRepository();
      (await repository.customers.commit(firstCommit('northwind', 'contoso')))._unsafeUnwrap();
      const answer = await repository.customers.history(customerIdOf('northwind'), { after, limit: 10 });
      expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-cursor', context: { after } });
    },
  );
});

describe('An erasure', () => {
  const id = customerIdOf('northwind');

  async function erase(repository: RelationshipRepository): Promise<Revision> {
    const { revision } = await loaded(repository, id);
    return (await repository.customers.commit(erasure({ id }, revision)))._unsafeUnwrap();
  }

  it('leaves its revision and itself, and nothing in any list', async () => {
    await fc.assert(
      fc.asyncProperty(comingsAndGoings, async (commits) => {
        const repository = memoryRepository();
        const revisions = await commitAll(repository, commits);
        const revision = await erase(repository);
        expect(revisions).not.toContain(revision);
        expect(await stored(repository, id)).toEqual({
          loaded: { state: null, revision },
          items: [{ revision, change: erased }],
        });
        expect(await allCustomers(repository)).toEqual([]);
        for (const number of [0, 1, 2, 3, 4]) {
          expect((await relatedTo(repository, partnerIdOf(`partner-${number}`))).items).toEqual([]);
        }
      }),
    );
  });

  it('makes the cursors of the history before it unknown, also when the history is as long again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 8 }), async (limit, more) => {
        const repository = memoryRepository();
        for (let commits = 0; commits < 5; commits += 1) await toggle(repository, id);
        const cursors: string[] = [];
        await inPages(async (page) => {
          const read = (await repository.customers.history(id, page))._unsafeUnwrap();
          if (read.next !== null) cursors.push(read.next);
          return read;
        }, limit);
        const expected = await erase(repository);
        (await repository.customers.commit({ ...firstCommit('northwind'), expected }))._unsafeUnwrap();
        for (let commits = 0; commits < more; commits += 1) await toggle(repository, id);

        expect(cursors.length).toBeGreaterThan(0);
        for (const after of cursors) {
          const answer = await repository.customers.history(id, { after, limit });
          expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-cursor', context: { after } });
        }
        const whole = (await repository.customers.history(id, everything))._unsafeUnwrap().items;
        expect(whole).toHaveLength(2 + more);
        const read = await inPages(async (page) => (await repository.customers.history(id, page))._unsafeUnwrap(), limit);
        expect(read).toEqual(whole);
      }),
    );
  });

  it('of what never was is a commit like any other', async () => {
    const repository = memoryRepository();
    const answer = await repository.customers.commit({ id, expected: 'absent', next: null, changes: [erased] });
    expect((await repository.customers.load(id))._unsafeUnwrap()).toEqual({
      state: null,
      revision: answer._unsafeUnwrap(),
    });
  });
});

describe('A customer list', () => {
  const ids = Array.from({ length: 40 }, (_, index) => customerIdOf(`customer-${index}`));
  const someIds = fc.subarray(ids);

  it('is read without gaps and repeats while customers come and go', async () => {
    await fc.assert(
      fc.asyncProperty(
        someIds,
        fc.array(fc.array(fc.constantFrom(...ids), { maxLength: 6 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 7 }),
        async (initial, comings, limit) => {
          const repository = memoryRepository();
          const present = new Set<CustomerId>(initial);
          for (const id of initial) await toggle(repository, id);
          const ever = new Set(initial);
          const throughout = new Set(initial);
          const due = [...comings];
          const read = await inPages(
            (page) => relatedTo(repository, contoso, page),
            limit,
            async () => {
              for (const id of due.shift() ?? []) {
                await toggle(repository, id);
                throughout.delete(id);
                if (!present.delete(id)) present.add(id);
                ever.add(id);
              }
            },
          );
          expect(new Set(read).size).toBe(read.length);
          expect(read.filter((id) => !ever.has(id))).toEqual([]);
          expect([...throughout].filter((id) => !read.includes(id))).toEqual([]);
          const after = await relatedTo(repository, contoso);
          expect(new Set(after.items)).toEqual(present);
        },
      ),
    );
  });

  it('holds each customer once for every partner that its stored state has a relationship with', async () => {
    await fc.assert(
      fc.asyncProperty(comingsAndGoings, async (commits) => {
        const repository = memoryRepository();
        await commitAll(repository, commits);
        const state = foldCustomer(commits.flat())._unsafeUnwrap();
        const related = new Set<PartnerId>(state?.relationships.map(({ partnerId }) => partnerId));
        const ever = new Set(
          commits.flat().flatMap((change) => (change.kind === 'relationship-established' ? [change.partnerId] : [])),
        );
        for (const partnerId of ever) {
          const { items } = await relatedTo(repository, partnerId);
          expect(items).toEqual(related.has(partnerId) ? [state?.customer.id] : []);
        }
      }),
    );
  });

  it('ends without a cursor, also when the last page is full', async () => {
    const repository = memoryRepository();
    for (const id of ids) await toggle(repository, id);
    const first = await relatedTo(repository, contoso, { after: null, limit: 20 });
    const second = await relatedTo(repository, contoso, { after: first.next, limit: 20 });
    expect([...first.items, ...second.items]).toEqual([...ids].sort());
    expect(second.next).toBeNull();
  });

  it.each([[''], ['a b'], ['\n'], ['x'.repeat(129)]])(
    'refuses the cursor "%s"',
    async (after) => {
      const { partners, customers, customersOf } = memoryRepository();
      const page = { after, limit: 10 };
      for (const answer of [
        await customersOf('related', contoso, page),
        await customersOf('administered', contoso, page),
        await partners.list(page),
        await customers.list(page),
      ]) {
        expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-cursor', context: { after } });
      }
    },
  );
});

describe('Ids are compared byte for byte', () => {
  const treacherous = [
    'contoso',
    'Contoso',
    'CONTOSO',
    'contoso.',
    '__proto__',
    'constructor',
    'toString',
    '%63ontoso',
    '0',
    '00',
  ];

  it('as those of stored documents', async () => {
    const { customers, partners } = memoryRepository();
    for (const id of treacherous) {
      expect((await customers.load(customerIdOf(id)))._unsafeUnwrap()).toBeNull();
      (await customers.commit(firstCommit(id)))._unsafeUnwrap();
      (await partners.commit(firstPartnerCommit(id, `the partner ${id}`)))._unsafeUnwrap();
    }
    for (const id of treacherous) {
      expect((await customers.load(customerIdOf(id)))._unsafeUnwrap()?.state?.customer.id).toBe(id);
      expect((await partners.load(partnerIdOf(id)))._unsafeUnwrap()?.state?.partner.name).toBe(`the partner ${id}`);
      expect((await customers.history(customerIdOf(id), everything))._unsafeUnwrap().items).toHaveLength(1);
    }
  });

  it('as those in lists, whose order is that of code units', async () => {
    const repository = memoryRepository();
    for (const id of treacherous) (await repository.customers.commit(firstCommit(id, id, 'fabrikam')))._unsafeUnwrap();
    for (const id of treacherous) {
      expect((await relatedTo(repository, partnerIdOf(id))).items).toEqual([id]);
    }
    expect((await relatedTo(repository, partnerIdOf('fabrikam'))).items).toEqual([...treacherous].sort());
    const all = await allCustomers(repository);
    expect(all.map(({ id }) => id)).toEqual([...treacherous].sort());
  });
});

describe('A repository in memory', () => {
  it('shares nothing with another repository in memory', async () => {
    (await memoryRepository().customers.commit(firstCommit('northwind', 'contoso')))._unsafeUnwrap();
    const another = memoryRepository();
    expect((await another.customers.load(customerIdOf('northwind')))._unsafeUnwrap()).toBeNull();
    expect((await relatedTo(another, contoso)).items).toEqual([]);
    expect(await allCustomers(another)).toEqual([]);
  });

  it('checks the documents that it stores', async () => {
    const { next, ...commit } = firstCommit('northwind', 'contoso');
    const wrong = { ...next, relationships: [...next.relationships, ...next.relationships] };
    expect(parseCustomerRelationships(wrong).isErr()).toBe(true);
    const sent: Commit<CustomerId, CustomerRelationships, RelationshipChange> = { ...commit, next: wrong };
    const error = (await memoryRepository().customers.commit(sent))._unsafeUnwrapErr();
    expect(error).toMatchObject({ kind: 'storage', code: 'storage-failed' });
  });
});
