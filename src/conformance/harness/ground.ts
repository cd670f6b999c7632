import { noted, type Asking } from './ask';
import type { CheckOfAll } from './check';
import { handleOn, type Handle } from './handle';
import { Nonconformity, type Finding, type PromiseText } from './nonconformity';
import type { ConformanceSubject } from './options';
import { counted, told } from './shown';
import type { Sizes } from './sizes';
import { withinTime } from './time-limit';

/** What the checks are run with. */
export interface Circumstances {
  readonly create: () => Promise<ConformanceSubject>;
  readonly sizes: Sizes;
  readonly timeoutMs: number;
  readonly seed: number | null;
  /** Whether the repository is declared to have a feed. */
  readonly feed: boolean;
}

/** What a check stands on: a new repository, and ways to ask it. */
export interface Ground extends Asking {
  readonly sizes: Sizes;
  readonly timeoutMs: number;
  readonly seed: number | null;
  /** Whether the repository is declared to have a feed. */
  readonly feed: boolean;
  /** The handle that create() gave. */
  readonly first: Handle;
  /** So many handles on the same storage, the first one among them. */
  readonly handles: (count: number) => Promise<readonly Handle[]>;
  /** Whether create() gave a way to close everything and open it again. */
  readonly canReopen: boolean;
  /** A handle on the same storage after everything was closed and opened again; the others are gone. */
  readonly reopened: () => Promise<Handle>;
  /** Whether create() gave a way to hold commits back. */
  readonly canHold: boolean;
  /** Sends a commit on a handle that holds it back, runs `meanwhile`, lets the commit go and gives its answer. */
  readonly whileHeld: <T>(send: (handle: Handle) => Promise<T>, meanwhile: () => Promise<void>) => Promise<T>;
  /** Runs on another new repository, and gives that up afterwards. */
  readonly onAnother: <T>(run: (ground: Ground) => Promise<T>) => Promise<T>;
}

/** The subjects to close, each with what its commits may be waiting for. */
type OpenSubjects = Map<ConformanceSubject, Gate[]>;

/** Runs a check on a new repository and gives the repository up afterwards, each within the time limit. */
export async function onNewGround(
  circumstances: Circumstances,
  promise: PromiseText,
  { advice, run }: CheckOfAll,
): Promise<void> {
  const { timeoutMs } = circumstances;
  const asking: Asking = {
    underWay: new Set(),
    nonconformity: (finding) => new Nonconformity(promise, { advice, ...finding }),
  };
  const late = (): Error => asking.nonconformity(tooLate(asking, timeoutMs));
  const open: OpenSubjects = new Map();
  const closeAll = async (): Promise<void> => {
    for (const subject of open.keys()) await close(subject, asking, open);
  };
  try {
    await withinTime(timeoutMs, async () => run(await groundOf(circumstances, asking, open)), late);
  } catch (failure) {
    await withinTime(timeoutMs, closeAll, late).catch(() => undefined);
    throw failure;
  }
  await withinTime(timeoutMs, closeAll, late);
}

async function groundOf(circumstances: Circumstances, asking: Asking, open: OpenSubjects): Promise<Ground> {
  return groundOn(await opened(circumstances, asking, open), circumstances, asking, open);
}

async function opened(
  { create }: Circumstances,
  asking: Asking,
  open: OpenSubjects,
): Promise<ConformanceSubject> {
  const subject = await made('create()', asking, create);
  open.set(subject, []);
  return subject;
}

function groundOn(
  subject: ConformanceSubject,
  circumstances: Circumstances,
  asking: Asking,
  open: OpenSubjects,
): Ground {
  const first = handleOn(subject.repository, asking);
  const handles: Handle[] = [first];
  return {
    ...circumstances,
    ...asking,
    first,
    handles: async (count) => {
      while (handles.length < count) {
        handles.push(handleOn(await made('another()', asking, () => subject.another()), asking));
      }
      return handles.slice(0, count);
    },
    canReopen: subject.reopen !== undefined,
    reopened: async () => {
      const { reopen } = subject;
      if (reopen === undefined) throw asking.nonconformity(cannotReopen);
      return handleOn(await made('reopen()', asking, () => reopen.call(subject)), asking);
    },
    canHold: subject.holding !== undefined,
    whileHeld: async (send, meanwhile) => {
      const { holding } = subject;
      if (holding === undefined) throw new Error('the conformance kit holds a commit back although it cannot');
      const gate = gateOf();
      open.get(subject)?.push(gate);
      const handle = handleOn(await made('holding()', asking, () => holding.call(subject, gate.wait)), asking);
      const answer = send(handle);
      try {
        if (await Promise.race([gate.reached, answer.then(() => false)])) await meanwhile();
        else throw new Nonconformity(CREATE, notHeld);
      } finally {
        gate.open();
        await answer;
      }
      return answer;
    },
    onAnother: async (run) => {
      const other = await opened(circumstances, asking, open);
      try {
        return await run(groundOn(other, circumstances, asking, open));
      } finally {
        await close(other, asking, open);
      }
    },
  };
}

const cannotReopen: Finding = {
  due: 'create() gives a `reopen` function, so that the kit can close the store and open it again',
  did: 'there is none',
  advice:
    'Give `reopen`. Only a repository that keeps nothing when it is closed goes without, and says so with ' +
    '`volatile: true`.',
};

const notHeld: Required<Finding> = {
  due: 'a commit on a handle that holding() gave calls `wait` before it is in force, and waits',
  did: 'it was answered and had not called it',
  advice: 'Call the function that holding() is given in every commit, when all is written, and wait for its promise.',
};

/** What a commit waits for. */
interface Gate {
  readonly wait: () => Promise<void>;
  /** True as soon as somebody waits. */
  readonly reached: Promise<true>;
  readonly open: () => void;
}

function gateOf(): Gate {
  const reached = signalOf<true>();
  const opened = signalOf<true>();
  return {
    wait: async () => {
      reached.give(true);
      await opened.given;
    },
    reached: reached.given,
    open: () => {
      opened.give(true);
    },
  };
}

/** A promise, and the function that fulfils it. */
function signalOf<T>(): { readonly given: Promise<T>; readonly give: (value: T) => void } {
  let give: (value: T) => void = () => undefined;
  const given = new Promise<T>((resolve) => {
    give = resolve;
  });
  return {
    given,
    give: (value) => {
      give(value);
    },
  };
}

function tooLate({ underWay }: Asking, timeoutMs: number): Finding {
  const calls = [...underWay].map(({ call }) => call).slice(0, 3);
  return {
    due: `the check is done within ${counted(timeoutMs, 'millisecond')}`,
    did: `it was still waiting for ${calls.join(' and ') || 'its next step'}`,
    advice:
      'A call that is never answered often waits for a lock that a refused commit still holds. If the store is just ' +
      'slow, make `sizes` smaller or `timeoutMs` larger.',
  };
}

/** Closes a subject that is still open: when the time is over, another closes it than the one that opened it. */
async function close(subject: ConformanceSubject, asking: Asking, open: OpenSubjects): Promise<void> {
  // A commit that is still held back may hold what close() waits for.
  for (const gate of open.get(subject) ?? []) gate.open();
  if (open.delete(subject)) await made('close()', asking, () => subject.close());
}

/** Calls a function that the kit was handed. If that fails, it is not the repository's fault. */
async function made<T>(call: string, asking: Asking, run: () => Promise<T>): Promise<T> {
  try {
    return await noted(asking, call, run);
  } catch (error) {
    throw new Nonconformity(CREATE, {
      due: `${call} does its work`,
      did: `it threw or rejected with ${told(error)}`,
      advice: 'Mend the function that you handed to the kit; the repository has not been checked.',
    });
  }
}

/** The promise of the function that the kit was handed. */
export const CREATE: PromiseText = {
  must: '0',
  name: 'create() gives what it promises',
  words:
    'create() gives a new, empty and isolated repository each time; another() gives a further handle on the same ' +
    'storage. Both are up to the function that you handed to the kit, once the repository can commit at all.',
};
