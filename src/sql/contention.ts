import { err, type Result } from 'neverthrow';
import { elapsed } from './elapsed';
import type { SqlDialect } from './options';
import { isConnectionGone, verdictOn, type Verdict } from './verdict';

/** Why a statement or a transaction came to nothing, or to something unknown. */
export interface Failure {
  readonly verdict: Verdict;
  readonly cause: unknown;
}

export function failure(error: unknown, dialect: SqlDialect): Failure {
  return { verdict: verdictOn(error, dialect), cause: error };
}

/** How the failure of a statement that changes nothing, such as SELECT or BEGIN, is to be judged: it may be sent again. */
export function withoutEffect(failed: Failure, dialect: SqlDialect): Failure {
  if (failed.verdict !== 'unanswered') return failed;
  return { ...failed, verdict: isConnectionGone(failed.cause, dialect) ? 'gone' : 'refused' };
}

/** Every runtime of JavaScript has it, though the language does not. Unlike the clock of the machine, it is never set. */
declare const performance: { now(): number };

/** Long enough for a simultaneous commit to pass, too short to be noticed. */
const PATIENCE_MILLISECONDS = 250;
const LONGEST_PAUSE_MILLISECONDS = 32;
/**
 * However long they take: PostgreSQL finds a deadlock only after a second, and a line that is gone may be found out
 * late. A driver that waits for a file has waited.
 */
const LEAST_ATTEMPTS = 4;

/**
 * Does it again while a simultaneous statement is in the way, or the pool gives connections that are gone, and nothing
 * has been carried out: deadlocks, serialization failures and locked files pass by themselves, a second look tells who
 * was first, and a pool drops what has failed. For a quarter of a second, and but for a locked file at least a few
 * times.
 */
export async function whileContended<T>(attempt: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  let pause = 1;
  for (let attempts = 1; ; attempts += 1) {
    const result = await attempt();
    if (result.isOk()) return result;
    const { verdict } = result.error;
    if (verdict === 'refused' || verdict === 'unanswered') return err(result.error);
    const isPatient = verdict !== 'busy' && attempts < LEAST_ATTEMPTS;
    if (!isPatient && performance.now() + pause > deadline) return err(result.error);
    await elapsed(pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS);
  }
}
