/** One table of the report. */
export interface Section {
  readonly title: string;
  readonly about: string;
  /** What could not be measured on this machine, and why. */
  readonly leftOut?: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}
