import { brokenRepositories } from './broken-repositories';
import { isCaught, judge, type Judgement } from './judgement';
import { table } from './table';

// npx tsx --tsconfig test/tsconfig.json test/conformance/report.ts

const judgements: Judgement[] = [];
for (const broken of brokenRepositories) judgements.push(await judge(broken, 'all'));

const rows = judgements.map((judgement) => {
  const { broken, failed, missed, unjust } = judgement;
  const outcome = isCaught(judgement) ? 'caught' : `missed: ${missed.join(', ')}; unjust: ${unjust.join(', ')}`;
  return [broken.fault, broken.blamed.join(', '), String(failed.length), outcome];
});
console.log(table([['fault', 'MUST', 'checks that fail', 'verdict'], ...rows]));
console.log(`\n${judgements.filter(isCaught).length} of ${judgements.length} broken repositories caught`);
