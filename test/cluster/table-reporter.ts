import type { Reporter, TestModule } from 'vitest/node';
import type { Findings } from './load';
import { tableOf } from './table';

declare module 'vitest' {
  export interface TaskMeta {
    /** What a test has seen under load. */
    findings?: Findings;
  }
}

/** Prints, after all that vitest prints, what was seen under load. */
export default class TableReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const findings = modules.flatMap(({ children }) =>
      [...children.allTests()].flatMap((test) => test.meta().findings ?? []),
    );
    if (findings.length === 0) return;
    process.once('exit', () => process.stdout.write(`\n${tableOf(findings)}\n`));
  }
}
