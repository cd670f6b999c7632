import { err, ok } from 'neverthrow';
import { secret, type Decoder } from '../model/decode';
import { malformedInput } from '../model/malformed-input';
import { canonicalHost } from './host-name';

/** So long that the link of any partner still fits in a line of an email; see `line-limit.ts`. */
const LONGEST_BASE = 512;

/**
 * Takes a base URL that every parser of URLs gives back as it is: browsers rewrite some spellings, and then a link that
 * is copied from the address bar is no longer the one that was made. Written down here and not left to the `URL` of the
 * runtime, so that all runtimes take the same. No error repeats it: it may be a link that was given in its place.
 */
export const decodeBaseUrl: Decoder<string> = /* @__PURE__ */ secret((value) => {
  const canonical = typeof value === 'string' ? canonicalUrl(value) : null;
  if (canonical === null) {
    return err(
      malformedInput(
        `an absolute http or https URL of at most ${String(LONGEST_BASE)} characters without credentials, query or ` +
          'fragment, such as https://portal.example/invitation',
        value,
      ),
    );
  }
  return canonical === value ? ok(value) : err(malformedInput(`this URL as browsers write it, ${canonical}`, value));
});

/**
 * A scheme, a host, perhaps a port and a path: with a question mark, even at its end, it may be a link that was cut.
 */
const SHAPE = /^(https?):\/\/(\[[^\]]*\]|[^/?#:@[\]]+)(?::([0-9]*))?(\/[^?#]*)?$/i;

const DEFAULT_PORTS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['http', '80'],
  ['https', '443'],
]);
const HIGHEST_PORT = 65_535;

/** The spelling that is taken of what a person may have meant by this; null when there is none. */
function canonicalUrl(value: string): string | null {
  if (value.length > LONGEST_BASE || /[\p{Cc}\p{Cs}]/u.test(value)) return null;
  const [, anyScheme = '', anyHost = '', anyPort = '', anyPath = '/'] = SHAPE.exec(value) ?? [];
  const scheme = anyScheme.toLowerCase();
  const host = canonicalHost(anyHost.toLowerCase());
  const port = anyPort.replace(/^0+(?=.)/, '');
  const path = canonicalPath(anyPath);
  if (host === null || path === null || port === '0' || Number(port) > HIGHEST_PORT) return null;
  const url = `${scheme}://${host}${port === '' || port === DEFAULT_PORTS.get(scheme) ? '' : `:${port}`}${path}`;
  return url.length > LONGEST_BASE ? null : url;
}

/** Of a path only what needs no escaping in a text or in HTML, and escapes of nothing that could stand there itself. */
const PATH = /^(?:[A-Za-z0-9._~+,;:=@$/-]|%[0-9A-F]{2})+$/;

function canonicalPath(path: string): string | null {
  const escaped = path
    .replace(/[^\x21-\x7e]/gu, encodeURIComponent)
    .replace(/%[0-9a-f]{2}/gi, (escape) => unreservedOf(escape) ?? escape.toUpperCase());
  return PATH.test(escaped) ? withoutDots(escaped) : null;
}

function unreservedOf(escape: string): string | null {
  const char = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return /[A-Za-z0-9._~-]/.test(char) ? char : null;
}

/** A path without `.` and `..`, which lead to the same place and the one above it. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  const last = segments.at(-1);
  if (last === '.' || last === '..') kept.push('');
  return `/${kept.join('/')}`;
}
