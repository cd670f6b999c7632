import type { CustomerId } from '../model/identifiers';
import type { Check, Ground } from './check';
import { acquisition, beginning, customers, parting, partnerOf } from './customer-kind';
import { isListed } from './customer-lists';
import { customerIdOf, partnerIdOf, second } from './documents';
import { founded, mark, marks, overtaken, type AnyChange, type Kind, type Step } from './kind';
import type { Finding } from './nonconformity';
import { partners } from './partner-kind';
import { isRefused, race } from './race';
import { shown } from './shown';
import { wholeHistory, wholeList } from './walk';

/** MUST 3, for commits that are refused: nothing of them is left. */
export const refusedCommits: readonly Check[] = [
  ...checksOf(partners),
  ...checksOf(customers),
  {
    promise: 'allOrNothing',
    title: 'a refused commit of a customer moves nobody in or out of a customer list',
    run: refusedCommitAndLists,
  },
  {
    promise: 'allOrNothing',
    title: 'losers of a race on a customer enter nobody in a customer list',
    run: losersAndLists,
  },
];

function checksOf<Id extends string, State, Change extends AnyChange>(kind: Kind<Id, State, Change>): readonly Check[] {
  return [
    {
      promise: 'allOrNothing',
      title: `a refused commit of a ${kind.noun} leaves state and history as they were`,
      run: (ground) => refusedCommit(ground, kind),
    },
    {
      promise: 'allOrNothing',
      title: `losers of a race on a ${kind.noun} leave no changes behind`,
      run: (ground) => losers(ground, kind),
    },
  ];
}

async function refusedCommit<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const { stale } = await overtaken(ground.first, kind, id);
  for (const [at, expected] of ([stale.revision, 'absent'] as const).entries()) {
    const number = at + 2;
    const step = kind.addition(stale.state, number);
    const answer = await store.tryCommit({ id, expected, ...step });
    // Accepted, it did not leave half of itself but all: that is for another check to blame.
    if (answer.kind === 'value') continue;
    const left = remainder(await visible(ground, kind, id), { number, step });
    if (left !== null) throw ground.nonconformity(leftBehind(`a commit that expected ${shown(expected)}`, left));
  }
}

async function losers<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const { rounds, writers } = ground.sizes;
  for (let round = 0; round < rounds; round += 1) {
    const id = kind.idOf(`${kind.noun}-of-round-${round}`);
    const { next: state } = kind.founding(id);
    const expected = await founded(ground.first, kind, id);
    const attempts = await race(kind, handles, { id, expected, state, writers, round });
    const seen = await visible(ground, kind, id);
    for (const attempt of attempts.filter(isRefused)) {
      const left = remainder(seen, attempt);
      if (left !== null) throw ground.nonconformity(leftBehind(`one of ${writers} simultaneous commits`, left));
    }
  }
}

/** What there is to see under an id. */
interface Visible {
  readonly numbers: ReadonlySet<number>;
  readonly marks: ReadonlySet<string>;
}

async function visible<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
  id: Id,
): Promise<Visible> {
  const store = kind.storeOf(ground.first);
  const { state } = await store.present(id);
  const history = await wholeHistory(ground, store, id);
  return {
    numbers: new Set(kind.additionsIn(state)),
    marks: new Set(history.map(({ change }) => mark(change))),
  };
}

/** What is left of a commit that was refused; null when nothing is. */
function remainder<State, Change extends AnyChange>(
  seen: Visible,
  { number, step }: { readonly number: number; readonly step: Step<State, Change> },
): string | null {
  if (seen.numbers.has(number)) return 'the state shows what it added';
  const change = marks(step).find((one) => seen.marks.has(one));
  return change === undefined ? null : `the history shows its change: ${change}`;
}

async function refusedCommitAndLists(ground: Ground): Promise<void> {
  const { customers: store } = ground.first;
  const id = customerIdOf('customer-in-question');
  const [holder, newcomer] = [partnerIdOf('holding-partner'), partnerIdOf('coming-partner')];
  const { next: state, changes } = acquisition(id, holder);
  const stale = await store.commit({ id, expected: 'absent', next: state, changes });
  await store.commit({ id, expected: stale, ...customers.swing(state) });

  const entering = await store.tryCommit({ id, expected: stale, ...beginning(state, newcomer, second(1)) });
  if (entering.kind !== 'value' && (await isListed(ground, ground.first, newcomer, id))) {
    const left = 'the customer is in the list of the partner that it would have got';
    throw ground.nonconformity(leftBehind('the beginning of a relationship', left));
  }
  const ending = await store.tryCommit({ id, expected: stale, ...parting(state, [holder], second(2)) });
  if (ending.kind !== 'value' && !(await isListed(ground, ground.first, holder, id))) {
    const left = 'the customer is gone from the list of the partner whose relationship would have ended';
    throw ground.nonconformity(leftBehind('the end of a relationship', left));
  }
}

async function losersAndLists(ground: Ground): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const { rounds, writers } = ground.sizes;
  const entered = new Map<number, Set<CustomerId>>();
  for (let round = 0; round < rounds; round += 1) {
    const id = customerIdOf(`customer-of-round-${round}`);
    const attempts = await race(customers, handles, { id, expected: 'absent', state: null, writers, round });
    for (const attempt of attempts) {
      if (isRefused(attempt)) continue;
      entered.set(attempt.number, (entered.get(attempt.number) ?? new Set()).add(id));
    }
  }
  for (let number = 1; number <= writers; number += 1) {
    const list = await wholeList(ground, ground.first, partnerOf(number));
    const intruder = list.find((id) => entered.get(number)?.has(id) !== true);
    if (intruder === undefined) continue;
    const left = `the customer ${shown(intruder)} is in the list of the partner that it would have got`;
    throw ground.nonconformity(leftBehind(`one of ${writers} simultaneous commits`, left));
  }
}

function leftBehind(commit: string, left: string): Finding {
  return {
    due: `${commit} was refused, so nothing of it is stored`,
    did: left,
    advice:
      'Write nothing before the revision has been compared, or take it back when the comparison fails: changes and ' +
      'list entries belong in the same transaction as the compare-and-set.',
  };
}
