import type { Kysely } from 'kysely';
import type { RelationshipRepository, Revision } from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerIdOf, partnerIdOf } from '../fixtures/cast';
import {
  ended,
  erasure,
  established,
  firstCommit,
  firstPartnerCommit,
  granted,
  nextCommit,
  relinquished,
  renamed,
  type CustomerCommit,
} from '../fixtures/commits';
import { createTables, engines, type Storage } from './storage';

interface Costs {
  readonly commit: number;
  readonly alongside: number;
  readonly commitWithList: number;
  readonly commitWithBothLists: number;
  readonly erasure: number;
  readonly conflict: number;
  readonly feed: number;
}

/** How many statements are sent, BEGIN, COMMIT and ROLLBACK among them. */
const costs: Readonly<Record<string, Costs>> = {
  PostgreSQL: { commit: 1, alongside: 6, commitWithList: 1, commitWithBothLists: 1, erasure: 1, conflict: 1, feed: 3 },
  SQLite: { commit: 4, alongside: 6, commitWithList: 5, commitWithBothLists: 6, erasure: 6, conflict: 3, feed: 1 },
  MariaDB: { commit: 1, alongside: 7, commitWithList: 1, commitWithBothLists: 1, erasure: 1, conflict: 1, feed: 10 },
  MySQL: { commit: 5, alongside: 7, commitWithList: 6, commitWithBothLists: 7, erasure: 7, conflict: 4, feed: 10 },
};
const none: Costs = {
  commit: 0,
  alongside: 0,
  commitWithList: 0,
  commitWithBothLists: 0,
  erasure: 0,
  conflict: 0,
  feed: 0,
};

const page = { after: null, limit: 2 };

describe.each(engines)('Round trips on $name', ({ name, dialect, storage: makeStorage }) => {
  const { commit, alongside, commitWithList, commitWithBothLists, conflict, feed } = costs[name] ?? none;
  const { erasure: erasing } = costs[name] ?? none;
  let storage: Storage;
  let db: Kysely<unknown>;
  let repository: RelationshipRepository;
  let sent: string[] = [];

  beforeAll(async () => {
    storage = await makeStorage();
    db = storage.open({ log: ({ query }) => void sent.push(query.sql) });
    await createTables(db, dialect, 'relationship_');
    repository = sqlRepository({ db, dialect });
    // With the first one a repository finds out whether a server of MySQL is a MariaDB.
    await committed(firstCommit('earlier'));
  });
  beforeEach(() => {
    sent = [];
  });
  afterAll(() => storage.remove());

  async function committed(next: CustomerCommit): Promise<Revision> {
    const revision = (await repository.customers.commit(next))._unsafeUnwrap();
    return revision;
  }

  it('a load takes one, whether the document exists or not', async () => {
    await repository.customers.load(customerIdOf('nobody'));
    await committed(firstCommit('loaded'));
    sent = [];
    await repository.customers.load(customerIdOf('loaded'));
    expect(sent).toHaveLength(1);
  });

  it('a customer and a partner at once take one, whether they exist or not', async () => {
    await committed(firstCommit('together'));
    (await repository.partners.commit(firstPartnerCommit('together')))._unsafeUnwrap();
    for (const name of ['together', 'nobody']) {
      sent = [];
      const found = (await repository.loadParties?.(customerIdOf(name), partnerIdOf(name)))?._unsafeUnwrap();
      expect([found?.customer === null, found?.partner === null]).toEqual(Array(2).fill(name === 'nobody'));
      expect(sent).toHaveLength(1);
    }
  });

  it(`a commit with the changes of one command takes ${commit}`, async () => {
    const first = firstCommit('committed');
    const revision = await committed(first);
    expect(sent).toHaveLength(commit);
    const [registered] = first.changes;
    if (registered === undefined) throw new Error('a first commit has a change');
    sent = [];
    // What the changes are is of no account to the store.
    await committed({ ...first, expected: revision, changes: Array.from({ length: 150 }, () => registered) });
    expect(sent).toHaveLength(commit);
  });

  it('the first commit of a repository takes one more on MySQL, and no other', async () => {
    const { customers, partners } = sqlRepository({ db, dialect });
    expect((await partners.commit(firstPartnerCommit('first'))).isOk()).toBe(true);
    expect(sent).toHaveLength(name === 'MySQL' ? commit + 1 : commit);
    for (const later of ['second', 'third']) {
      sent = [];
      expect((await customers.commit(firstCommit(later))).isOk()).toBe(true);
      expect(sent).toHaveLength(commit);
    }
  });

  it(`a commit with alongside takes ${alongside}, besides what the application sends`, async () => {
    const together = sqlRepository({ db, dialect, alongside: async () => {} });
    expect((await together.customers.commit(firstCommit('alongside'))).isOk()).toBe(true);
    expect(sent).toHaveLength(alongside);
  });

  it(`a commit that changes a customer list takes ${commitWithList}`, async () => {
    const first = firstCommit('moved', 'contoso', 'fabrikam', 'tailspin');
    const revision = await committed(first);
    expect(sent).toHaveLength(commitWithList);
    sent = [];
    const second = nextCommit(first, revision, ended('contoso'), ended('tailspin'));
    const next = await committed(second);
    expect(sent).toHaveLength(commitWithList);
    sent = [];
    await committed(nextCommit(second, next, established('litware')));
    expect(sent).toHaveLength(commitWithList);
  });

  it(`a commit that adds to customer lists takes ${commitWithList}, to however many`, async () => {
    const first = firstCommit('added', 'contoso', 'fabrikam', 'tailspin');
    let revision = await committed(first);
    sent = [];
    const second = nextCommit(first, revision, granted('contoso', 'intune'), granted('fabrikam', 'exchange-online'));
    revision = await committed(second);
    expect(sent).toHaveLength(commitWithList);
    sent = [];
    const third = nextCommit(second, revision, renamed('Another Name'));
    revision = await committed(third);
    expect(sent).toHaveLength(commitWithList);
    sent = [];
    const leaving = [relinquished('contoso', 'intune'), ended('contoso')];
    await committed(nextCommit(third, revision, ...leaving));
    expect(sent).toHaveLength(commitWithList);
  });

  it(`a commit that moves a partner out of one list and not out of the other takes ${commitWithBothLists}`, async () => {
    const first = firstCommit('kept', 'contoso');
    const second = nextCommit(first, await committed(first), granted('contoso', 'intune'));
    const revision = await committed(second);
    sent = [];
    await committed(nextCommit(second, revision, relinquished('contoso', 'intune')));
    expect(sent).toHaveLength(commitWithBothLists);
  });

  it(`an erasure takes ${erasing}`, async () => {
    const first = firstCommit('erased', 'contoso', 'fabrikam');
    const revision = await committed(first);
    sent = [];
    await committed(erasure(first, revision));
    expect(sent).toHaveLength(erasing);
  });

  it(`a conflict takes ${conflict}`, async () => {
    const first = firstCommit('contended', 'contoso');
    const revision = await committed(first);
    await committed(nextCommit(first, revision, established('fabrikam')));
    for (const late of [first, nextCommit(first, revision, established('litware'))]) {
      sent = [];
      expect((await repository.customers.commit(late))._unsafeUnwrapErr().code).toBe('revision-conflict');
      expect(sent).toHaveLength(conflict);
    }
  });

  it('a commit at a revision that no repository made is a conflict and takes none', async () => {
    for (const expected of ['0', '01', '-1', '1.5', 'x', '9999999999999999']) {
      const answer = await repository.customers.commit({ ...firstCommit('unknown'), expected: expected as Revision });
      expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'revision-conflict', context: { expected } });
    }
    expect(sent).toEqual([]);
  });

  it('a page takes one, wherever it begins', async () => {
    for (const name of ['paged-1', 'paged-2', 'paged-3']) await committed(firstCommit(name, 'wingtip'));
    sent = [];
    const customers = (await repository.customersOf('related', partnerIdOf('wingtip'), page))._unsafeUnwrap();
    await repository.customersOf('related', partnerIdOf('wingtip'), { ...page, after: customers.next });
    const first = (
      await repository.customers.history(customerIdOf('paged-1'), { after: null, limit: 1 })
    )._unsafeUnwrap();
    await repository.customers.history(customerIdOf('paged-1'), { after: first.next, limit: 1 });
    const all = (await repository.customers.list(page))._unsafeUnwrap();
    await repository.customers.list({ ...page, after: all.next });
    expect(sent).toHaveLength(6);
    // MySQL has what is asked for in the text.
    const texts = sent.map((text) => text.replaceAll(/_ascii x?'[^']*'|\b\d+\b/g, '?'));
    expect(new Set(texts).size).toBe(3);
  });

  it('a page of the feed takes one, and more if it has to number first', async () => {
    const read = async (after: string | null): Promise<string | null> => {
      const answer = await repository.feed?.read({ after, limit: 1000 });
      return answer?._unsafeUnwrap().items.at(-1)?.position ?? null;
    };
    await committed(firstCommit('fed-1', 'wingtip'));
    const first = await read(null);
    sent = [];
    await read(first);
    expect(sent).toHaveLength(1);
    await committed(firstCommit('fed-2', 'wingtip'));
    sent = [];
    const second = await read(first);
    expect(second).not.toBe(first);
    expect(sent).toHaveLength(feed);
    sent = [];
    await read(second);
    expect(sent).toHaveLength(1);
  });

  it('a malformed cursor takes none', async () => {
    for (const after of ['', '0', '-1', '1.5', ' 1', '1 ', 'x', '99999999999999999999']) {
      const history = await repository.customers.history(customerIdOf('paged-1'), { after, limit: 1 });
      expect(history._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-cursor', context: { after } });
    }
    const customers = await repository.customersOf('related', partnerIdOf('wingtip'), { after: 'not an id', limit: 1 });
    expect(customers._unsafeUnwrapErr().code).toBe('unknown-cursor');
    const all = await repository.customers.list({ after: 'not an id', limit: 1 });
    expect(all._unsafeUnwrapErr().code).toBe('unknown-cursor');
    expect(sent).toEqual([]);
  });

  it('a cursor beyond the end, or of another history, is refused with the page', async () => {
    for (const after of ['3', '77']) {
      sent = [];
      const history = await repository.customers.history(customerIdOf('paged-1'), { after, limit: 1 });
      expect(history._unsafeUnwrapErr()).toMatchObject({ code: 'unknown-cursor', context: { after } });
      expect(sent).toHaveLength(1);
    }
  });
});

describe('Statements on PostgreSQL', () => {
  it('have the same text however much they write, so that plans and statistics are shared', async () => {
    const [postgres] = engines;
    if (postgres === undefined) throw new Error('PostgreSQL is among the engines');
    const storage = await postgres.storage();
    const sent: string[] = [];
    const db = storage.open({ log: ({ query }) => void sent.push(query.sql) });
    await createTables(db, 'postgres', 'relationship_');
    const repository = sqlRepository({ db, dialect: 'postgres' });
    const manyPartners = Array.from({ length: 300 }, (_, at) => `partner-${at}`);
    sent.length = 0;
    for (const [at, partners] of [['contoso'], manyPartners].entries()) {
      const first = firstCommit(`northwind-${at}`, ...partners);
      const revision = (await repository.customers.commit(first))._unsafeUnwrap();
      (await repository.customers.commit(nextCommit(first, revision, ...partners.map(ended))))._unsafeUnwrap();
    }
    await storage.remove();
    expect(sent).toHaveLength(4);
    // MySQL has what is asked for in the text.
    const texts = sent.map((text) => text.replaceAll(/x'[\da-f]*'|\b\d+\b/g, '?'));
    expect(new Set(texts).size).toBe(2);
  });
});
