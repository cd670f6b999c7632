import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isWholeCheck } from '../fixtures/whole-check';
import { brokenRepositories } from './broken-repositories';
import type { BrokenRepository } from './broken-repository';
import { judge, type Judgement } from './judgement';
import { withFeed } from './feed-table';
import { answersHeld, isolatedOnPaper, oneHandle, sharedOnPaper } from './mistaken-subjects';
import { registeredChecks, SMALL, verdicts } from './verdict';

const judgements = new Map<BrokenRepository, Promise<Judgement>>();

function judgementOf(broken: BrokenRepository): Promise<Judgement> {
  const judgement = judgements.get(broken) ?? judge(broken, isWholeCheck ? 'all' : 'quick ones');
  judgements.set(broken, judgement);
  return judgement;
}

describe('the conformance kit', () => {
  it('is tried on every repository in the folder of the broken ones', async () => {
    const files = await readdir(join(import.meta.dirname, 'broken'));
    expect(brokenRepositories).toHaveLength(files.length);
    expect(new Set(brokenRepositories.map(({ fault }) => fault)).size).toBe(files.length);
    expect(files.length).toBeGreaterThan(100);
  });

  it.each(brokenRepositories.map((broken) => [broken.fault, broken] as const))(
    'finds the fault "%s", and blames no promise that is kept',
    async (_, broken) => {
      const { missed, unjust } = await judgementOf(broken);
      expect({ missed, unjust }).toEqual({ missed: [], unjust: [] });
    },
  );

  it('says in every failure which promise is broken, what was due, what happened and where to look', async () => {
    for (const broken of brokenRepositories) {
      for (const { name, must, failure } of (await judgementOf(broken)).failed) {
        expect(failure?.name, name).toBe('Nonconformity');
        expect(failure?.message, name).toMatch(
          new RegExp(`^MUST ${must} of the storage contract: .+\n  due:      .+\n  happened: .+\n  advice:   .+`),
        );
      }
    }
  });

  it('has no check that nothing fails', async () => {
    const all = await Promise.all(brokenRepositories.map(judgementOf));
    const mistaken = [isolatedOnPaper, oneHandle, sharedOnPaper, answersHeld, withFeed(() => ({}))];
    const subjects = mistaken.flatMap((create) => registeredChecks({ create, sizes: SMALL }));
    const ofCreate = subjects.filter(({ must }) => must === '0');
    const failing = new Set([
      ...all.flatMap(({ failed }) => failed.map(({ name }) => name)),
      ...(await verdicts(ofCreate)).flatMap(({ name, failure }) => (failure === null ? [] : [name])),
    ]);
    const checks = registeredChecks({ create: isolatedOnPaper, feed: true, sizes: SMALL })
      .filter(({ must }) => must !== '1-8')
      .map(({ name }) => name);
    expect(checks.length).toBeGreaterThan(60);
    expect(checks.filter((name) => !failing.has(name))).toEqual([]);
  });
});
