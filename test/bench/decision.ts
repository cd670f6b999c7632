import type { AuthorizationQuestion } from 'partner-relationships';
import { bytesEach } from './allocation';
import { casbin } from './contestants/casbin';
import { casl } from './contestants/casl';
import { cedar } from './contestants/cedar';
import type { Contestant, Judge } from './contestants/contestant';
import { floor } from './contestants/floor';
import { library } from './contestants/library';
import { bytes, duration, ratio } from './figures';
import { workloadOf, SIZES, type Workload } from '../fixtures/workload';
import type { Section } from './section';
import { race } from './stopwatch';

const CONTESTANTS: readonly Contestant[] = [library, floor, casl, casbin, cedar];

export async function run(): Promise<Section> {
  const rows: (readonly string[])[] = [];
  for (const size of SIZES) {
    const workload = workloadOf(size);
    const judges = new Map<string, Judge>();
    for (const { name, prepare } of CONTESTANTS) {
      const judge = await prepare(workload);
      mustAgree(name, judge, workload);
      judges.set(name, judge);
    }
    rows.push(...(await rowsOf(size, 'allow', workload.allowed, judges)));
    rows.push(...(await rowsOf(size, 'deny', workload.denied, judges)));
  }
  return {
    title: 'One decision',
    about:
      'One question about one customer, allowed or denied, half of them about administration and half about ' +
      'subscriptions. All contestants gave the same answers before they were timed.',
    columns: ['delegations', 'answer', 'contestant', 'time', 'against authorize', 'allocated'],
    rows,
  };
}

async function rowsOf(
  size: number,
  answer: string,
  questions: readonly AuthorizationQuestion[],
  judges: ReadonlyMap<string, Judge>,
): Promise<readonly (readonly string[])[]> {
  const runners = [...judges].map(([name, judge]) => ({ name, run: judge.repeat(questions) }));
  const times = await race(runners, { rounds: 80, roundMs: 6 });
  const own = (times.get(library.name) ?? Number.NaN) / questions.length;
  return runners.map(({ name, run }) => {
    const time = (times.get(name) ?? Number.NaN) / questions.length;
    const judge = judges.get(name);
    const isDear = judge !== undefined && time > DEAR;
    const allocated = isDear ? weighed(judge, questions) : Math.round(bytesEach(run, 1) / questions.length);
    return [String(size), answer, name, duration(time), ratio(time / own), bytes(allocated)];
  });
}

/** In nanoseconds. A decision that takes longer may leave a megabyte. */
const DEAR = 1e5;

/** Weighs each decision by itself, so that no garbage is collected meanwhile. */
function weighed({ repeat }: Judge, questions: readonly AuthorizationQuestion[]): number {
  const each = questions.map((question) => bytesEach(repeat([question]), 1));
  return Math.round(each.reduce((sum, one) => sum + one, 0) / each.length);
}

function mustAgree(name: string, judge: Judge, { delegations, allowed, denied }: Workload): void {
  const right = judge.answers(allowed).every((answer) => answer) && judge.answers(denied).every((answer) => !answer);
  if (!right) throw new Error(`${name} gives other answers for a customer with ${delegations} delegations`);
}
