/** The machine's clock. Nothing else in this library reads a clock. */
export function systemClock(): Date {
  return new Date();
}

/** Nearly every JavaScript runtime has it, though the language does not. */
declare const performance: { now(): number } | undefined;

/**
 * Milliseconds since some moment, to measure how long something takes. Setting the machine's clock does not disturb it,
 * except in a runtime without `performance`.
 */
export function systemMonotonicClock(): number {
  return typeof performance === 'undefined' ? Date.now() : performance.now();
}
