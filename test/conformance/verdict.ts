import { repositoryConformance, type RepositoryConformanceOptions } from 'partner-relationships/conformance';

/** One check, as the kit hands it to a test runner. */
export interface RegisteredCheck {
  readonly name: string;
  /** The number of its MUST; `0` for create(), `1-8` for all together. */
  readonly must: string;
  readonly check: () => Promise<void>;
  readonly limit: number;
}

/** The result of one check. */
export interface Verdict extends Pick<RegisteredCheck, 'name' | 'must'> {
  /** Why it failed; null if it passed. */
  readonly failure: Error | null;
}

/** The checks that the kit makes with these options. */
export function registeredChecks(
  options: Omit<RepositoryConformanceOptions, 'describe' | 'it'>,
): readonly RegisteredCheck[] {
  const checks: RegisteredCheck[] = [];
  repositoryConformance({
    ...options,
    describe: (_, define) => {
      define();
    },
    it: (name, check, limit) => checks.push({ name, must: /^[0-9-]+/.exec(name)?.[0] ?? '', check, limit }),
  });
  return checks;
}

/** Runs checks one after the other, as a test runner does. */
export async function verdicts(checks: readonly RegisteredCheck[]): Promise<readonly Verdict[]> {
  const found: Verdict[] = [];
  for (const { name, must, check } of checks) {
    const failure = await check().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    found.push({ name, must, failure });
  }
  return found;
}

/** Enough to find every fault of the broken repositories, and little enough to look at all of them in seconds. */
export const SMALL: NonNullable<RepositoryConformanceOptions['sizes']> = {
  writers: 4,
  handles: 3,
  rounds: 3,
  historyLength: 34,
  customers: 12,
  relationships: 60,
  delegations: 60,
  requests: 60,
  roleDelegations: 3,
  roleOffers: 12,
  runs: 1,
  commands: 1,
};
