import type { Revision } from '../../repository/revision';
import { acquisition, beginning, customersOf, ending } from '../fixtures/customers';
import { instants, longestId, names, treacherousIds } from '../fixtures/treacherous-texts';
import {
  allDone, begin, commitAll, firstDifference, longLife, Nonconformity, readIds, shown, turn, walk,
  type Answer, type Draft, type Finding, type Ground, type Handle, type Kind, type Promised, type Recorded,
} from '../harness/words';

const DURABLE =
  'Acknowledge a commit only when the store has made it durable: after the transaction has committed, after fsync, ' +
  'with a write concern that waits. Keep nothing in memory alone. Let reopen() open the storage that was there.';

export const reopening: Promised = {
  must: '8',
  name: 'what was acknowledged survives reopening',
  words: 'What a commit acknowledged is still there after the store was closed and opened again.',
  ofEach: [
    {
      title: 'the state and the history of a {document}, acknowledged just before or earlier',
      reopens: true,
      run: (ground, kind) => onceReopened(ground, (on, open) => statesAndHistories(on, open, kind)),
      advice: DURABLE,
    },
    {
      title: 'the revision of a {document}, which the next commit builds on',
      reopens: true,
      run: (ground, kind) => onceReopened(ground, (on, open) => revisions(on, open, kind)),
      advice: DURABLE,
    },
  ],
  ofAll: [
    {
      title: 'who has come to a customer list and who has gone from it',
      reopens: true,
      run: (ground) => onceReopened(ground, lists),
      advice: DURABLE,
    },
  ],
};

const OPENINGS = 3;

/** More than nine: as texts, their numbers have another order. */
const COMMITS = 12;

/** Of a page: less than a long history or list has. */
const LIMIT = 5;

/** Commits, and compares what the handle that `open` gives shows with what was acknowledged. */
type Comparison = (ground: Ground, open: () => Promise<Handle>) => Promise<void>;

/** A fault that a further handle shows as well, with nothing closed, is another check's matter. */
async function onceReopened(ground: Ground, compare: Comparison): Promise<void> {
  const failure = await failureOf(compare(ground, () => ground.reopened()));
  if (failure === null) return;
  if ((await ground.onAnother((other) => failureOf(compare(other, beside(other))))) === null) throw failure;
}

function failureOf(compared: Promise<void>): Promise<Nonconformity | null> {
  return compared.then(
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

/** Documents that stores have been known to spoil, which may not show as long as they are read from memory. */
function documentsOf(kind: Kind): readonly (readonly Draft[])[] {
  const { noun } = kind;
  return [
    kind.life(longestId(noun)),
    longLife(kind.document(`${noun}-of-many-commits`), COMMITS, 4),
    [kind.through(`${noun}-of-many-times`, instants)],
    [kind.holding(`${noun}-of-odd-ids`, treacherousIds)],
    ...names.map((name, at) => [kind.document(`${noun}-${at}`).founding(name)]),
  ];
}

async function statesAndHistories(ground: Ground, open: () => Promise<Handle>, kind: Kind): Promise<void> {
  const { noun } = kind;
  const acknowledged: { readonly draft: Draft; readonly history: readonly Recorded[] }[] = [];
  const commit = async (drafts: readonly Draft[]): Promise<void> => {
    const history = await commitAll(ground.first, drafts);
    // That a commit was not acknowledged is another check's matter.
    if (history !== null) for (const draft of drafts.slice(-1)) acknowledged.push({ draft, history });
  };
  for (const drafts of documentsOf(kind)) await commit(drafts);
  // Acknowledged just before, with no time to catch up on anything.
  const writers = Array.from({ length: ground.sizes.writers }, (_, at) => kind.document(`${noun}-just-before-${at}`));
  await allDone(writers.map((document) => commit([document.founding()])));
  const handle = await open();
  for (const { draft: { document, state }, history } of acknowledged) {
    const where = `of ${shown(document.id)}`;
    const loaded = await document.load(handle);
    if (loaded === null) throw ground.nonconformity(lost(`the state of the ${noun}`, `${where} there is none`));
    const due = { state, revision: history.at(-1)?.revision };
    const inState = firstDifference(due, { state: loaded.state, revision: loaded.revision });
    if (inState !== null) throw ground.nonconformity(lost(`the state of the ${noun}`, `${where}, ${inState}`));
    const read = await walk(ground, (page) => document.history(handle, page), [LIMIT]);
    const inHistory = firstDifference(history, read.map(({ change, revision }) => ({ change, revision })));
    if (inHistory !== null) throw ground.nonconformity(lost(`the history of the ${noun}`, `${where}, ${inHistory}`));
  }
}

async function revisions(ground: Ground, open: () => Promise<Handle>, kind: Kind): Promise<void> {
  const founding = kind.document(`${kind.noun}-in-question`).founding();
  const written = await begin(ground.first, founding);
  let stale: { readonly draft: Draft; readonly revision: Revision } = { draft: founding, revision: written.revision };
  let draft = founding.addition(1);
  let revision = await draft.commit(ground.first, stale.revision);
  for (let opening = 1; opening <= OPENINGS; opening += 1) {
    const handle = await open();
    // That a revision came back is another check's matter.
    if (stale.revision !== revision) {
      const answer = await stale.draft.addition(2 * opening).tryCommit(handle, stale.revision);
      const isConflict = answer.kind === 'error' && answer.code === 'revision-conflict';
      if (!isConflict) throw ground.nonconformity(misjudged(kind.noun, 'a former one', stale.revision, answer));
    }
    const next = draft.addition(2 * opening + 1);
    const answer = await next.tryCommit(handle, revision);
    if (answer.kind !== 'value') throw ground.nonconformity(misjudged(kind.noun, 'it', revision, answer));
    stale = { draft, revision };
    [draft, revision] = [next, answer.value];
  }
}

function misjudged(noun: string, which: string, revision: Revision, answer: Answer<Revision>): Finding {
  const outcome = answer.kind === 'value' ? 'succeeded' : answer.text;
  return lost(`the revision of the ${noun}`, `a commit that expected ${which}, ${shown(revision)}, ${outcome}`);
}

async function lists(ground: Ground, open: () => Promise<Handle>): Promise<void> {
  const [former, latter] = ['partner-in-question', 'another-partner'];
  const ids = Array.from({ length: COMMITS }, (_, at) => `customer-${at}`);
  const going = new Set(ids.filter((_, at) => at % 3 === 0));
  for (const id of ids) {
    const come = acquisition(id, former);
    const gone = come.next(ending([former], 1));
    const drafts = going.has(id) ? [come, gone, gone.next(beginning(id, [latter], 2))] : [come];
    // That a commit was not acknowledged is another check's matter.
    if ((await commitAll(ground.first, drafts)) === null) return;
  }
  // Whether the list keeps up with the commits is another check's matter too.
  await turn();
  const what = 'the customer list';
  const handle = await open();
  for (const [partner, due] of [
    [former, ids.filter((id) => !going.has(id))],
    [latter, [...going]],
  ] as const) {
    const got = await walk(ground, readIds(customersOf('related', partner), handle), [LIMIT]);
    const lacking = due.find((id) => !got.includes(id));
    if (lacking !== undefined) {
      throw ground.nonconformity(lost(what, `a customer who had come is gone: ${shown(lacking)}`));
    }
    const extra = got.find((id, at) => !due.includes(id) || got.indexOf(id) < at);
    if (extra === undefined) continue;
    throw ground.nonconformity(lost(what, `a customer who had gone is back, or is there twice: ${shown(extra)}`));
  }
}

function lost(what: string, did: string): Finding {
  return { due: `after the store was closed and opened again, ${what} is what was acknowledged`, did };
}
