import { parseRevision, type Revision } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, withStores } from '../spoilt-stores';

/** Like an ETag that comes with quotes in one answer and without in another. The store takes either. */
export const revisionInTwoSpellings: BrokenRepository = {
  fault: 'a revision is loaded in another spelling than it was answered in',
  blamed: [2],
  caughtBy: ['when handles take turns in committing a partner', 'when handles take turns in committing a customer'],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      load: (id) =>
        answer(async () =>
          (await store.load(id)).map((found) =>
            found === null ? null : { ...found, revision: quoted(found.revision) },
          ),
        ),
      commit: (sent) => store.commit({ ...sent, expected: unquoted(sent.expected) }),
    })),
  ),
};

function quoted(revision: Revision): Revision {
  return parseRevision(`"${revision}"`)._unsafeUnwrap();
}

function unquoted(revision: Revision | 'absent'): Revision | 'absent' {
  return revision === 'absent' ? revision : parseRevision(revision.replaceAll('"', ''))._unsafeUnwrap();
}
