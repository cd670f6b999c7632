/** The machine's clock. Nothing else in this library reads it. */
export function systemClock(): Date {
  return new Date();
}
