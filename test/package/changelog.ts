/** A release in a changelog that follows https://common-changelog.org. */
export interface Release {
  readonly version: string;
  readonly date: string;
  /** The changes of all categories, each on its line. */
  readonly changes: readonly string[];
}

export interface Changelog {
  /** The newest first. */
  readonly releases: readonly Release[];
  /** The violations of that form. */
  readonly problems: readonly string[];
}

const CATEGORIES = ['Changed', 'Added', 'Removed', 'Fixed'];
const VERSION = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?$/;
const HEADING = /^\[?([^\]\s]+)\]? - (\d{4}-\d{2}-\d{2})$/;
const NOTICE = /^_[^_].*[^_]_$/;
const CHANGE = /^- (?:\*\*[^*]+:\*\* )?[A-Za-z]/;

const isDay = (date: string): boolean => {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
};

const numbersOf = (version: string): readonly number[] => version.split('-')[0]?.split('.').map(Number) ?? [];

/** Whether a version comes after another; a prerelease comes before its release. */
function isLater(version: string, other: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(other)];
  const at = left.findIndex((number, index) => number !== right[index]);
  return at === -1 ? other.includes('-') && !version.includes('-') : (left[at] ?? 0) > (right[at] ?? 0);
}

function readGroup(
  version: string,
  text: string,
): { readonly changes: readonly string[]; readonly problems: readonly string[] } {
  const [category = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  const problems = CATEGORIES.includes(category) ? [] : [`${version}: ${category} is no category`];
  if (lines.length === 0) problems.push(`${version}: ${category} lists no change`);
  problems.push(...lines.filter((line) => !CHANGE.test(line)).map((line) => `${version}: no change: ${line}`));
  return { changes: lines.map((line) => line.replace(/^- /, '')), problems };
}

function readRelease(text: string, links: string): { readonly release: Release; readonly problems: readonly string[] } {
  const [heading = '', ...lines] = text.split('\n');
  const [, version = '', date = ''] = HEADING.exec(heading) ?? [];
  const problems: string[] = [];
  if (!VERSION.test(version)) problems.push(`no version and date: ${heading}`);
  else if (!isDay(date)) problems.push(`${version}: ${date} is no day`);
  if (!links.includes(`[${version}]: https://`)) problems.push(`${version}: its heading leads nowhere`);
  const [preface = '', ...groups] = lines.join('\n').split(/^### /m);
  const notices = preface.split('\n').filter((line) => line.trim() !== '');
  if (notices.length > 1 || !notices.every((line) => NOTICE.test(line))) {
    problems.push(`${version}: before the changes comes one notice in italics at most`);
  }
  const categories = groups.map((group) => CATEGORIES.indexOf(group.split('\n')[0] ?? ''));
  if (categories.some((category, at) => category <= (categories[at - 1] ?? -1))) {
    problems.push(`${version}: the categories are not in order`);
  }
  if (groups.length === 0 && notices.length === 0) problems.push(`${version}: says nothing`);
  const read = groups.map((group) => readGroup(version, group));
  const changes = read.flatMap((group) => group.changes);
  return { release: { version, date, changes }, problems: [...problems, ...read.flatMap((group) => group.problems)] };
}

/** Reads a changelog, and lists the violations of the form. */
export function readChangelog(text: string): Changelog {
  const links = text.match(/^\[[^\]]+\]: .*$/gm)?.join('\n') ?? '';
  const [title, ...sections] = text.replace(/^\[[^\]]+\]: .*$/gm, '').split(/^## /m);
  const read = sections.map((section) => readRelease(section, links));
  const releases = read.map(({ release }) => release);
  const problems = read.flatMap((release) => release.problems);
  if (title?.trim() !== '# Changelog') problems.push('it does not begin with the heading Changelog');
  releases.slice(1).forEach(({ version }, at) => {
    const before = releases[at]?.version ?? '';
    if (!isLater(before, version)) problems.push(`${before} stands before ${version}`);
  });
  return { releases, problems };
}
