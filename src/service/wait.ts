import type { SetTimer } from './timer';

/** Waits this long, or until the promise settles; never fails. */
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
    // The wait is over, so a failure to cancel changes nothing.
  }
}
