import { decodePunycode } from './punycode';

const LONGEST_NAME = 253;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A name of which parsers take the whole for the number of an address, as its last label is one. */
const NUMERIC = /(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$/;
const ADDRESS = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/;

/** A host in lower case as parsers of URLs write it, a name or an address; null when it can be none. */
export function canonicalHost(host: string): string | null {
  if (host.startsWith('[')) return canonicalAddress(host.slice(1, -1));
  const name = host.replace(/\.$/, '');
  return ADDRESS.test(name) || isName(name) ? name : null;
}

function isName(name: string): boolean {
  if (name.length > LONGEST_NAME || NUMERIC.test(name)) return false;
  const shown = name.split('.').map(shownAs);
  if (shown.includes('')) return false;
  // Beside a label that reads from right to left, one that begins with a digit would be shown in its place.
  return !shown.some(isHebrewOrArabic) || shown.every((label) => /^\p{L}/u.test(label));
}

/** What a label stands for: itself, or letters beyond ASCII; nothing when parsers refuse it. */
function shownAs(label: string): string {
  if (!LABEL.test(label)) return '';
  if (!label.startsWith('xn--')) return label;
  const letters = decodePunycode(label.slice('xn--'.length));
  const isBeyondAscii = /[^\0-\x7f]/.test(letters) && (readsFromLeft(letters) || isHebrewOrArabic(letters));
  return isBeyondAscii && letters.normalize('NFKC') === letters ? letters : '';
}

// Within functions, as a bundler keeps patterns of Unicode that stand by themselves, also where nothing needs them.

/** Letters, marks and digits, except those of blocks that some parsers refuse or rewrite. */
function readsFromLeft(label: string): boolean {
  return /^(?!\p{M})(?:(?![\u0300-\u036f\u0488-\u0489\u0cf3\u0ece\u17b4-\u17b5\u20d0-\u20f0\u302e-\u302f\ua670-\ua672\u0590-\u08ff\u0c5c\u0cdc\u1100-\u13ff\u1800-\u1dff\u1f00-\u1fff\ua700-\uabff\ud7b0-\ud7fb\ufb00-\u{10ffff}])[\p{Ll}\p{Lo}\p{M}\p{Nd}-])+$/u.test(
    label,
  );
}

/** Nothing but letters of Hebrew and Arabic, which read from right to left. */
function isHebrewOrArabic(label: string): boolean {
  return /^(?:(?=\p{Lo})[\u05d0-\u05ea\u0620-\u06ff])+$/u.test(label);
}

/** An address of version 6: of the rows of zeros the longest left out, the first of two. */
function canonicalAddress(address: string): string | null {
  const halves = address.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = Array.from({ length: Math.max(1, 8 - halves.flat().length) }, () => '0');
  const groups = halves.flatMap((half, at) => (at === 0 ? half : [...zeros, ...half]));
  if (groups.length !== 8 || !groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return null;
  const written = groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':');
  const [row] = [...written.matchAll(/\b0(?::0)+\b/g)].sort((one, other) => other[0].length - one[0].length);
  if (row === undefined) return `[${written}]`;
  return `[${written.slice(0, row.index).slice(0, -1)}::${written.slice(row.index + row[0].length + 1)}]`;
}
