/** Whether a text has letters, digits or marks of the blocks that read from right to left. */
export function readsFromRight(text: string): boolean {
  return /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(text);
}
