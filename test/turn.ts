/** Lets all go on that is ready, and what that makes ready. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
