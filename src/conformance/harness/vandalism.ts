import { isRecord } from '../../model/decode';

/** Changes all that can be changed of a value, in depth. What is frozen stays, and nothing throws. */
export function vandalise(value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) vandalise(item);
    Reflect.set(value, 'length', 0);
  }
  if (!isRecord(value)) return;
  for (const [key, item] of Object.entries(value)) {
    vandalise(item);
    if (typeof item !== 'object' || item === null) Reflect.set(value, key, 'vandalised');
  }
}
