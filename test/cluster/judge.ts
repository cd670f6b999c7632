import { isDeepStrictEqual } from 'node:util';
import type { FeedItem } from 'partner-relationships';
import { violations } from '../fault-injection/checker';
import type { Evidence } from '../fault-injection/evidence';
import type { Note } from '../fault-injection/journal';

/**
 * Everything that is not as it has to be: on a server, by the notes of those who wrote; between the servers, which have
 * the same; and in what a reader of the feed was given, which is all of it, once and in order.
 */
export function complaintsAbout(
  servers: readonly Evidence[],
  read: readonly FeedItem[],
  notes: readonly Note[],
): readonly string[] {
  const [first, ...others] = servers;
  if (first === undefined) throw new Error('no server to judge');
  return [
    ...(notes.some(({ kind }) => kind === 'committed') ? [] : ['nobody has committed anything']),
    ...servers.flatMap((evidence, at) => violations(evidence, notes).map((violation) => `server ${at + 1}: ${violation}`)),
    ...(others.every((evidence) => isDeepStrictEqual(evidence, first)) ? [] : ['the servers differ']),
    ...missed(read, first),
  ];
}

/** What a reader of the feed has missed, or was given otherwise than it is recorded. */
function missed(items: readonly FeedItem[], { customers }: Evidence): readonly string[] {
  const read = new Map<string, unknown[]>();
  for (const { document, revision, change } of items) {
    const changes = read.get(document.id) ?? [];
    changes.push({ revision, change });
    read.set(document.id, changes);
  }
  return customers.flatMap(({ id, history }) => {
    const recorded = history.map(({ revision, change }) => ({ revision, change }));
    return isDeepStrictEqual(read.get(id) ?? [], recorded) ? [] : [`the feed has not the changes of ${id} as they are`];
  });
}
