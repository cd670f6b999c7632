/** Every runtime of JavaScript has it, though the language does not. */
declare function setTimeout(run: () => void, milliseconds: number): number | { readonly unref?: () => void };

/** Resolves after so many milliseconds. */
export function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** The same, but does not keep the process alive, if the runtime allows that. */
export function elapsedInBackground(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    if (typeof timer === 'object') timer.unref?.();
  });
}
