import { text, type Decoder } from './decode';

/**
 * One line of well-formed Unicode: no control characters, which could end an email header; no lone surrogates, which no
 * store in UTF-8 gives back; not blank.
 */
export const LINE_PATTERN: RegExp = /^(?=.*\S)[^\p{Cc}\p{Cs}\u2028\u2029]{1,256}$/u;

export function isLine(value: string): boolean {
  return LINE_PATTERN.test(value);
}

function line(what: string): Decoder<string> {
  return text(`${what} (1 to 256 characters on one line, not blank)`, isLine);
}

export const decodeName: Decoder<string> = /* @__PURE__ */ line('a name');
export const decodeUserId: Decoder<string> = /* @__PURE__ */ line('a user id');
export const decodeAgreement: Decoder<string> = /* @__PURE__ */ line('a reference to the renegotiated agreement');
