import type { Result } from 'neverthrow';
import type { CannotJudge } from './link-problem';

/** Something in an email of which this library cannot tell what a mail program makes of it. */
export interface Unjudged {
  readonly what: CannotJudge['context']['what'];
  /** Of the element, attribute, property or character; empty for markup. */
  readonly name: string;
  /** The position in the part of the email, counted from 0 in UTF-16 code units. */
  readonly at: number;
}

export type Judged<T> = Result<T, Unjudged>;

/** The first of these characters in a part of an email, which cannot be judged; null when it has none. */
export function unjudgedCharacter(characters: RegExp, part: string): Unjudged | null {
  const found = characters.exec(part);
  return found === null ? null : { what: 'character', name: found[0], at: found.index };
}
