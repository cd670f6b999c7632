import { text, type Decoder } from './decode';
import { concealing, malformedInput, type MalformedInput } from './malformed-input';

/**
 * One line of well-formed Unicode, not blank: no control characters, which could end an email header, and no lone
 * surrogates, which a store in UTF-8 does not return.
 */
export const LINE_PATTERN: RegExp = /^(?=.*\S)[^\p{Cc}\p{Cs}\u2028\u2029]{1,256}$/u;

export function isLine(value: string): boolean {
  return LINE_PATTERN.test(value);
}

function line(what: string): Decoder<string> {
  return text(`${what} (1 to 256 characters on one line, not blank)`, isLine, 'line');
}

/** A stored name, which may be from an earlier release with fewer conditions. */
export const decodeName: Decoder<string> = /* @__PURE__ */ line('a name');
export const decodeUserId: Decoder<string> = /* @__PURE__ */ line('a user id');
export const decodeAgreement: Decoder<string> = /* @__PURE__ */ line('a reference to the renegotiated agreement');

/** Which of two texts comes first, by code units, for sorting. That of instants is their order in time. */
export function textOrder(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

export const decodeReason: Decoder<string> = /* @__PURE__ */ line('a reason');

/**
 * Whether a new partner or customer may have this name: it has a visible character, nothing that changes the
 * direction of the text around it, and no noncharacter, which programs treat in different ways. The marks that names
 * in Arabic and Hebrew need (U+200E, U+200F, U+061C) change nothing outside the name, and are fine.
 */
export function isNewName(name: string): boolean {
  return isLine(name) && hasSomethingToSee(name) && amongOthers(name) === name;
}

/** What is wrong with a new name, found under this path; null if it is fine. The error does not repeat the name. */
export function newNameProblem(name: string, path: string): MalformedInput | null {
  if (isNewName(name)) return null;
  const expected =
    'a new name (with a character to see, without noncharacters, embeddings, overrides and isolates of direction)';
  return concealing(malformedInput(expected, name, path, 'new-name'));
}

/**
 * A name for use among other words: without embeddings, overrides and isolates of direction, which can affect the
 * text after it, and with U+FFFD in place of noncharacters.
 */
export function amongOthers(name: string): string {
  return name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(/\p{Noncharacter_Code_Point}/gu, '\ufffd');
}

/**
 * Whether it has more than spaces, marks and invisible characters, including blanks of Braille, hieroglyphs and
 * music.
 */
function hasSomethingToSee(name: string): boolean {
  return /[^\s\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}\u{13441}\u{13442}]/u.test(name);
}
