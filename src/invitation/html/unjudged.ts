import type { Result } from 'neverthrow';

/** Something in an email of which this library cannot tell what a mail program makes of it. */
export interface Unjudged {
  readonly what: 'markup' | 'character' | 'element' | 'attribute' | 'style';
  /** Of the element, attribute, property or character; empty for markup. */
  readonly name: string;
  /** The position in the part of the email, counted from 0 in UTF-16 code units. */
  readonly at: number;
}

export type Judged<T> = Result<T, Unjudged>;

// Within functions, as a bundler keeps patterns of Unicode that stand by themselves, also where nothing needs them.

/** The first in a part of an email that is no character of a text; this library marks with U+0000 and U+FDD0 what is between texts. */
export function noCharacterIn(part: string): Unjudged | null {
  return firstOf(/[\0\p{Noncharacter_Code_Point}]/u, part);
}

/** The first that has text shown in another order than it is written in, or of so many marks that they cover other lines. */
export function misleadingCharacterIn(text: string): Unjudged | null {
  return firstOf(
    /[\u202d\u202e]|(?:(?!\p{Default_Ignorable_Code_Point})\p{M}\p{Default_Ignorable_Code_Point}*){5}/u,
    text,
  );
}

function firstOf(characters: RegExp, text: string): Unjudged | null {
  const found = characters.exec(text);
  return found === null ? null : { what: 'character', name: Array.from(found[0])[0] ?? '', at: found.index };
}
