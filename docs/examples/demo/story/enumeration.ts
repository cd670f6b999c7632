const MOST_NAMED = 4;

/** `a`, `a and b`, `a, b and c`; the beginning of a long list and how many more; `nothing` for an empty one. */
export function listed(names: readonly string[], nothing: string = 'nothing'): string {
  const named = names.length <= MOST_NAMED ? names : names.slice(0, MOST_NAMED - 1);
  const rest = names.length - named.length;
  const all = rest === 0 ? named : [...named, `${String(rest)} more`];
  const last = all.at(-1);
  if (last === undefined) return nothing;
  return all.length === 1 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 partner`, `2 partners`. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
