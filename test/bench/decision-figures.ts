import { bytesEach } from './allocation';
import type { Contestant } from './contestants/contestant';
import { floor } from './contestants/floor';
import { library } from './contestants/library';
import type { Decided } from './decision-rows';
import { workloadOf } from '../fixtures/workload';
import { race, type Runner } from './stopwatch';

/** By size, answer and contestant: the nanoseconds and bytes of 64 decisions. */
export type DecisionFigures = Readonly<Record<string, { readonly time: number; readonly allocated: number }>>;

/** What the budgets of a decision are about, to be run by itself. */
export function decisionFigures(): Promise<DecisionFigures> {
  return figuresOfDecisions([1, 1000], workloadOf, [library, floor]);
}

export async function figuresOfDecisions<Question, Given extends Decided<Question>>(
  sizes: readonly number[],
  workloadFor: (size: number) => Given,
  contestants: readonly Contestant<Given, Question>[],
): Promise<DecisionFigures> {
  const runners: Runner[] = [];
  for (const size of sizes) {
    const workload = workloadFor(size);
    for (const { name, prepare } of contestants) {
      const judge = await prepare(workload);
      runners.push({ name: `${size} allow ${name}`, run: judge.repeat(workload.allowed) });
      runners.push({ name: `${size} deny ${name}`, run: judge.repeat(workload.denied) });
    }
  }
  const times = await race(runners, { rounds: 40, roundMs: 1 });
  return Object.fromEntries(
    runners.map(({ name, run }) => [name, { time: times.get(name) ?? Number.NaN, allocated: bytesEach(run, 1) }]),
  );
}
