import { err, ok, type Result } from 'neverthrow';
import type { Page, PageRequest } from '../repository/page';
import { unknownCursor, type PageError, type UnknownCursor } from '../repository/storage-error';

/** One of the lists that a sweep goes through, one after the other. */
export interface SweptList<Failure> {
  readonly name: string;
  /** The ids of what was changed. */
  readonly changed: readonly unknown[];
  /** Changes what is on a page, and answers the place where to go on. */
  readonly sweep: (wanted: PageRequest) => Promise<Result<string | null, Failure>>;
}

type Place = Result<string | null, PageError>;

/** Answers the place after a list. */
export type PlaceAfter = () => Place | PromiseLike<Place>;

/**
 * A list whose items are changed one by one.
 *
 * @param changed gets the ids of what is changed
 * @param change answers whether there was something to change
 */
export function sweptList<Id, Failure>(
  name: string,
  changed: Id[],
  read: (wanted: PageRequest) => Promise<Result<Page<{ readonly id: Id }>, PageError>>,
  change: (id: Id) => Promise<Result<boolean, Failure>>,
  placeAfter: PlaceAfter,
): SweptList<Failure | PageError> {
  return {
    name,
    changed,
    sweep: async (wanted) => {
      const page = await read(wanted);
      if (page.isErr()) return err(page.error);
      const { items, next } = page.value;
      for (const { id } of items) {
        const done = await change(id);
        if (done.isErr()) return err(done.error);
        if (done.value) changed.push(id);
      }
      return next === null ? placeAfter() : ok(`${name} ${next}`);
    },
  };
}

/**
 * Sweeps a page, and answers the place where to go on; null after everything. If that fails after something was changed,
 * it is the same place again: what was changed is told, and has nothing to change any more.
 *
 * @param place the name of a list, a space, and a cursor of that list or nothing
 */
export async function sweepPage<Failure extends { readonly code: string }>(
  place: string,
  limit: number,
  lists: readonly SweptList<Failure>[],
): Promise<Result<string | null, Failure | UnknownCursor>> {
  const list = lists.find(({ name }) => place.startsWith(`${name} `));
  if (list === undefined) return err(unknownCursor(place));
  const after = place.slice(list.name.length + 1);
  const next = await list.sweep({ after: after === '' ? null : after, limit });
  if (next.isErr() && list.changed.length > 0) return ok(place);
  return next.mapErr((error) => (error.code === 'unknown-cursor' ? unknownCursor(place) : error));
}
