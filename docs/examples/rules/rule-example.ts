import type { Result } from 'neverthrow';
import type { ErrorData } from 'partner-relationships';
import type { Market } from './market';

/** What somebody does in a new marketplace, and what comes of it. */
export interface Deed {
  readonly says: string;
  readonly run: (market: Market) => PromiseLike<Result<unknown, ErrorData<string, string, unknown>>>;
}

/** A rule at work: something that it allows, and something near by that is refused. */
export interface RuleExample {
  readonly allowed: Deed;
  readonly refused: Deed;
}
