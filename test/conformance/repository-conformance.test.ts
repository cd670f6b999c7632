import { err, okAsync, type Result } from 'neverthrow';
import {
  memoryRepository,
  storageFailed,
  type CommitError,
  type CustomerEntry,
  type Page,
  type PageError,
  type RelationshipRepository,
  type Revision,
} from 'partner-relationships';
import type {
  ConformanceSizes,
  ConformanceSubject,
  RepositoryConformanceOptions,
} from 'partner-relationships/conformance';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { absentFieldAsNull } from './broken/absent-field-as-null';
import { skipTime } from '../fixtures/skip-time';
import { withoutFeed } from './broken-repository';
import { withFeed, type FeedDesign } from './feed-table';
import {
  answersHeld,
  heldOnPaper,
  isolatedOnPaper,
  nothingClosed,
  oneHandle,
  sharedOnPaper,
} from './mistaken-subjects';
import { registeredChecks, SMALL, verdicts, type RegisteredCheck } from './verdict';

async function sound(): Promise<ConformanceSubject> {
  const repository = memoryRepository();
  const another = async (): Promise<RelationshipRepository> => ({ ...repository });
  return { repository, another, reopen: another, close: async () => {} };
}

/** A store that says of every commit that it failed. */
async function withoutCommits(): Promise<ConformanceSubject> {
  const subject = await sound();
  const { partners, customers } = subject.repository;
  const commit = async (): Promise<Result<Revision, CommitError>> => err(storageFailed('the disk is full'));
  const repository: RelationshipRepository = {
    ...subject.repository,
    partners: { ...partners, commit },
    customers: { ...customers, commit },
  };
  return { ...subject, repository, another: async () => ({ ...repository }), reopen: async () => ({ ...repository }) };
}

const numberedAtCommit: FeedDesign = {
  record: (rows, _, table) => rows.map((row) => ({ ...row, number: (table.last += 1) })),
};

function registered(options: Partial<RepositoryConformanceOptions> = {}): readonly RegisteredCheck[] {
  return registeredChecks({ create: withoutFeed(sound), sizes: SMALL, ...options });
}

function named(part: string, options: Partial<RepositoryConformanceOptions> = {}): RegisteredCheck {
  const found = registered(options).find(({ name }) => name.includes(part));
  if (found === undefined) throw new Error(`no check is named like "${part}"`);
  return found;
}

async function failureOf({ check }: RegisteredCheck): Promise<Error> {
  return check().then(
    () => {
      throw new Error('the check passed');
    },
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
}

describe('the checks of the conformance kit', () => {
  it('pass for the repository in memory, opened again without a loss', async () => {
    const failed = (await verdicts(registered())).filter(({ failure }) => failure !== null);
    expect(failed).toEqual([]);
  });

  it('have distinct names that begin with the number of a MUST and its words', () => {
    const names = registered().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^([0-8]|10|1-8) [^:]+: \S/);
    for (const must of ['1', '2', '3', '4', '5', '6', '7', '8', '10']) {
      expect(names.some((name) => name.startsWith(`${must} `))).toBe(true);
    }
  });

  it('leave out only those that reopen the store, if the repository is volatile', () => {
    const all = registered().map(({ name }) => name);
    const kept = registered({ volatile: true }).map(({ name }) => name);
    const left = all.filter((name) => !kept.includes(name));
    expect(left.filter((name) => !name.startsWith('8 '))).toEqual([
      '0 create() gives what it promises: with a handle of its own for each who asks',
      '2 a revision never comes back: when the store of a partner is closed and opened again',
      '2 a revision never comes back: when the store of a customer is closed and opened again',
      '2 a revision never comes back: when the store of a customer that is erased and registered again is closed and ' +
        'opened again',
    ]);
    expect(kept.filter((name) => name.startsWith('8 '))).toEqual([]);
    expect(all).toEqual(expect.arrayContaining(kept));
  });

  it('say so when a repository that is not volatile cannot be opened again', async () => {
    const create = async (): Promise<ConformanceSubject> => {
      const { repository, another, close } = await sound();
      return { repository, another, close };
    };
    const { message } = await failureOf(named('8 what was acknowledged survives reopening: the state', { create }));
    expect(message).toContain('MUST 8');
    expect(message).toContain('volatile: true');
  });

  it('each make their own repository and close it once, also when they fail', async () => {
    for (const spoil of [false, true]) {
      const created: string[] = [];
      const closed: string[] = [];
      const create = async (): Promise<ConformanceSubject> => {
        const subject = spoil ? await absentFieldAsNull.create() : await sound();
        const name = `subject ${created.length}`;
        created.push(name);
        return { ...subject, close: async () => void closed.push(name) };
      };
      for (const { check } of registered({ create })) {
        const before = created.length;
        await check().catch(() => undefined);
        expect(created.length).toBeGreaterThan(before);
        expect([...closed].sort()).toEqual([...created].sort());
      }
    }
  });

  it('wait for an answer only so long, and say which call has none', async () => {
    onTestFinished(skipTime());
    const create = async (): Promise<ConformanceSubject> => {
      const subject = await sound();
      const { partners } = subject.repository;
      const never: RelationshipRepository = {
        ...subject.repository,
        partners: { ...partners, history: () => new Promise(() => undefined) },
      };
      return { ...subject, repository: never };
    };
    const { message } = await failureOf(
      named('6 a history is complete and in order: when a partner', { create, timeoutMs: 50 }),
    );
    expect(message).toContain('within 50 milliseconds');
    expect(message).toContain('partners.history("partner-in-question"');
    expect(message).toContain('timeoutMs');
  });

  it('say what a page must look like if a repository answers with something else', async () => {
    const create = async (): Promise<ConformanceSubject> => {
      const subject = await sound();
      const withoutNext: RelationshipRepository = {
        ...subject.repository,
        customersOf: () => okAsync({ items: [] } as unknown as Page<CustomerEntry>),
      };
      return { ...subject, repository: withoutNext };
    };
    const { message } = await failureOf(named('lists follow', { create }));
    expect(message).toContain('`next`, a cursor or null');
    expect(message).toContain('a page was {"items":[]}');
  });

  it('say so if a repository answers with something that is not a Result', async () => {
    const create = async (): Promise<ConformanceSubject> => {
      const subject = await sound();
      const withoutResult: RelationshipRepository = {
        ...subject.repository,
        customersOf: () => Promise.resolve([] as unknown as Result<Page<CustomerEntry>, PageError>),
      };
      return { ...subject, repository: withoutResult };
    };
    const { message } = await failureOf(named('lists follow', { create }));
    expect(message).toContain('answered with [], which is not a Result');
  });

  it('wait for close() only so long too', async () => {
    onTestFinished(skipTime());
    const create = async (): Promise<ConformanceSubject> => ({
      ...(await sound()),
      close: () => new Promise(() => undefined),
    });
    const { message } = await failureOf(named('a stale revision', { create, timeoutMs: 50 }));
    expect(message).toContain('close()');
  });

  it('ask the runner for more time than they take, so that people see their own message', () => {
    for (const { limit } of registered({ timeoutMs: 5000 })) expect(limit).toBeGreaterThan(10_000);
  });

  it.each([
    ['create', { create: () => Promise.reject(new Error('no such database')) }],
    ['another', { another: () => Promise.reject(new Error('no such database')) }],
    ['reopen', { reopen: () => Promise.reject(new Error('no such database')) }],
    ['close', { close: () => Promise.reject(new Error('no such database')) }],
  ])('do not blame the repository when %s() fails', async (what, { create = sound, ...spoilt }: SpoiltSubject) => {
    const check = what === 'reopen' ? 'reopening: the state' : ', from several handles';
    const { message } = await failureOf(named(check, { create: async () => ({ ...(await create()), ...spoilt }) }));
    expect(message).toContain('create() gives what it promises');
    expect(message).toContain(`${what}() does its work`);
    expect(message).toContain('no such database');
  });

  it('tell that create() gives the same storage twice', async () => {
    const { message } = await failureOf(named('0 create() gives', { create: isolatedOnPaper }));
    expect(message).toContain('of its own');
  });

  it('do not blame create() if the repository cannot commit at all', async () => {
    const { message } = await failureOf(named('an isolated repository', { create: withoutCommits }));
    expect(message).toContain('answered storage-failed (the store failed, nothing was written: the disk is full)');
    expect(message).toContain('look at the cause');
    expect(message).not.toContain('key prefix of its own');
  });

  it('say what the writers of a race were answered if none gets through', async () => {
    const { message } = await failureOf(named('at "absent" on one customer', { create: withoutCommits }));
    expect(message).toContain('none was acknowledged; they came from several handles; one answered storage-failed');
    expect(message.split('the disk is full')).toHaveLength(2);
  });

  it('tell that another() gives a handle on another storage', async () => {
    const { message } = await failureOf(named('further handles', { create: sharedOnPaper }));
    expect(message).toContain('another()');
  });

  it('tell that another() gives the same handle again', async () => {
    const { message } = await failureOf(named('a handle of its own', { create: oneHandle }));
    expect(message).toContain('another() gives a further handle');
    expect(message).toContain('an object that was there already');
  });

  it.each([
    ['declared', { create: withoutFeed(sound), feed: true }, 'every handle has a feed', 'handle 1 had none'],
    ['not declared', { create: withFeed(() => ({})) }, 'no handle has a feed', 'handle 1 had one'],
  ])('tell that a feed is %s and the repository says otherwise', async (_, options, due, did) => {
    const { message } = await failureOf(named('with a feed on every handle', options));
    expect(message).toContain(due);
    expect(message).toContain(did);
  });

  it.each([
    ['does not wait', heldOnPaper, 'it was answered and had not called it'],
    ['waits when it is in force', answersHeld, 'load found the partner'],
  ])('tell that a commit that is to be held back %s', async (_, create, did) => {
    const { message } = await failureOf(named('holds its commits back', { create }));
    expect(message).toContain('create() gives what it promises');
    expect(message).toContain(did);
  });

  it('ask for the promise of the feed only if the repository is declared to have one', () => {
    const names = (feed: boolean): readonly string[] => registered({ feed }).map(({ name }) => name);
    const added = names(true).filter((name) => !names(false).includes(name));
    expect(added.length).toBeGreaterThan(10);
    for (const name of added) expect(name).toMatch(/^9 a reader of the feed misses nothing: /);
  });

  it.each([
    ['when it is read', {}],
    ['at commit', numberedAtCommit],
  ])('find no fault in a feed whose changes are numbered %s', async (_, design) => {
    const checks = registered({ create: withFeed(() => design), feed: true, timeoutMs: 20_000 });
    const failed = await verdicts(checks.filter(({ must }) => must === '9' || must === '0'));
    expect(failed.filter(({ failure }) => failure !== null)).toEqual([]);
  });

  it('tell that reopen() gives a handle from before', async () => {
    const { message } = await failureOf(named('a handle of its own', { create: nothingClosed }));
    expect(message).toContain('reopen() gives a new handle');
    expect(message).toContain('one from before');
  });
});

interface SpoiltSubject extends Partial<ConformanceSubject> {
  readonly create?: () => Promise<ConformanceSubject>;
}

describe('random histories side by side with the repository in memory', () => {
  const TOGETHER = '1-8 all of it together';
  const spoilt = { create: absentFieldAsNull.create, sizes: { ...SMALL, runs: 20, commands: 8 } };

  it('find a fault, tell the steps that lead to it and the seed', async () => {
    const { message } = await failureOf(named(TOGETHER, spoilt));
    expect(message).toMatch(/after \d+ steps?, /);
    expect(message).toContain('userId is null instead of absent');
    expect(message).toMatch(/`seed: -?\d+`/);
  });

  it('are the same again with the seed that a failure tells', async () => {
    const first = await failureOf(named(TOGETHER, spoilt));
    const seed = Number(/`seed: (-?\d+)`/.exec(first.message)?.[1]);
    const second = await failureOf(named(TOGETHER, { ...spoilt, seed }));
    expect(second.message).toBe(first.message);
  });

  it('fail when there was no time for all of them', async () => {
    // The limit of the histories comes first even on a busy machine: fast-check has its own timers.
    const timeoutMs = 300;
    const { setTimeout: timer } = globalThis;
    vi.stubGlobal('setTimeout', (run: () => void, wait: number) => (wait < timeoutMs ? timer(run, wait) : null));
    onTestFinished(() => void vi.unstubAllGlobals());
    const sizes = { ...SMALL, runs: 100_000, commands: 30 };
    const { message } = await failureOf(named(TOGETHER, { sizes, timeoutMs }));
    expect(message).toContain('random histories are played within the time limit, 100000 in all');
    expect(message).toContain('sizes.runs');
  });
});

describe('the options of the conformance kit', () => {
  it.each<[string, ConformanceSizes]>([
    ['writers', { writers: 1 }],
    ['handles', { handles: 1 }],
    ['rounds', { rounds: 0 }],
    ['historyLength', { historyLength: 0 }],
    ['customers', { customers: 0 }],
    ['relationships', { relationships: 501 }],
    ['delegations', { delegations: 2001 }],
    ['requests', { requests: 0 }],
    ['runs', { runs: 0 }],
    ['commands', { commands: 0.5 }],
    ['writers', { writers: Number.NaN }],
    ['rounds', { rounds: Number.POSITIVE_INFINITY }],
    ['rounds', { rounds: '5' as unknown as number }],
    ['speed', { speed: 1 } as ConformanceSizes],
  ])('refuse a size of %s out of its range', (name, sizes) => {
    expect(() => registered({ sizes })).toThrow(RangeError);
    expect(() => registered({ sizes })).toThrow(`sizes.${name}`);
  });

  it.each([0, -1, 0.5, Number.NaN])('refuse a time limit of %d milliseconds', (timeoutMs) => {
    expect(() => registered({ timeoutMs })).toThrow('timeoutMs');
  });

  it.each([0.5, 2 ** 31, Number.NaN])('refuse the seed %d', (seed) => {
    expect(() => registered({ seed })).toThrow('seed');
  });

  it('take the smallest sizes there are, with which every check still runs and passes', async () => {
    const smallest: Required<ConformanceSizes> = {
      writers: 2,
      handles: 2,
      rounds: 1,
      historyLength: 8,
      customers: 12,
      relationships: 2,
      delegations: 2,
      requests: 2,
      roleDelegations: 2,
      roleOffers: 2,
      runs: 1,
      commands: 1,
    };
    const all = await verdicts(registered({ sizes: smallest }));
    expect(all.map(({ name }) => name)).toEqual(registered().map(({ name }) => name));
    expect(all.filter(({ failure }) => failure !== null)).toEqual([]);
  });
});
