import type { Result } from 'neverthrow';
import type { Brand } from './brand';
import { branded, secret, type Decoder } from './decode';
import type { MalformedInput } from './malformed-input';

/** The opaque secret of an invitation link. See {@link parseInviteToken} for the format. */
export type InviteToken = Brand<'InviteToken'>;

/** The format of a token: 16 to 64 characters of the alphabet that needs no escaping in a link. */
export const TOKEN_PATTERN: RegExp = /^[A-Za-z0-9_-]{16,64}$/;

export const decodeInviteToken: Decoder<InviteToken> = /* @__PURE__ */ secret(
  /* @__PURE__ */ branded('an invite token (16 to 64 characters of A-Z, a-z, 0-9, _ and -)', (value) =>
    TOKEN_PATTERN.test(value),
  ),
);

/**
 * Checks an invitation's token: 16 to 64 characters of `A-Z`, `a-z`, `0-9`, `_` and `-`. An error does not
 * repeat it.
 *
 * @returns the token, or {@link MalformedInput} if the value is anything else
 * @example
 * ```ts
 * import { parseInviteToken } from 'partner-relationships';
 *
 * parseInviteToken('k3PzVt0Wc9yQd5Lm').isOk(); // => true
 * parseInviteToken('guessable').isOk(); // => false
 * ```
 */
export function parseInviteToken(value: unknown): Result<InviteToken, MalformedInput> {
  return decodeInviteToken(value);
}
