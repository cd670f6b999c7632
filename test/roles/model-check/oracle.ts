import type { Operation, Partner, PartnerId, RuleName, ServiceId } from 'partner-relationships';
import type { AgentRole, Person } from 'partner-relationships/roles';
import { answerWhen, type OracleQuestion } from '../../model-check/oracle';
import { customerAt, type PlainCustomer, type PlainDelegation } from './plain-model';

/** What a decision may depend on besides what the customer has granted. */
export interface RoleQuestion extends OracleQuestion {
  readonly partner: Partner;
  readonly service: ServiceId;
  readonly soldBy: PartnerId | null | undefined;
  readonly person: PlainPerson | null;
}

/** A person, of whom it does not matter who it is. */
export type PlainPerson = Omit<Person, 'userId'>;

/** What the answer has to be: what is missing, in order, and the rule for the first of it. */
export type RoleAnswer =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly missing: readonly string[]; readonly rule: RuleName };

/** Whether a role covers an operation for a service. */
export type Covers = (role: string, operation: Operation, service: string) => boolean;

/** Operations that reach a person through groups or, by a service delegation, through these agent roles. */
const ADMINISTRATION: readonly Operation[] = [
  'view-service-health',
  'file-service-request',
  'manage-users',
  'administer-service',
  'provision-service',
];

/** What each agent role permits, written down a second time from the rules and on purpose. */
const PERMITTED: readonly (readonly [agentRoles: readonly AgentRole[], operations: readonly Operation[]])[] = [
  [['admin-agent', 'helpdesk-agent'], ADMINISTRATION],
  [['admin-agent', 'global-admin', 'billing-admin'], ['receive-bill']],
  [
    ['admin-agent', 'sales-agent'],
    [
      'add-seats',
      'remove-seats',
      'order-add-ons',
      'convert-trial',
      'suspend-subscription',
      'reactivate-subscription',
      'cancel-subscription',
      'change-partner-of-record',
      'sell-subscription',
      'transition-subscription',
      'migrate-subscription',
    ],
  ],
];

/**
 * What the rules say at a moment. The facts of partners come first and are those of the decision table, except that
 * admin rights can also come from roles; then the one of the person, if the question names one.
 */
export function roleOracle(
  customer: PlainCustomer,
  question: RoleQuestion,
  at: number,
  covers: Covers,
): RoleAnswer {
  const { partner, operation, service, person } = question;
  const rights: Rights = {
    held: customerAt(customer, at).delegations.filter((one) => one.partner === partner.id && one.began <= at),
    hasService: customer.services.some((line) => `${line} `.startsWith(`${partner.id} ${service} `)),
    covering: (role) => covers(role, operation, service),
  };
  const hasRole = rights.held.some(({ roles }) => roles.some(rights.covering));
  const held = { related: customer.related.includes(partner.id), delegated: rights.hasService || hasRole };
  const ofPartner = answerWhen(question, held);
  // Who has left the marketplace lacks nothing else: nothing else would help.
  const lack = person === null || partner.standing === 'closed' ? null : lackOf(person, operation, rights);
  const missing = [...(ofPartner.allowed ? [] : ofPartner.missing), ...(lack === null ? [] : [lack.fact])];
  const rule = ofPartner.allowed ? lack?.rule : ofPartner.rule;
  return rule === undefined ? { allowed: true } : { allowed: false, missing, rule };
}

/** What the partner holds of the customer, as far as it matters to one question. */
interface Rights {
  readonly held: readonly PlainDelegation[];
  readonly hasService: boolean;
  readonly covering: (role: string) => boolean;
}

/** What the person lacks by itself, and the rule that wants it; null if it lacks nothing. */
function lackOf(
  { agentRoles, groups }: PlainPerson,
  operation: Operation,
  { held, hasService, covering }: Rights,
): { readonly fact: string; readonly rule: RuleName } | null {
  const isPermitted = PERMITTED.some(
    ([roles, operations]) => operations.includes(operation) && roles.some((role) => agentRoles.includes(role)),
  );
  if (!ADMINISTRATION.includes(operation)) {
    return isPermitted ? null : { fact: 'person-permitted', rule: 'agent-role-limits-the-person' };
  }
  const given = held.flatMap((one) => one.groups).filter(({ group }) => groups.some((one) => one === group));
  if (given.some(({ roles }) => roles.some(covering))) return null;
  const byService = hasService && isPermitted;
  if (byService && given.length === 0) return null;
  if (byService) return { fact: 'within-reach', rule: 'granular-takes-precedence' };
  const rule = hasService ? 'agent-role-limits-the-person' : 'roles-reach-people-through-groups';
  return { fact: 'within-reach', rule };
}

/**
 * When the answer changes next, if nobody does anything: found by looking at every moment at which time can do
 * something to the customer.
 */
export function nextChangeByStepping(
  customer: PlainCustomer,
  answerAt: (moment: number) => string,
  at: number,
): number | null {
  const now = answerAt(at);
  return momentsAfter(customer, at).find((moment) => answerAt(moment) !== now) ?? null;
}

/**
 * Each moment at which time does something to the customer, with the millisecond before it and the one after, until two
 * more ends have been reached than those at which anything can be over. Before a delegation began it is not there.
 */
export function momentsAfter(customer: PlainCustomer, at: number): readonly number[] {
  const moments: number[] = [];
  const boundary = (moment: number): void => void moments.push(moment - 1, moment, moment + 1);
  for (const { began } of customer.delegations) boundary(began);
  let moment = at;
  for (let more = 2; more > 0; ) {
    const { delegations } = customerAt(customer, moment);
    if (delegations.length === 0) break;
    if (delegations.every(({ extending }) => extending)) more -= 1;
    moment = Math.min(...delegations.map(({ ends }) => ends));
    boundary(moment);
  }
  return moments.filter((one) => one > at).sort((one, other) => one - other);
}
