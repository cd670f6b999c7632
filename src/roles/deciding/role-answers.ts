import type { Result } from 'neverthrow';
import {
  answersTo,
  answerTo,
  FACTS,
  makeAnswer,
  OPEN_ACCOUNT,
  type Answers,
  type FactTold,
} from '../../rules/answers';
import type { PersonalFact, PersonalRule, RoleDenied, RoleFact, RolePermission, RoleRemedy } from './role-denied';

type RoleAnswer = Result<RolePermission, RoleDenied>;

/** The answers to one operation at a moment. Each is made when it is first needed, and then shared. */
export interface RoleAnswers extends Answers {
  /** The place of the operation in the decision table. */
  readonly place: number;
  /** Those of `authorize`: for a closed account, and for nobody where partners do not ask for roles. */
  readonly plain: Answers;
  /** The fact that a person needs besides. */
  readonly personal: PersonalFact;
  /** By what there is besides, then by the bits of the missing facts and of the circumstances. */
  readonly madeBesides: (RoleAnswer[] | undefined)[];
}

/** By operation, as {@link answersTo}. */
export const roleAnswersTo: ReadonlyMap<unknown, RoleAnswers> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Array.from(answersTo, ([operation, plain], place) => [
    operation,
    {
      ...plain,
      place,
      plain,
      personal: plain.requirement.concerns === 'service' ? 'within-reach' : 'person-permitted',
      madeBesides: [],
    },
  ]),
);

// What there is besides facts and circumstances: whether partners ask for roles, and what holds of a person.
/** Admin rights come by role offers, not by accepting a request. Added to one of those below. */
export const BY_ROLES = 1;
/** The question names nobody. */
export const NOBODY = 0;
/** What the person needs holds. */
export const PERSON_MAY = 2;
/** Or it does not; what is named is what the partner could do. */
export const AGENT_ROLE_IS_MISSING = 4;
export const ASSIGNING_PRECEDES = 6;
export const OFFERING_PRECEDES = 8;
export const ASSIGNING_BEFORE_AGENT_ROLE = 10;
export const OFFERING_BEFORE_AGENT_ROLE = 12;
export const ROLE_IS_NOT_ASSIGNED = 14;
/** There is nothing yet that could reach the person, an agent: with the partner's admin rights it has what it needs. */
export const PARTNER_HAS_NO_RIGHTS = 16;

type WayOut = Omit<RoleRemedy, 'fact'>;

interface Obstacle {
  readonly rule: PersonalRule;
  readonly wayOut: WayOut;
}

const APPROVE: WayOut = { party: 'customer', action: 'approve-the-role-offer' };
const OFFER: WayOut = { party: 'partner', action: 'offer-the-role' };
const ASSIGN: WayOut = { party: 'partner', action: 'assign-the-role' };
const GIVE: WayOut = { party: 'partner', action: 'give-the-agent-role' };
const DELEGATE: WayOut = { party: 'customer', action: 'accept-and-delegate-the-service' };

/** By what there is besides. */
const OBSTACLES: ReadonlyMap<number, Obstacle> = /* @__PURE__ */ new Map<number, Obstacle>([
  [AGENT_ROLE_IS_MISSING, { rule: 'agent-role-limits-the-person', wayOut: GIVE }],
  [ASSIGNING_PRECEDES, { rule: 'granular-takes-precedence', wayOut: ASSIGN }],
  [OFFERING_PRECEDES, { rule: 'granular-takes-precedence', wayOut: OFFER }],
  [ASSIGNING_BEFORE_AGENT_ROLE, { rule: 'agent-role-limits-the-person', wayOut: ASSIGN }],
  [OFFERING_BEFORE_AGENT_ROLE, { rule: 'agent-role-limits-the-person', wayOut: OFFER }],
  [ROLE_IS_NOT_ASSIGNED, { rule: 'roles-reach-people-through-groups', wayOut: ASSIGN }],
  [PARTNER_HAS_NO_RIGHTS, { rule: 'roles-reach-people-through-groups', wayOut: DELEGATE }],
]);

/** The bit of a fact about a person, beside those of the decision table. */
const PERSONAL = 256;

/**
 * The answer if the facts with these bits hold, under these circumstances.
 *
 * @param besides one of the numbers above, with BY_ROLES or without
 */
export function roleAnswerTo(answers: RoleAnswers, facts: number, circumstances: number, besides: number): RoleAnswer {
  const missing = answers.needs & ~facts;
  if (besides === NOBODY || (missing & OPEN_ACCOUNT) !== 0) return answerTo(answers.plain, facts, circumstances);
  const made = (answers.madeBesides[besides] ??= []);
  return (made[missing | circumstances] ??= makeRoleAnswer(answers, missing, circumstances, besides));
}

function makeRoleAnswer(
  { requirement, personal }: RoleAnswers,
  missing: number,
  circumstances: number,
  besides: number,
): RoleAnswer {
  const [hasRoles, ofPerson] = [(besides & BY_ROLES) !== 0, besides & ~BY_ROLES];
  const { rule, wayOut } = OBSTACLES.get(ofPerson) ?? { rule: 'agent-role-limits-the-person', wayOut: GIVE };
  const reaching = (words: string): FactTold<WayOut> => ({ bit: PERSONAL, words, wayOut: () => wayOut });
  const told: Readonly<Record<RoleFact, FactTold<WayOut>>> = {
    ...FACTS,
    ...(hasRoles && { 'admin-rights': { ...FACTS['admin-rights'], wayOut: () => APPROVE } }),
    'person-permitted': reaching('no agent role of the person permits it'),
    'within-reach': reaching('no admin rights of it reach the person'),
  };
  return makeAnswer(
    requirement.operation,
    ofPerson === NOBODY ? requirement.needs : [...requirement.needs, { fact: personal, rule }],
    told,
    OBSTACLES.has(ofPerson) ? missing | PERSONAL : missing,
    circumstances,
  );
}
