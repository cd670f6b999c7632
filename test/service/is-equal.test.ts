import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEqual } from '../../src/service/is-equal';

/** Few leaves and few keys, so that two values are often equal and nearly so. */
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 0, '0', ''),
    fc.array(tie('data'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('0', '1', 'toString'), tie('data'), { maxKeys: 2, noNullPrototype: true }),
  ),
}));

describe('values of plain data', () => {
  it('are equal when Node.js says so', () => {
    fc.assert(
      fc.property(data, data, (one, other) => {
        expect(isEqual(one, other)).toBe(isDeepStrictEqual(one, other));
        expect(isEqual(one, structuredClone(one))).toBe(true);
      }),
    );
  });
});
