import type { Ground } from './ground';
import type { Kind } from './kind';
import type { PromiseText } from './nonconformity';

/** A promise that a repository must keep, and the checks that hold it to it. */
export interface Promised extends PromiseText {
  /** Checked for partners and for customers. */
  readonly ofEach?: readonly CheckOfEach[];
  /** Checked once. */
  readonly ofAll?: readonly CheckOfAll[];
}

interface Row {
  /**
   * Ends the sentence that the name of the promise begins. In a check of each, `{document}` stands for partner or
   * customer.
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

export interface CheckOfAll extends Row {
  readonly run: (ground: Ground) => Promise<void>;
}

/** The checks of a promise, those of each made for every kind. */
export function checksOf({ ofEach = [], ofAll = [] }: Promised, kinds: readonly Kind[]): readonly CheckOfAll[] {
  const made = kinds.flatMap((kind) =>
    ofEach.map((check) => ({
      ...check,
      title: check.title.replaceAll('{document}', kind.noun),
      run: (ground: Ground) => check.run(ground, kind),
    })),
  );
  return [...made, ...ofAll];
}
