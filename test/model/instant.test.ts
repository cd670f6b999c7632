import fc from 'fast-check';
import { parseInstant } from 'partner-relationships';
import { instant } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { hostileJson } from '../fixtures/hostile-json';

describe('An instant', () => {
  it.each([
    ['the first of the year 0', '0000-01-01T00:00:00.000Z'],
    ['a leap day of the year 0', '0000-02-29T00:00:00.000Z'],
    ['in the first century', '0099-12-31T23:59:59.999Z'],
    ['the epoch', '1970-01-01T00:00:00.000Z'],
    ['before the epoch', '1969-12-31T23:59:59.999Z'],
    ['a leap day', '2024-02-29T12:00:00.000Z'],
    ['a leap day of a century', '2000-02-29T12:00:00.000Z'],
    ['the end of a year', '2026-12-31T23:59:59.999Z'],
    ['the last of the year 9999', '9999-12-31T23:59:59.999Z'],
  ])('can be %s', (_what, value) => {
    expect(parseInstant(value)._unsafeUnwrap()).toBe(value);
  });

  it.each([
    ['a leap day of a common year', '2026-02-29T00:00:00.000Z'],
    ['a leap day of a common century', '1900-02-29T00:00:00.000Z'],
    ['30 February', '2024-02-30T00:00:00.000Z'],
    ['31 April', '2026-04-31T00:00:00.000Z'],
    ['32 December', '2026-12-32T00:00:00.000Z'],
    ['a day 0', '2026-01-00T00:00:00.000Z'],
    ['a month 0', '2026-00-01T00:00:00.000Z'],
    ['a month 13', '2026-13-01T00:00:00.000Z'],
    ['24 o’clock', '2026-01-01T24:00:00.000Z'],
    ['a minute 60', '2026-01-01T00:60:00.000Z'],
    ['a leap second', '2016-12-31T23:59:60.000Z'],
    ['a time without milliseconds', '2026-01-01T00:00:00Z'],
    ['a time with microseconds', '2026-01-01T00:00:00.000000Z'],
    ['a time with a decimal comma', '2026-01-01T00:00:00,000Z'],
    ['a time without seconds', '2026-01-01T00:00Z'],
    ['a day', '2026-01-01'],
    ['a time with an offset', '2026-01-01T00:00:00.000+00:00'],
    ['a local time', '2026-01-01T00:00:00.000'],
    ['a time with a space', '2026-01-01 00:00:00.000Z'],
    ['a time in lower case', '2026-01-01t00:00:00.000z'],
    ['a time with a line break at the end', '2026-01-01T00:00:00.000Z\n'],
    ['a time with a space before', ' 2026-01-01T00:00:00.000Z'],
    ['a year of five digits', '10000-01-01T00:00:00.000Z'],
    ['a year of six digits with its sign', '+010000-01-01T00:00:00.000Z'],
    ['a year before 0', '-000001-12-31T23:59:59.999Z'],
    ['digits of another script', '２０２６-01-01T00:00:00.000Z'],
    ['a time as mail writes it', 'Thu, 01 Jan 2026 00:00:00 GMT'],
    ['milliseconds since the epoch', 1_767_225_600_000],
    ['a Date', new Date(0)],
    ['nothing', undefined],
  ])('cannot be %s', (_what, value) => {
    expect(parseInstant(value)._unsafeUnwrapErr()).toMatchObject({
      kind: 'invalid-input',
      code: 'malformed-input',
      context: {
        path: '',
        expected: 'an instant (ISO 8601 in UTC with milliseconds, such as 2026-11-22T09:30:00.000Z)',
      },
    });
  });

  it('is what Date.prototype.toISOString writes for the years 0000 to 9999', () => {
    const last = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
    const moments = fc.integer({ min: Date.parse('0000-01-01T00:00:00.000Z'), max: last });
    fc.assert(
      fc.property(moments, (moment) => {
        const text = new Date(moment).toISOString();
        expect(parseInstant(text)._unsafeUnwrap()).toBe(text);
      }),
    );
    expect(parseInstant(new Date(last + 1).toISOString()).isErr()).toBe(true);
  });

  it('is on a day that exists, by a calendar of our own', () => {
    const daysIn = (year: number, month: number): number => {
      const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
      return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
    };
    const digits = (value: number, length: number): string => String(value).padStart(length, '0');
    const years = fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 99 }).map((century) => century * 100));
    const shape = fc.tuple(years, fc.nat(13), fc.nat(32), fc.nat(25), fc.nat(61), fc.nat(61));
    fc.assert(
      fc.property(shape, ([year, month, day, hour, minute, second]) => {
        const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
        const text = `${date}T${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}.000Z`;
        const exists = day >= 1 && day <= daysIn(year, month) && hour < 24 && minute < 60 && second < 60;
        expect(parseInstant(text).isOk()).toBe(exists);
      }),
    );
  });

  it('comes before another in text exactly when it comes before it in time', () => {
    fc.assert(
      fc.property(instant(), instant(), (one, other) => {
        expect(Math.sign(Date.parse(one) - Date.parse(other))).toBe(one < other ? -1 : one > other ? 1 : 0);
      }),
    );
  });

  it('is checked without throwing, whatever a value is', () => {
    fc.assert(
      fc.property(hostileJson(), (value) => {
        const parsed = parseInstant(value);
        if (parsed.isOk()) expect(new Date(parsed.value).toISOString()).toBe(value);
      }),
    );
  });
});
