import { err, ok, type Result } from 'neverthrow';
import { argument, defaulted, integer, isObject, nullable, object, text, type Decoder } from '../model/decode';
import { malformedInput, type MalformedInput } from '../model/malformed-input';
import type { ChangeFeed, FeedItem, FeedPage } from '../repository/feed';
import { DEFAULT_PAGE_SIZE } from '../repository/page';
import type { PageError } from '../repository/storage-error';
import { readFeed } from './changes';
import type { Settings } from './options';
import { signal } from './signal';
import { attempt, type Wait } from './wait';

/** What following needs of an `AbortSignal`, which every runtime has. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  /** Calls the listener when the signal is aborted. */
  addEventListener(type: 'abort', listener: () => void): void;
  /** Forgets the listener. */
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** From where to follow the feed, and until when. */
export interface FollowOptions {
  /** The `position` of the last item that you have dealt with; null from the beginning. */
  readonly after: string | null;
  /** Ends the following at once when it is aborted: an `AbortSignal`. */
  readonly signal: AbortSignalLike;
  /**
   * How many milliseconds to wait before reading again, when there was nothing new or the store failed: an integer from
   * 1 to 3,600,000; 1,000 if left out.
   */
  readonly pauseMs?: number | undefined;
}

const DEFAULT_PAUSE = 1000;
const LONGEST_PAUSE = 3_600_000;

/** Checked options. */
interface Following extends FollowOptions {
  readonly pauseMs: number;
}

const decodeOptions: Decoder<Following> = /* @__PURE__ */ object<Following>('the options of following', {
  after: /* @__PURE__ */ nullable(/* @__PURE__ */ text('a position or null', () => true)),
  signal: decodeSignal,
  pauseMs: /* @__PURE__ */ defaulted(/* @__PURE__ */ integer(1, LONGEST_PAUSE), DEFAULT_PAUSE),
});

/** The very signal that was given, as a copy would not be told. */
function decodeSignal(value: unknown): Result<AbortSignalLike, MalformedInput> {
  return isSignal(value) ? ok(value) : err(malformedInput('an AbortSignal', value));
}

function isSignal(value: unknown): value is AbortSignalLike {
  return (
    isObject(value) &&
    typeof value['aborted'] === 'boolean' &&
    typeof value['addEventListener'] === 'function' &&
    typeof value['removeEventListener'] === 'function'
  );
}

/** What is followed. */
interface Followed extends Following {
  readonly feed: ChangeFeed;
  readonly wait: Wait;
}

/** Each iteration begins at `after`. */
export function follow(
  settings: Result<Settings, MalformedInput>,
  options: FollowOptions,
): AsyncIterable<Result<FeedItem, MalformedInput | PageError>> {
  const followed = settings.andThen(({ feed, wait }) =>
    argument('options', decodeOptions, options).andThen((chosen) =>
      feed.map((known): Followed => ({ ...chosen, feed: known, wait })),
    ),
  );
  return Object.freeze({ [Symbol.asyncIterator]: () => itemsOf(followed) });
}

async function* itemsOf(
  followed: Result<Followed, MalformedInput>,
): AsyncGenerator<Result<FeedItem, MalformedInput | PageError>, void, undefined> {
  if (followed.isErr()) {
    yield err(followed.error);
    return;
  }
  const { feed, wait, signal: aborting, pauseMs } = followed.value;
  let { after } = followed.value;
  while (!isAborted(aborting)) {
    const read = readFeed(feed, { after, limit: DEFAULT_PAGE_SIZE });
    const page: Result<FeedPage, PageError> | undefined = await listening(aborting, (aborted) =>
      Promise.race([read, aborted.then(() => undefined)]),
    );
    if (page === undefined) return;
    if (page.isErr()) {
      yield err(page.error);
      if (page.error.code !== 'storage-failed') return;
    } else {
      for (const item of page.value.items) {
        if (isAborted(aborting)) return;
        after = item.position;
        yield ok(item);
      }
      if (page.value.items.length > 0) continue;
    }
    // Without waiting, it would ask the store without a pause.
    if (!(await listening(aborting, (aborted) => wait(pauseMs, aborted)))) {
      yield err(malformedInput('a function that cancels the timer', undefined, 'options.setTimer()'));
      return;
    }
  }
}

/** A signal that can no longer be read counts as aborted, so that following it ends. */
function isAborted(aborting: AbortSignalLike): boolean {
  try {
    return aborting.aborted;
  } catch {
    return true;
  }
}

/** Runs this with a promise that is fulfilled when the signal is aborted, and listens to the signal only until then. */
async function listening<T>(aborting: AbortSignalLike, run: (aborted: Promise<void>) => Promise<T>): Promise<T> {
  const { given, give } = signal();
  try {
    aborting.addEventListener('abort', give);
    if (aborting.aborted) give();
  } catch {
    give();
  }
  const answer = await run(given);
  attempt(() => {
    aborting.removeEventListener('abort', give);
  });
  return answer;
}
