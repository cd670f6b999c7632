import type { Brand } from '../model/brand';

/**
 * `T` as it looks before it is checked: plain strings where `T` has ids, tokens and instants. It is the input type of
 * the schemas, so an id of the wrong kind fits too; the schema says then what is wrong with its format, if anything.
 */
export type Unbranded<T> = T extends Brand<string> ? string
  : T extends object ? { readonly [Key in keyof T]: Unbranded<T[Key]> | AbsentFrom<T, Key> }
  : T;

/** What a field may be set to instead of being left out: `undefined` where it is optional. */
type AbsentFrom<T, Key extends keyof T> = object extends Pick<T, Key> ? undefined : never;
