import type { Revision } from '../repository/revision';
import { allDone } from './all-done';
import type { Answer, Handle } from './asked';
import type { Check, Ground } from './check';
import { acquisition, beginning, customers, parting } from './customer-kind';
import { firstDifference } from './difference';
import { customerIdOf, partnerIdOf, second } from './documents';
import { commitAll, overtaken, shuffled, type AnyChange, type Kind, type Step } from './kind';
import { Nonconformity, type Finding } from './nonconformity';
import { partners } from './partner-kind';
import { shown } from './shown';
import { ofCustomers, ofPartners, type Specimens } from './specimens';
import { turn } from './time-limit';
import { instants, longestId, names } from './treacherous-texts';
import { walk } from './walk';

/** MUST 8. */
export const reopening: readonly Check[] = [
  ...checksOf(partners, ofPartners),
  ...checksOf(customers, ofCustomers),
  {
    promise: 'reopening',
    title: 'who has come to a customer list and who has gone from it',
    reopens: true,
    run: (ground) => onceReopened(ground, lists),
  },
];

const DURABLE =
  'Acknowledge a commit only when the store has made it durable: after the transaction has committed, after fsync, ' +
  'with a write concern that waits. Keep nothing in memory alone. Let reopen() open the storage that was there.';

const OPENINGS = 3;

/** More than nine: as texts, their numbers have another order. */
const COMMITS = 12;

/** Of a page: less than a long history or list has. */
const LIMIT = 5;

/** Commits, and looks with the handle that `open` gives whether all is as it was acknowledged. */
type Look = (ground: Ground, open: () => Promise<Handle>) => Promise<void>;

function checksOf<Id extends string, State, Change extends AnyChange>(
  kind: Kind<Id, State, Change>,
  specimens: Specimens<Id, State, Change>,
): readonly Check[] {
  const { noun } = kind;
  return [
    {
      promise: 'reopening',
      title: `the state of a ${noun}`,
      reopens: true,
      run: (ground) => onceReopened(ground, (on, open) => states(on, open, kind, specimens)),
    },
    {
      promise: 'reopening',
      title: `the history of a ${noun}`,
      reopens: true,
      run: (ground) => onceReopened(ground, (on, open) => histories(on, open, kind, specimens)),
    },
    {
      promise: 'reopening',
      title: `the revision of a ${noun}, which the next commit builds on`,
      reopens: true,
      run: (ground) => onceReopened(ground, (on, open) => revisions(on, open, kind)),
    },
    {
      promise: 'reopening',
      title: `a ${noun} acknowledged just before`,
      reopens: true,
      run: (ground) => lastMoment(ground, kind),
    },
  ];
}

async function onceReopened(ground: Ground, look: Look): Promise<void> {
  const failure = await failureOf(look(ground, () => ground.reopened()));
  if (failure === null) return;
  // What is amiss for a further handle, with nothing closed, is another check's matter.
  if ((await ground.onAnother((other) => failureOf(look(other, beside(other))))) === null) throw failure;
}

function failureOf(looked: Promise<void>): Promise<Nonconformity | null> {
  return looked.then(
    () => null,
    (failure: unknown) => {
      if (failure instanceof Nonconformity) return failure;
      throw failure;
    },
  );
}

/** Gives the next handle each time, with the ones before it still open. */
function beside(ground: Ground): () => Promise<Handle> {
  let count = 1;
  return async () => {
    count += 1;
    return (await ground.handles(count)).at(-1) ?? ground.first;
  };
}

/** A document, as the commits that lead to it. */
interface Life<Id, State, Change> {
  readonly id: Id;
  readonly steps: readonly Step<State, Change>[];
}

/** What stores have been known to spoil: it may be as committed as long as it is read from memory. */
function lives<Id extends string, State, Change extends AnyChange>(
  kind: Kind<Id, State, Change>,
  { life, through, treacherous }: Specimens<Id, State, Change>,
): readonly Life<Id, State, Change>[] {
  const lived = (name: string, stepsOf: (id: Id) => readonly Step<State, Change>[]): Life<Id, State, Change> => {
    const id = kind.idOf(name);
    return { id, steps: stepsOf(id) };
  };
  return [
    lived(longestId(kind.noun), life),
    lived(`${kind.noun}-of-many-commits`, (id) => manyCommits(kind, id)),
    lived(`${kind.noun}-of-many-times`, (id) => [through(id, instants)]),
    lived(`${kind.noun}-of-odd-ids`, (id) => [treacherous(id)]),
    ...names.map((name, at) => lived(`${kind.noun}-${at}`, (id) => [kind.founding(id, name)])),
  ];
}

/** At times that run ahead and behind, and in the end some that are equal. */
function manyCommits<Id extends string, State, Change extends AnyChange>(
  kind: Kind<Id, State, Change>,
  id: Id,
): readonly Step<State, Change>[] {
  let step = kind.founding(id);
  const steps = [step];
  const goOn = (next: Step<State, Change>): void => {
    step = next;
    steps.push(next);
  };
  for (const number of shuffled(COMMITS)) goOn(kind.addition(step.next, number));
  for (let times = 0; times < 4; times += 1) goOn(kind.swing(step.next));
  return steps;
}

async function states<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  open: () => Promise<Handle>,
  kind: Kind<Id, State, Change>,
  specimens: Specimens<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const due = new Map<Id, { readonly state: State; readonly revision: Revision }>();
  for (const { id, steps } of lives(kind, specimens)) {
    const revision = (await commitAll(store, id, steps))?.at(-1)?.revision;
    const state = steps.at(-1)?.next;
    // A commit that should have been acknowledged is another check's matter.
    if (revision !== undefined && state !== undefined) due.set(id, { state, revision });
  }
  const what = `the state of the ${kind.noun}`;
  const handle = await open();
  for (const [id, acknowledged] of due) {
    const loaded = await kind.storeOf(handle).load(id);
    if (loaded === null) throw ground.nonconformity(lost(what, `of ${shown(id)} there is none`));
    const { state, revision } = loaded;
    const difference = firstDifference(acknowledged, { state, revision });
    if (difference !== null) throw ground.nonconformity(lost(what, `of ${shown(id)}, ${difference}`));
  }
}

async function histories<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  open: () => Promise<Handle>,
  kind: Kind<Id, State, Change>,
  specimens: Specimens<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const due = new Map<Id, unknown>();
  for (const { id, steps } of lives(kind, specimens)) {
    const recorded = await commitAll(store, id, steps);
    if (recorded !== null) due.set(id, recorded);
  }
  const handle = await open();
  for (const [id, recorded] of due) {
    const read = await walk(ground, (page) => kind.storeOf(handle).history(id, page), [LIMIT]);
    const got = read.map(({ change, revision }) => ({ change, revision }));
    const difference = firstDifference(recorded, got);
    if (difference === null) continue;
    throw ground.nonconformity(lost(`the history of the ${kind.noun}`, `of ${shown(id)}, ${difference}`));
  }
}

async function revisions<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  open: () => Promise<Handle>,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const id = kind.idOf(`${kind.noun}-in-question`);
  let { stale, current } = await overtaken(ground.first, kind, id);
  for (let opening = 1; opening <= OPENINGS; opening += 1) {
    const store = kind.storeOf(await open());
    // That a revision came back is another check's matter.
    if (stale.revision !== current.revision) {
      const answer = await store.tryCommit({ id, expected: stale.revision, ...kind.addition(stale.state, 2 * opening) });
      const isConflict = answer.kind === 'error' && answer.code === 'revision-conflict';
      if (!isConflict) throw ground.nonconformity(misjudged(kind.noun, 'a former one', stale.revision, answer));
    }
    const step = kind.addition(current.state, 2 * opening + 1);
    const answer = await store.tryCommit({ id, expected: current.revision, ...step });
    if (answer.kind !== 'value') throw ground.nonconformity(misjudged(kind.noun, 'it', current.revision, answer));
    [stale, current] = [current, { state: step.next, revision: answer.value }];
  }
}

function misjudged(noun: string, which: string, revision: Revision, answer: Answer<Revision>): Finding {
  const outcome = answer.kind === 'value' ? 'succeeded' : answer.text;
  return lost(`the revision of the ${noun}`, `a commit that expected ${which}, ${shown(revision)}, ${outcome}`);
}

/** Closed right after each acknowledgement, with no time to catch up on anything. */
async function lastMoment<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  let handle = ground.first;
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    const numbered = Array.from({ length: ground.sizes.writers }, (_, at) =>
      kind.idOf(`${kind.noun}-${opening}-${at}`),
    );
    const store = kind.storeOf(handle);
    const settled = await allDone(
      numbered.map(async (id) => {
        const answer = await store.tryCommit({ id, expected: 'absent', ...kind.founding(id) });
        return answer.kind === 'value' ? [id] : [];
      }),
    );
    handle = await ground.reopened();
    for (const id of settled.flat()) {
      if ((await kind.storeOf(handle).load(id)) !== null) continue;
      throw ground.nonconformity(lost(`the ${kind.noun} ${shown(id)}, acknowledged just before`, 'there is none'));
    }
  }
}

async function lists(ground: Ground, open: () => Promise<Handle>): Promise<void> {
  const [former, latter] = [partnerIdOf('partner-in-question'), partnerIdOf('another-partner')];
  const ids = Array.from({ length: COMMITS }, (_, at) => customerIdOf(`customer-${at}`));
  const going = new Set(ids.filter((_, at) => at % 3 === 0));
  for (const id of ids) {
    const come = acquisition(id, former);
    const gone = parting(come.next, [former], second(1));
    const steps = going.has(id) ? [come, gone, beginning(gone.next, latter, second(2))] : [come];
    // A commit that should have been acknowledged is another check's matter.
    if ((await commitAll(ground.first.customers, id, steps)) === null) return;
  }
  // Whether the list keeps up with the commits is another check's matter too.
  await turn();
  const what = 'the customer list';
  const handle = await open();
  for (const [partnerId, due] of [
    [former, ids.filter((id) => !going.has(id))],
    [latter, [...going]],
  ] as const) {
    const got = await walk(ground, (page) => handle.customersOf(partnerId, page), [LIMIT]);
    const lacking = due.find((id) => !got.includes(id));
    if (lacking !== undefined) throw ground.nonconformity(lost(what, `who had come is gone: ${shown(lacking)}`));
    const extra = got.find((id, at) => !due.includes(id) || got.indexOf(id) < at);
    if (extra === undefined) continue;
    throw ground.nonconformity(lost(what, `who had gone is back, or somebody is there twice: ${shown(extra)}`));
  }
}

function lost(what: string, did: string): Finding {
  return {
    due: `${what} is, after the store was closed and opened again, what was acknowledged`,
    did,
    advice: DURABLE,
  };
}
