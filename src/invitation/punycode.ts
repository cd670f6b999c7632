// As RFC 3492 has it, with its names of the parameters.
const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;
const LAST_CODE_POINT = 0x10ffff;

/** The letters that a label of a host stands for, given what follows its `xn--`; nothing when it stands for none. */
export function decodePunycode(label: string): string {
  const basic = Math.max(0, label.lastIndexOf('-'));
  const letters = Array.from(label.slice(0, basic));
  let [n, i, bias] = [INITIAL_N, 0, INITIAL_BIAS];
  for (let at = basic === 0 ? 0 : basic + 1; at < label.length; ) {
    const before = i;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = at < label.length ? DIGITS.indexOf(label.charAt(at)) : -1;
      if (digit === -1) return '';
      at += 1;
      i += digit * weight;
      const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const count = letters.length + 1;
    bias = adapted(Math.floor((i - before) / (before === 0 ? DAMP : 2)), count);
    n += Math.floor(i / count);
    if (n > LAST_CODE_POINT) return '';
    i %= count;
    letters.splice(i, 0, String.fromCodePoint(n));
    i += 1;
  }
  return letters.join('');
}

function adapted(firstDelta: number, count: number): number {
  let delta = firstDelta + Math.floor(firstDelta / count);
  let k = 0;
  for (; delta > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) delta = Math.floor(delta / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}
