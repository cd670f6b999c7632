import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { err, ok, Result } from 'neverthrow';
import {
  corruptData,
  customerCodec,
  customerEntries,
  outcomeUnknown,
  parseCustomerId,
  parsePartnerId,
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
  CustomerEntry,
  CustomerId,
  CustomerList,
  CustomerRelationships,
  LoadError,
  MalformedInput,
  Page,
  PageError,
  PageRequest,
  PartnerId,
  RecordedChange,
  RelationshipRepository,
  Revision,
  StorageFailed,
  Versioned,
  VersionedStore,
} from 'partner-relationships';
import { fileNameOf, idOf } from './file-name.js';
import { appendToLog, readLog, syncFolder, type Log, type LogRecord } from './log-file.js';

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

  const customerStore = fileStore({
    folder: customers,
    parseId: parseCustomerId,
    states: customerCodec,
    changes: relationshipChangeCodec,
    entryOf: ({ customer }) => customer,
    beforeCommit: (log, next) => enterInLists(lists, log, next),
    afterErasure: (log) => removeFromLists(lists, log),
  });
  return {
    partners: fileStore({
      folder: partners,
      parseId: parsePartnerId,
      states: partnerCodec,
      changes: partnerChangeCodec,
      entryOf: ({ partner }) => partner,
      beforeCommit: () => Promise.resolve(ok(null)),
      afterErasure: () => Promise.resolve(),
    }),
    customers: customerStore,
    customersOf: (list, partnerId, page) => customersOf(lists, customerStore, list, partnerId, page),
  };
}

interface StoreSettings<Id, State, Change, Entry> {
  readonly folder: string;
  readonly parseId: ParseId<Id>;
  readonly states: Codec<State>;
  readonly changes: Codec<Change>;
  /** What the list of the store shows. */
  readonly entryOf: (state: State) => Entry;
  readonly beforeCommit: (
    log: Log,
    next: State,
  ) => Promise<Result<null, StorageFailed>>;
  readonly afterErasure: (log: Log) => Promise<void>;
}

type ParseId<Id> = (value: unknown) => Result<Id, MalformedInput>;

function fileStore<Id extends string, State, Change, Entry>(
  settings: StoreSettings<Id, State, Change, Entry>,
): VersionedStore<Id, State, Change, Entry> {
  const { folder, parseId, states, changes, entryOf, beforeCommit, afterErasure } = settings;
  const logOf = (id: Id): Promise<Log> => readLog(join(folder, fileNameOf(id)));

  const load = async (id: Id): Promise<Result<Versioned<State> | null, LoadError>> => {
    const last = (await logOf(id)).records.at(-1);
    return last === undefined ? ok(null) : decodeState(last, states);
  };

  const prepare = async ({ id, expected, next }: Commit<Id, State, Change>): Promise<Result<Log, CommitError>> => {
    const log = await logOf(id);
    const current = log.records.at(-1)?.revision ?? 'absent';
    if (current !== expected) return err(revisionConflict(expected));
    const ready = next === null ? ok(null) : await beforeCommit(log, next);
    return ready.map(() => log);
  };

  const append = async (id: Id, log: Log, record: LogRecord): Promise<Result<Revision, CommitError>> => {
    const appended = await appendToLog(log, record);
    if (appended === 'in-part') return err(storageFailed('the file system is full'));
    if (appended === 'late') return err(revisionConflict(record.expected));
    if (record.state === null) {
      // Who reads an erasure takes what was before it out of the file.
      await logOf(id);
      await afterErasure(log);
    }
    return revisionOf(record);
  };

  const commit = async (sent: Commit<Id, State, Change>): Promise<Result<Revision, CommitError>> => {
    const record = encodeRecord(sent, states, changes);
    if (record.isErr()) return err(record.error);
    const prepared = await answered<Log, CommitError>(storageFailed, () =>
      prepare(sent),
    );
    if (prepared.isErr()) return err(prepared.error);
    // From here on, any failure can leave the record in the file.
    return answered<Revision, CommitError>(outcomeUnknown, () =>
      append(sent.id, prepared.value, record.value),
    );
  };

  const history = async (
    id: Id,
    { after, limit }: PageRequest,
  ): Promise<Result<Page<RecordedChange<Change>>, PageError>> => {
    const recorded = (await logOf(id)).records.flatMap((record) =>
      record.changes.map((change, at) => ({ record, change, cursor: `${record.revision}:${at}` })),
    );
    const from = after === null ? 0 : recorded.findIndex(({ cursor }) => cursor === after) + 1;
    if (after !== null && from === 0) return err(unknownCursor(after));
    const page = recorded.slice(from, from + limit);
    return Result.combine(page.map(({ record, change }) => decodeChange(record, change, changes))).map((items) => ({
      items,
      next: from + limit < recorded.length ? (page.at(-1)?.cursor ?? null) : null,
    }));
  };

  const list = async (page: PageRequest): Promise<Result<Page<Entry>, PageError>> =>
    pageOf(await idsIn(folder), parseId, page, async (id) =>
      (await load(id)).map((loaded) => {
        const state = loaded?.state ?? null;
        return state === null ? null : entryOf(state);
      }),
    );

  return {
    load: (id) => answered<Versioned<State> | null, LoadError>(storageFailed, () => load(id)),
    commit,
    history: (id, page) =>
      answered<Page<RecordedChange<Change>>, PageError>(storageFailed, () => history(id, page)),
    list: (page) => answered<Page<Entry>, PageError>(storageFailed, () => list(page)),
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
  const encoded: Result<string | null, MalformedInput> = next === null ? ok(null) : stateCodec.encode(next);
  return encoded
    .andThen((state) =>
      Result.combine(changes.map((change) => changeCodec.encode(change))).map((texts) => ({
        revision: randomUUID(),
        expected,
        state,
        changes: texts,
      })),
    )
    .mapErr((error) => storageFailed(error.message));
}

function decodeState<State>(record: LogRecord, codec: Codec<State>): Result<Versioned<State>, LoadError> {
  const decoded: Result<State | null, CorruptData> = record.state === null ? ok(null) : codec.decode(record.state);
  return decoded.andThen((state) => storedRevisionOf(record).map((revision) => ({ state, revision })));
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
// written; reading a list looks at each customer, and shows what its state says. So there can be entries too many, which
// reading leaves out, but none is missing. An entry bears the name of the customer's file, and an erasure ends that file:
// it removes the entries of this name, and those of a new customer with the same id have another.

async function enterInLists(
  lists: string,
  log: Log,
  next: CustomerRelationships,
): Promise<Result<null, StorageFailed>> {
  const entries = customerEntries(next);
  if (entries.isErr()) return err(storageFailed(entries.error.message));
  for (const partnerId of entries.value.keys()) {
    const list = join(lists, fileNameOf(partnerId));
    await mkdir(list, { recursive: true });
    await writeFile(join(list, basename(log.path)), '');
    await syncFolder(list);
    await syncFolder(lists);
  }
  return ok(null);
}

async function removeFromLists(lists: string, log: Log): Promise<void> {
  for (const list of await namesIn(lists)) {
    await rm(join(lists, list, basename(log.path)), { force: true });
    await syncFolder(join(lists, list));
  }
}

async function customersOf(
  lists: string,
  customers: RelationshipRepository['customers'],
  list: CustomerList,
  partnerId: PartnerId,
  page: PageRequest,
): Promise<Result<Page<CustomerEntry>, PageError>> {
  const shownIn = ({ establishedAt, administersUntil }: CustomerEntry): boolean =>
    (list === 'related' ? establishedAt : administersUntil) !== null;
  return answered<Page<CustomerEntry>, PageError>(storageFailed, async () =>
    pageOf(await idsIn(join(lists, fileNameOf(partnerId))), parseCustomerId, page, async (id: CustomerId) =>
      (await customers.load(id))
        .andThen((loaded) =>
          customerEntries(loaded?.state ?? null).mapErr((error) => corruptData(error.message)),
        )
        .map((entries) => {
          const entry = entries.get(partnerId);
          return entry !== undefined && shownIn(entry) ? entry : null;
        }),
    ),
  );
}

/** A page of what there is to show of these ids. The cursor is the last id of the page before. */
async function pageOf<Id extends string, Entry>(
  ids: readonly string[],
  parseId: ParseId<Id>,
  { after, limit }: PageRequest,
  entryOf: (id: Id) => Promise<Result<Entry | null, LoadError>>,
): Promise<Result<Page<Entry>, PageError>> {
  if (after !== null && parseId(after).isErr()) return err(unknownCursor(after));
  const items: Entry[] = [];
  let last: Id | null = null;
  for (const name of ids) {
    if (after !== null && name <= after) continue;
    const id = parseId(name);
    if (id.isErr()) return err(corruptData(id.error.message));
    const entry = await entryOf(id.value);
    if (entry.isErr()) return err(entry.error);
    if (entry.value === null) continue;
    if (items.length === limit) return ok({ items, next: last });
    items.push(entry.value);
    last = id.value;
  }
  return ok({ items, next: null });
}

/** The ids for which there are files in a folder, in order. */
async function idsIn(folder: string): Promise<readonly string[]> {
  const files = (await namesIn(folder)).filter((name) => name.endsWith('.jsonl'));
  return [...new Set(files.map((name) => idOf(name.slice(0, name.indexOf('.')))))].sort();
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
