import { bytesEach } from './allocation';
import type { Contestant, Judge } from './contestants/contestant';
import { bytes, duration, ratio } from './figures';
import { race } from './stopwatch';

/** Questions of which it is known how they are decided. */
export interface Decided<Question> {
  readonly allowed: readonly Question[];
  readonly denied: readonly Question[];
}

/** The rows of a table that compares how contestants decide questions about a customer of this size. */
export async function compared<Question, Given extends Decided<Question>>(
  size: number,
  workload: Given,
  own: Contestant<Given, Question>,
  others: readonly Contestant<Given, Question>[],
): Promise<readonly (readonly string[])[]> {
  const judges = new Map<string, Judge<Question>>();
  for (const { name, prepare } of [own, ...others]) {
    const judge = await prepare(workload);
    mustAgree(`${name} for a customer of size ${size}`, judge, workload);
    judges.set(name, judge);
  }
  const allow = await rowsOf(`${size}`, 'allow', workload.allowed, judges, own.name);
  const deny = await rowsOf(`${size}`, 'deny', workload.denied, judges, own.name);
  return [...allow, ...deny];
}

async function rowsOf<Question>(
  size: string,
  answer: string,
  questions: readonly Question[],
  judges: ReadonlyMap<string, Judge<Question>>,
  ownName: string,
): Promise<readonly (readonly string[])[]> {
  const runners = [...judges].map(([name, judge]) => ({ name, run: judge.repeat(questions) }));
  const times = await race(runners, { rounds: 80, roundMs: 6 });
  const own = (times.get(ownName) ?? Number.NaN) / questions.length;
  return runners.map(({ name, run }) => {
    const time = (times.get(name) ?? Number.NaN) / questions.length;
    const judge = judges.get(name);
    const isDear = judge !== undefined && time > DEAR;
    const allocated = isDear ? weighed(judge, questions) : Math.round(bytesEach(run, 1) / questions.length);
    return [size, answer, name, duration(time), ratio(time / own), bytes(allocated)];
  });
}

/** In nanoseconds. Decisions that take longer may leave so much that, all together, they meet a collection. */
const DEAR = 5e4;

/** Weighs each decision by itself, so that no garbage is collected meanwhile. */
function weighed<Question>({ repeat }: Judge<Question>, questions: readonly Question[]): number {
  const each = questions.map((question) => bytesEach(repeat([question]), 1));
  return Math.round(each.reduce((sum, one) => sum + one, 0) / each.length);
}

function mustAgree<Question>(whose: string, judge: Judge<Question>, { allowed, denied }: Decided<Question>): void {
  const right = judge.answers(allowed).every((answer) => answer) && judge.answers(denied).every((answer) => !answer);
  if (!right) throw new Error(`other answers are given by ${whose}`);
}
