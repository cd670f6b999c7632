import { describe, expect, it } from 'vitest';
import { releaseProblems, type ReleaseCandidate } from './release';

const changes = ['Add `open`'];
const exports = { lib: { open: 'a' } };
const ready: ReleaseCandidate = {
  tag: 'v1.2.0',
  manifest: { version: '1.2.0', repository: { url: 'git+https://git.example/lib.git' } },
  changelog: { releases: [{ version: '1.2.0', date: '2026-11-22', changes }], problems: [] },
  record: { version: '1.2.0', changes, exports },
  exports,
};

describe('a release', () => {
  it('is ready when the tag, package.json, the changelog and the recorded API agree', () => {
    expect(releaseProblems(ready)).toEqual([]);
  });

  it.each<[string, Partial<ReleaseCandidate>, string]>([
    ['the tag is of another version', { tag: 'v1.2.1' }, 'the tag is v1.2.1, and package.json says 1.2.0'],
    ['the tag has no v', { tag: '1.2.0' }, 'the tag is 1.2.0, and package.json says 1.2.0'],
    [
      'the changelog has not come so far',
      { changelog: { releases: [{ version: '1.1.0', date: '2026-11-22', changes }], problems: [] } },
      'the changelog ends with 1.1.0, and package.json says 1.2.0',
    ],
    [
      'the changelog is empty',
      { changelog: { releases: [], problems: [] } },
      'the changelog ends with nothing, and package.json says 1.2.0',
    ],
    ['the changelog is malformed', { changelog: { ...ready.changelog, problems: ['it is'] } }, 'it is'],
    ['nobody can say where it comes from', { manifest: { version: '1.2.0' } }, 'package.json names no repository'],
    ['the API is recorded of another release', { record: { ...ready.record, version: '1.1.0' } }, 'is not recorded'],
    ['the API has changed since', { exports: { lib: { open: 'b' } } }, 'is not recorded'],
    ['the changelog has changed since', { record: { ...ready.record, changes: [] } }, 'is not recorded'],
  ])('is not ready when %s', (_, difference, problem) => {
    expect(releaseProblems({ ...ready, ...difference }).join('\n')).toContain(problem);
  });
});
