// File systems disagree about case, about reserved names and about the characters that a name may hold. Base 32 avoids
// all of that: it uses 0-9 and a-v, and turns an id of 128 characters into 205, below the usual limit of 255.

const DIGITS = '0123456789abcdefghijklmnopqrstuv';
const BITS_PER_DIGIT = 5;
const BITS_PER_BYTE = 8;

/** A file name for an id; no two ids share one, on any file system. */
export function fileNameOf(id: string): string {
  return regroup([...Buffer.from(id, 'ascii')], BITS_PER_BYTE, BITS_PER_DIGIT, 'fill')
    .map((digit) => DIGITS.charAt(digit))
    .join('');
}

/** The id that a file name was made for. */
export function idOf(fileName: string): string {
  const digits = Array.from(fileName, (digit) => DIGITS.indexOf(digit));
  return Buffer.from(regroup(digits, BITS_PER_DIGIT, BITS_PER_BYTE, 'drop')).toString('ascii');
}

/** Cuts the same bits into groups of another size, and fills up the rest with zeros or drops it. */
function regroup(groups: readonly number[], from: number, to: number, rest: 'fill' | 'drop'): number[] {
  const regrouped: number[] = [];
  let pending = 0;
  let bits = 0;
  for (const group of groups) {
    pending = (pending << from) | group;
    bits += from;
    while (bits >= to) {
      bits -= to;
      regrouped.push(pending >>> bits);
      pending &= (1 << bits) - 1;
    }
  }
  if (rest === 'fill' && bits > 0) regrouped.push(pending << (to - bits));
  return regrouped;
}
