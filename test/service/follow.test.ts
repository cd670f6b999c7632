import { err, ok } from 'neverthrow';
import {
  corruptData,
  memoryRepository,
  storageFailed,
  unknownCursor,
  type AbortSignalLike,
  type ChangeFeed,
  type FeedRequest,
  type FollowOptions,
  type RelationshipService,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { openScene, register, type Scene } from '../fixtures/scene';
import { virtualTime, type VirtualTime } from '../fixtures/virtual-time';
import { wordsOf } from '../message-snapshots/words';

interface Followed extends Scene {
  readonly time: VirtualTime;
  /** What the feed was asked for. */
  readonly asked: readonly FeedRequest[];
}

/** Answers to the first questions to the feed; null stands for the true one, as does the end of the list. */
type Answers = readonly (ReturnType<ChangeFeed['read']> | null)[];

function openFollowed(answers: Answers = []): Followed {
  const time = virtualTime();
  const repository = memoryRepository();
  const asked: FeedRequest[] = [];
  const due = [...answers];
  const feed: ChangeFeed = {
    read: async (request) => {
      asked.push(request);
      const answer = due.shift() ?? null;
      if (answer !== null) return answer;
      if (repository.feed === undefined) throw new Error('the repository in memory declares a feed');
      return repository.feed.read(request);
    },
  };
  return { ...openScene({ repository: { ...repository, feed }, setTimer: time.setTimer }), time, asked };
}

/** A signal that can be aborted, and how many listen to it. */
function signalled(): { readonly signal: AbortSignalLike; readonly abort: () => void; readonly listeners: () => number } {
  const controller = new AbortController();
  let listeners = 0;
  return {
    signal: {
      get aborted() {
        return controller.signal.aborted;
      },
      addEventListener: (type, listener) => {
        listeners += 1;
        controller.signal.addEventListener(type, listener);
      },
      removeEventListener: (type, listener) => {
        listeners -= 1;
        controller.signal.removeEventListener(type, listener);
      },
    },
    abort: () => controller.abort(),
    listeners: () => listeners,
  };
}

function iterate(service: RelationshipService, options: FollowOptions): AsyncIterator<unknown> {
  return service.follow(options)[Symbol.asyncIterator]();
}

/** What a turn gives, in a word: the id of the partner, the code of the error, or that it is over. */
function inAWord(turn: IteratorResult<unknown> | undefined): string {
  if (turn === undefined) return 'waits for ever';
  if (turn.done === true) return 'over';
  const result = turn.value as Awaited<ReturnType<RelationshipService['partners']>>;
  return result.match(
    (item) => (item as unknown as { readonly document: { readonly id: string } }).document.id,
    ({ code }) => code,
  );
}

describe('Following', () => {
  it('gives an item a turn, waits where nothing is new, and goes on with what came', async () => {
    const scene = openFollowed();
    const { service, time } = scene;
    for (const id of ['contoso', 'fabrikam']) await register(scene, id);
    const items = iterate(service, { after: null, signal: signalled().signal, pauseMs: 250 });
    expect(inAWord(await time.until(items.next()))).toBe('contoso');
    expect(inAWord(await time.until(items.next()))).toBe('fabrikam');
    expect(time.lengths).toEqual([]);
    const next = items.next();
    time.setTimer(() => void register(scene, 'litware'), 600);
    expect(inAWord(await time.until(next))).toBe('litware');
    expect(time.lengths.filter((length) => length !== 600)).toEqual([250, 250, 250]);
    expect(time.now()).toBe(750);
  });

  it('begins after a position, and each loop over it begins there', async () => {
    const scene = openFollowed();
    for (const id of ['contoso', 'fabrikam']) await register(scene, id);
    const [first] = (await scene.service.changes({ limit: 1 }))._unsafeUnwrap().items;
    const following = scene.service.follow({ after: first?.position ?? null, signal: signalled().signal });
    for (let loop = 0; loop < 2; loop += 1) {
      for await (const item of following) {
        expect(item._unsafeUnwrap().document.id).toBe('fabrikam');
        break;
      }
    }
  });

  it('waits for a second if nothing else is asked for', async () => {
    const { service, time } = openFollowed();
    const { signal, abort } = signalled();
    const next = iterate(service, { after: null, signal }).next();
    time.setTimer(abort, 1500);
    expect(inAWord(await time.until(next))).toBe('over');
    expect(time.lengths).toEqual([1500, 1000, 1000]);
  });

  it('ends at once when it is aborted while it waits, and leaves no timer and no listener', async () => {
    const { service, time } = openFollowed();
    const { signal, abort, listeners } = signalled();
    const next = iterate(service, { after: null, signal, pauseMs: 3_600_000 }).next();
    time.setTimer(abort, 5);
    expect(inAWord(await time.until(next))).toBe('over');
    expect(time.now()).toBe(5);
    expect(time.pending()).toBe(0);
    expect(listeners()).toBe(0);
  });

  it('ends at once when it is aborted while the store does not answer', async () => {
    const { service, time } = openFollowed([new Promise(() => undefined)]);
    const { signal, abort, listeners } = signalled();
    const next = iterate(service, { after: null, signal }).next();
    time.setTimer(abort, 5);
    expect(inAWord(await time.until(next))).toBe('over');
    expect(listeners()).toBe(0);
  });

  it('gives nothing more when it is aborted between two items', async () => {
    const scene = openFollowed();
    for (const id of ['contoso', 'fabrikam']) await register(scene, id);
    const { signal, abort } = signalled();
    const given: string[] = [];
    for await (const item of scene.service.follow({ after: null, signal })) {
      given.push(item._unsafeUnwrap().document.id);
      abort();
    }
    expect(given).toEqual(['contoso']);
    expect(scene.asked).toHaveLength(1);
  });

  it('reads nothing when it was aborted before', async () => {
    const { service, asked, time } = openFollowed();
    const { signal, abort } = signalled();
    abort();
    expect(inAWord(await time.until(iterate(service, { after: null, signal }).next()))).toBe('over');
    expect(asked).toEqual([]);
  });

  it('listens to the signal only while it waits', async () => {
    const scene = openFollowed();
    for (const id of ['contoso', 'fabrikam']) await register(scene, id);
    const { signal, abort, listeners } = signalled();
    const items = iterate(scene.service, { after: null, signal });
    for (const id of ['contoso', 'fabrikam']) {
      expect(inAWord(await scene.time.until(items.next()))).toBe(id);
      expect(listeners()).toBe(0);
    }
    const next = items.next();
    let most = 0;
    for (let at = 1; at < 20; at += 1) {
      scene.time.setTimer(() => {
        most = Math.max(most, listeners());
      }, at * 700);
    }
    scene.time.setTimer(abort, 20_000);
    expect(inAWord(await scene.time.until(next))).toBe('over');
    expect(most).toBe(1);
    expect(listeners()).toBe(0);
  });

  it('tells a failure of the store, waits, and goes on where it was', async () => {
    const failure = Promise.resolve(err(storageFailed('disk full')));
    const scene = openFollowed([null, failure, failure]);
    await register(scene, 'contoso');
    const items = iterate(scene.service, { after: null, signal: signalled().signal, pauseMs: 100 });
    expect(inAWord(await scene.time.until(items.next()))).toBe('contoso');
    await register(scene, 'fabrikam');
    for (const word of ['storage-failed', 'storage-failed', 'fabrikam']) {
      expect(inAWord(await scene.time.until(items.next()))).toBe(word);
    }
    expect(scene.time.now()).toBe(200);
    const [, ...rest] = scene.asked.map(({ after }) => after);
    expect(new Set(rest).size).toBe(1);
    expect(rest[0]).not.toBeNull();
  });

  it.each([
    ['unknown-cursor', unknownCursor('of an older backup')],
    ['corrupt-data', corruptData('half a change')],
  ])('ends after %s, which waiting cannot mend', async (code, error) => {
    const { service, time, asked } = openFollowed([Promise.resolve(err(error))]);
    const items = iterate(service, { after: 'of an older backup', signal: signalled().signal });
    expect(inAWord(await time.until(items.next()))).toBe(code);
    expect(inAWord(await time.until(items.next()))).toBe('over');
    expect(asked).toHaveLength(1);
  });

  it('reads on at once after a part, however short', async () => {
    const scene = openFollowed();
    for (let count = 0; count < 250; count += 1) await register(scene, `partner-${String(count)}`);
    const { signal, abort } = signalled();
    const given = new Set<string>();
    for await (const item of scene.service.follow({ after: null, signal })) {
      given.add(item._unsafeUnwrap().document.id);
      if (given.size === 250) abort();
    }
    expect(scene.asked.map(({ limit }) => limit)).toEqual([100, 100, 100]);
    expect(scene.time.lengths).toEqual([]);
  });

  it('ends with an error that names the timer if that cannot be set, and does not read without a pause', async () => {
    const asked: FeedRequest[] = [];
    const feed: ChangeFeed = {
      read: async (request) => {
        asked.push(request);
        return ok({ items: [] });
      },
    };
    const setTimer = (): never => {
      throw new Error('no timers here');
    };
    const { service } = openScene({ repository: { ...memoryRepository(), feed }, setTimer });
    const items = iterate(service, { after: null, signal: signalled().signal });
    const { value } = await items.next();
    expect(wordsOf(value)).toBe(
      'malformed-input: options.setTimer(): expected a function that cancels the timer, received nothing',
    );
    expect((await items.next()).done).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it('can be left at any item', async () => {
    const scene = openFollowed();
    await register(scene, 'contoso');
    const { signal, listeners } = signalled();
    for await (const item of scene.service.follow({ after: null, signal })) {
      expect(item.isOk()).toBe(true);
      break;
    }
    expect(listeners()).toBe(0);
    expect(scene.time.pending()).toBe(0);
  });

  it.each<[path: string, options: unknown]>([
    ['options', undefined],
    ['options.after', { signal: signalled().signal }],
    ['options.after', { after: 7, signal: signalled().signal }],
    ['options.signal', { after: null }],
    ['options.signal', { after: null, signal: { aborted: false } }],
    ['options.signal', { after: null, signal: { ...signalled().signal, aborted: undefined } }],
    ['options.signal', { after: null, signal: { ...signalled().signal, removeEventListener: undefined } }],
    ['options.pauseMs', { after: null, signal: signalled().signal, pauseMs: 0 }],
    ['options.pauseMs', { after: null, signal: signalled().signal, pauseMs: 3_600_001 }],
    ['options.pauseMs', { after: null, signal: signalled().signal, pauseMs: 1.5 }],
  ])('without a valid %s gives the error, and ends', async (path, options) => {
    const { service, asked } = openFollowed();
    const items = iterate(service, options as FollowOptions);
    expect((await items.next()).value).toMatchObject({ error: { code: 'malformed-input', context: { path } } });
    expect((await items.next()).done).toBe(true);
    expect(asked).toEqual([]);
  });

  it('cannot be done where the repository declares no feed, and the error names what is missing', async () => {
    const { partners, customers, customersOf } = memoryRepository();
    const { service } = openScene({ repository: { partners, customers, customersOf } });
    const items = iterate(service, { after: null, signal: signalled().signal });
    expect((await items.next()).value).toMatchObject({ error: { context: { path: 'options.repository.feed' } } });
    expect((await items.next()).done).toBe(true);
  });

  it('ends, and throws nothing, when the signal can no longer be read or listened to', async () => {
    const fail = (): never => {
      throw new Error('this cannot be read');
    };
    let readings = 0;
    const readOnce = {
      ...signalled().signal,
      get aborted() {
        readings += 1;
        return readings > 1 && fail();
      },
    };
    const deaf = { aborted: false, addEventListener: fail, removeEventListener: fail };
    for (const signal of [readOnce, deaf]) {
      const { service, time } = openFollowed();
      expect(inAWord(await time.until(iterate(service, { after: null, signal }).next()))).toBe('over');
    }
  });
});
