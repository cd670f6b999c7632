declare const brand: unique symbol;

/**
 * A string that a `parse…` function of this library has checked. `Name` keeps a {@link PartnerId} from being passed
 * where a {@link CustomerId} is expected, although both are strings at run time.
 */
export type Brand<Name extends string> = string & { readonly [brand]: Name };

/**
 * A string for an `Id` that is not checked yet: it can be a plain string or a checked `Id`, but not a checked id of
 * another kind. The service takes these and checks them itself.
 *
 * @example
 * ```ts
 * import type { CustomerId, PartnerId, Unchecked } from 'partner-relationships';
 *
 * declare const customerId: CustomerId;
 * const fromARoute: Unchecked<PartnerId> = 'contoso'; // a plain string is fine
 * // const mixedUp: Unchecked<PartnerId> = customerId; // does not compile
 * ```
 */
export type Unchecked<Id extends Brand<string>> = string & { readonly [brand]?: Id[typeof brand] };

/** An object whose ids are not checked yet. An optional field may also be undefined. */
export type UncheckedFields<T extends object> = T extends object
  ? {
      readonly [Key in keyof T]:
        UncheckedField<T[Key]> | (T extends Readonly<Record<Key, unknown>> ? never : undefined);
    }
  : never;

type UncheckedField<Value> = Value extends Brand<string> ? Unchecked<Value> : Value;

/** Gives data the type that a check has established. The only cast of the library. */
export function trust<Checked>(value: unknown): Checked {
  return value as Checked;
}
