/** Takes one of several ways on, where a run has a choice. */
export type Choose = <T>(ways: readonly [T, ...T[]]) => T;

/** Runs something in every way there is: again and again, until each choice that it came to has been taken. */
export async function everyRun(run: (choose: Choose) => Promise<void>): Promise<number> {
  let runs = 0;
  const taken: { at: number; of: number }[] = [];
  do {
    let depth = 0;
    const choose: Choose = (ways) => {
      taken[depth] ??= { at: 0, of: ways.length };
      const way = ways[taken[depth]?.at ?? 0] ?? ways[0];
      depth += 1;
      return way;
    };
    await run(choose);
    runs += 1;
    taken.length = depth;
    while (taken.length > 0 && taken.at(-1)?.at === (taken.at(-1)?.of ?? 0) - 1) taken.pop();
    const last = taken.at(-1);
    if (last !== undefined) last.at += 1;
  } while (taken.length > 0);
  return runs;
}
