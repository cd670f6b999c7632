import { operations, type Fact, type Operation, type Remedy, type RuleName } from 'partner-relationships';
import { rules } from 'partner-relationships/catalog';
import { partnersIn } from '../cast';
import type { Stage } from '../stage';
import { listed } from '../story/enumeration';
import type { Cell } from '../table';
import { answerTo, isAskable, subjectOf, type Answer } from './question';

const LETTERS: Readonly<Record<Fact, string>> = {
  'open-account': 'P',
  'relationship-in-force': 'R',
  'original-reseller': 'O',
  'admin-rights': 'D',
  'transacting-program': 'T',
  'active-standing': 'A',
};

/** In the order in which denials name missing facts. */
const FACTS: readonly Fact[] = [
  'open-account',
  'relationship-in-force',
  'original-reseller',
  'admin-rights',
  'transacting-program',
  'active-standing',
];

/** A non-breaking space. */
const TOGETHER = '\u00a0';

interface Row {
  readonly operation: Operation;
  /** One for each partner. */
  readonly answers: readonly Answer[];
}

/** Who may do what: every operation of the library by every partner of the story, with the reason of each denial. */
export async function showOperationsGrid(stage: Stage): Promise<void> {
  const { cast, tell } = stage;
  const partners = partnersIn(cast);
  const rows = await askEverything(stage);
  const answers = rows.flatMap((row) => row.answers);
  const rulesNamed = [...new Set(answers.flatMap((answer) => (answer.isErr() ? [answer.error.rule] : [])))];

  tell.chapter(`Who may do what for ${cast.customer.name}`);
  tell.remark(headline(stage));
  tell.gap();
  tell.table({
    columns: ['Operation', ...partners.map(({ name }) => name)],
    groups: [
      [['what each has', ...partners.map((_, at) => lettersOf(factsOf(rows, at)))]],
      rows.map((row) => [row.operation, ...row.answers.map((answer) => cellFor(answer, rulesNamed))]),
    ],
  });
  tell.gap();
  showLegend(stage, rulesNamed);
  showRemedies(stage, rows);
}

async function askEverything(stage: Stage): Promise<readonly Row[]> {
  const subject = subjectOf(stage);
  const asked = Object.values(operations).filter(({ operation }) => isAskable(operation, subject));
  return Promise.all(
    asked.map(async ({ operation }) => ({
      operation,
      answers: await Promise.all(
        partnersIn(stage.cast).map((partner) => answerTo(stage, partner, operation, subject)),
      ),
    })),
  );
}

function headline(stage: Stage): string {
  const { serviceId, subscription } = subjectOf(stage);
  if (subscription === null) {
    return `About ${serviceId}. Without a subscription for it, commercial operations cannot be asked about.`;
  }
  const { id, originalResellerId, status } = subscription;
  const seller = originalResellerId === null ? 'nobody' : stage.application.partnerName(originalResellerId);
  return `About the ${status} subscription ${id} for ${serviceId}; its original reseller is ${seller}.`;
}

/**
 * What a partner has, according to its answers: everything that an operation needs, except what is missing. A closed
 * account has nothing that counts.
 */
function factsOf(rows: readonly Row[], at: number): ReadonlySet<Fact> {
  const facts = new Set<Fact>();
  for (const { operation, answers } of rows) {
    const answer = answers[at];
    if (answer === undefined) continue;
    const missing = answer.isOk() ? [] : answer.error.context.missing;
    if (missing.includes('open-account')) return new Set();
    for (const { fact } of operations[operation].needs) if (!missing.includes(fact)) facts.add(fact);
  }
  return facts;
}

function lettersOf(facts: ReadonlySet<Fact>): string {
  return FACTS.map((fact) => (facts.has(fact) ? LETTERS[fact] : '·')).join('');
}

function cellFor(answer: Answer, rulesNamed: readonly RuleName[]): Cell {
  if (answer.isOk()) return { text: '✓', colour: 'good' };
  const { rule, context } = answer.error;
  const number = String(rulesNamed.indexOf(rule) + 1);
  return { text: `✗${number} ${context.missing.map((fact) => LETTERS[fact]).join('')}`, colour: 'bad' };
}

function showLegend({ tell }: Stage, rulesNamed: readonly RuleName[]): void {
  tell.remark('✓ allowed   ✗ denied: the number of the rule, then the letters of everything missing');
  tell.remark(FACTS.map((fact) => `${LETTERS[fact]}${TOGETHER}${fact}`).join('   '));
  if (rulesNamed.length > 0) tell.gap();
  for (const [at, rule] of rulesNamed.entries()) {
    tell.remark(`${String(at + 1)} ${rule}: ${rules[rule].statement}`);
  }
}

/** What would lawfully change the denials, according to the denials themselves. */
function showRemedies({ cast, tell }: Stage, rows: readonly Row[]): void {
  const remedies = new Map<string, { readonly remedy: Remedy; readonly names: Set<string> }>();
  for (const [at, { name }] of partnersIn(cast).entries()) {
    for (const remedy of rows.flatMap(({ answers }) => remediesIn(answers[at]))) {
      const key = `${LETTERS[remedy.fact]} ${remedy.party} ${remedy.action}`;
      const known = remedies.get(key) ?? { remedy, names: new Set() };
      remedies.set(key, { remedy, names: known.names.add(name) });
    }
  }
  if (remedies.size === 0) return;
  const sorted = [...remedies.values()].sort(
    (one, other) => FACTS.indexOf(one.remedy.fact) - FACTS.indexOf(other.remedy.fact),
  );
  tell.gap();
  tell.table({
    columns: ['Missing', 'Whose denial says so', 'Who can change it', 'By what'],
    groups: [
      sorted.map(({ remedy: { fact, party, action }, names }) => [
        { text: LETTERS[fact], colour: 'heading' },
        listed([...names]),
        party,
        action,
      ]),
    ],
  });
}

function remediesIn(answer: Answer | undefined): readonly Remedy[] {
  return answer === undefined || answer.isOk() ? [] : answer.error.context.remedies;
}
