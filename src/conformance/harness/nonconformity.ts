/** A promise, as checks and failures name it. */
export interface PromiseText {
  /** The number of the MUST in the storage contract; `0` for create(), `1-8` for all of them together. */
  readonly must: string;
  readonly name: string;
  /** The promise in the words of the contract. */
  readonly words: string;
}

/** What a check has found. */
export interface Finding {
  /** What should have happened, as a sentence. */
  readonly due: string;
  /** What the repository did, as a sentence. */
  readonly did: string;
  /** Where such a fault comes from and what to do about it; the advice of the check if left out. */
  readonly advice?: string;
}

/** A repository breaks a promise. The message says which one, what was due, what happened, and where to look. */
export class Nonconformity extends Error {
  override readonly name: string = 'Nonconformity';
  readonly finding: Required<Finding>;

  constructor({ must, name, words }: PromiseText, finding: Required<Finding>) {
    const { due, did, advice } = finding;
    const where = /^[1-9]\d*$/.test(must) ? `MUST ${must} of the storage contract` : name;
    super(`${where}: ${words}\n  due:      ${due}\n  happened: ${did}\n  advice:   ${advice}`);
    this.finding = finding;
  }
}
