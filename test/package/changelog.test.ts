import { describe, expect, it } from 'vitest';
import { keptChangelog } from './api-record';
import { readChangelog } from './changelog';
import { manifest } from './manifest';

const links = '\n[2.0.0]: https://example.com/2\n[1.0.0]: https://example.com/1\n';
const two = `## [2.0.0] - 2026-03-01

_If you are upgrading: please see the guide._

### Changed

- **Breaking:** let \`close\` wait

### Removed

- Drop \`open\`
`;
const one = `## [1.0.0] - 2026-02-28

_First release._
`;
const problemsOf = (...parts: string[]): readonly string[] => readChangelog(parts.join('\n')).problems;

describe('the form of a changelog', () => {
  it('is parsed', () => {
    const { releases, problems } = readChangelog(`# Changelog\n\n${two}\n${one}${links}`);
    expect(problems).toEqual([]);
    expect(releases).toEqual([
      { version: '2.0.0', date: '2026-03-01', changes: ['**Breaking:** let `close` wait', 'Drop `open`'] },
      { version: '1.0.0', date: '2026-02-28', changes: [] },
    ]);
  });

  it.each([
    ['has no title', [two, one, links], 'it does not begin with the heading Changelog'],
    ['has the older release first', ['# Changelog\n', one, two, links], '1.0.0 stands before 2.0.0'],
    ['names a version that leads nowhere', ['# Changelog\n', one], '1.0.0: its heading leads nowhere'],
    ['leaves the date out', ['# Changelog\n', one.replace(' - 2026-02-28', ''), links], 'no version and date: [1.0.0]'],
    ['has a date of no calendar', ['# Changelog\n', one.replace('28', '30'), links], '1.0.0: 2026-02-30 is no day'],
    [
      'invents a category',
      ['# Changelog\n', two.replace('Removed', 'Security'), links],
      '2.0.0: Security is no category',
    ],
    [
      'changes the order of the categories',
      ['# Changelog\n', two.replace('Changed', 'Fixed'), links],
      '2.0.0: the categories are not in order',
    ],
    [
      'leaves a category empty',
      ['# Changelog\n', two.replace('- Drop `open`\n', ''), links],
      '2.0.0: Removed lists no change',
    ],
    [
      'tells a story',
      ['# Changelog\n', two.replace('- Drop', 'We dropped'), links],
      '2.0.0: no change: We dropped `open`',
    ],
    [
      'has a preface that is no notice',
      ['# Changelog\n', two.replace('_If', 'If'), links],
      '2.0.0: before the changes comes one notice in italics at most',
    ],
    ['says nothing', ['# Changelog\n', one.replace('_First release._\n', ''), links], '1.0.0: says nothing'],
  ])('is missed where it %s', (_, parts, problem) => {
    expect(problemsOf(...parts)).toContain(problem);
  });
});

describe('CHANGELOG.md', () => {
  it('has the form of Common Changelog', async () => {
    expect((await keptChangelog()).problems).toEqual([]);
  });

  it('has the version of the package as its newest release', async () => {
    expect((await keptChangelog()).releases[0]?.version).toBe(manifest.version);
  });
});
