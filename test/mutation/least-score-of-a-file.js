// @ts-check
// A reporter of Stryker. The whole may hide a file that no test looks at: so no file may fall below this.
import process from 'node:process';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';

/**
 * In percent. What the whole has to reach is in stryker.config.js. A single survivor is let pass: in a small file it
 * weighs much, and it may be a change that makes no difference, such as comparing the kind of an actor no more, whose id
 * no other kind has.
 */
const LEAST_SCORE_OF_A_FILE = 95;
const MOST_UNDETECTED = 1;

/**
 * @typedef {import('@stryker-mutator/api/report').Reporter} Reporter
 * @typedef {Parameters<NonNullable<Reporter['onMutationTestReportReady']>>[1]['systemUnderTestMetrics']} Scored
 */

/**
 * A room is scored like a file, and holds files.
 *
 * @param {Scored} scored
 * @returns {Scored[]}
 */
const filesOf = (scored) => (scored.file === undefined ? scored.childResults.flatMap(filesOf) : [scored]);

/** @implements {Reporter} */
class LeastScoreOfAFile {
  static inject = tokens(commonTokens.logger);

  /** @param {import('@stryker-mutator/api/logging').Logger} log */
  constructor(log) {
    this.log = log;
  }

  /** @type {NonNullable<Reporter['onMutationTestReportReady']>} */
  onMutationTestReportReady(_report, { systemUnderTestMetrics }) {
    // A file without mutants has no score, which is not a number.
    const low = filesOf(systemUnderTestMetrics).filter(
      ({ metrics }) => metrics.mutationScore < LEAST_SCORE_OF_A_FILE && metrics.totalUndetected > MOST_UNDETECTED,
    );
    for (const { file, metrics } of low) {
      this.log.error(`${file?.name}: ${metrics.mutationScore.toFixed(2)} % is less than ${LEAST_SCORE_OF_A_FILE} %.`);
    }
    if (low.length > 0) process.exitCode = 1;
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'least-score-of-a-file', LeastScoreOfAFile)];
