import { describe, expect, it } from 'vitest';
import { fingerprintsOf } from './api-report';
import type { Release } from './changelog';
import { linesSince, untoldChanges, type ApiRecord } from './telling';

const release = (version: string, ...changes: string[]): Release => ({ version, date: '2026-11-22', changes });

const record: ApiRecord = {
  version: '1.0.0',
  changes: ['Add `open`, `close` and `parseOne`'],
  exports: { lib: { open: 'a', close: 'b', parseOne: 'c' } },
};
const unchanged = record.exports;
const first = release('1.0.0', ...record.changes);
const untold = (now: ApiRecord['exports'], ...releases: Release[]): readonly string[] =>
  untoldChanges(record, now, releases);

describe('a change of the API', () => {
  it('needs no line if nothing has changed', () => {
    expect(untold(unchanged, first)).toEqual([]);
  });

  it.each([
    ['new', { lib: { ...unchanged['lib'], lock: 'd' } }, 'lock'],
    ['changed', { lib: { ...unchanged['lib'], close: 'B' } }, 'close'],
    ['gone', { lib: { open: 'a', parseOne: 'c' } }, 'close'],
  ])('needs a line that speaks of what is %s', (_, now, name) => {
    expect(untold(now, first)).toEqual([`${name} (lib)`]);
    expect(untold(now, release('1.1.0', 'Improve everything'), first)).toEqual([`${name} (lib)`]);
    expect(untold(now, release('1.1.0', `Say something of ${name}`), first)).toEqual([`${name} (lib)`]);
    expect(untold(now, release('1.1.0', `Say something of \`${name}er\``), first)).toEqual([`${name} (lib)`]);
    expect(untold(now, release('1.1.0', `Say something of \`${name}(now)\``), first)).toEqual([]);
  });

  it('may be told in a new line of a release that is still being written', () => {
    const now = { lib: { ...unchanged['lib'], close: 'B' } };
    expect(untold(now, release('1.0.0', ...record.changes, 'Let `close` wait'))).toEqual([]);
  });

  it('is not told by an earlier line', () => {
    const now = { lib: { ...unchanged['lib'], close: 'B' } };
    expect(untold(now, release('1.1.0', 'Fix `open`'), first, release('0.9.0', 'Let `close` wait'))).toEqual([
      'close (lib)',
    ]);
  });

  it('may be told for many names at once by their common beginning', () => {
    const now = { lib: { ...unchanged['lib'], parseOne: 'C', parseTwo: 'd' } };
    expect(untold(now, release('1.1.0', 'Let `parse…` functions trim'), first)).toEqual([]);
  });

  it('is told by the name of the entry if the entry is new or removed, and only then', () => {
    const more = { ...unchanged, 'lib/more': { a: 'a', b: 'b' } };
    expect(untold(more, first)).toEqual(['lib/more']);
    expect(untold(more, release('1.1.0', 'Add the entry `lib/more`'), first)).toEqual([]);
    expect(untold({}, first)).toEqual(['lib']);
    expect(untold({ lib: {} }, release('1.1.0', 'Shrink `lib`'), first)).toHaveLength(3);
  });

  it('cannot be judged if the changelog lacks the release at which the API was recorded', () => {
    expect(() => linesSince(record, [release('1.1.0')])).toThrow('1.0.0');
  });
});

describe('the fingerprint of an exported name', () => {
  const fingerprints = (exports: Record<string, string>, unexported: Record<string, string> = {}): unknown =>
    fingerprintsOf({
      name: 'lib',
      exports: new Map(Object.entries(exports)),
      unexported: new Map(Object.entries(unexported)),
    });

  it('changes only with its declaration', () => {
    const before = fingerprints({ a: 'type a = 1', b: 'type b = a' });
    const after = fingerprints({ a: 'type a = 2', b: 'type b = a' });
    expect(after).not.toEqual(before);
    expect(after).toMatchObject({ b: (before as Record<string, string>)['b'] });
  });

  it('changes with an internal declaration, near or far, but only if the name uses it', () => {
    const exports = { a: 'type a = Near', b: 'type b = 1' };
    const before = fingerprints(exports, { Near: 'type Near = Far', Far: 'type Far = Near | 1' });
    const after = fingerprints(exports, { Near: 'type Near = Far', Far: 'type Far = Near | 2' });
    expect(after).not.toEqual(before);
    expect(after).toMatchObject({ b: (before as Record<string, string>)['b'] });
  });
});
