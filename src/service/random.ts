/** The machine's randomness, for values that need not be secret. */
export function systemRandom(): number {
  return Math.random();
}
