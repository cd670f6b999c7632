import type { Result } from 'neverthrow';

/** Something in an email that mail programs may show in ways that this library cannot foresee. */
export interface Unjudged {
  readonly what: 'markup' | 'character' | 'element' | 'attribute' | 'style';
  /** Of the element, attribute, property or character; empty for markup. */
  readonly name: string;
  /** The position in the part of the email, counted from 0 in UTF-16 code units. */
  readonly at: number;
}

export type Judged<T> = Result<T, Unjudged>;

// Within functions, as a bundler keeps patterns of Unicode that stand by themselves, also where nothing needs them.

/**
 * The first noncharacter or U+0000 in a part of an email; this library marks with some of them what is between texts.
 */
export function noCharacterIn(part: string): Unjudged | null {
  return firstOf(/[\0\p{Noncharacter_Code_Point}]/u, part);
}

/**
 * The first character that overrides the order of text, or the first of five marks on a letter, which cover other
 * lines.
 */
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
