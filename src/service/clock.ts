/** The machine's clock: the one place of this library that looks at it. */
export function systemClock(): Date {
  return new Date();
}
