import { alongsideFailed, corruptData, outcomeUnknown, revisionConflict, storageFailed, unknownCursor } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { isFrozenInDepth } from '../fixtures/frozen';

const ofACause = [
  { make: storageFailed, code: 'storage-failed' },
  { make: outcomeUnknown, code: 'outcome-unknown' },
  { make: alongsideFailed, code: 'alongside-failed' },
  { make: corruptData, code: 'corrupt-data' },
] as const;

describe('An error of a store', () => {
  it.each(ofACause)('$code is frozen plain data with the message of the store', ({ make, code }) => {
    const error = make(new Error('connection lost'));
    expect(error).toMatchObject({ kind: 'storage', code, context: { cause: 'connection lost' } });
    expect(error.message).toContain('connection lost');
    expect(isFrozenInDepth(error)).toBe(true);
    expect(JSON.parse(JSON.stringify(error))).toEqual(error);
  });

  it.each([
    ['a text', 'timed out', 'timed out'],
    ['an error-like object', { message: 'timed out' }, 'timed out'],
    ['an object without a message', { code: 'ETIMEDOUT' }, 'an object'],
    ['an error whose message is no text', Object.assign(new Error(), { message: { a: 1 } }), 'an object'],
    ['nothing', undefined, 'nothing'],
    ['null', null, 'null'],
    ['a symbol', Symbol('x'), 'a symbol'],
  ])('tells its cause in words when it is %s', (_, cause, words) => {
    expect(storageFailed(cause).context.cause).toBe(words);
  });

  it('repeats at most 1,000 characters of a cause', () => {
    const { message, context } = storageFailed(new Error(`insert into ${'x'.repeat(100_000)}`));
    expect(context.cause).toHaveLength(1000);
    expect(message.length).toBeLessThan(1100);
  });

  it('of a conflict names the expected revision', () => {
    const error = revisionConflict('7');
    expect(error).toMatchObject({ kind: 'conflict', code: 'revision-conflict', context: { expected: '7' } });
    expect(isFrozenInDepth(error)).toBe(true);
  });

  it('of a cursor names it in the context, not in the message', () => {
    const error = unknownCursor('x'.repeat(10_000));
    expect(error).toMatchObject({ kind: 'storage', code: 'unknown-cursor', context: { after: 'x'.repeat(10_000) } });
    expect(error.message.length).toBeLessThan(200);
    expect(isFrozenInDepth(error)).toBe(true);
  });
});
