import { isObject } from '../../model/decode';

/** Changes everything in a value that can be changed, in depth. Frozen parts stay as they are, and nothing throws. */
export function vandalise(value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) vandalise(item);
    Reflect.set(value, 'length', 0);
  }
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    vandalise(item);
    if (typeof item !== 'object' || item === null) Reflect.set(value, key, 'vandalised');
  }
}
