import type { Revision } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, pageOf, withStores } from '../spoilt-stores';

/** A number, as a driver gives an integer column; from a URL, a header or a JSON key it comes back as text. */
export const revisionThatIsANumber: BrokenRepository = {
  fault: 'the revision is a number',
  blamed: [2],
  caughtBy: ['when handles take turns in committing a partner'],
  create: overMemory((memory) =>
    withStores(memory, (store) => ({
      load: (id) =>
        answer(async () =>
          (await store.load(id)).map((found) =>
            found === null ? null : { ...found, revision: asNumber(found.revision) },
          ),
        ),
      commit: (sent) =>
        answer(async () => (await store.commit({ ...sent, expected: asText(sent.expected) })).map(asNumber)),
      history: (id, page) =>
        answer(async () =>
          (await store.history(id, page)).map(({ items, next }) =>
            pageOf(
              items.map((item) => ({ ...item, revision: asNumber(item.revision) })),
              next,
            ),
          ),
        ),
    })),
  ),
};

function asNumber(revision: Revision): Revision {
  return Number(revision) as unknown as Revision;
}

function asText(revision: Revision | 'absent'): Revision | 'absent' {
  return String(revision) as Revision | 'absent';
}
