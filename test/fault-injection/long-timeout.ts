import { vi } from 'vitest';

/** Only a test that hangs takes so long. Rounds bound how much is done, so on a busy machine it just takes longer. */
const TEN_MINUTES = 600_000;

/** For the tests of this file. */
export function setLongTimeout(): void {
  vi.setConfig({ testTimeout: TEN_MINUTES, hookTimeout: TEN_MINUTES });
}
