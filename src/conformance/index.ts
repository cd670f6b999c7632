export { repositoryConformance } from './repository-conformance';
export type { ConformanceSubject, RepositoryConformanceOptions } from './options';
export type { ConformanceSizes } from './sizes';
