import { err, ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { checked, derivedFrom, marking, markOf, type Mark } from '../../src/model/checked';
import { object, text } from '../../src/model/decode';

const MARK: Mark = { kind: 'customer', latest: null };

/** Counts how often it derives something. */
function counting(): (value: object) => string {
  let times = 0;
  return () => {
    times += 1;
    return `index ${times}`;
  };
}

describe('A value that is marked as checked', () => {
  it('is the same object, frozen, and looks as before', () => {
    const value = { id: 'tailspin' };
    const marked = checked(value, MARK);
    expect(marked).toBe(value);
    expect(marked).toEqual({ id: 'tailspin' });
    expect(Reflect.ownKeys(marked)).toEqual(['id']);
    expect(Object.isFrozen(marked)).toBe(true);
    expect(markOf(marked)).toBe(MARK);
  });

  it.each([
    ['a copy of it', { ...checked({ id: 'tailspin' }, MARK) }],
    ['what inherits from it', Object.create(checked({}, MARK)) as unknown],
    ['a proxy of it', new Proxy(checked({}, MARK), {})],
    ['null', null],
    ['nothing', undefined],
    ['a string', 'customer'],
    ['an array', []],
  ])('is not %s', (_what, value) => {
    expect(markOf(value)).toBeNull();
  });
});

describe('A decoder that marks', () => {
  const fields = object<{ readonly id: string }>('a customer', { id: text('an id', (id) => id !== '') });
  const decode = marking(MARK, fields);

  it('marks a copy of what it has checked, and gives back what bears the mark', () => {
    const value = { id: 'tailspin', country: 'CN' };
    const decoded = decode(value)._unsafeUnwrap();
    expect(decoded).toEqual({ id: 'tailspin' });
    expect(markOf(decoded)).toBe(MARK);
    expect(markOf(value)).toBeNull();
    expect(decode(decoded)._unsafeUnwrap()).toBe(decoded);
  });

  it('trusts no other mark', () => {
    const account = checked({ id: '' }, { kind: 'customer', latest: null });
    expect(decode(account)._unsafeUnwrapErr().context.path).toBe('id');
    expect(decode({ id: '' })).toEqual(err(decode(account)._unsafeUnwrapErr()));
    expect(decode(checked({ id: 'tailspin' }, { kind: 'customer', latest: null }))).toEqual(ok({ id: 'tailspin' }));
  });
});

describe('What is derived from a value', () => {
  it('is derived once from a checked one', () => {
    const derive = counting();
    const marked = checked({}, MARK);
    expect([derivedFrom(marked, derive), derivedFrom(marked, derive)]).toEqual(['index 1', 'index 1']);
    expect(derivedFrom(checked({}, MARK), derive)).toBe('index 2');
  });

  it('is derived each time from any other', () => {
    const derive = counting();
    const value = {};
    expect([derivedFrom(value, derive), derivedFrom(value, derive)]).toEqual(['index 1', 'index 2']);
  });
});
