import { customAlphabet, nanoid } from 'nanoid';
import { err, ok, type Result } from 'neverthrow';
import { decodeBaseUrl } from '../invitation/base-url';
import { defaulted, integer, isObject, type Decoder } from '../model/decode';
import { decodeInviteToken, type InviteToken } from '../model/invite-token';
import { decodeInstant, type Instant } from '../model/instant';
import { malformedInput, within, type MalformedInput } from '../model/malformed-input';
import type { RelationshipRepository } from '../repository/repository';
import { systemClock } from './clock';
import { systemRandom } from './random';
import { systemTimer, type SetTimer } from './timer';
import { waitingBy, type Wait } from './wait';

/** What a relationship service works with. */
export interface RelationshipServiceOptions {
  readonly repository: RelationshipRepository;
  /**
   * Where your application accepts invitations: an absolute http or https URL without credentials, query or fragment,
   * spelled as browsers write it, such as `https://portal.example/invitation`; see {@link inviteLink}. Links made for
   * one base URL do not parse under another.
   */
  readonly linkBaseUrl: string;
  /**
   * The present moment. The machine's clock when left out. Read in every attempt of a command; where it shows a time before
   * the last change of the document, the change bears the time of that one.
   */
  readonly now?: (() => Date) | undefined;
  /** A new id for a partner or a request, unique. nanoid when left out. */
  readonly newId?: (() => string) | undefined;
  /**
   * A new token for a link, unique and not guessable. When left out: 22 random letters and digits, 130 bits. One of your
   * own should end in a letter or digit as well: mail programs that make links of text leave a `-` or `_` at the end out.
   */
  readonly newToken?: (() => string) | undefined;
  /**
   * How often a command is decided anew when somebody else commits in between, before it gives up with
   * `RevisionConflict`: an integer from 1 to 1,000. 50 when left out. Waiting is no attempt.
   */
  readonly attempts?: number | undefined;
  /**
   * Has `run` called once, after so many milliseconds, and gives what cancels that: commands on one document wait for
   * each other, and pause before they try again. The machine's timers when left out. If it throws, the wait ends at
   * once.
   */
  readonly setTimer?: SetTimer | undefined;
  /** A number from 0 to 1, to draw the length of a pause. The machine's randomness when left out. */
  readonly random?: (() => number) | undefined;
}

/** Checked options. */
export interface Settings {
  readonly repository: RelationshipRepository;
  readonly linkBaseUrl: string;
  readonly attempts: number;
  readonly now: () => Result<Instant, MalformedInput>;
  /** A new id of the kind that the decoder takes. */
  readonly newId: <Id>(decode: Decoder<Id>) => Result<Id, MalformedInput>;
  readonly newToken: () => Result<InviteToken, MalformedInput>;
  readonly wait: Wait;
  readonly random: () => number;
}

/** With the pauses between them, about twenty seconds: longer than two hundred processes need that all want one document. */
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
export function settingsFrom(options: RelationshipServiceOptions): Result<Settings, MalformedInput> {
  try {
    return checked(options);
  } catch {
    // A getter or a proxy can throw when it is read.
    return err(within('options', malformedInput('options that can be read', options)));
  }
}

function checked(options: RelationshipServiceOptions): Result<Settings, MalformedInput> {
  const given: unknown = options;
  if (!isObject(given)) return err(within('options', malformedInput('the options of a service', given)));
  // Each option is read once: what was checked is what is used.
  const { repository, linkBaseUrl: base, attempts: most } = options;
  const { now = systemClock, newId = nanoid, newToken = lettersAndDigits() } = options;
  const { setTimer = systemTimer, random = systemRandom } = options;
  if (!isRepository(repository)) return err(wrong('repository', 'a relationship repository', repository));
  const linkBaseUrl = decodeBaseUrl(base);
  if (linkBaseUrl.isErr()) return err(within('options', within('linkBaseUrl', linkBaseUrl.error)));
  for (const [name, option] of Object.entries({ now, newId, newToken, setTimer, random })) {
    if (!isFunction(option)) return err(wrong(name, 'a function', option));
  }
  const attempts = decodeAttempts(most);
  if (attempts.isErr()) return err(within('options', within('attempts', attempts.error)));
  return ok({
    repository,
    linkBaseUrl: linkBaseUrl.value,
    attempts: attempts.value,
    now: () => produced('now()', now, decodeDate),
    newId: (decode) => produced('newId()', () => newId(), decode),
    newToken: () => produced('newToken()', () => newToken(), decodeInviteToken),
    wait: waitingBy(setTimer),
    random,
  });
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

/** The token stands at the end of the link, where mail programs take any other character for one of the sentence. */
function lettersAndDigits(): () => string {
  return customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', TOKEN_LENGTH);
}

/** What a function among the options gives. */
function produced<T>(name: string, produce: () => unknown, decode: Decoder<T>): Result<T, MalformedInput> {
  let made: unknown;
  try {
    made = produce();
  } catch {
    // A function that throws has given nothing.
  }
  return decode(made).mapErr((error) => within('options', within(name, error)));
}

function isRepository(value: unknown): boolean {
  return (
    isObject(value) && isStore(value['partners']) && isStore(value['customers']) && isFunction(value['customersOf'])
  );
}

function isStore(value: unknown): boolean {
  return isObject(value) && isFunction(value['load']) && isFunction(value['commit']) && isFunction(value['history']);
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function wrong(name: string, expected: string, received: unknown): MalformedInput {
  return within('options', within(name, malformedInput(expected, received)));
}
