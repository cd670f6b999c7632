import type { Instant } from '../model/instant';
import { instantOf } from './documents';

// Texts that stores have been known to spoil.

const ODDITIES = [
  ' \u00a0\ufeff two  spaces, quotes " \' ` and back\\slashes\\ \\u0041 \\n \\x00 \\\\',
  '%41%00 %s {0} $1 :name ? %_%, ${name} {{name}}',
  "Robert'); DROP TABLE partners;-- <b>&amp;</b>",
  'Caf\u00e9 Cafe\u0301 \u00c5ngstr\u00f6m \u212bngstr\u00f6m \ufb01ne',
  '\u00df\u0130\u0131 a\u0316\u0300 a\u0300\u0316 \uac00\u1100\u1161',
  '\u05d0\u05d1 \u4e16\u754c \u{1f469}\u200d\u{1f4bb} \u{20000}\u{10ffff} \ufffd\ufffe\uffff ',
].join(' ');

/** The longest line there is. Whatever trims, cuts, folds, normalises, encodes or interprets a text changes it. */
export const longestLine: string = `${ODDITIES}${'\u{1f600}'.repeat(254 - Array.from(ODDITIES).length)}z `;

/** The line that takes the most bytes. */
export const largestLine: string = '\u{1f600}'.repeat(256);

/** An id of the greatest length, in capitals and small letters: another one for another text. */
export function longestId(text: string): string {
  return text.length > 127 ? text : `${text}|`.padEnd(128, 'xY');
}

/** The same for a token. */
export function longestToken(text: string): string {
  return text.padEnd(64, '_xY-');
}

/** Names that differ from one another, each of them valid: the longest, and what by itself means something else. */
export const names: readonly string[] = [
  longestLine,
  'x'.repeat(256),
  '\u00e9'.repeat(256),
  largestLine,
  'Contoso ',
  'contoso',
  '\u202edesrever\u202c',
  '\u200b\u2060x',
  '__proto__',
  'null',
  'undefined',
  'true',
  '007',
  '1e3',
  '9007199254740993',
  '[]',
  '{"name":"x"}',
  '2026-11-22T09:30:00.000Z',
];

/** The ends of what an instant can be, and what clocks and databases round. */
export const instants: readonly Instant[] = [
  '0000-01-01T00:00:00.000Z',
  '0001-01-01T00:00:00.001Z',
  '0099-12-31T23:59:59.999Z',
  '1582-10-10T12:00:00.000Z',
  '1883-11-18T12:03:58.123Z',
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00.000Z',
  '2000-02-29T23:59:59.999Z',
  '2016-12-31T23:59:59.999Z',
  '2026-03-29T01:30:00.007Z',
  '2038-01-19T03:14:08.001Z',
  '2262-04-11T23:47:16.855Z',
  '9999-12-31T23:59:59.999Z',
].map(instantOf);

/** Ids that are something else to many a language or format. */
export const treacherousIds: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'length',
  '0',
  'null',
  '%2F',
  'a/b',
  '..',
  '"',
  "'",
  '\\',
  '{}',
  '$ne',
  'A',
  'a',
];
