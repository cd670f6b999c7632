import { handleOn, type Asking, type CallUnderWay, type Handle } from './asked';
import type { Ground } from './check';
import { Nonconformity, type Finding } from './nonconformity';
import type { ConformanceSubject } from './options';
import { promised, type Promised } from './promises';
import type { Sizes } from './sizes';
import { counted, told } from './shown';
import { withinTime } from './time-limit';

/** What the checks are run with. */
export interface Circumstances {
  readonly create: () => Promise<ConformanceSubject>;
  readonly sizes: Sizes;
  readonly timeoutMs: number;
  readonly seed: number | null;
}

/** Runs a check on a fresh repository and gives the repository up afterwards, each within the time limit. */
export async function onFreshGround(
  circumstances: Circumstances,
  promise: Promised,
  run: (ground: Ground) => Promise<void>,
): Promise<void> {
  const { timeoutMs } = circumstances;
  const asking: Asking = {
    underWay: new Set(),
    nonconformity: (finding) => new Nonconformity(promise, finding),
  };
  const late = (): Error => asking.nonconformity(tooLate(asking, timeoutMs));
  const open = new Set<ConformanceSubject>();
  const closeAll = async (): Promise<void> => {
    for (const subject of open) await close(subject, asking, open);
  };
  try {
    await withinTime(timeoutMs, async () => run(await groundOf(circumstances, asking, open)), late);
  } catch (failure) {
    await withinTime(timeoutMs, closeAll, late).catch(() => undefined);
    throw failure;
  }
  await withinTime(timeoutMs, closeAll, late);
}

async function groundOf(circumstances: Circumstances, asking: Asking, open: Set<ConformanceSubject>): Promise<Ground> {
  const subject = await made('create()', asking, circumstances.create);
  open.add(subject);
  return groundOn(subject, circumstances, asking, open);
}

function groundOn(
  subject: ConformanceSubject,
  circumstances: Circumstances,
  asking: Asking,
  open: Set<ConformanceSubject>,
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
    onAnother: async (run) => {
      const other = await made('create()', asking, circumstances.create);
      open.add(other);
      const result = await run(groundOn(other, circumstances, asking, open)).catch(async (failure: unknown) => {
        await close(other, asking, open);
        throw failure;
      });
      await close(other, asking, open);
      return result;
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

function tooLate({ underWay }: Asking, timeoutMs: number): Finding {
  const calls = [...underWay].map(({ call }) => call).slice(0, 3);
  return {
    due: `the check is done within ${counted(timeoutMs, 'millisecond')}`,
    did: `it was still waiting for ${calls.join(' and ') || 'its next step'}`,
    advice:
      'A call that is never answered often waits for a lock that a refused commit has not given up. If the store is ' +
      'just slow, make `sizes` smaller or `timeoutMs` larger.',
  };
}

function close(subject: ConformanceSubject, asking: Asking, open: Set<ConformanceSubject>): Promise<void> {
  open.delete(subject);
  return made('close()', asking, () => subject.close());
}

/** Calls a function that the kit was handed; what that throws is not the repository's fault. */
async function made<T>(call: string, { underWay }: Asking, run: () => Promise<T>): Promise<T> {
  const mine: CallUnderWay = { call };
  underWay.add(mine);
  try {
    return await run();
  } catch (error) {
    throw new Nonconformity(promised.create, {
      due: `${call} does its work`,
      did: `it threw or rejected with ${told(error)}`,
      advice: 'Mend the function that you handed to the kit; the repository has not been checked.',
    });
  } finally {
    underWay.delete(mine);
  }
}
