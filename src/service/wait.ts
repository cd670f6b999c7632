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

/** Runs what changes nothing if it fails. */
export function attempt(run: () => void): void {
  try {
    run();
  } catch {
    // Nobody needs it to succeed.
  }
}
