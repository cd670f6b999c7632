import { sql } from 'kysely';
import { err, ok, Result } from 'neverthrow';
import type { Codec } from '../repository/codec';
import { pageOf, type Page, type PageRequest } from '../repository/page';
import type { Commit, RecordedChange, Versioned, VersionedStore } from '../repository/repository';
import { parseRevision, type Revision } from '../repository/revision';
import {
  corruptData,
  outcomeUnknown,
  revisionConflict,
  storageFailed,
  unknownCursor,
  type CommitError,
  type CorruptData,
  type LoadError,
  type PageError,
} from '../repository/storage-error';
import { asciiJson } from './ascii-json';
import { commitByStatement } from './commit-statement';
import { commitByTransaction } from './commit-transaction';
import { whileContended, type Failure } from './contention';
import type { DocumentTables, Writing } from './document-tables';
import type { AnyKysely, SqlDialect } from './options';
import { counterOf, orStorageFailed, read } from './reading';
import type { Row } from './selection';
import { countValue, textValue } from './value';

/** What one kind of document is stored with. */
export interface SqlStoreSettings<State, Change> {
  readonly db: AnyKysely;
  readonly dialect: SqlDialect;
  readonly tables: DocumentTables;
  readonly states: Codec<State>;
  readonly changes: Codec<Change>;
  /** Whose customer lists a commit touches. */
  readonly listMoves: (
    before: number | null,
    next: State,
    changes: readonly Change[],
  ) => Pick<Writing, 'joined' | 'left'>;
}

export function sqlStore<Id extends string, State, Change>(
  settings: SqlStoreSettings<State, Change>,
): VersionedStore<Id, State, Change> {
  return Object.freeze<VersionedStore<Id, State, Change>>({
    load: (id) => orStorageFailed(() => load(settings, id)),
    commit: (sent) => orStorageFailed(() => commit(settings, sent)),
    history: (id, page) => orStorageFailed(() => history(settings, id, page)),
  });
}

async function load<State, Change>(
  { db, dialect, tables, states }: SqlStoreSettings<State, Change>,
  id: string,
): Promise<Result<Versioned<State> | null, LoadError>> {
  const found = await read(db, dialect, {
    columns: ['revision', 'state'],
    table: tables.documents,
    where: sql`id = ${textValue(dialect, id)}`,
    order: 'id',
    limit: 1,
  });
  if (found.isErr()) return err(found.error);
  const [row] = found.value;
  if (row === undefined) return ok(null);
  return states
    .decode(row['state'])
    .andThen((state) => revisionIn(row).map((revision) => Object.freeze({ state, revision })));
}

async function commit<Id extends string, State, Change>(
  settings: SqlStoreSettings<State, Change>,
  sent: Commit<Id, State, Change>,
): Promise<Result<Revision, CommitError>> {
  const { expected } = sent;
  const before = expected === 'absent' ? null : counterOf(expected);
  // None of ours, so it cannot be the stored one.
  if (before === null && expected !== 'absent') return err(revisionConflict(expected));
  const writing = writingOf(settings, sent, before);
  if (writing.isErr()) return err(storageFailed(writing.error.message));
  const revision = parseRevision(String(writing.value.after));
  if (revision.isErr()) return err(storageFailed(revision.error.message));

  const { db, dialect, tables } = settings;
  const written = await whileContended(() =>
    dialect === 'postgres'
      ? commitByStatement(db, tables, writing.value)
      : commitByTransaction(db, dialect, tables, writing.value),
  );
  if (written.isErr()) return err(commitError(written.error, expected));
  return written.value === 'committed' ? ok(revision.value) : err(revisionConflict(expected));
}

function writingOf<Id extends string, State, Change>(
  { states, changes, listMoves }: SqlStoreSettings<State, Change>,
  { id, next, ...sent }: Commit<Id, State, Change>,
  before: number | null,
): Result<Writing, { readonly message: string }> {
  // The revision counts the changes, and must not stay what it was.
  if (sent.changes.length === 0) return err({ message: 'a commit without a change' });
  const state = states.encode(next);
  if (state.isErr()) return err(state.error);
  const encoded = Result.combine(sent.changes.map((change) => changes.encode(change)));
  if (encoded.isErr()) return err(encoded.error);
  const after = (before ?? 0) + encoded.value.length;
  return ok({
    id,
    before,
    after,
    state: asciiJson(state.value),
    changes: encoded.value.map(asciiJson),
    ...listMoves(before, next, sent.changes),
  });
}

function commitError({ verdict, cause }: Failure, expected: string): CommitError {
  switch (verdict) {
    case 'contended':
      return revisionConflict(expected);
    case 'busy':
    case 'gone':
    case 'refused':
      return storageFailed(cause);
    case 'unanswered':
      return outcomeUnknown(cause);
  }
}

/** The cursor of a history is the position of the last change that has been read. */
async function history<State, Change>(
  { db, dialect, tables, changes }: SqlStoreSettings<State, Change>,
  id: string,
  { after, limit }: PageRequest,
): Promise<Result<Page<RecordedChange<Change>>, PageError>> {
  const last = after === null ? null : counterOf(after);
  if (after !== null && last === null) return err(unknownCursor(after));
  // Reads the change at the cursor again, to see that there is one, and one more than wanted, to see whether there are.
  const rowsBefore = last === null ? 0 : 1;
  const found = await read(db, dialect, {
    columns: ['position', 'revision', 'change'],
    table: tables.changes,
    where: sql`id = ${textValue(dialect, id)} and position >= ${countValue(dialect, last ?? 0)}`,
    order: 'position',
    limit: rowsBefore + limit + 1,
  });
  if (found.isErr()) return err(found.error);
  if (after !== null && counterOf(found.value[0]?.['position']) !== last) return err(unknownCursor(after));

  const rows = found.value.slice(rowsBefore);
  const wanted = rows.slice(0, limit);
  const items = Result.combine(wanted.map((row) => recordedChange(row, changes)));
  if (items.isErr()) return err(items.error);
  const end = counterOf(wanted.at(-1)?.['position']);
  return ok(pageOf(items.value, rows.length > limit && end !== null ? String(end) : null));
}

function recordedChange<Change>(row: Row, changes: Codec<Change>): Result<RecordedChange<Change>, CorruptData> {
  return changes
    .decode(row['change'])
    .andThen((change) => revisionIn(row).map((revision) => Object.freeze({ revision, change })));
}

function revisionIn(row: Row): Result<Revision, CorruptData> {
  return parseRevision(String(counterOf(row['revision']) ?? '')).mapErr(({ message }) => corruptData(message));
}
