/** The machine's clock. Nothing else in this library reads a clock. */
export function systemClock(): Date {
  return new Date();
}

/** Every JavaScript runtime has it, though the language does not. */
declare const performance: { now(): number };

/** Milliseconds since some moment, to measure how long something takes. Setting the machine's clock does not matter. */
export function systemMonotonicClock(): number {
  return performance.now();
}
