import { text, type Decoder } from './decode';
import { concealing, malformedInput, type MalformedInput } from './malformed-input';

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

/** A name as it may be stored: also one of an earlier release, which asked less of names. */
export const decodeName: Decoder<string> = /* @__PURE__ */ line('a name');
export const decodeUserId: Decoder<string> = /* @__PURE__ */ line('a user id');
export const decodeAgreement: Decoder<string> = /* @__PURE__ */ line('a reference to the renegotiated agreement');

/**
 * Whether a partner or a customer that becomes known may have this name: there is something to see in it, nothing
 * that turns the direction of the words around it, and no noncharacter, of which programs make something of their own.
 * The marks that names in Arabic and Hebrew need (U+200E, U+200F, U+061C) turn nothing outside the name, and are fine.
 */
export function isNewName(name: string): boolean {
  return isLine(name) && hasSomethingToSee(name) && amongOthers(name) === name;
}

/** What is wrong with a name that is to become known, found under this path; null when it is fine. It is not repeated. */
export function newNameProblem(name: string, path: string): MalformedInput | null {
  if (isNewName(name)) return null;
  const expected =
    'a new name (with a character to see, without noncharacters, embeddings, overrides and isolates of direction)';
  return concealing(malformedInput(expected, name, path));
}

/**
 * A name as it may stand among other words: without what embeds, overrides or isolates a direction, which can reach
 * beyond its own end, and with U+FFFD in place of noncharacters.
 */
export function amongOthers(name: string): string {
  return name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(/\p{Noncharacter_Code_Point}/gu, '\ufffd');
}

/** Not only spaces, marks, and what is drawn as nothing, blanks of Braille, of hieroglyphs and of music included. */
function hasSomethingToSee(name: string): boolean {
  return /[^\s\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}\u{13441}\u{13442}]/u.test(name);
}
