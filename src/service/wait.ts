import type { SetTimer } from './timer';

/** Waits so long, or until something else has come about; never fails. */
export type Wait = (milliseconds: number, until?: PromiseLike<unknown>) => Promise<void>;

/** If the timer throws, the wait ends; if it cannot be cancelled, its call is ignored. */
export function waitingBy(setTimer: SetTimer): Wait {
  return (milliseconds, until) =>
    new Promise((resolve) => {
      const done = (): void => {
        resolve();
      };
      try {
        const cancel = setTimer(done, milliseconds);
        until?.then(() => {
          done();
          attempt(cancel);
        }, done);
      } catch {
        done();
      }
    });
}

function attempt(cancel: () => void): void {
  try {
    cancel();
  } catch {
    // Whatever it is, nobody waits for it any more.
  }
}
