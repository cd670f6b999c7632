import { err, type Result } from 'neverthrow';
import type { SqlDialect } from './options';
import { verdictOn, type Verdict } from './verdict';

/** Why a statement or a transaction came to nothing, or to something unknown. */
export interface Failure {
  readonly verdict: Verdict;
  readonly cause: unknown;
}

export function failure(error: unknown, dialect: SqlDialect): Failure {
  return { verdict: verdictOn(error, dialect), cause: error };
}

/** Long enough for a simultaneous commit to pass, too short to be noticed. */
const PATIENCE_MILLISECONDS = 250;
const LONGEST_PAUSE_MILLISECONDS = 32;
/** However long they take: PostgreSQL finds a deadlock only after a second. A driver that waits for a file has waited. */
const LEAST_ATTEMPTS_WHEN_ROLLED_BACK = 4;

/**
 * Does it again while a simultaneous statement is in the way and nothing has been carried out: deadlocks, serialization
 * failures and locked files pass by themselves, and a second look tells who was first. For a quarter of a second, and
 * after a deadlock or a serialization failure at least a few times.
 */
export async function whileContended<T>(attempt: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  let pause = 1;
  for (let attempts = 1; ; attempts += 1) {
    const result = await attempt();
    if (result.isOk()) return result;
    const { verdict } = result.error;
    if (verdict === 'refused' || verdict === 'unanswered') return err(result.error);
    const isPatient = verdict === 'contended' && attempts < LEAST_ATTEMPTS_WHEN_ROLLED_BACK;
    if (!isPatient && Date.now() + pause > deadline) return err(result.error);
    await elapsed(pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS);
  }
}

/** Every runtime of JavaScript has it, though the language does not. */
declare function setTimeout(run: () => void, milliseconds: number): unknown;

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
