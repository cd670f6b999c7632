import type { SetTimer } from './timer';

/** Waits this long, or until the promise settles; never fails. Gives false if the timer threw, and nothing was waited. */
export type Wait = (milliseconds: number, until?: PromiseLike<unknown>) => Promise<boolean>;

/** If the timer throws, the wait ends; if it cannot be cancelled, its call is ignored. */
export function waitingBy(setTimer: SetTimer): Wait {
  return (milliseconds, until) =>
    new Promise((resolve) => {
      const done = (): void => {
        resolve(true);
      };
      try {
        const cancel = setTimer(done, milliseconds);
        until?.then(() => {
          done();
          attempt(cancel);
        }, done);
      } catch {
        resolve(false);
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
