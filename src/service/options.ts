import { customAlphabet, nanoid } from 'nanoid';
import { err, ok, type Result } from 'neverthrow';
import { decodeBaseUrl } from '../invitation/base-url';
import { trust } from '../model/brand';
import { defaulted, integer, isObject, type Decoder } from '../model/decode';
import { decodeInviteToken, type InviteToken } from '../model/invite-token';
import { decodeInstant, type Instant } from '../model/instant';
import { malformedInput, within, type MalformedInput } from '../model/malformed-input';
import type { ChangeFeed } from '../repository/feed';
import type { RelationshipRepository } from '../repository/repository';
import { systemClock, systemMonotonicClock } from './clock';
import type { AnyObservedCall, ObservedCall } from './observe';
import { systemRandom } from './random';
import { systemTimer, type SetTimer } from './timer';
import { waitingBy, type Wait } from './wait';

/** The options of a relationship service. */
export interface RelationshipServiceOptions {
  readonly repository: RelationshipRepository;
  /**
   * The page where your application accepts invitations: an absolute http or https URL without credentials, query or
   * fragment, spelled as browsers write it, such as `https://portal.example/invitation`; see {@link inviteLink}.
   * Links made for one base URL do not parse under another.
   */
  readonly linkBaseUrl: string;
  /**
   * The present moment; the machine's clock if left out. Read in every attempt of a command. If it shows a time
   * before the document's last change, the new change bears the time of that one.
   */
  readonly now?: (() => Date) | undefined;
  /** Makes a new, unique id for a partner or a request; nanoid if left out. */
  readonly newId?: (() => string) | undefined;
  /**
   * Makes a new token for a link, unique and not guessable; 22 random letters and digits (130 bits) if left out. A
   * token of your own should end in a letter or digit as well: mail programs that turn text into links drop a `-` or
   * `_` at the end.
   */
  readonly newToken?: (() => string) | undefined;
  /**
   * How many attempts a command gets while others commit, before it gives up with `RevisionConflict`: an integer from
   * 1 to 1,000; 50 if left out. Waiting does not count as an attempt.
   */
  readonly attempts?: number | undefined;
  /**
   * Calls `run` once, after this many milliseconds, and returns a function that cancels this; the machine's timers if
   * left out. Commands on one document wait for each other, and pause before another attempt. If it throws, the wait
   * ends at once. `follow` pauses by it as well, and ends if it throws. It must not call `run` at once: `follow` would
   * then read a feed that has nothing new again and again, and while it reads in memory nothing else in the process
   * gets its turn.
   */
  readonly setTimer?: SetTimer | undefined;
  /** Gives a number from 0 to 1, to draw the length of a pause; the machine's randomness if left out. */
  readonly random?: (() => number) | undefined;
  /**
   * Is told about every call of a method, except `follow`, for logs, metrics and traces: once, when the answer is
   * there, in the asynchronous context of the call, and before the caller gets the answer; so it should return at once.
   * Whatever it does changes no answer: what it throws is dropped, and a promise that it returns is not waited for. It
   * is not told of calls that answer that an option is malformed.
   */
  readonly observe?: ((call: ObservedCall) => void) | undefined;
  /**
   * Milliseconds since any fixed moment, never decreasing, to measure the `durationMs` of an {@link ObservedCall};
   * `performance.now` if left out. Read only if there is an `observe`.
   */
  readonly monotonicNow?: (() => number) | undefined;
}

/** The options of a service, which tells its observer of calls of its own methods. */
export interface ObservedOptions extends Omit<RelationshipServiceOptions, 'observe'> {
  readonly observe?: ((call: never) => void) | undefined;
}

/** Checked options. */
export interface Settings {
  readonly repository: RelationshipRepository;
  /** The feed of the repository; an error that names it if it declares none. */
  readonly feed: Result<ChangeFeed, MalformedInput>;
  /** Whether the repository loads a customer and a partner in one round trip. */
  readonly loadsParties: boolean;
  readonly linkBaseUrl: string;
  readonly attempts: number;
  readonly now: () => Result<Instant, MalformedInput>;
  /** A new id of the kind that the decoder takes. */
  readonly newId: <Id>(decode: Decoder<Id>) => Result<Id, MalformedInput>;
  readonly newToken: () => Result<InviteToken, MalformedInput>;
  readonly wait: Wait;
  readonly random: () => number;
  readonly observe: ((call: AnyObservedCall) => unknown) | null;
  /** NaN if it gives no number. */
  readonly monotonicNow: () => number;
  /** Is called at the beginning of every attempt of a command. */
  readonly onAttempt: () => void;
}

/** About twenty seconds with the pauses: longer than two hundred processes need that all want one document. */
const DEFAULT_ATTEMPTS = 50;
const MAX_ATTEMPTS = 1000;
const TOKEN_LENGTH = 22;

const decodeAttempts: Decoder<number> = /* @__PURE__ */ defaulted(
  /* @__PURE__ */ integer(1, MAX_ATTEMPTS),
  DEFAULT_ATTEMPTS,
);

/**
 * @returns the settings, or {@link MalformedInput} naming the first option that is wrong
 */
export function settingsFrom(options: ObservedOptions): Result<Settings, MalformedInput> {
  try {
    return checked(options);
  } catch {
    // A getter or a proxy can throw when it is read.
    return err(malformedInput('options that can be read', options, 'options'));
  }
}

function checked(options: ObservedOptions): Result<Settings, MalformedInput> {
  const given: unknown = options;
  if (!isObject(given)) return err(malformedInput('the options of a service', given, 'options'));
  // Each option is read once, so that the checked value is the one that is used.
  const { repository, linkBaseUrl: base, attempts: most } = options;
  const { now = systemClock, newId = nanoid, newToken = lettersAndDigits() } = options;
  const { setTimer = systemTimer, random = systemRandom } = options;
  const { observe = ignore, monotonicNow = systemMonotonicClock } = options;
  if (!isRepository(repository)) return err(wrong('repository', 'a relationship repository', repository));
  const { feed, loadParties } = repository;
  if (feed !== undefined && !isFeed(feed)) return err(noFeed(feed));
  const loadsParties = loadParties !== undefined;
  if (loadsParties && !isFunction(loadParties)) return err(wrong('repository.loadParties', 'a function', loadParties));
  const linkBaseUrl = decodeBaseUrl(base);
  if (linkBaseUrl.isErr()) return err(within('options', within('linkBaseUrl', linkBaseUrl.error)));
  for (const [name, option] of Object.entries({ now, newId, newToken, setTimer, random, observe, monotonicNow })) {
    if (!isFunction(option)) return err(wrong(name, 'a function', option));
  }
  const attempts = decodeAttempts(most);
  if (attempts.isErr()) return err(within('options', within('attempts', attempts.error)));
  return ok({
    repository,
    feed: feed === undefined ? err(noFeed(feed)) : ok(feed),
    loadsParties,
    linkBaseUrl: linkBaseUrl.value,
    attempts: attempts.value,
    now: () => produced('now()', now, decodeDate),
    newId: (decode) => produced('newId()', () => newId(), decode),
    newToken: () => produced('newToken()', () => newToken(), decodeInviteToken),
    wait: waitingBy(setTimer),
    random,
    observe: observe === ignore ? null : trust<Settings['observe']>(observe),
    monotonicNow: () => produced('monotonicNow()', monotonicNow, decodeNumber).unwrapOr(Number.NaN),
    onAttempt: ignore,
  });
}

function ignore(): void {
  // Nobody observes.
}

function decodeNumber(shown: unknown): Result<number, MalformedInput> {
  return typeof shown === 'number' ? ok(shown) : err(malformedInput('a number', shown));
}

/** The moment of a `Date`. */
function decodeDate(shown: unknown): Result<Instant, MalformedInput> {
  const expected = 'a Date of the years 0000 to 9999';
  try {
    const toText = isObject(shown) ? shown['toISOString'] : undefined;
    if (typeof toText !== 'function') return err(malformedInput(expected, shown));
    const text: unknown = Reflect.apply(toText, shown, []);
    return decodeInstant(text).mapErr(() => malformedInput(expected, text));
  } catch {
    // A Date of no moment throws when it is asked for one.
    return err(malformedInput(expected, 'Invalid Date'));
  }
}

/** The token ends the link, where mail programs take any other character for a part of the sentence. */
function lettersAndDigits(): () => string {
  return customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', TOKEN_LENGTH);
}

/** The checked value that a function among the options gives. */
function produced<T>(name: string, produce: () => unknown, decode: Decoder<T>): Result<T, MalformedInput> {
  let made: unknown;
  try {
    made = produce();
  } catch {
    // A function that throws gives nothing.
  }
  return decode(made).mapErr((error) => within('options', within(name, error)));
}

function isRepository(value: unknown): boolean {
  return (
    isObject(value) && isStore(value['partners']) && isStore(value['customers']) && isFunction(value['customersOf'])
  );
}

function isStore(value: unknown): boolean {
  return isObject(value) && ['load', 'commit', 'history', 'list'].every((name) => isFunction(value[name]));
}

function isFeed(value: unknown): boolean {
  return isObject(value) && isFunction(value['read']);
}

function noFeed(received: unknown): MalformedInput {
  return malformedInput('a feed of all changes', received, 'options.repository.feed');
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function wrong(name: string, expected: string, received: unknown): MalformedInput {
  return malformedInput(expected, received, `options.${name}`);
}
