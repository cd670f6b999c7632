import { vi } from 'vitest';

/**
 * Lets time pass as soon as nothing is left to do but to wait, and only then: how busy the machine is makes no
 * difference. Answers what gives the host's clock back.
 */
export function skipTime(): () => void {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
  vi.setTimerTickMode('nextTimerAsync');
  return () => vi.useRealTimers();
}
