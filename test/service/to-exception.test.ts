import { parsePartnerId, storageFailed, toException } from 'partner-relationships';
import { describe, expect, it } from 'vitest';

describe('toException', () => {
  it('turns an error into an Error with its message, its code as name, and itself as cause', () => {
    const error = parsePartnerId('a b')._unsafeUnwrapErr();
    const exception = toException(error);
    expect(exception).toBeInstanceOf(Error);
    expect(exception.message).toBe(error.message);
    expect(exception.name).toBe('malformed-input');
    expect(exception.cause).toBe(error);
    expect(String(exception)).toBe(`malformed-input: ${error.message}`);
    expect(exception.stack).toContain('exception.test.ts');
  });

  it('keeps what is inside the error within reach', () => {
    const thrown = (): never => {
      throw toException(storageFailed('disk full'));
    };
    expect(thrown).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ code: 'storage-failed' }) as unknown }),
    );
  });

  it.each([
    [undefined, 'expected an error, received nothing'],
    [null, 'expected an error, received null'],
    ['text', 'expected an error, received "text"'],
    [7, 'expected an error, received the number 7'],
    [[], 'expected an error, received an array of 0'],
    [{ code: 1, message: {} }, 'code: expected a code, received the number 1'],
    [{ code: 'strange' }, 'message: expected a message, received nothing'],
  ])('makes an Error of %s as well, which is none of this library', (value, message) => {
    const exception = toException(value as unknown as Parameters<typeof toException>[0]);
    expect(exception).toMatchObject({ name: 'Error', message, cause: value });
  });
});
