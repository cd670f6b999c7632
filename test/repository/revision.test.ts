import { parseRevision } from 'partner-relationships';
import { describe, expect, it } from 'vitest';

describe('A revision', () => {
  it.each([['1'], ['W/"33a64df5"'], ['~'], ['Absent'], ['x'.repeat(128)]])('can be %s', (text) => {
    expect(parseRevision(text)._unsafeUnwrap()).toBe(text);
  });

  it.each([[''], ['absent'], ['a b'], ['1\n'], ['x'.repeat(129)], ['é'], [1], [1n], [null], [undefined], [{}]])(
    'cannot be %s',
    (value) => {
      const error = parseRevision(value)._unsafeUnwrapErr();
      expect(error.code).toBe('malformed-input');
      expect(error.context.expected).toContain('a revision');
    },
  );
});
