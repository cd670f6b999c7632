/** The fields of every error of this library: frozen plain data, discriminated by `kind`, then by `code`. */
export interface ErrorData<Kind extends string, Code extends string, Context> {
  readonly kind: Kind;
  /** Stable: safe to switch on, to store and to translate. */
  readonly code: Code;
  /** For developers, in English; its wording may change in any release. */
  readonly message: string;
  readonly context: Context;
}
