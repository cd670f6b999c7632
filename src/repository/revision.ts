import type { Result } from 'neverthrow';
import type { Brand } from '../model/brand';
import { branded, type Decoder } from '../model/decode';
import { ID_PATTERN } from '../model/identifiers';
import type { MalformedInput } from '../model/malformed-input';

/** Identifies a state of a document. Opaque: compare it only for equality, and only under the same id. */
export type Revision = Brand<'Revision'>;

const decodeRevision: Decoder<Revision> = /* @__PURE__ */ branded(
  'a revision (1 to 128 visible ASCII characters, not "absent")',
  (value) => ID_PATTERN.test(value) && value !== 'absent',
);

/**
 * For an adapter: checks a revision that it has made. A revision has 1 to 128 visible ASCII characters and is not
 * `absent`.
 *
 * @returns the revision, or {@link MalformedInput} for any other value
 * @example
 * ```ts
 * import { parseRevision } from 'partner-relationships';
 *
 * // A counter, as a database keeps it.
 * parseRevision('7').isOk(); // => true
 * // In a commit, `absent` means that nothing is stored yet.
 * parseRevision('absent').isOk(); // => false
 * ```
 */
export function parseRevision(value: unknown): Result<Revision, MalformedInput> {
  return decodeRevision(value);
}
