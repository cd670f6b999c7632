import type { Fact, Operation, PartnerProgram, PartnerStanding, Remedy, RuleName } from 'partner-relationships';
import { hasAdminRights, hasRelationship, type SetModel } from './set-model';

/** A row of the decision table: operations, what they need, and the rule for what is missing. */
export interface TableRow {
  readonly operations: readonly Operation[];
  readonly needs: readonly FactLetter[];
  readonly rule: RuleName;
  /** The rule when the first missing fact is one of these. */
  readonly ruleFor?: Partial<Readonly<Record<FactLetter, RuleName>>>;
}

/**
 * N account not closed · R relationship in force · O original reseller · D delegation · T transacting program ·
 * A active standing.
 */
export type FactLetter = 'N' | 'R' | 'O' | 'D' | 'T' | 'A';

/** The decision table, written down a second time and on purpose: it must not be made from the library's own. */
export const DECISION_TABLE: readonly TableRow[] = [
  {
    operations: [
      'provision-service',
      'administer-service',
      'manage-users',
      'view-service-health',
      'file-service-request',
    ],
    needs: ['N', 'D'],
    rule: 'admin-rights-cover-administration',
    ruleFor: { N: 'closed-partner-may-do-nothing' },
  },
  {
    operations: [
      'receive-bill',
      'change-partner-of-record',
      'suspend-subscription',
      'reactivate-subscription',
      'cancel-subscription',
    ],
    needs: ['N', 'R', 'O'],
    rule: 'commercial-operations-need-original-reseller',
    ruleFor: { N: 'closed-partner-may-do-nothing' },
  },
  {
    operations: ['convert-trial', 'add-seats', 'remove-seats', 'order-add-ons'],
    needs: ['N', 'R', 'O', 'A'],
    rule: 'commercial-operations-need-original-reseller',
    ruleFor: { N: 'closed-partner-may-do-nothing', A: 'suspended-partner-manages-what-exists' },
  },
  {
    operations: ['transition-subscription', 'migrate-subscription'],
    needs: ['N', 'R', 'O', 'D', 'A'],
    rule: 'commercial-operations-need-original-reseller',
    ruleFor: {
      N: 'closed-partner-may-do-nothing',
      D: 'moving-a-subscription-also-needs-admin-rights',
      A: 'suspended-partner-manages-what-exists',
    },
  },
  {
    operations: ['sell-subscription'],
    needs: ['N', 'R', 'T', 'A'],
    rule: 'new-sale-needs-relationship',
    ruleFor: { N: 'closed-partner-may-do-nothing', A: 'suspended-partner-manages-what-exists' },
  },
];

/** In which order missing facts are named. */
const ORDER: readonly FactLetter[] = ['N', 'R', 'O', 'D', 'T', 'A'];

export const FACT_NAMES: Readonly<Record<FactLetter, Fact>> = {
  N: 'open-account',
  R: 'relationship-in-force',
  O: 'original-reseller',
  D: 'admin-rights',
  T: 'transacting-program',
  A: 'active-standing',
};

/** Everything that a decision may depend on. */
export interface OracleQuestion {
  readonly partner: { readonly id: string; readonly program: PartnerProgram; readonly standing: PartnerStanding };
  readonly operation: Operation;
  readonly service: string;
  /** Who sold the subscription: null for nobody, and undefined when the question names a service. */
  readonly soldBy: string | null | undefined;
}

/** What the answer has to be. */
export type OracleAnswer =
  | { readonly allowed: true; readonly operation: Operation; readonly basis: readonly Fact[] }
  | {
      readonly allowed: false;
      readonly operation: Operation;
      readonly rule: RuleName;
      readonly missing: readonly Fact[];
      readonly remedies: readonly Remedy[];
    };

/** What the decision table says. */
export function oracle(model: SetModel, question: OracleQuestion): OracleAnswer {
  return answerWhen(question, {
    related: hasRelationship(model, question.partner.id),
    delegated: hasAdminRights(model, question.partner.id, question.service),
  });
}

/** What the decision table says when the partner holds this much of the customer. */
export function answerWhen(
  question: OracleQuestion,
  held: { readonly related: boolean; readonly delegated: boolean },
): OracleAnswer {
  const { partner, operation, soldBy } = question;
  const row = rowOf(operation);
  // Who has left the marketplace lacks nothing else: nothing else would help.
  const closed = partner.standing === 'closed';
  const there: readonly FactLetter[] = [
    ...(closed ? [] : (['N'] as const)),
    ...(held.related ? (['R'] as const) : []),
    ...(held.delegated ? (['D'] as const) : []),
    ...(soldBy === partner.id ? (['O'] as const) : []),
    ...(['direct-bill', 'indirect-provider'].includes(partner.program) ? (['T'] as const) : []),
    ...(partner.standing === 'active' ? (['A'] as const) : []),
  ];
  const lacking = ORDER.filter((letter) => row.needs.includes(letter) && !there.includes(letter));
  const missing = closed ? lacking.slice(0, 1) : lacking;
  const [first] = missing;
  if (first === undefined) return { allowed: true, operation, basis: row.needs.map((letter) => FACT_NAMES[letter]) };
  return {
    allowed: false,
    operation,
    rule: row.ruleFor?.[first] ?? row.rule,
    missing: missing.map((letter) => FACT_NAMES[letter]),
    remedies: missing.map((letter) => remedy(letter, question)),
  };
}

export function rowOf(operation: Operation): TableRow {
  const row = DECISION_TABLE.find(({ operations }) => operations.includes(operation));
  if (row === undefined) throw new Error(`the decision table has no row for ${operation}`);
  return row;
}

/** Which party could lawfully supply what is missing, and how. */
function remedy(letter: FactLetter, { partner, soldBy }: OracleQuestion): Remedy {
  switch (letter) {
    case 'N':
      return { fact: 'open-account', party: 'customer', action: 'turn-to-another-partner' };
    case 'R':
      // An indirect reseller has no request that a customer could accept: its provider has the relationship.
      return partner.program === 'indirect-reseller'
        ? { fact: 'relationship-in-force', party: 'transacting-partner', action: 'perform-the-operation' }
        : { fact: 'relationship-in-force', party: 'customer', action: 'accept-the-partners-request' };
    case 'O':
      return {
        fact: 'original-reseller',
        party: soldBy === null ? 'customer' : 'original-reseller',
        action: 'perform-the-operation',
      };
    case 'D':
      return { fact: 'admin-rights', party: 'customer', action: 'accept-and-delegate-the-service' };
    case 'T':
      return { fact: 'transacting-program', party: 'transacting-partner', action: 'perform-the-operation' };
    case 'A':
      return { fact: 'active-standing', party: 'operator', action: 'reinstate-the-partner' };
  }
}
