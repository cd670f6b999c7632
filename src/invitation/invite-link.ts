import { err, ok, type Result } from 'neverthrow';
import { object, secret, type Decoder } from '../model/decode';
import { decodePartnerId, type PartnerId } from '../model/identifiers';
import { decodeInviteToken, type InviteToken } from '../model/invite-token';
import { malformedInput, within, type MalformedInput } from '../model/malformed-input';
import type { RelationshipRequest } from '../model/relationship-request';
import { decodeBaseUrl } from './base-url';

/** What an invitation link says: whose account, and which request on it. Nothing else, least of all a customer. */
export interface InviteLinkParts {
  readonly partnerId: PartnerId;
  readonly token: InviteToken;
}

const decodeParts: Decoder<InviteLinkParts> = /* @__PURE__ */ secret(
  /* @__PURE__ */ object<InviteLinkParts>('a relationship request', {
    partnerId: decodePartnerId,
    token: decodeInviteToken,
  }),
);

/**
 * The invitation link of a request: `<baseUrl>?partner=<partner id>&token=<token>`, the partner id percent-encoded. It
 * is a function of the partner's id and the request's token, so no customer can change a byte of it
 * (`invitation-carries-no-customer-data`). Browsers and other parsers of URLs return it unchanged.
 *
 * @example
 * ```ts
 * import { inviteLink } from 'partner-relationships';
 * import type { RelationshipRequest } from 'partner-relationships';
 *
 * const base = 'https://portal.example/invitation';
 * const linkOf = (request: RelationshipRequest) => inviteLink(request, base);
 * ```
 * @param request the request, or just its partner's id and its token
 * @param baseUrl where your application accepts invitations: an absolute http or https URL, at most 512 characters long,
 *   without credentials, query or fragment, spelled as browsers write it, which is the `href` of `new URL(…)` in your
 *   runtime: scheme and host in lower case, letters beyond ASCII as `xn--…` and `%…`, no default port, and a path, at
 *   least `/`. The host is an IP address, or labels of letters, digits and hyphens, with no full stop after the last.
 *   The path consists of letters, digits, `-._~+,;:=@$/`, and escapes in capitals, such as `%2F`, of other characters
 *   than letters, digits and `-._~`
 * @returns the link, at most 976 characters long, or {@link MalformedInput} if an argument is malformed; if browsers
 *   would rewrite the base URL into one that is taken, the error names that spelling
 */
export function inviteLink(
  request: Pick<RelationshipRequest, 'partnerId' | 'token'>,
  baseUrl: string,
): Result<string, MalformedInput> {
  const base = decodeBaseUrl(baseUrl);
  if (base.isErr()) return err(within('baseUrl', base.error));
  return decodeParts(request)
    .mapErr((error) => within('request', error))
    .map((parts) => linkTo(parts, base.value));
}

/** The link of checked parts, at a base URL that has been checked. */
export function linkTo({ partnerId, token }: InviteLinkParts, baseUrl: string): string {
  return `${baseUrl}?partner=${encode(partnerId)}&token=${token}`;
}

/**
 * Reads the invitation link that a customer followed. Mail gateways and analytics tools add parameters and a fragment;
 * these are ignored (`link-survives-additions`). The base URL, the partner and the token must be as {@link inviteLink}
 * wrote them, and partner and token must occur exactly once.
 *
 * Use `checkInvitation` to check whether an email still contains the link exactly as it was made.
 *
 * @example
 * ```ts
 * import { parseInviteLink } from 'partner-relationships';
 *
 * const base = 'https://portal.example/invitation';
 * const link = `${base}?partner=contoso&token=k3PzVt0Wc9yQd5Lm`;
 *
 * const parts = parseInviteLink(link, base);
 * parts.map(({ partnerId }) => String(partnerId)).unwrapOr(''); // => 'contoso'
 * parseInviteLink(`${link}&utm_source=mail`, base).isOk(); // => true
 * parseInviteLink(`${link}&token=k3PzVt0Wc9yQd5Lm`, base).isOk(); // => false
 * ```
 * @param link the link, at most 8,192 characters
 * @returns the partner's id and the token, or {@link MalformedInput} if the link is anything else; no error repeats it
 */
export function parseInviteLink(link: string, baseUrl: string): Result<InviteLinkParts, MalformedInput> {
  const base = decodeBaseUrl(baseUrl);
  if (base.isErr()) return err(within('baseUrl', base.error));
  return followInviteLink(link, base.value);
}

/** The same for a base URL that has been checked. */
export function followInviteLink(link: string, baseUrl: string): Result<InviteLinkParts, MalformedInput> {
  return followed(baseUrl)(link).mapErr((error) => within('link', error));
}

/** With whatever gateways add to a link; long enough for all of them, short enough to be read in no time. */
const LONGEST_FOLLOWED = 8192;

/** Reads a link of this base URL to which something may have been added. */
function followed(baseUrl: string): Decoder<InviteLinkParts> {
  return secret((link) => {
    if (typeof link !== 'string' || !link.startsWith(`${baseUrl}?`)) {
      return err(malformedInput(`a link that begins with ${baseUrl}?`, link));
    }
    const query = link.slice(baseUrl.length + 1);
    // Most links are left as they were made, and those are read quickly.
    const parts = link.length > LONGEST_FOLLOWED ? null : (partsIn(query) ?? partsIn(withoutAdditions(query)));
    if (parts !== null) return ok(parts);
    return err(malformedInput('a link, its partner and its token once and as they were', link));
  });
}

function withoutAdditions(query: string): string {
  const parameters = query.replace(/#[^]*/, '').split('&');
  return ['partner', 'token'].flatMap((name) => named(name, parameters)).join('&');
}

/** The parameters of this name, whichever way it is spelled: an application would read each of them. */
function named(name: string, parameters: readonly string[]): readonly string[] {
  return parameters.filter((parameter) => decode(parameter.split('=', 1).join()) === name);
}

/** What an invitation link consists of. */
export interface InviteLinkReading {
  readonly baseUrl: string;
  readonly parts: InviteLinkParts;
}

/** Partner id and token, each with the only spelling that is allowed. */
const QUERY_PATTERN = /^partner=([A-Za-z0-9._~%-]+)&token=([A-Za-z0-9_-]+)$/;

/**
 * Reads an invitation link of whatever base URL, strictly: it must be, byte for byte, what {@link inviteLink} makes.
 */
export function readInviteLink(link: unknown): Result<InviteLinkReading, MalformedInput> {
  return readStrictly(link).mapErr((error) => within('link', error));
}

const readStrictly: Decoder<InviteLinkReading> = /* @__PURE__ */ secret((link) => {
  const wrong = err(malformedInput('an invitation link, left exactly as it was made', link));
  if (typeof link !== 'string') return wrong;
  const end = link.indexOf('?');
  const parts = partsIn(link.slice(end + 1));
  if (parts === null) return wrong;
  const baseUrl = decodeBaseUrl(link.slice(0, Math.max(end, 0)));
  return baseUrl.isErr() ? wrong : ok({ baseUrl: baseUrl.value, parts });
});

/** What a query says that is, byte for byte, one of an invitation link; null for any other. */
function partsIn(query: string): InviteLinkParts | null {
  const [, encodedId = '', token] = QUERY_PATTERN.exec(query) ?? [];
  const parts = decodeParts({ partnerId: decode(encodedId), token });
  return parts.isOk() && encode(parts.value.partnerId) === encodedId ? parts.value : null;
}

/** Stricter than encodeURIComponent, which leaves !'()* as they are: what comes out needs no escaping anywhere. */
function encode(partnerId: PartnerId): string {
  return partnerId.replace(/[^A-Za-z0-9._~-]/g, (char) => `%${hex(char)}`);
}

/** Of visible ASCII, which has two digits each. */
function hex(char: string): string {
  return char.charCodeAt(0).toString(16).toUpperCase();
}

function decode(encoded: string): string {
  return encoded.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
