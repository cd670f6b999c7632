import { vi } from 'vitest';

/** Only a test that hangs takes so long. How much is done is bounded by rounds, so a busy machine just takes longer. */
const TEN_MINUTES = 600_000;

/** Lets the tests of this file take as long as they need. */
export function haveAllTheTime(): void {
  vi.setConfig({ testTimeout: TEN_MINUTES, hookTimeout: TEN_MINUTES });
}
