/**
 * Sets a timer: calls `run` once, after this many milliseconds.
 *
 * @returns a function that cancels it
 */
export type SetTimer = (run: () => void, milliseconds: number) => () => void;

/** Every JavaScript runtime has them, though the language does not. */
declare function setTimeout(run: () => void, milliseconds: number): object | number;
declare function clearTimeout(timer: object | number): void;

/**
 * The machine's timers. A timer is pending only while a command waits for it, and keeps the process alive: if the
 * process ended then, the command would get no answer.
 */
export function systemTimer(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => {
    clearTimeout(timer);
  };
}
