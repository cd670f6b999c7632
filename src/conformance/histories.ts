import { MAX_PAGE_SIZE } from '../repository/page';
import type { Revision } from '../repository/revision';
import { allDone } from './all-done';
import type { AskedStore } from './asked';
import type { Check, Ground } from './check';
import { customers } from './customer-kind';
import { firstDifference } from './difference';
import { begun, commitAll, founded, mark, marks, shuffled, type AnyChange, type Kind, type Step } from './kind';
import type { Finding } from './nonconformity';
import { partners } from './partner-kind';
import { isAcknowledged, race } from './race';
import { shown } from './shown';
import { ofCustomers, ofPartners, type Specimens } from './specimens';
import { SMALL_PAGE, walk, wholeHistory } from './walk';

/** MUST 6. */
export const histories: readonly Check[] = [
  ...checksOf(partners, ofPartners),
  ...checksOf(customers, ofCustomers),
];

const APPEND =
  'Append every change of a commit, once, in the transaction of the commit, under a number that grows with each ' +
  'change of the id; read in the order of that number. Times and contents of changes do not tell them apart.';

function checksOf<Id extends string, State, Change extends AnyChange>(
  kind: Kind<Id, State, Change>,
  specimens: Specimens<Id, State, Change>,
): readonly Check[] {
  const { noun } = kind;
  return [
    {
      promise: 'history',
      title: `when a ${noun} is committed again and again, at times that run ahead and behind`,
      run: (ground) => inOrder(ground, kind),
    },
    {
      promise: 'history',
      title: `each change of a ${noun} bears the revision that its commit answered`,
      run: (ground) => withRevisions(ground, kind),
    },
    {
      promise: 'history',
      title: `it folds to the state of the ${noun} after every commit, whichever handle reads it`,
      run: (ground) => folding(ground, kind),
    },
    {
      promise: 'history',
      title: `equal changes of a ${noun} are as many as were committed`,
      run: (ground) => equalChanges(ground, kind),
    },
    {
      promise: 'history',
      title: `it holds what was acknowledged once, after conflicts on a ${noun} and attempts anew`,
      run: (ground) => afterConflicts(ground, kind),
    },
    {
      promise: 'history',
      title: `it holds what was acknowledged once, when several ${noun}s are committed at the same time`,
      run: (ground) => sideBySide(ground, kind),
    },
    {
      promise: 'history',
      title: `it has every one of the many changes of one commit of a ${noun}`,
      run: (ground) => manyChanges(ground, kind, specimens),
    },
  ];
}

async function inOrder<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const document = await begun(ground.first, kind, id);
  const due = [...marks(kind.founding(id))];
  for (const number of shuffled(ground.sizes.historyLength)) {
    const step = kind.addition(document.stored().state, number);
    await document.commit(step);
    due.push(...marks(step));
  }
  await mustBeWhole(ground, store, id, due);
}

/** What is missing in large pages and is there in small ones is for the checks of pages to blame. */
async function mustBeWhole<Id, State, Change extends AnyChange>(
  ground: Ground,
  store: AskedStore<Id, State, Change>,
  id: Id,
  due: readonly string[],
): Promise<void> {
  const marksIn = async (limit: number): Promise<readonly string[]> =>
    (await walk(ground, (page) => store.history(id, page), [limit])).map(({ change }) => mark(change));
  if (firstDifference(due, await marksIn(MAX_PAGE_SIZE)) === null) return;
  const got = await marksIn(SMALL_PAGE);
  if (firstDifference(due, got) !== null) throw ground.nonconformity(notAsDue(due, got));
}

function notAsDue(due: readonly string[], got: readonly string[]): Finding {
  const at = due.findIndex((one, place) => got[place] !== one);
  const where = at === -1 ? due.length : at;
  return {
    due: `the history has the ${due.length} changes committed, the oldest first; item ${where} is ${shown(due[where])}`,
    did: `it had ${got.length}; item ${where} was ${shown(got[where])}`,
    advice: APPEND,
  };
}

async function withRevisions<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const document = await begun(ground.first, kind, id);
  const due = new Map(marks(kind.founding(id)).map((one) => [one, document.stored().revision]));
  for (const number of [1, 2, 3]) {
    const step = kind.addition(document.stored().state, number);
    const revision = await document.commit(step);
    for (const one of marks(step)) due.set(one, revision);
  }
  for (const item of await wholeHistory(ground, store, id)) {
    const expected = due.get(mark(item.change));
    if (expected === undefined || expected === item.revision) continue;
    throw ground.nonconformity({
      due: `the change "${mark(item.change)}" bears the revision that its commit answered, ${shown(expected)}`,
      did: `it bears ${shown(item.revision)}`,
      advice: 'Record the new revision with each change of the commit, not the one that the commit expected.',
    });
  }
}

async function folding<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const document = await begun(ground.first, kind, id);
  for (const number of [1, 2, 3, 0]) {
    const { state: before } = document.stored();
    await document.commit(number === 0 ? kind.swing(before) : kind.addition(before, number));
    for (const [place, handle] of handles.entries()) {
      const history = await wholeHistory(ground, kind.storeOf(handle), id);
      const problem = kind.fold(history.map(({ change }) => change)).match(
        (result) => firstDifference(document.stored().state, result),
        (error) => error.message,
      );
      if (problem === null) continue;
      throw ground.nonconformity({
        due: `folding the history gives the state of the ${kind.noun}`,
        did: `${problem}, as handle ${place + 1} read it`,
        advice: `${APPEND} No handle may read it from a cache that another process cannot empty.`,
      });
    }
  }
}

async function equalChanges<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const document = await begun(ground.first, kind, id);
  const due = [...marks(kind.founding(id))];
  for (let turn = 0; turn < 6; turn += 1) {
    const step = kind.swing(document.stored().state);
    await document.commit(step);
    due.push(...marks(step));
  }
  const got = (await wholeHistory(ground, store, id)).map(({ change }) => mark(change));
  if (firstDifference(due, got) !== null) throw ground.nonconformity(notAsDue(due, got));
}

async function afterConflicts<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const founding = kind.founding(id);
  let state = founding.next;
  let expected: Revision = await founded(ground.first, kind, id);
  const due = [...marks(founding)];
  for (let round = 0; round < Math.min(10, ground.sizes.rounds); round += 1) {
    const writers = ground.sizes.writers;
    const numbered = {
      ...kind,
      addition: (from: State, number: number) => kind.addition(from, round * writers + number),
    };
    const attempts = await race(numbered, handles, { id, expected, state, writers, round });
    const [winner, ...others] = attempts.filter(isAcknowledged);
    // Two winners, or none, are another check's matter.
    if (winner?.answer.kind !== 'value' || others.length > 0) return;
    expected = winner.answer.value;
    state = winner.step.next;
    due.push(...marks(winner.step));
  }
  await mustHoldOnce(ground, kind, id, due);
}

async function sideBySide<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const { writers } = ground.sizes;
  const committed = await allDone(
    Array.from({ length: writers }, async (_, writer) => {
      const store = kind.storeOf(handles[writer % handles.length] ?? ground.first);
      const id = kind.idOf(`${kind.noun}-${writer}`);
      const due: string[] = [];
      let state: State | null = null;
      let expected: Revision | 'absent' = 'absent';
      for (let number = 0; number < Math.min(10, ground.sizes.rounds); number += 1) {
        const step: Step<State, Change> = state === null ? kind.founding(id) : kind.addition(state, number);
        const answer = await store.tryCommit({ id, expected, ...step });
        if (answer.kind !== 'value') break;
        expected = answer.value;
        state = step.next;
        due.push(...marks(step));
      }
      return { id, due };
    }),
  );
  for (const { id, due } of committed) await mustHoldOnce(ground, kind, id, due);
}

/** That these changes are in the history, each once, in this order. What else is there is another check's matter. */
async function mustHoldOnce<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
  id: Id,
  due: readonly string[],
): Promise<void> {
  const expected = new Set(due);
  const history = await wholeHistory(ground, kind.storeOf(ground.first), id);
  const got = history.map(({ change }) => mark(change)).filter((one) => expected.has(one));
  if (firstDifference(due, got) !== null) throw ground.nonconformity(notAsDue(due, got));
}

async function manyChanges<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
  { large }: Specimens<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const { id, steps } = large(ground.sizes);
  const due = await commitAll(store, id, steps);
  // That there is no room for it is another check's matter.
  if (due !== null) await mustBeWhole(ground, store, id, due.map(({ change }) => mark(change)));
}
