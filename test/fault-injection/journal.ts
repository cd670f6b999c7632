import { openSync, readFileSync, writeSync } from 'node:fs';
import type { RelationshipChange, RelationshipRepository, RelationshipService } from 'partner-relationships';
import { serviceOn } from '../fixtures/market';
import { give, type Answer, type Command } from './command';

/** A note of a process that gives commands, written before it goes on. */
export type Note =
  /** A commit is about to be handed to the repository. */
  | { readonly kind: 'sent'; readonly command: string; readonly changes: readonly RelationshipChange[] }
  /** The repository has answered it. */
  | { readonly kind: 'committed'; readonly command: string; readonly answer: 'ok' | CommitCode }
  /** The service has answered the command. */
  | {
      readonly kind: 'answered';
      readonly command: string;
      readonly answer: string;
      readonly changes: readonly RelationshipChange[];
    };

type CommitCode = 'revision-conflict' | 'storage-failed' | 'outcome-unknown' | 'alongside-failed';

export interface Journal {
  readonly note: (note: Note) => void;
}

/** A journal in a file. When `note` returns, the operating system has the line: it survives the death of the writer. */
export function fileJournal(path: string): Journal {
  const file = openSync(path, 'a');
  return { note: (note) => writeSync(file, `${JSON.stringify(note)}\n`) };
}

/** The notes in such a file. */
export function notesIn(path: string): readonly Note[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  lines.pop(); // Text after the last line break is a note that was cut short.
  return lines.map((line) => JSON.parse(line) as Note);
}

/** A service that notes each commit of a customer. */
export function journaledService(repository: RelationshipRepository, journal: Journal): RelationshipService {
  return serviceOn(journaled(repository, journal));
}

function journaled(repository: RelationshipRepository, { note }: Journal): RelationshipRepository {
  const { customers } = repository;
  return {
    ...repository,
    customers: {
      ...customers,
      commit: async (commit) => {
        const command = commandOf(commit.changes);
        note({ kind: 'sent', command, changes: commit.changes });
        const committed = await customers.commit(commit);
        note({ kind: 'committed', command, answer: committed.isOk() ? 'ok' : committed.error.code });
        return committed;
      },
    },
  };
}

/** Gives a command to the service, and notes the answer. */
export async function giveNoted(
  service: RelationshipService,
  { note }: Journal,
  command: Command,
  id: string,
): Promise<Answer> {
  const answer = await give(service, command, id);
  note(
    answer.isOk()
      ? { kind: 'answered', command: id, answer: 'done', changes: answer.value.changes }
      : { kind: 'answered', command: id, answer: answer.error.code, changes: [] },
  );
  return answer;
}

/** The command that changes were decided for. */
export function commandOf(changes: readonly RelationshipChange[]): string {
  const commands = new Set(changes.map(({ by }) => by.userId ?? 'nobody'));
  return [...commands].join(' and ');
}
