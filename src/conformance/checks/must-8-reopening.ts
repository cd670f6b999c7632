import type { Revision } from '../../repository/revision';
import { customers, erasure, registration } from '../fixtures/customers';
import { instants, longestId, names, treacherousIds } from '../fixtures/treacherous-texts';
import {
  allDone, commitAll, firstDifference, idIn, longLife, Nonconformity, shown, turn, walk,
  type Answer, type Draft, type Finding, type Ground, type Handle, type Kind, type ListKind, type Promised,
  type Recorded,
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
      run: (ground, kind) => onceReopened(ground, (on, open) => revisions(on, open, kind, (latest) => latest.swing())),
      advice: DURABLE,
    },
  ],
  ofEachList: [
    {
      title: 'who has come to {list}, under which name, and who has gone from it',
      reopens: true,
      run: (ground, list) => onceReopened(ground, (on, open) => itemsOfList(on, open, list)),
      advice: DURABLE,
    },
  ],
  ofAll: [
    {
      title: 'the erasure of a customer, and the revision of it, which the next commit builds on',
      reopens: true,
      run: (ground) => onceReopened(ground, (on, open) => revisions(on, open, customers, erasedByTurns)),
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

function erasedByTurns(latest: Draft): Draft {
  return latest.next(latest.state === null ? registration(latest.document.id) : erasure(1));
}

async function revisions(
  ground: Ground,
  open: () => Promise<Handle>,
  kind: Kind,
  next: (latest: Draft) => Draft,
): Promise<void> {
  const document = kind.document(`${kind.noun}-in-question`);
  const former: { readonly draft: Draft; readonly revision: Revision }[] = [];
  let draft = document.founding();
  let revision = await draft.commit(ground.first, 'absent');
  for (let opening = 0; opening <= OPENINGS; opening += 1) {
    const handle = opening === 0 ? ground.first : await open();
    const loaded = await document.load(handle);
    if (loaded === null) throw ground.nonconformity(lost(`the ${kind.noun}`, 'load answered null'));
    const difference = firstDifference(draft.state === null, loaded.state === null);
    if (difference !== null) throw ground.nonconformity(lost(`that the ${kind.noun} is erased, or is not`, difference));
    // That a revision came back is another check's matter.
    for (const stale of former.filter((one) => one.revision !== revision)) {
      const answer = await next(stale.draft).tryCommit(handle, stale.revision);
      const isConflict = answer.kind === 'error' && answer.code === 'revision-conflict';
      if (!isConflict) throw ground.nonconformity(misjudged(kind.noun, 'a former one', stale.revision, answer));
    }
    former.push({ draft, revision });
    draft = next(draft);
    const answer = await draft.tryCommit(handle, revision);
    if (answer.kind !== 'value') throw ground.nonconformity(misjudged(kind.noun, 'it', revision, answer));
    revision = answer.value;
  }
}

function misjudged(noun: string, which: string, revision: Revision, answer: Answer<Revision>): Finding {
  const outcome = answer.kind === 'value' ? 'succeeded' : answer.text;
  return lost(`the revision of the ${noun}`, `a commit that expected ${which}, ${shown(revision)}, ${outcome}`);
}

async function itemsOfList(ground: Ground, open: () => Promise<Handle>, kind: ListKind): Promise<void> {
  const { list, coming, going, back } = kind;
  const due = new Map<string, unknown>();
  for (let at = 0; at < COMMITS; at += 1) {
    const drafts = [coming(`number-${at}`)];
    const goOn = (next: (latest: Draft) => Draft): void => {
      drafts.push(...drafts.slice(-1).map(next));
    };
    if (at % 2 === 1) goOn((latest) => latest.renamed('Another Name'));
    if (going !== null && at % 3 > 0) goOn(going);
    if (going !== null && at % 3 > 1) goOn(back);
    // That a commit was not acknowledged is another check's matter.
    if ((await commitAll(ground.first, drafts)) === null) return;
    for (const { document: { id }, state } of drafts.slice(-1)) due.set(id, list.due(state));
  }
  // Whether the list keeps up with the commits is another check's matter too.
  await turn();
  const handle = await open();
  const items = await walk(ground, (page) => list.page(handle, page), [LIMIT]);
  const got = items.map(idIn);
  for (const [id, item] of due) {
    const isThere = got.includes(id);
    if (isThere && item === null) throw ground.nonconformity(lost(list.name, `who had gone is back: ${shown(id)}`));
    if (!isThere && item !== null) throw ground.nonconformity(lost(list.name, `who had come is gone: ${shown(id)}`));
    const difference = isThere ? firstDifference(item, items[got.indexOf(id)]) : null;
    if (difference !== null) throw ground.nonconformity(lost(list.name, `the item of ${shown(id)} differs: ${difference}`));
  }
  const extra = got.find((id, at) => !due.has(id) || got.indexOf(id) < at);
  if (extra === undefined) return;
  throw ground.nonconformity(lost(list.name, `nobody has come, or nobody a second time: ${shown(extra)}`));
}

function lost(what: string, did: string): Finding {
  return { due: `after the store was closed and opened again, ${what} is what was acknowledged`, did };
}
