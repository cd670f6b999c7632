import type { Brand } from '../model/brand';

/**
 * `T` before it is checked, with plain strings for ids, tokens and instants. It is the input type of the schemas. So
 * the compiler also accepts an id of the wrong kind, and the schema finds only errors in its format.
 */
export type Unbranded<T> = T extends Brand<string> ? string
  : T extends object ? { readonly [Key in keyof T]: Unbranded<T[Key]> | AbsentFrom<T, Key> }
  : T;

/** The value that an optional field may have instead of being left out: `undefined`; otherwise none. */
type AbsentFrom<T, Key extends keyof T> = object extends Pick<T, Key> ? undefined : never;
