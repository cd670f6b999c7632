import { withoutFeed, type BrokenRepository } from './broken-repository';
import { registeredChecks, SMALL, verdicts, type RegisteredCheck, type Verdict } from './verdict';

/** How the kit judged a broken repository. */
export interface Judgement {
  readonly broken: BrokenRepository;
  /** The names of the checks that were made. */
  readonly checks: readonly string[];
  readonly failed: readonly Verdict[];
  /** Parts of the names of checks that should have failed and did not, and promises that no check blamed. */
  readonly missed: readonly string[];
  /** The checks that failed although their promise is kept. */
  readonly unjust: readonly string[];
}

/** The check of all together can fail for any fault. */
const TOGETHER = '1-8';

/** Names of checks that go through many ids, large documents, long histories or long lists, and take most of the time. */
const SLOW =
  /ids are compared|reopening|is closed and|as large as|greatest length|large commit|many changes|longer and|lists follow|while some|again and again/;

/** Runs the checks of the promises that the kit may blame, and the quick ones or all of the others. */
export async function judge(broken: BrokenRepository, others: 'quick ones' | 'all'): Promise<Judgement> {
  const blamed = new Set(broken.blamed.map(String));
  const { feed = false } = broken;
  const checks = registeredChecks({
    create: feed ? broken.create : withoutFeed(broken.create),
    feed,
    sizes: { ...SMALL, ...broken.sizes },
    timeoutMs: 20_000,
  });
  const isMade = ({ name, must }: RegisteredCheck): boolean =>
    must !== TOGETHER && (blamed.has(must) || others === 'all' || !SLOW.test(name));
  const all = await verdicts(checks.filter(isMade));
  const failed = all.filter(({ failure }) => failure !== null);
  return {
    broken,
    checks: all.map(({ name }) => name),
    failed,
    missed: [
      ...broken.caughtBy.filter((part) => !failed.some(({ name }) => name.includes(part))),
      ...[...blamed].filter((must) => !failed.some((verdict) => verdict.must === must)),
    ],
    unjust: failed.filter(({ must }) => !blamed.has(must)).map(({ name }) => name),
  };
}

/** Whether the kit found the fault and blamed nothing else. */
export function isCaught({ missed, unjust }: Judgement): boolean {
  return missed.length === 0 && unjust.length === 0;
}
