/** The two forms of a program in a mode, as files that are ready to be loaded. */
export interface Built {
  /** Does its work when it is loaded. */
  readonly file: string;
  /** Exports `run`. */
  readonly functionFile: string;
  /** Whether an import of the package is still in it, to be resolved by the runtime. */
  readonly isEsm: boolean;
}

/** Something that runs JavaScript. */
export interface Runtime {
  readonly name: string;
  /** What it says of itself. */
  readonly version: string;
  /** Runs a program and gives what it printed; rejects when it fails. */
  readonly run: (program: Built) => Promise<string>;
  readonly close: () => Promise<void>;
}
