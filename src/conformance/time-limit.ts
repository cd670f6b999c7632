// Timers are the host's, in every runtime; the library is compiled without any host's types.
declare function setTimeout(callback: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** What `run` gives, or a rejection with `late()` when it has given nothing in time. */
export function withinTime<T>(milliseconds: number, run: () => Promise<T>, late: () => Error): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(late());
    }, milliseconds);
    run()
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
      });
  });
}

/** Lets everything that is ready go on, input and output included. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** Lets everything else that waits for nothing but its turn go first, so many times. */
export async function stepAside(times: number): Promise<void> {
  for (let left = times; left > 0; left -= 1) await Promise.resolve();
}
