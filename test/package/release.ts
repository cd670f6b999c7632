import type { Changelog } from './changelog';
import type { Manifest } from './manifest';
import type { ApiRecord } from './telling';

/** The release that is about to be published. */
export interface ReleaseCandidate {
  readonly tag: string;
  readonly manifest: Pick<Manifest, 'version' | 'repository'>;
  readonly changelog: Changelog;
  /** The recorded API, and the present one. */
  readonly record: ApiRecord;
  readonly exports: ApiRecord['exports'];
}

const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** The reasons not to publish: the tag, package.json, the changelog and the recorded API must agree. */
export function releaseProblems(candidate: ReleaseCandidate): readonly string[] {
  const { tag, manifest, changelog, record, exports } = candidate;
  const { version, repository } = manifest;
  const [newest] = changelog.releases;
  const problems = [...changelog.problems];
  if (tag !== `v${version}`) problems.push(`the tag is ${tag}, and package.json says ${version}`);
  if (newest?.version !== version) {
    problems.push(`the changelog ends with ${newest?.version ?? 'nothing'}, and package.json says ${version}`);
  }
  if (repository === undefined) problems.push('package.json names no repository, which provenance is compared with');
  const isRecorded = record.version === version && isSame(record.changes, newest?.changes ?? []);
  if (!isRecorded || !isSame(record.exports, exports)) {
    problems.push('the API of this release is not recorded: npm run api -- --release');
  }
  return problems;
}
