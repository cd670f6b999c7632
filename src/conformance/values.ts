import type { CustomerId } from '../model/identifiers';
import type { Revision } from '../repository/revision';
import { answerOf, type Handle } from './asked';
import type { Check, Ground } from './check';
import { acquisition, customers } from './customer-kind';
import { firstDifference } from './difference';
import { customerIdOf, partnerIdOf } from './documents';
import { founded, mark, type AnyChange, type Kind, type Step } from './kind';
import type { Finding } from './nonconformity';
import { partners } from './partner-kind';
import { counted } from './shown';
import { ofCustomers, ofPartners, type Specimens } from './specimens';
import { instants, longestId, names } from './treacherous-texts';
import { vandalise } from './vandalism';
import { wholeHistory, wholeList } from './walk';

/** MUST 5. */
export const values: readonly Check[] = [
  ...checksOf(partners, ofPartners),
  ...checksOf(customers, ofCustomers),
  { promise: 'byValue', title: 'what the caller changes in a page of a customer list does not show', run: changedList },
];

const CODECS =
  'Store the text that partnerCodec, customerCodec, partnerChangeCodec and relationshipChangeCodec make, in a ' +
  'column of full Unicode (utf8mb4, not utf8 or latin1) that neither cuts, normalises nor interprets it.';

const ROOM =
  'A document may have 1.2 MB of JSON, and a commit 4,000 changes of 2 kB each. Where one item, row or packet of the ' +
  'store takes less (400 kB, 1 MiB, max_allowed_packet), raise that limit or split them, in one transaction.';

const COPIES = 'Keep text, or deep copies, of what comes in; give out new or deeply frozen objects.';

function checksOf<Id extends string, State, Change extends AnyChange>(
  kind: Kind<Id, State, Change>,
  specimens: Specimens<Id, State, Change>,
): readonly Check[] {
  const { noun } = kind;
  return [
    {
      promise: 'byValue',
      title: `in every field of a ${noun}, each at its greatest length, absent and null ones among them`,
      run: (ground) => everyState(ground, kind, specimens),
    },
    {
      promise: 'byValue',
      title: `in every kind of change of a ${noun}, each field at its greatest length, absent and null ones among them`,
      run: (ground) => everyChange(ground, kind, specimens),
    },
    {
      promise: 'byValue',
      title: `in names of a ${noun}, whatever their characters`,
      run: (ground) => everyName(ground, kind),
    },
    {
      promise: 'byValue',
      title: `in instants of a ${noun}, to the millisecond, and in the order of its lists`,
      run: (ground) => single(ground, kind, (id) => specimens.through(id, instants)),
    },
    {
      promise: 'byValue',
      title: `in a ${noun} that holds ids like "__proto__" or "constructor"`,
      run: (ground) => single(ground, kind, specimens.treacherous),
    },
    {
      promise: 'byValue',
      title: `in a ${noun} as large as the limits of the library, and in the largest commit`,
      run: (ground) => atTheLimits(ground, kind, specimens),
    },
    {
      promise: 'byValue',
      title: `by every handle, whoever committed the ${noun} last`,
      run: (ground) => everyHandle(ground, kind),
    },
    {
      promise: 'byValue',
      title: `what the caller changes in a ${noun} after the commit does not show`,
      run: (ground) => changedAfterCommit(ground, kind),
    },
    {
      promise: 'byValue',
      title: `what the caller changes in a loaded ${noun} does not show`,
      run: (ground) => changedAfterLoad(ground, kind),
    },
    {
      promise: 'byValue',
      title: `what the caller changes in a page of the history of a ${noun} does not show`,
      run: (ground) => changedHistory(ground, kind),
    },
  ];
}

async function everyState<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
  { life }: Specimens<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(longestId(kind.noun));
  let expected: Revision | 'absent' = 'absent';
  for (const step of life(id)) {
    expected = await store.commit({ id, expected, ...step });
    mustEqual(ground, `the ${kind.noun} that is loaded`, step.next, (await store.present(id)).state);
  }
}

async function everyChange<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
  { life }: Specimens<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(longestId(kind.noun));
  let expected: Revision | 'absent' = 'absent';
  for (const step of life(id)) expected = await store.commit({ id, expected, ...step });
  await mustRecord(ground, kind, id, life(id));
}

/** What is recorded of a change counts here; whether one is missing or misplaced is another check's matter. */
async function mustRecord<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
  id: Id,
  steps: readonly Step<State, Change>[],
): Promise<void> {
  const history = await wholeHistory(ground, kind.storeOf(ground.first), id);
  const recorded = new Map(history.map(({ change }) => [mark(change), change]));
  for (const due of steps.flatMap(({ changes }) => changes)) {
    const got = recorded.get(mark(due));
    if (got !== undefined) mustEqual(ground, `the change "${mark(due)}" in the history`, due, got);
  }
}

async function atTheLimits<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
  { large }: Specimens<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const { id, steps } = large(ground.sizes);
  let expected: Revision | 'absent' = 'absent';
  for (const step of steps) {
    const answer = await store.tryCommit({ id, expected, ...step });
    if (answer.kind !== 'value') {
      throw ground.nonconformity({
        due: `a ${kind.noun} as large as the library allows is stored, with ${counted(step.changes.length, 'change')}`,
        did: `the commit ${answer.text}`,
        advice: ROOM,
      });
    }
    expected = answer.value;
    mustEqual(ground, `the ${kind.noun} that is loaded`, step.next, (await store.present(id)).state);
  }
  await mustRecord(ground, kind, id, steps);
}

async function everyName<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  for (const [at, name] of names.entries()) {
    const id = kind.idOf(`${kind.noun}-${at}`);
    const step = kind.founding(id, name);
    await store.commit({ id, expected: 'absent', ...step });
    mustEqual(ground, `the ${kind.noun} that is loaded`, step.next, (await store.present(id)).state);
    const [first] = await wholeHistory(ground, store, id);
    if (first !== undefined) mustEqual(ground, `the first change of the ${kind.noun}`, step.changes[0], first.change);
  }
}

async function single<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
  stepOf: (id: Id) => Step<State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const step = stepOf(id);
  await store.commit({ id, expected: 'absent', ...step });
  mustEqual(ground, `the ${kind.noun} that is loaded`, step.next, (await store.present(id)).state);
}

async function everyHandle<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const id = kind.idOf(`${kind.noun}-in-question`);
  // A handle may remember as well that there was nothing. How it says so is another check's matter.
  for (const { repository } of handles) await answerOf(ground, 'load', () => kind.rawStoreOf(repository).load(id));
  let state: State | null = null;
  let expected: Revision | 'absent' = 'absent';
  for (const [at, writer] of [ground.first, ...handles].entries()) {
    const step: Step<State, Change> = state === null ? kind.founding(id) : kind.addition(state, at);
    expected = await kind.storeOf(writer).commit({ id, expected, ...step });
    state = step.next;
    for (const [place, reader] of handles.entries()) {
      const loaded = await kind.storeOf(reader).load(id);
      const difference = loaded === null ? 'there was none' : firstDifference(step.next, loaded.state);
      if (difference === null) continue;
      throw ground.nonconformity({
        due: 'once a commit is acknowledged, every handle loads what it wrote',
        did: `commit ${at + 1} was acknowledged, and what handle ${place + 1} loaded then was not it: ${difference}`,
        advice:
          'Read from where commits go: no cache that another process cannot empty, not even of what is absent; no ' +
          'replica that lags behind.',
      });
    }
  }
}

async function changedAfterCommit<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const expected = await founded(ground.first, kind, id);
  const due = kind.addition(kind.founding(id).next, 1);
  const sent = { next: kind.thawed(due.next), changes: [...kind.addition(kind.founding(id).next, 1).changes] };
  await store.commit({ id, expected, ...sent });
  const recorded = async (): Promise<readonly string[]> =>
    (await wholeHistory(ground, store, id)).map(({ change }) => mark(change));
  const before = await recorded();
  vandalise(sent.next);
  vandalise(sent.changes);
  const inState = firstDifference(due.next, (await store.present(id)).state);
  if (inState !== null) throw ground.nonconformity(shows('the state it had committed', 'what is loaded', inState));
  const inHistory = firstDifference(before, await recorded());
  if (inHistory !== null) throw ground.nonconformity(shows('the changes it had committed', 'the history', inHistory));
}

async function changedAfterLoad<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const expected = await founded(ground.first, kind, id);
  const step = kind.addition(kind.founding(id).next, 1);
  await store.commit({ id, expected, next: kind.thawed(step.next), changes: step.changes });
  const loaded = await store.present(id);
  const { revision } = loaded;
  vandalise(loaded.state);
  vandalise(loaded);
  const again = await store.present(id);
  const difference = firstDifference({ state: step.next, revision }, { state: again.state, revision: again.revision });
  if (difference !== null) throw ground.nonconformity(shows('what it had loaded', 'what is loaded next', difference));
}

async function changedHistory<Id extends string, State, Change extends AnyChange>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const store = kind.storeOf(ground.first);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const expected = await founded(ground.first, kind, id);
  await store.commit({ id, expected, ...kind.addition(kind.founding(id).next, 1) });
  const page = await store.history(id, { after: null, limit: 10 });
  const before = page.items.map(({ change }) => mark(change));
  vandalise(page);
  const again = (await store.history(id, { after: null, limit: 10 })).items.map(({ change }) => mark(change));
  const difference = firstDifference(before, again);
  if (difference !== null)
    throw ground.nonconformity(shows('a page of the history', 'the page when read again', difference));
}

async function changedList(ground: Ground): Promise<void> {
  const partnerId = partnerIdOf('partner-in-question');
  for (const name of ['a', 'b']) {
    const id = customerIdOf(`customer-${name}`);
    await ground.first.customers.commit({ id, expected: 'absent', ...acquisition(id, partnerId) });
  }
  const read = (handle: Handle): Promise<readonly CustomerId[]> => wholeList(ground, handle, partnerId);
  const before = [...(await read(ground.first))];
  vandalise(await ground.first.customersOf(partnerId, { after: null, limit: 10 }));
  const difference = firstDifference(before, await read(ground.first));
  if (difference !== null)
    throw ground.nonconformity(shows('a page of a customer list', 'the list when read again', difference));
}

function shows(changed: string, seen: string, difference: string): Finding {
  return {
    due: 'what the caller does with its own objects stays without effect on the store',
    did: `the caller changed ${changed}, and it shows in ${seen}: ${difference}`,
    advice: COPIES,
  };
}

function mustEqual(ground: Ground, what: string, due: unknown, got: unknown): void {
  const difference = firstDifference(due, got);
  if (difference === null) return;
  throw ground.nonconformity({
    due: `${what} equals, in every field, what was committed`,
    did: difference,
    advice: CODECS,
  });
}
