import { err, ok, Result } from 'neverthrow';
import type { Decoder } from '../model/decode';
import { decodeCustomerId, decodePartnerId } from '../model/identifiers';
import { partnerChangeCodec, relationshipChangeCodec, type Codec } from '../repository/codec';
import type { ChangeFeed, FeedItem, FeedPage, FeedRequest } from '../repository/feed';
import {
  corruptData,
  storageFailed,
  unknownCursor,
  type CorruptData,
  type PageError,
  type StorageFailed,
} from '../repository/storage-error';
import { lastNumber, numberChanges, type FeedTables } from './numbering';
import { ask, attemptToRead } from './selection';
import { orStorageFailed, revisionIn } from './sql-store';
import { counterOf, countValue, nameOf, scalarText, send, sql, type Row, type Sql } from './statement';
import type { Table } from './tables';
import { isMissing, type Failure } from './verdict';

/** All changes in the order of their numbers. A position is the id of the feed and a number. */
export function changeFeed(tables: FeedTables): ChangeFeed {
  return Object.freeze({ read: (request: FeedRequest) => orStorageFailed(() => readFeed(tables, request)) });
}

/** What was found after a number: the feed as it is, and its changes. */
interface Found {
  readonly feed: string;
  readonly last: number;
  /** Whether there are changes without a number. */
  readonly isPending: boolean;
  /** Whether this is known to be a replica. */
  readonly mayLag: boolean;
  readonly rows: readonly Row[];
}

async function readFeed(tables: FeedTables, { after, limit }: FeedRequest): Promise<Result<FeedPage, PageError>> {
  const [, feed, digits] = after === null ? [] : (/^(\w+)\.(\d+)$/.exec(after) ?? []);
  const read = counterOf(digits);
  if (after !== null && read === null) return err(unknownCursor(after));
  const number = read ?? 0;

  const found = await find(tables, number, limit);
  if (found.isErr()) return err(feedFailed(found.error, tables));
  if (after !== null) {
    const isKnown = feed === found.value.feed ? await isGiven(tables, number, found.value) : ok(false);
    if (isKnown.isErr()) return err(feedFailed(isKnown.error, tables));
    if (!isKnown.value) return err(unknownCursor(after));
  }
  const { isPending, rows } = found.value;
  if (!isPending || rows.length >= limit) return pageIn(found.value);

  const numbered = await numberChanges(tables);
  // What has a number may be given all the same. What others number at this moment comes with the next page.
  if (numbered.isErr() && (rows.length > 0 || numbered.error.verdict === 'contended')) return pageIn(found.value);
  if (numbered.isErr()) return err(feedFailed(numbered.error, tables));
  return (await find(tables, number, limit)).mapErr((failed) => feedFailed(failed, tables)).andThen(pageIn);
}

/** Whether a number has been given to a change, as far as this can be told here. */
async function isGiven({ db, dialect }: FeedTables, number: number, found: Found): Promise<Result<boolean, Failure>> {
  if (number <= found.last || found.mayLag) return ok(true);
  if (dialect !== 'mysql') return ok(false);
  // A replica, or a node of a cluster, may not have it yet.
  const shown = await ask(db, dialect, (connection) => send(connection, dialect, behindOthers));
  return shown.map(({ rows }) => rows.length > 0);
}

const behindOthers: Sql = [
  "show global variables where variable_name in ('read_only', 'wsrep_on') and value = 'ON'" +
    " or variable_name = 'group_replication_group_name' and value <> ''",
];

/** The changes after a number, and with them how the feed is: one row more if there are none. */
async function find(tables: FeedTables, number: number, limit: number): Promise<Result<Found, Failure>> {
  const { db, dialect, changes } = tables;
  const [partners, customers] = changes.map((table, kind) => changesAfter(tables, table, kind, number, limit));
  const selected = await attemptToRead(db, dialect, {
    columns: ['feed', 'last', 'pending', 'behind', 'number', 'kind', 'id', 'revision', 'change', 'place'],
    table: sql`(
      select * from (${headOf(tables)}) as head
      left join (${partners ?? []} union all ${customers ?? []}) as numbered on 1 = 1)`,
    where: sql`1 = 1`,
    page: { order: 'number', limit },
  });
  return selected.andThen((rows) => {
    const [head] = rows;
    if (head === undefined) return err<Found, Failure>({ verdict: 'refused', cause: 'the feed has no id' });
    return ok<Found, Failure>({
      feed: scalarText(head['feed']),
      last: counterOf(head['last']) ?? 0,
      isPending: counterOf(head['pending']) !== null,
      mayLag: counterOf(head['behind']) !== null,
      rows: counterOf(head['number']) === null ? [] : rows,
    });
  });
}

function headOf({ dialect, head, changes }: FeedTables): Sql {
  if (dialect === 'sqlite')
    return sql`select id as feed, ${lastNumber(changes)} as last, 0 as pending, 0 as behind from ${head}`;
  const [partners, customers] = changes.map((table) => sql`exists (select 1 from ${table} where number is null)`);
  const pending = sql`case when ${partners ?? []} or ${customers ?? []} then 1 else 0 end`;
  const behind = dialect === 'postgres' ? sql`case when pg_is_in_recovery() then 1 else 0 end` : sql`0`;
  return sql`select id as feed, last, ${pending} as pending, ${behind} as behind from ${head}`;
}

/**
 * The places are counted from 1: a commit begins after the one before, or with what an erasure has left. Only where a
 * page begins within a commit its beginning is looked for: a place after one in the same page is the next, and null.
 */
function changesAfter({ dialect }: FeedTables, table: Table, kind: number, number: number, limit: number): Sql {
  const change = nameOf(dialect, 'change');
  const after = sql`c.number > ${countValue(number)} order by c.number limit ${countValue(limit)}`;
  return sql`
    select * from (
      select c.number, ${[String(kind)]} as kind, c.id, c.revision, c.${change}, case
        when p.number is null then 1
        when p.number <= ${countValue(number)} then c.position - coalesce(
          (select b.position from ${table} as b
            where b.id = c.id and b.position < c.position and b.revision < c.revision order by b.position desc limit 1),
          (select min(f.position) - 1 from ${table} as f where f.id = c.id)) end as place
      from ${table} as c
      left join ${table} as p on p.id = c.id and p.position = c.position - 1 and p.revision = c.revision
      where ${after}) as ${[`of_${kind}`]}`;
}

function pageIn({ feed, rows }: Found): Result<FeedPage, CorruptData> {
  const places = new Map<string, number>();
  const items = rows.map((row) => {
    // No id has a space.
    const document = `${scalarText(row['kind'])} ${scalarText(row['id'])}`;
    const place = counterOf(row['place']) ?? (places.get(document) ?? 0) + 1;
    places.set(document, place);
    return itemIn(feed, row, place - 1);
  });
  return Result.combine(items).map((all) => Object.freeze({ items: Object.freeze(all) }));
}

function itemIn(feed: string, row: Row, place: number): Result<FeedItem, CorruptData> {
  const { number, kind, id, change } = row;
  return revisionIn(row).andThen((revision): Result<FeedItem, CorruptData> => {
    const occurrence = { position: `${feed}.${scalarText(number)}`, revision, place };
    const what =
      scalarText(kind) === '0'
        ? happened('partner', id, decodePartnerId, change, partnerChangeCodec)
        : happened('customer', id, decodeCustomerId, change, relationshipChangeCodec);
    return what.map((happening) => Object.freeze({ ...occurrence, ...happening }));
  });
}

interface Happened<Kind, Id, Change> {
  readonly document: { readonly kind: Kind; readonly id: Id };
  readonly change: Change;
}

function happened<const Kind extends string, Id, Change>(
  kind: Kind,
  id: unknown,
  ids: Decoder<Id>,
  change: unknown,
  changes: Codec<Change>,
): Result<Happened<Kind, Id, Change>, CorruptData> {
  return ids(id)
    .mapErr(({ message }) => corruptData(message))
    .andThen((decoded) =>
      changes.decode(change).map((what) => ({ document: Object.freeze({ kind, id: decoded }), change: what })),
    );
}

function feedFailed({ cause }: Failure, { dialect }: FeedTables): StorageFailed {
  const { context } = storageFailed(cause);
  return isMissing(cause, dialect)
    ? storageFailed(`the feed is not there, migrateRelationships makes it: ${context.cause}`)
    : storageFailed(cause);
}
