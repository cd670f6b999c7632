import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendToLog, readLog, type LogRecord } from './log-file.js';

function record(revision: string, expected: string): LogRecord {
  return { revision, expected, state: '{"name":"Café {}"}', changes: ['{"at":"2026-11-22"}'] };
}

function erasure(revision: string, expected: string): LogRecord {
  return { revision, expected, state: null, changes: ['{"kind":"customer-erased"}'] };
}

describe('a log file', () => {
  const first = record('first', 'absent');
  const dying = record('dying', 'first');
  const next = record('next', 'first');
  let folder: string;
  let document: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'log-file-'));
    document = join(folder, 'document');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function append(...records: readonly LogRecord[]): Promise<readonly string[]> {
    const answers: string[] = [];
    for (const one of records) answers.push(await appendToLog(await readLog(document), one));
    return answers;
  }

  async function recorded(): Promise<readonly LogRecord[]> {
    return (await readLog(document)).records;
  }

  /** The bytes that are appended for a record. */
  async function bytesOf(one: LogRecord): Promise<Buffer> {
    const path = join(folder, one.revision);
    await appendToLog({ path, begins: 'absent', records: [] }, one);
    return readFile(path);
  }

  /** All that is in the folder. */
  async function content(): Promise<string> {
    const names = await readdir(folder);
    return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
  }

  it('keeps the first of several records that build on the same one', async () => {
    expect(await append(first, next, dying)).toEqual(['counts', 'counts', 'late']);
    expect(await recorded()).toEqual([first, next]);
  });

  it('never counts a record that was written in part', async () => {
    const [before, written, after] = [await bytesOf(first), await bytesOf(dying), await bytesOf(next)];
    const path = `${document}.0.jsonl`;
    for (let part = 1; part < written.length; part += 1) {
      await writeFile(path, Buffer.concat([before, written.subarray(0, part)]));
      expect(await recorded(), `${part} of ${written.length} bytes`).toEqual([first]);
      await appendFile(path, after);
      expect(await recorded(), `${part} of ${written.length} bytes, and the next record`).toEqual([first, next]);
    }
  });

  it('has nothing before an erasure, and goes on after it', async () => {
    expect(await append(first, next, erasure('gone', 'next'))).toEqual(['counts', 'counts', 'counts']);
    expect(await recorded()).toEqual([erasure('gone', 'absent')]);
    expect(await content()).not.toContain('Café');

    const again = record('again', 'gone');
    expect(await append(again, next, erasure('late', 'next'))).toEqual(['counts', 'late', 'late']);
    expect(await recorded()).toEqual([erasure('gone', 'absent'), again]);
    expect(await append(erasure('gone again', 'again'), erasure('and again', 'gone again'))).toEqual(['counts', 'counts']);
    expect(await recorded()).toEqual([erasure('and again', 'gone again')]);
    expect(await content()).not.toContain('Café');
  });

  it('loses nothing and counts nothing twice when writers have read it before an erasure', async () => {
    expect(await append(first)).toEqual(['counts']);
    const before = await readLog(document);
    expect(await append(erasure('gone', 'first'))).toEqual(['counts']);
    // The file is the old one until somebody reads it.
    expect(await appendToLog(before, next)).toBe('late');
    expect(await recorded()).toEqual([erasure('gone', 'absent')]);
    expect(await appendToLog(before, dying)).toBe('late');
    expect(await append(record('again', 'gone'))).toEqual(['counts']);
    expect(await recorded()).toEqual([erasure('gone', 'absent'), record('again', 'gone')]);
  });
});
