import { customers, erasure } from '../fixtures/customers';
import {
  begin, counted, firstDifference, fromAbsent, fromFounding, isAcknowledged, race, shown,
  type Attempt, type Document, type Draft, type Ground, type Handle, type Kind, type Promised, type Start,
} from '../harness/words';

const COMPARE_AND_SET =
  'Let the store compare the revision and write in one step that it does not interleave with another: a ' +
  'conditional write, `UPDATE … WHERE id = ? AND revision = ?` and a look at how many rows it changed, an insert ' +
  'that fails on a duplicate key. A read before the write, or a lock within the process, is not enough. Only the ' +
  'revision tells whether somebody else was first: equal content, an equal hash or an equal time does not.';

export const oneSucceeds: Promised = {
  must: '1',
  name: 'exactly one of simultaneous commits succeeds',
  words:
    'Of any number of simultaneous commits with the same `expected`, also from different processes, exactly one ' +
    'succeeds; the others answer RevisionConflict.',
  ofEach: [
    {
      title: 'of commits at "absent" on one {document}, from several handles and from one',
      run: (ground, kind) => races(ground, kind, (document) => Promise.resolve(fromAbsent(document))),
      advice: COMPARE_AND_SET,
    },
    {
      title: 'of commits at one revision of one {document}, from several handles and from one',
      run: (ground, kind) => races(ground, kind, (document) => fromFounding(ground.first, document)),
      advice: COMPARE_AND_SET,
    },
    {
      title: 'one at a stale revision of a {document} does not, nor one at "absent" or at a revision that it never had',
      run: otherExpectations,
      advice: COMPARE_AND_SET,
    },
  ],
  ofAll: [
    {
      title: 'of commits at one revision of one customer of which every second one erases it',
      run: (ground) => races(ground, customers, (document) => erasingToo(ground.first, document)),
      advice: `Erase on the same condition as any other commit. ${COMPARE_AND_SET}`,
    },
  ],
};

/** From several handles in one round and from one alone in the next. */
async function races(ground: Ground, kind: Kind, startOf: (document: Document) => Promise<Start>): Promise<void> {
  const { writers, rounds, handles } = ground.sizes;
  const several = await ground.handles(handles + 1);
  for (let round = 0; round < Math.max(2, rounds); round += 1) {
    const from = round % 2 === 0 ? several.slice(0, handles) : several.slice(0, 1);
    const document = kind.document(`${kind.noun}-of-round-${round}`);
    const { expected, draftOf } = await startOf(document);
    // Every commit is sent twice at least: a store that takes equal ones for the same lets both succeed.
    const twin = (writer: number): Draft => draftOf((writer % Math.floor(writers / 2)) + 1);
    const attempts = await race(from, { expected, draftOf: twin }, { writers, round });
    const where = `at ${shown(expected)} on the ${kind.noun} ${shown(document.id)}`;
    const winner = theOnlyOne(ground, attempts, where, from);
    await mustShow(ground, winner, several.at(-1) ?? ground.first);
  }
}

async function erasingToo(handle: Handle, document: Document): Promise<Start> {
  const founding = document.founding();
  const revision = await founding.commit(handle, 'absent');
  const draftOf = (number: number): Draft => (number % 2 === 0 ? founding.next(erasure(1)) : founding.addition(number));
  return { expected: revision, draftOf };
}

function theOnlyOne(ground: Ground, attempts: readonly Attempt[], where: string, handles: readonly Handle[]): Draft {
  const [winner, ...others] = attempts.filter(isAcknowledged);
  if (winner !== undefined && others.length === 0) return winner.draft;
  const due = `exactly 1 of ${attempts.length} simultaneous commits ${where} succeeds, no matter which`;
  const from = `they came from ${handles.length === 1 ? 'one handle' : 'several handles'}`;
  if (winner !== undefined) {
    throw ground.nonconformity({ due, did: `${1 + others.length} were acknowledged; ${from}` });
  }
  throw ground.nonconformity({
    due,
    did: `none was acknowledged; ${from}${answersOf(attempts)}`,
    advice:
      'One of them must get through: a lock that each gives up in favour of the others helps nobody. If the answer ' +
      'is not a conflict, look at its cause.',
  });
}

/** The first of the answers, each once. */
function answersOf(attempts: readonly Attempt[]): string {
  const texts = attempts.flatMap(({ answer }) => (answer.kind === 'value' ? [] : [answer.text]));
  return [...new Set(texts)].slice(0, 3).map((text) => `; one ${text}`).join('');
}

/** The commit that was acknowledged is the one that took effect. */
async function mustShow(ground: Ground, { document, state, additions }: Draft, reader: Handle): Promise<void> {
  // How an erased one is loaded is another check's matter.
  const loaded = await (state === null ? document.load(reader) : document.present(reader));
  const shows = loaded?.additions() ?? [];
  if (firstDifference(additions, shows) === null) return;
  const added = state === null ? 'nothing, as it erased it' : `what it added, number ${String(additions[0])}`;
  throw ground.nonconformity({
    due: `after the only acknowledged commit the ${document.noun} shows ${added}`,
    did: `it shows ${counted(shows.length, 'addition')}: ${shown(shows)}`,
  });
}

async function otherExpectations(ground: Ground, kind: Kind): Promise<void> {
  const document = kind.document(`${kind.noun}-in-question`);
  const written = await begin(ground.first, document.founding());
  const { latest: founding, revision: stale } = written;
  const mustBeRefused = async (draft: Draft, expected: Start['expected'], what: string): Promise<void> => {
    const answer = await draft.tryCommit(ground.first, expected);
    if (answer.kind !== 'value') return;
    throw ground.nonconformity({
      due: `a commit on ${shown(draft.document.id)} that expects ${what} is refused`,
      did: 'it was acknowledged',
    });
  };
  const mustNotBeStale = async (draft: Draft, what: string): Promise<void> => {
    // That the revision came back is another check's matter.
    if (written.revision === stale) return;
    await mustBeRefused(draft, stale, `a revision that is no longer the current one${what}`);
  };

  const renamed = document.founding('Another Name');
  await mustBeRefused(renamed, 'absent', '"absent", although something is there');
  const there = founding.swing();
  await written.commit(() => there);
  await mustNotBeStale(founding.addition(2), '');
  await mustNotBeStale(there, ', and is the very commit that was made at it');
  await written.commit(() => there.swing());
  await mustNotBeStale(founding.addition(3), ', although the state is again what it was then');

  const nowhere = kind.document(`${kind.noun}-that-is-not-there`).founding();
  await mustBeRefused(nowhere, written.revision, 'a revision where nothing is stored');
  const another = kind.document(`another-${kind.noun}`).founding();
  // Revisions of two ids may look alike; only under the same id does equality mean anything.
  if ((await another.commit(ground.first, 'absent')) === written.revision) return;
  await mustBeRefused(another.addition(1), written.revision, 'a revision that only another id had');
}
