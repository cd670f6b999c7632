import { describe, expect, it } from 'vitest';
import { counted } from '../../src/conformance/harness/shown';

describe('a count in a message', () => {
  it.each([
    [0, '0 changes'],
    [1, '1 change'],
    [2, '2 changes'],
  ])('of %d has the right ending', (count, text) => {
    expect(counted(count, 'change')).toBe(text);
  });
});
