/** Nanoseconds, in the unit that gives them a few digits. */
export function duration(nanoseconds: number): string {
  if (nanoseconds < 1e3) return `${digits(nanoseconds)} ns`;
  if (nanoseconds < 1e6) return `${digits(nanoseconds / 1e3)} µs`;
  return `${digits(nanoseconds / 1e6)} ms`;
}

/** How many times as much. */
export function ratio(times: number): string {
  return `× ${digits(times)}`;
}

export function bytes(count: number): string {
  return count < 10_000 ? `${count} B` : `${digits(count / 1000)} kB`;
}

/** A kilobyte is 1,000 bytes. */
export function kilobytes(count: number): string {
  return `${(count / 1000).toFixed(1)} kB`;
}

function digits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
