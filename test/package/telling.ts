import * as z from 'zod/mini';
import type { Release } from './changelog';

const fingerprints = z.record(z.string(), z.string());

export const recordSchema = z.object({
  /** The newest release in the changelog when this was recorded. */
  version: z.string(),
  /** What the changelog said about it at that time. */
  changes: z.array(z.string()),
  /** The fingerprint of every exported name, by entry. */
  exports: z.record(z.string(), fingerprints),
});

/** The public API at a release, and the lines of the changelog at that time. */
export type ApiRecord = z.infer<typeof recordSchema>;

type Fingerprints = z.infer<typeof fingerprints>;

/** The lines added to the changelog since. */
export function linesSince({ version, changes }: ApiRecord, releases: readonly Release[]): readonly string[] {
  const at = releases.findIndex((release) => release.version === version);
  if (at === -1) throw new Error(`the changelog does not know ${version}, at which the API was recorded`);
  const later = releases.slice(0, at).flatMap((release) => release.changes);
  return [...later, ...(releases[at]?.changes.filter((line) => !changes.includes(line)) ?? [])];
}

/** A line names an export in code: `authorize`, or `parse…` for all names that begin with it. */
function speaksOf(line: string, name: string): boolean {
  const code = [...line.matchAll(/`([^`]+)`/g)].flatMap(([, text = '']) => [text, ...(text.match(/[\w$]+…?/g) ?? [])]);
  return code.some((word) => word === name || (word.endsWith('…') && name.startsWith(word.slice(0, -1))));
}

function differences(before: Fingerprints, now: Fingerprints): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => before[name] !== now[name]).sort();
}

/**
 * The names whose declarations were added, removed or changed since the API was recorded, and that no line added to
 * the changelog since then names. An entry that was added or removed as a whole needs a line with its own name.
 */
export function untoldChanges(
  record: ApiRecord,
  now: ApiRecord['exports'],
  releases: readonly Release[],
): readonly string[] {
  const lines = linesSince(record, releases);
  const isTold = (name: string): boolean => lines.some((line) => speaksOf(line, name));
  const entries = [...new Set([...Object.keys(record.exports), ...Object.keys(now)])].sort();
  return entries.flatMap((entry) => {
    const [before, after] = [record.exports[entry], now[entry]];
    if (before === undefined || after === undefined) return isTold(entry) ? [] : [entry];
    return differences(before, after).filter((name) => !isTold(name)).map((name) => `${name} (${entry})`);
  });
}
