import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendToLog, readLog, type LogRecord } from './log-file.js';

function record(revision: string, expected: string): LogRecord {
  return { revision, expected, state: '{"name":"Café {}"}', changes: ['{"at":"2026-11-22"}'] };
}

describe('a log file', () => {
  const first = record('first', 'absent');
  const dying = record('dying', 'first');
  const next = record('next', 'first');
  let folder: string;
  let path: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'log-file-'));
    path = join(folder, 'log.jsonl');
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** The bytes that are appended for a record. */
  async function bytesOf(one: LogRecord): Promise<Buffer> {
    const alone = join(folder, one.revision);
    await appendToLog(alone, one);
    return readFile(alone);
  }

  it('keeps the first of several records that build on the same one', async () => {
    for (const one of [first, next, dying]) expect(await appendToLog(path, one)).toBe('whole');
    expect(await readLog(path)).toEqual([first, next]);
  });

  it('never counts a record that was written in part', async () => {
    const [before, written, after] = [await bytesOf(first), await bytesOf(dying), await bytesOf(next)];
    for (let part = 1; part < written.length; part += 1) {
      await writeFile(path, Buffer.concat([before, written.subarray(0, part)]));
      expect(await readLog(path), `${part} of ${written.length} bytes`).toEqual([first]);
      await appendFile(path, after);
      expect(await readLog(path), `${part} of ${written.length} bytes, and the next record`).toEqual([first, next]);
    }
  });
});
