/** The place of a wrong value, what was expected there, and what was received instead. */
export interface Mismatch {
  /** The path to the value from the checked argument, such as `services[2]`; empty for the argument itself. */
  readonly path: string;
  readonly expected: string;
  /** A short description of the value; a long one is described, not repeated. */
  readonly received: string;
}

export function messageOf({ path, expected, received }: Mismatch): string {
  return `${path === '' ? '' : `${path}: `}expected ${expected}, received ${received}`;
}
