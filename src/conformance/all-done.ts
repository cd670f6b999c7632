/** What all of these give, once every one is done: after a failure none goes on behind the back of its check. */
export async function allDone<T>(running: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(running);
  return Promise.all(running);
}
