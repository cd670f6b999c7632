import { memoryRepository } from 'partner-relationships';
import type { ConformanceSubject } from 'partner-relationships/conformance';
import { describe, expect, it } from 'vitest';
import { lastWriteWins } from './broken/last-write-wins';
import { conformanceTable } from './table';
import { SMALL } from './verdict';

async function inMemory(): Promise<ConformanceSubject> {
  const repository = memoryRepository();
  return { repository, another: async () => repository, close: async () => {} };
}

describe('the table of checks and repositories', () => {
  it('tells which checks pass, which fail, and which are left out for a volatile repository', async () => {
    const table = await conformanceTable([
      { name: 'in memory', create: inMemory, volatile: true, sizes: SMALL },
      { name: 'last write wins', create: lastWriteWins.create, sizes: SMALL },
    ]);
    const lines = table.split('\n');
    expect(lines.slice(0, 2)).toEqual(['| check | in memory | last write wins |', '| --- | --- | --- |']);
    const row = (part: string): string | undefined => lines.find((line) => line.includes(part));
    expect(row('one at a stale revision of a partner')).toContain('| passes | fails |');
    expect(row('in a history of a partner, whatever the limit')).toContain('| passes | passes |');
    expect(row('survives reopening: the state and the history of a partner')).toContain('| volatile | passes |');
  });
});
