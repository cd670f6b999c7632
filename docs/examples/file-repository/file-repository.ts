import { randomUUID } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, Result } from 'neverthrow';
import {
  corruptData,
  customerCodec,
  outcomeUnknown,
  parseCustomerId,
  parseRevision,
  partnerChangeCodec,
  partnerCodec,
  relationshipChangeCodec,
  revisionConflict,
  storageFailed,
  unknownCursor,
} from 'partner-relationships';
import type {
  Codec,
  Commit,
  CommitError,
  CorruptData,
  CustomerId,
  LoadError,
  Page,
  PageError,
  PageRequest,
  PartnerId,
  RecordedChange,
  RelationshipChange,
  RelationshipRepository,
  Revision,
  StorageFailed,
  Versioned,
  VersionedStore,
} from 'partner-relationships';
import { fileNameOf, idOf } from './file-name.js';
import { appendToLog, readLog, syncFolder, type LogRecord } from './log-file.js';

/**
 * A repository in a folder of a local POSIX file system, with one file per customer and one per partner, and in it a line
 * of JSON per commit. It is safe between processes, and against a crash at any moment. It is written to be read: each
 * load reads a whole file.
 */
export async function fileRepository(folder: string): Promise<RelationshipRepository> {
  const partners = join(folder, 'partners');
  const customers = join(folder, 'customers');
  const lists = join(folder, 'customer-lists');
  for (const path of [partners, customers, lists]) await mkdir(path, { recursive: true });
  await syncFolder(folder);

  const customerStore = fileStore(customers, customerCodec, relationshipChangeCodec, (id: CustomerId, changes) =>
    enterInLists(lists, id, changes),
  );
  return {
    partners: fileStore(partners, partnerCodec, partnerChangeCodec, () => Promise.resolve()),
    customers: customerStore,
    customersOf: (partnerId, page) => customersOf(lists, customerStore, partnerId, page),
  };
}

function fileStore<Id extends string, State, Change>(
  folder: string,
  stateCodec: Codec<State>,
  changeCodec: Codec<Change>,
  beforeCommit: (id: Id, changes: readonly Change[]) => Promise<void>,
): VersionedStore<Id, State, Change> {
  const pathOf = (id: Id): string => join(folder, `${fileNameOf(id)}.jsonl`);

  const load = async (id: Id): Promise<Result<Versioned<State> | null, LoadError>> => {
    const last = (await readLog(pathOf(id))).at(-1);
    return last === undefined ? ok(null) : decodeState(last, stateCodec);
  };

  const prepare = async ({ id, expected, changes }: Commit<Id, State, Change>): Promise<Result<null, CommitError>> => {
    const current = (await readLog(pathOf(id))).at(-1)?.revision ?? 'absent';
    if (current !== expected) return err(revisionConflict(expected));
    await beforeCommit(id, changes);
    return ok(null);
  };

  const append = async (id: Id, record: LogRecord): Promise<Result<Revision, CommitError>> => {
    if ((await appendToLog(pathOf(id), record)) === 'in-part') return err(storageFailed('the file system is full'));
    const took = (await readLog(pathOf(id))).some(({ revision }) => revision === record.revision);
    return took ? revisionOf(record) : err(revisionConflict(record.expected));
  };

  const commit = async (sent: Commit<Id, State, Change>): Promise<Result<Revision, CommitError>> => {
    const record = encodeRecord(sent, stateCodec, changeCodec);
    if (record.isErr()) return err(record.error);
    const prepared = await answered<null, CommitError>(storageFailed, () =>
      prepare(sent),
    );
    if (prepared.isErr()) return err(prepared.error);
    // From here on, any failure can leave the record in the file.
    return answered<Revision, CommitError>(outcomeUnknown, () =>
      append(sent.id, record.value),
    );
  };

  const history = async (
    id: Id,
    { after, limit }: PageRequest,
  ): Promise<Result<Page<RecordedChange<Change>>, PageError>> => {
    const recorded = (await readLog(pathOf(id))).flatMap((record) =>
      record.changes.map((change) => ({ record, change })),
    );
    const from = after === null ? 0 : Number(after);
    if (after !== null && (!/^[1-9][0-9]{0,14}$/.test(after) || from > recorded.length)) {
      return err(unknownCursor(after));
    }
    const end = from + limit;
    return Result.combine(
      recorded.slice(from, end).map(({ record, change }) => decodeChange(record, change, changeCodec)),
    ).map((items) => ({ items, next: end < recorded.length ? String(end) : null }));
  };

  return {
    load: (id) => answered<Versioned<State> | null, LoadError>(storageFailed, () => load(id)),
    commit,
    history: (id, page) =>
      answered<Page<RecordedChange<Change>>, PageError>(storageFailed, () => history(id, page)),
  };
}

/** Turns an exception of the file system into an answer. */
async function answered<T, E>(failed: (cause: unknown) => E, ask: () => Promise<Result<T, E>>): Promise<Result<T, E>> {
  try {
    return await ask();
  } catch (error) {
    return err(failed(error));
  }
}

function encodeRecord<Id, State, Change>(
  { expected, next, changes }: Commit<Id, State, Change>,
  stateCodec: Codec<State>,
  changeCodec: Codec<Change>,
): Result<LogRecord, StorageFailed> {
  return stateCodec
    .encode(next)
    .andThen((state) =>
      Result.combine(changes.map((change) => changeCodec.encode(change))).map((encoded) => ({
        revision: randomUUID(),
        expected,
        state,
        changes: encoded,
      })),
    )
    .mapErr((error) => storageFailed(error.message));
}

function decodeState<State>(record: LogRecord, codec: Codec<State>): Result<Versioned<State>, LoadError> {
  return codec
    .decode(record.state)
    .andThen((state) => storedRevisionOf(record).map((revision) => ({ state, revision })));
}

function decodeChange<Change>(
  record: LogRecord,
  change: string,
  codec: Codec<Change>,
): Result<RecordedChange<Change>, CorruptData> {
  return codec.decode(change).andThen((decoded) =>
    storedRevisionOf(record).map((revision) => ({ revision, change: decoded })),
  );
}

function storedRevisionOf({ revision }: LogRecord): Result<Revision, CorruptData> {
  return parseRevision(revision).mapErr((error) => corruptData(error.message));
}

function revisionOf({ revision }: LogRecord): Result<Revision, StorageFailed> {
  return parseRevision(revision).mapErr((error) => storageFailed(error.message));
}

// The customer lists: for each partner a folder with an empty file per customer. A commit makes its entries before it is
// written, and nothing deletes them. Reading a list looks at each customer. So there can be entries too many, which
// reading leaves out, but none is missing.

async function enterInLists(
  lists: string,
  id: CustomerId,
  changes: readonly RelationshipChange[],
): Promise<void> {
  for (const change of changes) {
    if (change.kind !== 'relationship-established') continue;
    const list = join(lists, fileNameOf(change.partnerId));
    await mkdir(list, { recursive: true });
    await writeFile(join(list, fileNameOf(id)), '');
    await syncFolder(list);
    await syncFolder(lists);
  }
}

async function customersOf(
  lists: string,
  customers: RelationshipRepository['customers'],
  partnerId: PartnerId,
  { after, limit }: PageRequest,
): Promise<Result<Page<CustomerId>, PageError>> {
  if (after !== null && parseCustomerId(after).isErr()) return err(unknownCursor(after));
  const entered = await answered<readonly string[], PageError>(storageFailed, async () =>
    ok((await namesIn(join(lists, fileNameOf(partnerId)))).map(idOf).sort()),
  );
  if (entered.isErr()) return err(entered.error);

  const items: CustomerId[] = [];
  for (const name of entered.value) {
    if (after !== null && name <= after) continue;
    const id = parseCustomerId(name);
    if (id.isErr()) return err(corruptData(id.error.message));
    const loaded = await customers.load(id.value);
    if (loaded.isErr()) return err(loaded.error);
    const related = loaded.value?.state.relationships.some((relationship) => relationship.partnerId === partnerId);
    if (related !== true) continue;
    const last = items.at(-1);
    if (last !== undefined && items.length === limit) return ok({ items, next: last });
    items.push(id.value);
  }
  return ok({ items, next: null });
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
