import type { Fact, Operation } from './operations';

/** The operation is allowed. */
export interface Permission {
  readonly operation: Operation;
  /** The facts that the permission rests on. */
  readonly basis: readonly Fact[];
}
