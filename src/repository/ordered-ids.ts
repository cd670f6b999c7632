/** Distinct ids in code unit order. Adding, removing and paging stay fast with a million ids. */
export interface OrderedIds<Id extends string> {
  add(id: Id): void;
  remove(id: Id): void;
  /** At most `limit` ids that come after `after`, in order. */
  following(after: string | null, limit: number): readonly Id[];
}

const FULL = 512;

/** Keeps the ids in short sorted runs, so that no operation moves more than one run. */
export function orderedIds<Id extends string>(): OrderedIds<Id> {
  const runs: Id[][] = [];

  return {
    add: (id) => {
      const at = Math.min(firstRunReaching(runs, id), runs.length - 1);
      const run = runs[at];
      if (run === undefined) {
        runs.push([id]);
        return;
      }
      const position = firstAtLeast(run, id);
      if (run[position] === id) return;
      run.splice(position, 0, id);
      if (run.length > FULL) runs.splice(at + 1, 0, run.splice(FULL / 2));
    },
    remove: (id) => {
      const at = firstRunReaching(runs, id);
      const run = runs[at];
      if (run === undefined) return;
      const position = firstAtLeast(run, id);
      if (run[position] !== id) return;
      run.splice(position, 1);
      if (run.length === 0) runs.splice(at, 1);
    },
    following: (after, limit) => {
      const found: Id[] = [];
      for (let at = after === null ? 0 : firstRunReaching(runs, after); found.length < limit; at += 1) {
        const run = runs[at];
        if (run === undefined) break;
        const from = after === null ? 0 : firstAfter(run, after);
        found.push(...run.slice(from, from + limit - found.length));
      }
      return found;
    },
  };
}

/** The first run whose last id is not before this one. */
function firstRunReaching(runs: readonly (readonly string[])[], id: string): number {
  return partition(runs.length, (at) => {
    const last = runs[at]?.at(-1);
    return last === undefined || last >= id;
  });
}

function firstAtLeast(run: readonly string[], id: string): number {
  return partition(run.length, (at) => (run[at] ?? '') >= id);
}

function firstAfter(run: readonly string[], id: string): number {
  return partition(run.length, (at) => (run[at] ?? '') > id);
}

/** The first index at which the condition holds; it must hold at all later ones. */
function partition(length: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
