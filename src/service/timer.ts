/**
 * Sets a timer: has `run` called once, when so many milliseconds have passed.
 *
 * @returns what cancels it
 */
export type SetTimer = (run: () => void, milliseconds: number) => () => void;

/** Every runtime of JavaScript has them, though the language does not. */
declare function setTimeout(run: () => void, milliseconds: number): number | { readonly unref?: () => unknown };
declare function clearTimeout(timer: ReturnType<typeof setTimeout>): void;

/** The machine's timers. Where a pending one would keep the process alive, it is told not to. */
export function systemTimer(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds);
  if (typeof timer === 'object') timer.unref?.();
  return () => {
    clearTimeout(timer);
  };
}
