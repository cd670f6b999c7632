import { err, type Result } from 'neverthrow';
import {
  createRelationshipService,
  memoryRepository,
  revisionConflict,
  type RelationshipRepository,
  type RelationshipService,
  type RelationshipServiceOptions,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { inTurn, LONGEST_WAIT_MILLISECONDS, PATIENCE_MILLISECONDS, type Lines } from '../../src/service/turns';
import { waitingBy } from '../../src/service/wait';
import { seeded } from '../fixtures/random';
import { acceptance, delegationsIn, forAReason, invite, openScene, storedOf } from '../fixtures/scene';
import { baseUrl } from '../fixtures/cast';
import { turn } from '../fixtures/turn';
import { virtualTime, type VirtualTime } from '../fixtures/virtual-time';

/** Contoso's link, which opens in every repository over the same partners. */
async function openMarket(): Promise<{ readonly repository: RelationshipRepository; readonly link: string }> {
  const repository = memoryRepository();
  return { repository, link: await invite(openScene({ repository }), 'contoso') };
}

/** Counts what is asked of the customers; each time a repository of its own, as processes have. */
function counting(repository: RelationshipRepository): {
  readonly handle: () => RelationshipRepository;
  readonly loads: () => number;
  readonly commits: () => number;
} {
  let loads = 0;
  let commits = 0;
  const { customers } = repository;
  const counted: RelationshipRepository['customers'] = {
    ...customers,
    load: (id) => {
      loads += 1;
      return customers.load(id);
    },
    commit: (sent) => {
      commits += 1;
      return customers.commit(sent);
    },
  };
  return { handle: () => ({ ...repository, customers: counted }), loads: () => loads, commits: () => commits };
}

function serviceIn(time: VirtualTime, options: Partial<RelationshipServiceOptions>): RelationshipService {
  return createRelationshipService({
    repository: memoryRepository(),
    linkBaseUrl: baseUrl,
    setTimer: time.setTimer,
    random: seeded(1).fraction,
    ...options,
  });
}

function codesOf(answers: readonly Result<unknown, { readonly code: string }>[] | undefined): ReadonlySet<string> {
  return new Set(answers?.map((answer) => (answer.isOk() ? 'ok' : answer.error.code)) ?? ['no answer']);
}

/** Each service accepts so many services of northwind's, all at once. */
function acceptingAtOnce(
  services: readonly RelationshipService[],
  each: number,
  link: string,
): Promise<readonly Result<unknown, { readonly code: string }>[]> {
  return Promise.all(
    services.flatMap((service, at) =>
      Array.from({ length: each }, (_, number) =>
        service.acceptRequest(acceptance(link, 'northwind', [`service-${at}-${number}`])),
      ),
    ),
  );
}

describe('Many commands on one document at once', () => {
  it('wait for each other in a process: two hundred succeed, each at its first attempt, and leave no timer', async () => {
    const { repository, link } = await openMarket();
    const { handle, loads, commits } = counting(repository);
    const time = virtualTime();
    const service = serviceIn(time, { repository: time.slowed(handle(), () => 10) });
    expect(codesOf(await time.until(acceptingAtOnce([service], 200, link)))).toEqual(new Set(['ok']));
    expect([loads(), commits()]).toEqual([200, 200]);
    expect(delegationsIn(await storedOf({ repository }, 'northwind'))).toHaveLength(200);
    expect(time.pending()).toBe(0);
  });

  it('wait for each other whichever service of the process they are asked of, if the repository is the same', async () => {
    const { repository, link } = await openMarket();
    const { handle, commits } = counting(repository);
    const time = virtualTime();
    const shared = time.slowed(handle(), () => 10);
    const services = Array.from({ length: 4 }, () => serviceIn(time, { repository: shared }));
    expect(codesOf(await time.until(acceptingAtOnce(services, 10, link)))).toEqual(new Set(['ok']));
    expect(commits()).toBe(40);
  });

  it.each([
    { processes: 2, each: 50, milliseconds: 10, seed: 1 },
    { processes: 2, each: 50, milliseconds: 50, seed: 2 },
    { processes: 8, each: 25, milliseconds: 10, seed: 3 },
    { processes: 100, each: 1, milliseconds: 10, seed: 4 },
    { processes: 200, each: 1, milliseconds: 20, seed: 5 },
  ])(
    'draw apart between processes: $each of each of $processes succeed where an answer takes about $milliseconds ms',
    async ({ processes, each, milliseconds, seed }) => {
      const { repository, link } = await openMarket();
      const { handle, commits } = counting(repository);
      const time = virtualTime();
      const random = seeded(seed).fraction;
      const services = Array.from({ length: processes }, () =>
        serviceIn(time, { repository: time.slowed(handle(), () => milliseconds * (0.5 + random())), random }),
      );
      const count = processes * each;
      expect(codesOf(await time.until(acceptingAtOnce(services, each, link)))).toEqual(new Set(['ok']));
      expect(delegationsIn(await storedOf({ repository }, 'northwind'))).toHaveLength(count);
      expect(commits()).toBeLessThan(20 * count);
      expect(time.pending()).toBe(0);
    },
  );
});

/** A repository on which the first load of northwind is never answered. */
function stuck(repository: RelationshipRepository): RelationshipRepository {
  const { customers } = repository;
  let isFirst = true;
  const load: typeof customers.load = (id) => {
    if (id !== 'northwind' || !isFirst) return customers.load(id);
    isFirst = false;
    return new Promise(() => undefined);
  };
  return { ...repository, customers: { ...customers, load } };
}

describe('A command that the store never answers', () => {
  it('holds up no other document', async () => {
    const { repository, link } = await openMarket();
    const time = virtualTime();
    const service = serviceIn(time, { repository: stuck(repository) });
    void service.acceptRequest(acceptance(link, 'northwind', ['intune']));
    const answer = await time.until(service.acceptRequest(acceptance(link, 'tailspin', ['intune'])));
    expect([answer?.isOk(), time.now()]).toEqual([true, 0]);
  });

  it('holds up the same document for a bounded time, and once: waiting is no attempt', async () => {
    const { repository, link } = await openMarket();
    const time = virtualTime();
    const service = serviceIn(time, { repository: stuck(repository), attempts: 1 });
    void service.acceptRequest(acceptance(link, 'northwind', ['intune']));
    const answers = await time.until(acceptingAtOnce([service], 50, link));
    expect([codesOf(answers), time.now()]).toEqual([new Set(['ok']), PATIENCE_MILLISECONDS]);
    const later = await time.until(service.acceptRequest(acceptance(link, 'northwind', ['teams'])));
    expect([later?.isOk(), time.now(), time.pending()]).toEqual([true, PATIENCE_MILLISECONDS, 0]);
  });

  it('is not thought to be stuck while the store answers, however long the whole attempt takes', async () => {
    const { repository, link } = await openMarket();
    const { handle, commits } = counting(repository);
    const time = virtualTime();
    // Of the three answers in an attempt, two take longer than the patience.
    const milliseconds = 0.9 * PATIENCE_MILLISECONDS;
    const service = serviceIn(time, { repository: time.slowed(handle(), () => milliseconds) });
    expect(codesOf(await time.until(acceptingAtOnce([service], 3, link)))).toEqual(new Set(['ok']));
    expect([commits(), time.now()]).toEqual([3, 9 * milliseconds]);
  });

  it('holds up the next for at most twice the patience, wherever it is stuck', async () => {
    const { repository, link } = await openMarket();
    const time = virtualTime();
    const { customers } = repository;
    const milliseconds = 0.2 * PATIENCE_MILLISECONDS;
    let isFirst = true;
    const silent: RelationshipRepository = {
      ...repository,
      customers: {
        ...customers,
        commit: (sent) => {
          if (!isFirst) return customers.commit(sent);
          isFirst = false;
          return new Promise(() => undefined);
        },
      },
    };
    const service = serviceIn(time, { repository: time.slowed(silent, () => milliseconds) });
    void service.acceptRequest(acceptance(link, 'northwind', ['intune']));
    const next = await time.until(service.acceptRequest(acceptance(link, 'northwind', ['teams'])));
    expect([next?.isOk(), time.now()]).toEqual([true, 2 * PATIENCE_MILLISECONDS + 3 * milliseconds]);
  });

  it('is not thought to be stuck while it tries again', async () => {
    const { repository, link } = await openMarket();
    const time = virtualTime();
    const { customers } = repository;
    const asked: string[] = [];
    let conflicts = 4;
    const contended: RelationshipRepository = {
      ...repository,
      customers: {
        ...customers,
        commit: async (sent) => {
          asked.push((sent.next?.delegations ?? []).map(({ serviceId }) => serviceId).join());
          conflicts -= 1;
          return conflicts < 0 ? customers.commit(sent) : err(revisionConflict(sent.expected));
        },
      },
    };
    // An attempt takes longer than half of the patience, and four of them longer than all of it.
    const repositoryOf = time.slowed(contended, () => PATIENCE_MILLISECONDS / 4);
    const service = serviceIn(time, { repository: repositoryOf });
    const first = service.acceptRequest(acceptance(link, 'northwind', ['intune']));
    const second = service.acceptRequest(acceptance(link, 'northwind', ['teams']));
    expect(codesOf(await time.until(Promise.all([first, second])))).toEqual(new Set(['ok']));
    expect(asked).toEqual(['intune', 'intune', 'intune', 'intune', 'intune', 'intune,teams']);
  });
});

describe('A command that waits for its turn', () => {
  /** When each of 200 turns on one document began, all wanted at the same time. */
  async function beginnings(run: (time: VirtualTime, goOn: () => void) => Promise<unknown>): Promise<readonly number[]> {
    const time = virtualTime();
    const wait = waitingBy(time.setTimer);
    const lines: Lines<string> = new Map();
    const begun: number[] = [];
    const turns = Array.from({ length: 200 }, () =>
      inTurn(lines, 'a', wait, (goOn) => {
        begun.push(time.now());
        return run(time, goOn);
      }),
    );
    await time.until(Promise.all(turns));
    expect(begun).toHaveLength(200);
    return begun;
  }

  it('does so for a bounded time where nothing is answered, and the first of them are let go one by one', async () => {
    const begun = await beginnings(() => new Promise(() => undefined));
    expect(Math.max(...begun)).toBe(LONGEST_WAIT_MILLISECONDS);
    const early = begun.filter((at) => at < LONGEST_WAIT_MILLISECONDS);
    expect(early).toEqual(early.map((_, at) => at * PATIENCE_MILLISECONDS));
    expect(early).toHaveLength(LONGEST_WAIT_MILLISECONDS / PATIENCE_MILLISECONDS);
  });

  it('does so for no longer where those ahead give signs all the time', async () => {
    const begun = await beginnings(async (time, goOn) => {
      for (let answers = 0; answers < 50; answers += 1) {
        await waitingBy(time.setTimer)(0.9 * PATIENCE_MILLISECONDS);
        goOn();
      }
    });
    expect(begun).toEqual([0, ...Array.from({ length: 199 }, () => LONGEST_WAIT_MILLISECONDS)]);
  });

  it('does so in its order as long as a line is done within that time', async () => {
    const milliseconds = LONGEST_WAIT_MILLISECONDS / 200;
    const begun = await beginnings((time) => waitingBy(time.setTimer)(milliseconds));
    expect(begun).toEqual(begun.map((_, at) => at * milliseconds));
  });
});

describe('The pauses between attempts', () => {
  const conflicting = (repository: RelationshipRepository): RelationshipRepository => ({
    ...repository,
    partners: { ...repository.partners, commit: async ({ expected }) => err(revisionConflict(expected)) },
  });

  async function pausesWith(random: unknown): Promise<readonly number[]> {
    const { repository } = await openMarket();
    const time = virtualTime();
    const options = { repository: conflicting(repository), attempts: 12, random } as Partial<RelationshipServiceOptions>;
    const answer = await time.until(serviceIn(time, options).suspendPartner(forAReason('contoso')));
    expect(answer?._unsafeUnwrapErr().code).toBe('revision-conflict');
    return time.lengths;
  }

  const longest = [4, 8, 16, 32, 64, 128, 256, 512, 1000, 1000, 1000];

  it('may double each time up to a second; there is none before the first attempt or after the last', async () => {
    expect(await pausesWith(() => 1)).toEqual(longest);
  });

  it('are drawn from the whole range', async () => {
    expect(await pausesWith(() => 0)).toEqual(longest.map(() => 0));
    expect(await pausesWith(() => 0.25)).toEqual(longest.map((one) => one / 4));
  });

  it.each<[what: string, random: () => unknown]>([
    ['throws', () => { throw new Error('none left'); }],
    ['gives nothing', () => undefined],
    ['gives no number', () => Number.NaN],
    ['gives too much', () => 1.01],
    ['gives too little', () => -0.01],
    ['gives a big integer', () => 1n],
    ['gives what cannot be compared', () => Symbol('1')],
  ])('are the longest where the randomness %s', async (_, random) => {
    expect(await pausesWith(random)).toEqual(longest);
  });
});

describe('A timer', () => {
  it.each<[what: string, setTimer: unknown]>([
    ['throws', () => { throw new Error('no timers here'); }],
    ['gives nothing to cancel it with', (run: () => void) => { queueMicrotask(run); }],
    ['goes off at once', (run: () => void) => { run(); return () => undefined; }],
    ['goes off twice', (run: () => void) => { run(); queueMicrotask(run); return () => undefined; }],
    ['cannot be cancelled', (run: () => void) => { queueMicrotask(run); return () => { throw new Error('too late'); }; }],
  ])('that %s keeps no command from its answer', async (_, setTimer) => {
    const { repository, link } = await openMarket();
    const options = { repository, linkBaseUrl: baseUrl, setTimer } as RelationshipServiceOptions;
    const answers = await acceptingAtOnce([createRelationshipService(options)], 10, link);
    expect(codesOf(answers)).toEqual(new Set(['ok']));
  });

  it('that never goes off keeps nobody waiting once the one ahead is done', async () => {
    const { repository, link } = await openMarket();
    const setTimer = () => () => undefined;
    const answers = await acceptingAtOnce([createRelationshipService({ repository, linkBaseUrl: baseUrl, setTimer })], 10, link);
    expect(codesOf(answers)).toEqual(new Set(['ok']));
  });
});

describe('The lines before documents', () => {
  it('are gone when nobody is in them, whatever became of those who were', async () => {
    const lines: Lines<string> = new Map();
    const wait = waitingBy(() => () => undefined);
    const runs = ['a', 'a', 'b', 'a', 'c'].map((id, at) =>
      inTurn(lines, id, wait, async () => {
        if (at === 1) throw new Error('it has failed');
        return at;
      }),
    );
    expect(lines.size).toBe(3);
    expect((await Promise.allSettled(runs)).map(({ status }) => status)).toEqual(
      runs.map((_, at) => (at === 1 ? 'rejected' : 'fulfilled')),
    );
    expect(lines.size).toBe(0);
  });

  it('are gone also when somebody in them never ends, once another came and went', async () => {
    const lines: Lines<string> = new Map();
    const time = virtualTime();
    const wait = waitingBy(time.setTimer);
    void inTurn(lines, 'a', wait, () => new Promise(() => undefined));
    expect(await time.until(inTurn(lines, 'a', wait, async () => lines.size))).toBe(1);
    expect(lines.size).toBe(0);
  });

  it('are still there for whoever comes when the first in them has left', async () => {
    const lines: Lines<string> = new Map();
    const wait = waitingBy(() => () => undefined);
    const begun: string[] = [];
    let endSecond: () => void = () => undefined;
    const first = inTurn(lines, 'a', wait, async () => begun.push('first'));
    const second = inTurn(lines, 'a', wait, () => {
      begun.push('second');
      return new Promise<void>((resolve) => {
        endSecond = resolve;
      });
    });
    await first;
    const third = inTurn(lines, 'a', wait, async () => begun.push('third'));
    await turn();
    expect(begun).toEqual(['first', 'second']);
    endSecond();
    await Promise.all([second, third]);
    expect(begun).toEqual(['first', 'second', 'third']);
    expect(lines.size).toBe(0);
  });
});
