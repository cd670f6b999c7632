import type { Ground } from './ground';
import type { Kind } from './kind';
import type { ListKind } from './list-kind';
import type { PromiseText } from './nonconformity';

/** A promise that a repository must keep, and the checks that hold it to it. */
export interface Promised extends PromiseText {
  /** Checked for partners and for customers. */
  readonly ofEach?: readonly CheckOfEach[];
  /** Checked for every list that a repository gives. */
  readonly ofEachList?: readonly CheckOfEachList[];
  /** Checked once. */
  readonly ofAll?: readonly CheckOfAll[];
}

interface Row {
  /**
   * Ends the sentence that the name of the promise begins. In a check of each, `{document}` stands for partner or
   * customer, in one of each list, `{list}` for the list.
   */
  readonly title: string;
  /** Where such a fault comes from and what to do about it. A finding can bring an advice of its own. */
  readonly advice: string;
  /** The check closes the store and opens it again, which a volatile one cannot. */
  readonly reopens?: boolean;
}

export interface CheckOfEach extends Row {
  readonly run: (ground: Ground, kind: Kind) => Promise<void>;
}

export interface CheckOfEachList extends Row {
  readonly run: (ground: Ground, list: ListKind) => Promise<void>;
}

export interface CheckOfAll extends Row {
  readonly run: (ground: Ground) => Promise<void>;
}

/** The checks of a promise, those of each made for every kind, those of each list for every list. */
export function checksOf(
  { ofEach = [], ofEachList = [], ofAll = [] }: Promised,
  kinds: readonly Kind[],
  lists: readonly ListKind[],
): readonly CheckOfAll[] {
  return [
    ...kinds.flatMap((kind) => ofEach.map((check) => made(check, '{document}', kind.noun, kind))),
    ...lists.flatMap((list) => ofEachList.map((check) => made(check, '{list}', list.title, list))),
    ...ofAll,
  ];
}

/** A check of each, made for this one. */
function made<T>(
  { run, title, ...check }: Row & { readonly run: (ground: Ground, subject: T) => Promise<void> },
  placeholder: string,
  name: string,
  subject: T,
): CheckOfAll {
  return { ...check, title: title.replaceAll(placeholder, name), run: (ground) => run(ground, subject) };
}
