import type { Promised } from './promises';

/** What a check has found. */
export interface Finding {
  /** What should have happened, as a sentence. */
  readonly due: string;
  /** What the repository did, as a sentence. */
  readonly did: string;
  /** Where such a fault usually comes from, and what to do. */
  readonly advice: string;
}

/** A repository does not keep a promise. The message says which one, what was due, what happened, and where to look. */
export class Nonconformity extends Error {
  override readonly name: string = 'Nonconformity';
  readonly finding: Finding;

  constructor(promise: Promised, finding: Finding) {
    const { due, did, advice } = finding;
    const where = /^[1-8]$/.test(promise.mark) ? `MUST ${promise.mark} of the storage contract` : promise.name;
    super(`${where}: ${promise.words}\n  due:      ${due}\n  happened: ${did}\n  advice:   ${advice}`);
    this.finding = finding;
  }
}
