import { parseRevision, type Revision } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, editedHistory, withStores, type Store } from '../spoilt-stores';

/** Records a change with the revision that its commit expected. */
export const historyOfExpectedRevisions: BrokenRepository = {
  fault: 'changes bear the revision from before their commit',
  blamed: [6],
  caughtBy: ['when a partner is committed again and again', 'when a customer is committed again and again'],
  create: overMemoryOnce((memory) => withStores(memory, recordingExpected)),
};

const NONE = parseRevision('none')._unsafeUnwrap();

function recordingExpected<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): Partial<Store<Id, State, Change>> {
  const before = new Map<Revision, Revision>();
  return {
    commit: (sent) =>
      answer(async () =>
        (await store.commit(sent)).map((revision) => {
          before.set(revision, sent.expected === 'absent' ? NONE : sent.expected);
          return revision;
        }),
      ),
    ...editedHistory(store, (items) =>
      items.map((item) => ({ ...item, revision: before.get(item.revision) ?? item.revision })),
    ),
  };
}
