/** What every error of this library has: frozen plain data, to be told apart by `kind`, then by `code`. */
export interface ErrorData<Kind extends string, Code extends string, Context> {
  readonly kind: Kind;
  /** Stable: safe to switch on, to store and to translate. */
  readonly code: Code;
  /** For a developer's eyes, in English; its wording may change in any release. */
  readonly message: string;
  readonly context: Context;
}
