/**
 * The checks that every repository must pass, for your own one, under any test runner. Needs fast-check 4.
 *
 * @module partner-relationships/conformance
 */

export { repositoryConformance } from './repository-conformance';
export type { ConformanceSubject, RepositoryConformanceOptions } from './harness/options';
export type { ConformanceSizes } from './harness/sizes';
