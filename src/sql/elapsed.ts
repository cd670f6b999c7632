/** Every runtime of JavaScript has it, though the language does not. */
declare function setTimeout(run: () => void, milliseconds: number): number | { readonly unref?: () => void };

/** Resolves when so much time has passed. */
export function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** The same, but where the runtime can do that, a process that has nothing else left to do ends before. */
export function elapsedInBackground(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    if (typeof timer === 'object') timer.unref?.();
  });
}
