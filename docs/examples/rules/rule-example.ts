import type { Result } from 'neverthrow';
import type { ErrorData } from 'partner-relationships';
import type { Market } from './market';

/** Something that somebody does in a new marketplace, and its result. */
export interface Deed {
  readonly says: string;
  readonly run: (
    market: Market,
  ) => PromiseLike<Result<unknown, ErrorData<string, string, unknown>>>;
}

/** A rule at work: something it allows, and something similar that is refused. */
export interface RuleExample {
  readonly allowed: Deed;
  readonly refused: Deed;
}
