// Timers are the host's, in every runtime; the library is compiled without any host's types.
declare function setTimeout(callback: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** The outcome of `run`, or a rejection with `late()` if there is none in time. */
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
