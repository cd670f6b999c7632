/** The machine's randomness: enough for what need not be secret. */
export function systemRandom(): number {
  return Math.random();
}
