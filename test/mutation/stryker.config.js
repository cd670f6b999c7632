// @ts-check

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [
    'src/rules/**/*.ts',
    'src/model/evolve-*.ts',
    'src/partners/**/*.ts',
    'src/customers/**/*.ts',
    'src/invitation/**/*.ts',
    'src/service/**/*.ts',
    'src/repository/memory-*.ts',
    'src/repository/cloud-event.ts',
  ],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner', './test/mutation/least-score-of-a-file.js'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 5_000,
  ignorePatterns: ['/dist', '/docs', '/coverage'],
  tempDirName: '.stryker-tmp',
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['clear-text', 'progress-append-only', 'html', 'json', 'least-score-of-a-file'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  thresholds: { high: 100, low: 97, break: 97 },
};
