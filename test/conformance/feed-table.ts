import { err, ok, type Result } from 'neverthrow';
import {
  memoryRepository,
  unknownCursor,
  type Commit,
  type FeedItem,
  type FeedPage,
  type FeedRequest,
  type PageError,
  type RelationshipRepository,
  type Revision,
} from 'partner-relationships';
import type { ConformanceSubject } from 'partner-relationships/conformance';
import { answer, roundTrip, withStores } from './spoilt-stores';

// A feed over the repository in memory, as a database keeps one: a table of changes, each with a number. Several
// commits are under way at a time, and one can be held back. Each part can be spoilt.

/** A row of the table. */
export interface FeedRow {
  readonly document: { readonly kind: 'partner' | 'customer'; readonly id: string };
  readonly change: unknown;
  readonly revision: Revision;
  readonly place: number;
  /** Null until it has one. */
  number: number | null;
}

/** A commit that is under way. */
export interface UnderWay {
  readonly document: FeedRow['document'];
  readonly changes: readonly unknown[];
  readonly isErasure: boolean;
  readonly expected: Revision | 'absent';
}

/** The table, as all handles share it. */
export interface FeedTable {
  /** In the order of the commits. */
  rows: FeedRow[];
  /** The last number that was given out. */
  last: number;
  /** How many commits have taken effect. */
  commits: number;
}

/** How the feed is made: what a sound one does, but for the parts that are given. */
export interface FeedDesign {
  /** The numbers that a commit draws before it takes effect; none if changes are numbered afterwards. */
  readonly draw?: (sent: UnderWay, table: FeedTable) => readonly number[];
  /** What happens before the revision is compared. */
  readonly before?: (sent: UnderWay, table: FeedTable) => void;
  /** The rows of a commit, from those that a sound feed has. */
  readonly record?: (rows: readonly FeedRow[], sent: UnderWay, table: FeedTable) => readonly FeedRow[];
  /** The rows that an erasure leaves, from those that a sound feed leaves. */
  readonly erase?: (left: readonly FeedRow[], all: readonly FeedRow[]) => readonly FeedRow[];
  /** Gives numbers to rows that have none. */
  readonly number?: (table: FeedTable) => void | Promise<void>;
  /** The rows with a number that a handle reads, in the order of their numbers. */
  readonly show?: (rows: readonly FeedRow[], table: FeedTable) => readonly FeedRow[];
  /** Reads a page of these rows. */
  readonly page?: (rows: readonly FeedRow[], request: FeedRequest, table: FeedTable) => Result<FeedPage, PageError>;
}

/** Makes subjects with such a feed. `designOf` is asked for each handle; `reopening` changes the table. */
export function withFeed(
  designOf: () => FeedDesign,
  reopening: (table: FeedTable) => void = () => undefined,
): () => Promise<ConformanceSubject> {
  return async () => {
    const memory = memoryRepository();
    const table: FeedTable = { rows: [], last: 0, commits: 0 };
    const open = (wait?: () => Promise<void>): RelationshipRepository => handleOf(memory, table, designOf(), wait);
    return {
      repository: open(),
      another: async () => open(),
      reopen: async () => {
        reopening(table);
        return open();
      },
      holding: async (wait) => open(wait),
      close: async () => {},
    };
  };
}

function handleOf(
  memory: RelationshipRepository,
  table: FeedTable,
  design: FeedDesign,
  wait: () => Promise<void> = roundTrip,
): RelationshipRepository {
  const { number = numberAll, show = (rows) => rows, page = pageOfRows } = design;
  const stores = withStores(memory, (store, name) => ({
    commit: (sent) =>
      answer(async () => {
        const underWay = underWayOf(sent, name === 'partners' ? 'partner' : 'customer');
        const numbers = design.draw?.(underWay, table) ?? [];
        design.before?.(underWay, table);
        await wait();
        const result = await store.commit(sent);
        if (result.isOk()) enter(table, design, underWay, rowsOf(underWay, result.value, numbers));
        return result;
      }),
  }));
  return {
    ...stores,
    feed: {
      read: (request) =>
        answer(async () => {
          await number(table);
          const numbered = table.rows.filter((row) => row.number !== null).sort(byNumber);
          return page(show(numbered, table), request, table);
        }),
    },
  };
}

function underWayOf(sent: Commit<string, unknown, unknown>, kind: FeedRow['document']['kind']): UnderWay {
  const { id, changes, expected, next } = sent;
  return { document: { kind, id }, changes: structuredClone(changes), expected, isErasure: next === null };
}

function rowsOf({ document, changes }: UnderWay, revision: Revision, numbers: readonly number[]): readonly FeedRow[] {
  return changes.map((change, place) => ({ document, change, revision, place, number: numbers[place] ?? null }));
}

/** A commit takes effect. */
function enter(table: FeedTable, design: FeedDesign, sent: UnderWay, rows: readonly FeedRow[]): void {
  const { record = (given) => given, erase = (left) => left } = design;
  if (sent.isErasure) {
    const { kind, id } = sent.document;
    const left = table.rows.filter(({ document }) => document.kind !== kind || document.id !== id);
    table.rows = [...erase(left, table.rows)];
  }
  table.rows.push(...record(rows, sent, table));
  table.commits += 1;
}

/** Numbers afterwards, in the order of the commits. */
export function numberAll(table: FeedTable): void {
  for (const row of table.rows) row.number ??= table.last += 1;
}

export function byNumber(one: FeedRow, other: FeedRow): number {
  return (one.number ?? 0) - (other.number ?? 0);
}

export function itemOf({ document, change, revision, place, number }: FeedRow): FeedItem {
  // The rows hold what was committed, of either kind.
  return structuredClone({ position: String(number), revision, place, document, change }) as FeedItem;
}

/** A page of rows; a position is a number that was given out. */
export function pageOfRows(
  rows: readonly FeedRow[],
  { after, limit }: FeedRequest,
  { last }: Pick<FeedTable, 'last'>,
): Result<FeedPage, PageError> {
  if (after !== null && (!/^[1-9]\d{0,14}$/.test(after) || Number(after) > last)) return err(unknownCursor(after));
  const rest = rows.filter(({ number }) => (number ?? 0) > Number(after ?? 0));
  return ok({ items: rest.slice(0, limit).map(itemOf) });
}

/** The next numbers of a sequence. */
export function nextNumbers(table: FeedTable, count: number): readonly number[] {
  return Array.from({ length: count }, () => (table.last += 1));
}
