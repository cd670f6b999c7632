import type { BrokenRepository } from './broken-repository';
import { registeredChecks, SMALL, verdicts, type Verdict } from './verdict';

/** How the kit judged a broken repository. */
export interface Judgement {
  readonly broken: BrokenRepository;
  /** The names of all checks but the one of all together, which can fail for any fault. */
  readonly checks: readonly string[];
  readonly failed: readonly Verdict[];
  /** What should have failed and did not: names of checks, and promises that nothing blamed. */
  readonly missed: readonly string[];
  /** The checks that failed although their promise is kept. */
  readonly unjust: readonly string[];
}

export async function judge(broken: BrokenRepository): Promise<Judgement> {
  const checks = registeredChecks({ create: broken.create, sizes: { ...SMALL, ...broken.sizes }, timeoutMs: 20_000 });
  const all = await verdicts(checks.filter(({ name }) => !name.startsWith('1-8 ')));
  const failed = all.filter(({ failure }) => failure !== null);
  const blamed = new Set(broken.blamed.map(String));
  return {
    broken,
    checks: all.map(({ name }) => name),
    failed,
    missed: [
      ...broken.caughtBy.filter((part) => !failed.some(({ name }) => name.includes(part))),
      ...[...blamed].filter((mark) => !failed.some((verdict) => verdict.mark === mark)),
    ],
    unjust: failed.filter(({ mark }) => !blamed.has(mark)).map(({ name }) => name),
  };
}

/** Whether the kit found the fault and blamed nothing else. */
export function isCaught({ missed, unjust }: Judgement): boolean {
  return missed.length === 0 && unjust.length === 0;
}
