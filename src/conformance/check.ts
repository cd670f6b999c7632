import type { Asking, Handle } from './asked';
import type { PromiseName } from './promises';
import type { Sizes } from './sizes';

/** What a check stands on: a fresh repository, and ways to ask it. */
export interface Ground extends Asking {
  readonly sizes: Sizes;
  readonly timeoutMs: number;
  readonly seed: number | null;
  /** The handle that create() gave. */
  readonly first: Handle;
  /** So many handles on the same storage, the first one among them. */
  handles(count: number): Promise<readonly Handle[]>;
  /** Whether create() gave a way to close everything and open it again. */
  readonly canReopen: boolean;
  /** A handle on the same storage after everything was closed and opened again; the others are gone. */
  reopened(): Promise<Handle>;
  /** Runs on another fresh repository, and gives that up afterwards. */
  onAnother<T>(run: (ground: Ground) => Promise<T>): Promise<T>;
}

/** One check of one promise. */
export interface Check {
  readonly promise: PromiseName;
  /** What is due, as the end of a sentence that the promise begins. */
  readonly title: string;
  /** Whether it closes the store and opens it again, which a volatile one cannot. */
  readonly reopens?: boolean;
  readonly run: (ground: Ground) => Promise<void>;
}
