import { err, ok, Result } from 'neverthrow';
import type { Codec } from '../repository/codec';
import type { CustomerList } from '../repository/customer-entry';
import type { Commit } from '../repository/repository';

/** What one commit writes to lists of customers: each place at most once. */
export interface Listing {
  /** The entries of lists that have to be there from now on. */
  readonly listed: readonly ListedEntry[];
  /** The places in lists that have to be empty from now on; `all` for those of every list. */
  readonly unlisted: readonly ListPlace[] | 'all';
}

/** What one commit writes. */
export interface Writing extends Listing {
  readonly id: string;
  /** The revision that must be stored, which is the position of the last change so far; null if none must be. */
  readonly expected: number | null;
  /** The next revision: the position of this commit's last change. No row is deleted, so no revision comes back. */
  readonly revision: number;
  readonly state: string;
  /** What the list of the documents shows of it; null for an erasure, after which the earlier changes go as well. */
  readonly entry: string | null;
  readonly changes: readonly string[];
}

/** A customer's place in a list of a partner. */
export interface ListPlace {
  readonly partnerId: string;
  readonly list: CustomerList;
}

/** What a list shows at a place, as JSON in ASCII. */
export interface ListedEntry extends ListPlace {
  readonly entry: string;
}

/** How a commit ended that the database has carried out or found out of date. */
export type Written = 'committed' | 'conflict';

/** How one kind of document is written. */
export interface WritingSettings<State, Change, Entry> {
  readonly states: Codec<State>;
  readonly entries: Codec<Entry>;
  /** What the list of the documents shows of one. */
  readonly entryOf: (state: State) => Entry;
  readonly changes: Codec<Change>;
  /** The places in lists that a commit touches. */
  readonly listing: (
    expected: number | null,
    next: State | null,
    changes: readonly Change[],
  ) => Result<Listing, { readonly message: string }>;
}

/** The state of an erased document, which keeps its row, and with it its revision. */
export const ERASED = '{"format":1,"value":null}';

/**
 * @returns what a commit writes; or why it cannot be written
 */
export function writingOf<Id extends string, State, Change, Entry>(
  { states, entries, entryOf, changes, listing }: WritingSettings<State, Change, Entry>,
  { id, next, ...sent }: Commit<Id, State, Change>,
  expected: number | null,
): Result<Writing, { readonly message: string }> {
  // The revision counts the changes, so without one it would stay the same.
  if (sent.changes.length === 0) return err({ message: 'a commit without a change' });
  const state = next === null ? ok(ERASED) : states.encode(next);
  if (state.isErr()) return err(state.error);
  const entry = next === null ? ok(null) : entries.encode(entryOf(next)).map(asciiJson);
  if (entry.isErr()) return err(entry.error);
  const encoded = Result.combine(sent.changes.map((change) => changes.encode(change)));
  if (encoded.isErr()) return err(encoded.error);
  const places = listing(expected, next, sent.changes);
  if (places.isErr()) return err(places.error);
  return ok({
    id,
    expected,
    revision: (expected ?? 0) + encoded.value.length,
    state: asciiJson(state.value),
    entry: entry.value,
    changes: encoded.value.map(asciiJson),
    ...places.value,
  });
}

/**
 * JSON in ASCII, so that no character set of a connection or a database can spoil it. Other characters occur only
 * within its strings, where an escape says the same.
 */
export function asciiJson(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
