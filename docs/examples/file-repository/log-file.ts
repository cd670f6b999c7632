import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** One commit as it stands in a file: a line of JSON. */
export interface LogRecord {
  /** The revision of the state after the commit. */
  readonly revision: string;
  /** The revision that it builds on; `absent` for the first. */
  readonly expected: string;
  readonly state: string;
  readonly changes: readonly string[];
}

/**
 * The records of a file that took effect, oldest first.
 *
 * Writers only append, and the file system puts their records one after the other. So all readers see the same order, and
 * the order decides: of several records that build on the same revision, the first one counts, and readers skip the
 * others. That is the compare-and-set.
 */
export async function readLog(path: string): Promise<readonly LogRecord[]> {
  const records: LogRecord[] = [];
  let revision = 'absent';
  for (const line of (await contentOf(path)).split('\n')) {
    // A record is JSON only when it is there to its last brace.
    const record = parseRecord(line);
    if (record?.expected !== revision) continue;
    records.push(record);
    revision = record.revision;
  }
  return records;
}

/** Whether the record was written as a whole. If not, nothing of it counts. */
export type Appended = 'whole' | 'in-part';

/**
 * Appends a record in one write and makes it durable. A process that dies half-way leaves a line that is not JSON; the
 * line break before each record keeps such a fragment apart from the next one.
 */
export async function appendToLog(
  path: string,
  record: LogRecord,
): Promise<Appended> {
  const line = Buffer.from(`\n${JSON.stringify(record)}`, 'utf8');
  const file = await open(path, 'a');
  try {
    const { bytesWritten } = await file.write(line);
    await file.sync();
    // The process that created the file may have died before it did this.
    await syncFolder(dirname(path));
    return bytesWritten === line.length ? 'whole' : 'in-part';
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder durable; syncing a file does not do that. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function parseRecord(line: string): LogRecord | null {
  try {
    const record: unknown = JSON.parse(line);
    return isObject(record) ? record : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is LogRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'revision' in value &&
    typeof value.revision === 'string' &&
    'expected' in value &&
    typeof value.expected === 'string' &&
    'state' in value &&
    typeof value.state === 'string' &&
    'changes' in value &&
    Array.isArray(value.changes)
  );
}
