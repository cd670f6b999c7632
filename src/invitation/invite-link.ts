import { err, ok, type Result } from 'neverthrow';
import { record, type Decoder } from '../model/decode';
import {
  decodeInviteToken,
  decodePartnerId,
  type InviteToken,
  type PartnerId,
} from '../model/identifiers';
import { invalidInput, within, type InvalidInput } from '../model/invalid-input';
import type { RelationshipRequest } from '../model/relationship-request';
import { decodeBaseUrl, LONGEST_BASE } from './base-url';

/** What an invitation link says: whose account, and which request on it. Nothing else, least of all a customer. */
export interface InviteLinkParts {
  readonly partnerId: PartnerId;
  readonly token: InviteToken;
}

/** Partner id and token, each with the only spelling that is allowed. */
const LINK_PATTERN = /^([^?#]+)\?partner=([A-Za-z0-9._~%-]+)&token=([A-Za-z0-9_-]+)$/;

/** With each character of the longest partner id escaped, and the longest token. */
const LONGEST_LINK: number = /* @__PURE__ */ longestLink();

function longestLink(): number {
  return LONGEST_BASE + '?partner='.length + 3 * 128 + '&token='.length + 64;
}

/**
 * The invitation link of a request: `<baseUrl>?partner=<partner id>&token=<token>`, the partner id percent-encoded. It
 * is a function of the partner's id and the request's token, so no customer can change a byte of it
 * (`invitation-carries-no-customer-data`). Browsers and other parsers of URLs give it back as it is.
 *
 * @param request the request, or just its partner's id and its token
 * @param baseUrl where your application accepts invitations: an absolute http or https URL, at most 512 characters long,
 *   without credentials, query or fragment, spelled as browsers write it: scheme and host in lower case, letters beyond
 *   ASCII as `xn--…` and `%…`, no port that is the default, and a path, if only `/`
 * @returns the link, at most 976 characters long, or {@link InvalidInput} when an argument is malformed; where browsers
 *   would write the base URL in another way, it says which
 * @example
 * ```ts
 * import { inviteLink } from 'partner-relationships';
 * import type { RelationshipRequest } from 'partner-relationships';
 *
 * const linkOf = (request: RelationshipRequest) => inviteLink(request, 'https://portal.example/invitation');
 * ```
 */
export function inviteLink(
  request: Pick<RelationshipRequest, 'partnerId' | 'token'>,
  baseUrl: string,
): Result<string, InvalidInput> {
  const base = decodeBaseUrl(baseUrl);
  if (base.isErr()) return err(within('baseUrl', base.error));
  return decodeParts(request)
    .mapErr((error) => within('request', error))
    .map(({ partnerId, token }) => `${base.value}?partner=${encode(partnerId)}&token=${token}`);
}

/**
 * Reads an invitation link back, strictly: it must be, byte for byte, a link that {@link inviteLink} makes for this base
 * URL (`invitation-link-is-left-as-is`).
 *
 * @returns the partner's id and the token, or {@link InvalidInput} when the link is anything else
 * @example
 * ```ts
 * import { parseInviteLink } from 'partner-relationships';
 *
 * const link = 'https://portal.example/invitation?partner=contoso&token=k3PzVt0Wc9yQd5Lm';
 *
 * parseInviteLink(link, 'https://portal.example/invitation').map((parts) => String(parts.partnerId)).unwrapOr(''); // => 'contoso'
 * parseInviteLink(`${link}&utm_source=mail`, 'https://portal.example/invitation').isOk(); // => false
 * ```
 */
export function parseInviteLink(link: string, baseUrl: string): Result<InviteLinkParts, InvalidInput> {
  const base = decodeBaseUrl(baseUrl);
  if (base.isErr()) return err(within('baseUrl', base.error));
  const read = readInviteLink(link);
  if (read.isErr()) return err(read.error);
  if (read.value.baseUrl !== base.value) {
    return err(within('link', invalidInput(`an invitation link that begins with ${base.value}?`, link)));
  }
  return ok(read.value.parts);
}

/** What an invitation link consists of. */
export interface InviteLinkReading {
  readonly baseUrl: string;
  readonly parts: InviteLinkParts;
}

/** Reads an invitation link of whatever base URL. */
export function readInviteLink(link: unknown): Result<InviteLinkReading, InvalidInput> {
  const wrong = err(within('link', invalidInput('an invitation link, left exactly as it was made', link)));
  if (typeof link !== 'string' || link.length > LONGEST_LINK) return wrong;
  const [, before, encodedId = '', token] = LINK_PATTERN.exec(link) ?? [];
  const baseUrl = decodeBaseUrl(before);
  if (baseUrl.isErr()) return wrong;
  const parts = decodeParts({ partnerId: decode(encodedId), token });
  if (parts.isErr() || encode(parts.value.partnerId) !== encodedId) return wrong;
  return ok({ baseUrl: baseUrl.value, parts: parts.value });
}

const decodeParts: Decoder<InviteLinkParts> = /* @__PURE__ */ record<InviteLinkParts>('a relationship request', {
  partnerId: decodePartnerId,
  token: decodeInviteToken,
});

/** Stricter than encodeURIComponent, which leaves !'()* as they are: what comes out needs no escaping anywhere. */
function encode(partnerId: PartnerId): string {
  return partnerId.replace(/[^A-Za-z0-9._~-]/g, (char) => `%${hex(char)}`);
}

/** Of visible ASCII, which has two digits each. */
function hex(char: string): string {
  return char.charCodeAt(0).toString(16).toUpperCase();
}

function decode(encoded: string): string {
  return encoded.replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
