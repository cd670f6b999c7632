/**
 * Sets a timer: has `run` called once, after so many milliseconds.
 *
 * @returns what cancels it
 */
export type SetTimer = (run: () => void, milliseconds: number) => () => void;

/** Every runtime of JavaScript has them, though the language does not. */
declare function setTimeout(run: () => void, milliseconds: number): object | number;
declare function clearTimeout(timer: object | number): void;

/**
 * The machine's timers. One is pending only while a command waits for it, so it may keep the process alive: a process that
 * ended then would leave the command without an answer.
 */
export function systemTimer(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => {
    clearTimeout(timer);
  };
}
