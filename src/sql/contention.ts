import { err, type Result } from 'neverthrow';
import { elapsed } from './elapsed';
import type { Failure } from './verdict';

/** Every runtime of JavaScript has it, though the language does not. Unlike the machine's clock, it is never set. */
declare const performance: { now(): number };

/** Long enough for a simultaneous commit to pass, too short to be noticed. */
const PATIENCE_MILLISECONDS = 250;
const LONGEST_PAUSE_MILLISECONDS = 32;
/**
 * However long they take: PostgreSQL finds a deadlock only after a second, and a driver may notice a lost connection
 * late. A driver that waits for a locked file has already waited.
 */
const LEAST_ATTEMPTS = 4;

/**
 * Tries again while nothing has been carried out because a simultaneous statement is in the way or the connection is
 * gone: deadlocks, serialization failures and locked files pass by themselves, the next attempt sees who was first, and
 * a pool drops a connection that has failed. Goes on for a quarter of a second, and unless a file is locked for at
 * least four attempts.
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
