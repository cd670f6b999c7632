import { err, ok } from 'neverthrow';
import { secret, type Decoder } from '../model/decode';
import { malformedInput } from '../model/malformed-input';

/** Every JavaScript runtime has it, though the language does not. */
declare const URL: new (url: string) => { readonly href: string };

/** So long that the link of any partner still fits in a line of an email; see `line-limit.ts`. */
const LONGEST_BASE = 512;

/** A host, which is a name of labels of ASCII or an address, and perhaps a port; before them no credentials. */
const HOST = /^https?:\/\/(?![^/:]{254})(?:(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.?\b)+|\[[\d:a-f]+\])(?::[1-9]\d*)?\//;
/**
 * A path of what needs no escaping in a text or in HTML, and escapes of nothing that could stand there itself. With a
 * question mark, even at the end, it may be a link that was cut.
 */
const PATH = /^[^/]+\/\/[^/]+\/(?:[\w.~+,;:=@$/-]|%(?!2[DE]|3\d|[46][1-9A-F]|5[\dAF]|7[\dAE])[\dA-F]{2})*$/;

/**
 * Takes a base URL that `URL` gives back as it is: browsers rewrite all other spellings, and then a link that is copied
 * from the address bar is no longer the one that was made. No error repeats it: it may be a link that was given in its
 * place.
 */
export const decodeBaseUrl: Decoder<string> = /* @__PURE__ */ secret((value) => {
  const written = typeof value === 'string' ? asBrowsersWrite(value) : null;
  if (written === null) {
    return err(
      malformedInput(
        `an absolute http or https URL of at most ${String(LONGEST_BASE)} characters without credentials, query or ` +
          'fragment, such as https://portal.example/invitation',
        value,
      ),
    );
  }
  return written === value ? ok(value) : err(malformedInput(`this URL as browsers write it, ${written}`, value));
});

/** A URL as browsers write it; null when they refuse it, or when that spelling would not be taken either. */
function asBrowsersWrite(value: string): string | null {
  if (value.length > LONGEST_BASE) return null;
  try {
    const { href } = new URL(value);
    return href.length <= LONGEST_BASE && HOST.test(href) && PATH.test(href) ? href : null;
  } catch {
    return null;
  }
}
