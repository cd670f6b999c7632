import { err, ok, Result } from 'neverthrow';
import type { Decoder } from '../model/decode';
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
  type StorageFailed,
} from '../repository/storage-error';
import type { Ended } from './alongside';
import type { CommitAlone } from './commit-alone';
import { whileContended } from './contention';
import { entryPage } from './entry-page';
import type { AnyKysely, SqlDialect } from './options';
import { read, readerOf, type ReadDocuments, type StoredDocument } from './selection';
import { counterOf, countValue, sql, textValue, type Row } from './statement';
import type { DocumentTables } from './tables';
import type { Failure } from './verdict';
import { ERASED, writingOf, type Writing, type WritingSettings } from './writing';

/** One kind of document, and where it is stored. */
export interface SqlStoreSettings<Id, State, Change, Entry> extends WritingSettings<State, Change, Entry> {
  readonly db: AnyKysely;
  readonly dialect: SqlDialect;
  readonly tables: DocumentTables;
  readonly ids: Decoder<string>;
  /** Commits, with nothing besides. */
  readonly alone: CommitAlone;
  /** Commits together with what the application writes; null if it writes nothing. */
  readonly together: CommitTogether<Id, State, Change> | null;
}

/** Commits together with what the application writes, which has to know what is committed. */
export type CommitTogether<Id, State, Change> = (
  writing: Writing,
  sent: Commit<Id, State, Change>,
  revision: Revision,
) => Promise<Result<Ended, Failure>>;

type ListSettings<Entry> = Pick<
  SqlStoreSettings<never, never, never, Entry>,
  'db' | 'dialect' | 'tables' | 'ids' | 'entries'
>;

export function sqlStore<Id extends string, State, Change, Entry extends { readonly id: Id }>(
  settings: SqlStoreSettings<Id, State, Change, Entry>,
): VersionedStore<Id, State, Change, Entry> {
  const readDocuments = readerOf(settings.db, settings.dialect, [settings.tables.documents]);
  return Object.freeze<VersionedStore<Id, State, Change, Entry>>({
    load: (id) => orStorageFailed(() => load(settings, readDocuments, id)),
    commit: (sent) => orStorageFailed(() => commit(settings, sent)),
    history: (id, page) => orStorageFailed(() => history(settings, id, page)),
    list: (page) => orStorageFailed(() => list(settings, page)),
  });
}

async function load<Id, State, Change>(
  { states }: SqlStoreSettings<Id, State, Change, unknown>,
  readDocuments: ReadDocuments,
  id: string,
): Promise<Result<Versioned<State> | null, LoadError>> {
  const found = await readDocuments([id]);
  return found.andThen(([stored = null]) => versioned(stored, states));
}

/** What is stored of a document, as it is loaded. */
export function versioned<State>(
  stored: StoredDocument | null,
  states: Codec<State>,
): Result<Versioned<State> | null, CorruptData> {
  if (stored === null) return ok(null);
  const decoded: Result<State | null, CorruptData> = stored.state === ERASED ? ok(null) : states.decode(stored.state);
  return decoded.andThen((state) => revisionIn(stored).map((revision) => Object.freeze({ state, revision })));
}

async function commit<Id extends string, State, Change, Entry>(
  settings: SqlStoreSettings<Id, State, Change, Entry>,
  sent: Commit<Id, State, Change>,
): Promise<Result<Revision, CommitError>> {
  const { expected } = sent;
  const counted = expected === 'absent' ? null : counterOf(expected);
  // This library made no such revision, so it cannot be the stored one.
  if (counted === null && expected !== 'absent') return err(revisionConflict(expected));
  const writing = writingOf(settings, sent, counted);
  if (writing.isErr()) return err(storageFailed(writing.error.message));
  const revision = parseRevision(String(writing.value.revision));
  if (revision.isErr()) return err(storageFailed(revision.error.message));

  const { tables, alone, together } = settings;
  const ended = await whileContended<Ended>(() =>
    together === null ? alone(tables, writing.value) : together(writing.value, sent, revision.value),
  );
  if (ended.isErr()) return err(commitError(ended.error, expected));
  if (ended.value === 'committed') return ok(revision.value);
  return err(ended.value === 'conflict' ? revisionConflict(expected) : ended.value);
}

function commitError({ verdict, cause }: Failure, expected: string): CommitError {
  if (verdict === 'contended') return revisionConflict(expected);
  return verdict === 'unanswered' ? outcomeUnknown(cause) : storageFailed(cause);
}

/** The cursor of a history is the position of the last change that has been read. */
async function history<Id, State, Change>(
  { db, dialect, tables, changes }: SqlStoreSettings<Id, State, Change, unknown>,
  id: string,
  { after, limit }: PageRequest,
): Promise<Result<Page<RecordedChange<Change>>, PageError>> {
  const last = after === null ? null : counterOf(after);
  if (after !== null && last === null) return err(unknownCursor(after));
  // It reads the change at the cursor again to see that it exists, and one change more to see whether the page is the
  // last.
  const rowsBefore = last === null ? 0 : 1;
  const found = await read(db, dialect, {
    columns: ['position', 'revision', 'change'],
    table: tables.changes,
    where: sql`id = ${textValue(id)} and position >= ${countValue(last ?? 0)}`,
    page: { order: 'position', limit: rowsBefore + limit + 1 },
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

/** A page of the documents that are not erased. */
function list<Entry extends { readonly id: string }>(
  { db, dialect, tables, ids, entries }: ListSettings<Entry>,
  page: PageRequest,
): Promise<Result<Page<Entry>, PageError>> {
  const { documents: table } = tables;
  const where = sql`entry is not null`;
  return entryPage({ db, dialect, table, order: 'id', where, ids, entries, idOf: ({ id }) => id }, page);
}

function recordedChange<Change>(row: Row, changes: Codec<Change>): Result<RecordedChange<Change>, CorruptData> {
  return changes
    .decode(row['change'])
    .andThen((change) => revisionIn(row).map((revision) => Object.freeze({ revision, change })));
}

export function revisionIn(row: Row): Result<Revision, CorruptData> {
  return parseRevision(String(counterOf(row['revision']) ?? '')).mapErr(({ message }) => corruptData(message));
}

/**
 * Turns what is thrown over arguments that are not of their types into an answer. Errors of a database or a driver
 * never get here, so nothing was written.
 */
export async function orStorageFailed<T, E>(ask: () => Promise<Result<T, E>>): Promise<Result<T, E | StorageFailed>> {
  try {
    return await ask();
  } catch (error) {
    return err(storageFailed(error));
  }
}
