/** The fields of every error of this library: frozen plain data, discriminated by `kind`, then by `code`. */
export interface ErrorData<Kind extends string, Code extends string, Context> {
  readonly kind: Kind;
  /** Stable: safe to switch on, to store and to translate. */
  readonly code: Code;
  /** For developers, in English; its wording may change in any release. */
  readonly message: string;
  readonly context: Context;
}

/** An error of this kind. */
export function errorData<Kind extends string, Code extends string, Context extends object>(
  kind: Kind,
  code: Code,
  message: string,
  context: Context,
): ErrorData<Kind, Code, Context> {
  return Object.freeze({ kind, code, message, context: Object.freeze(context) });
}
