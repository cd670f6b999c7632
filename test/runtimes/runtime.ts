/** The two forms of a program in a mode, as files ready to load. */
export interface Built {
  /** Runs when it is loaded. */
  readonly file: string;
  /** Exports `run`. */
  readonly functionFile: string;
  /** Whether it still imports the package, so that the runtime resolves it. */
  readonly isEsm: boolean;
}

/** Something that runs JavaScript. */
export interface Runtime {
  readonly name: string;
  /** The version that it reports. */
  readonly version: string;
  /** Runs a program and returns its output; rejects if it fails. */
  readonly run: (program: Built) => Promise<string>;
  readonly close: () => Promise<void>;
}
