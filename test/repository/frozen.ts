/** Whether a value and all that it holds is frozen, so that whoever receives it changes nothing for anybody else. */
export function isFrozenInDepth(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozenInDepth);
}
