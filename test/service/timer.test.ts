import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemTimer } from '../../src/service/timer';

describe('systemTimer', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('calls once, after as many milliseconds', () => {
    vi.useFakeTimers();
    const run = vi.fn();
    systemTimer(run, 250);
    vi.advanceTimersByTime(249);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('does not call once it is cancelled', () => {
    vi.useFakeTimers();
    const run = vi.fn();
    const cancel = systemTimer(run, 250);
    cancel();
    vi.advanceTimersByTime(1000);
    expect(run).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
