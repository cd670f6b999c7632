import { randomUUID } from 'node:crypto';
import { open, readFile, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** One commit as it stands in a file: a line of JSON. */
export interface LogRecord {
  /** The revision of the state after the commit. */
  readonly revision: string;
  /** The revision that it builds on; `absent` for the first. */
  readonly expected: string;
  /** Null if the commit erases. */
  readonly state: string | null;
  readonly changes: readonly string[];
}

/** What took effect of a document, and where it goes on. */
export interface Log {
  /** The records since the last erasure, and that erasure; oldest first. */
  readonly records: readonly LogRecord[];
  /** The file that takes the next record. */
  readonly path: string;
  /** The revision on which the first record of this file builds. */
  readonly begins: string;
}

/**
 * The log of a document: `document.0.jsonl`, and one more file after each erasure. An erasure ends its file, and nothing
 * that is appended to it later counts. So what came before the erasure can be taken out of the file at any time, even
 * while others append; who reads the log does that if it has not been done yet.
 */
export async function readLog(document: string): Promise<Log> {
  let erasure: LogRecord | null = null;
  for (let part = 0; ; part += 1) {
    const path = `${document}.${part}.jsonl`;
    const begins: string = erasure?.revision ?? 'absent';
    const records = recordsIn(await contentOf(path), begins);
    const last = records.at(-1);
    if (last?.state !== null) {
      const before = erasure === null ? [] : [erasure];
      return { path, begins, records: [...before, ...records] };
    }
    erasure = { ...last, expected: begins };
    if (records.length > 1) await replaceFile(path, erasure);
  }
}

/**
 * The records of a file that took effect, oldest first.
 *
 * Writers only append, and the file system puts their records one after the other. So all readers see the same order, and
 * the order decides: of several records that build on the same revision, the first one counts, and readers skip the
 * others. That is the compare-and-set.
 */
function recordsIn(content: string, begins: string): readonly LogRecord[] {
  const records: LogRecord[] = [];
  let revision = begins;
  for (const line of content.split('\n')) {
    // A record is JSON only when it is there to its last brace.
    const record = parseRecord(line);
    if (record?.expected !== revision) continue;
    records.push(record);
    if (record.state === null) break;
    revision = record.revision;
  }
  return records;
}

/** Whether the record was written as a whole, and whether it counts: another one may have been first. */
export type Appended = 'counts' | 'late' | 'in-part';

/**
 * Appends a record in one write and makes it durable. A process that dies half-way leaves a line that is not JSON; the
 * line break before each record keeps such a fragment apart from the next one.
 */
export async function appendToLog(
  { path, begins }: Log,
  record: LogRecord,
): Promise<Appended> {
  const line = lineOf(record);
  const file = await open(path, 'a+');
  try {
    const { bytesWritten } = await file.write(line);
    await file.sync();
    // The process that created the file may have died before it did this.
    await syncFolder(dirname(path));
    if (bytesWritten < line.length) return 'in-part';
    // From this file, even if an erasure has put another in its place.
    const records = recordsIn(await wholeOf(file), begins);
    const counts = records.some((one) => one.revision === record.revision);
    return counts ? 'counts' : 'late';
  } finally {
    await file.close();
  }
}

/** Puts a file with one record in the place of another file; everybody sees one or the other, and nothing between. */
async function replaceFile(path: string, record: LogRecord): Promise<void> {
  const beside = `${path}.${randomUUID().slice(0, 8)}`;
  const file = await open(beside, 'wx');
  try {
    await file.writeFile(lineOf(record));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  await syncFolder(dirname(path));
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

function lineOf(record: LogRecord): Buffer {
  return Buffer.from(`\n${JSON.stringify(record)}`, 'utf8');
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

async function wholeOf(file: FileHandle): Promise<string> {
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
  return buffer.subarray(0, bytesRead).toString('utf8');
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
    (typeof value.state === 'string' || value.state === null) &&
    'changes' in value &&
    Array.isArray(value.changes)
  );
}
