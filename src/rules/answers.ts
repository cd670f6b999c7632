import { err, ok, type Result } from 'neverthrow';
import type { OperationDenied, Remedy } from './operation-denied';
import type { Permission } from './permission';
import { operations, type Fact, type Operation, type OperationRequirement } from './operations';
import type { RuleName } from './rule-name';
import { violation, type RuleViolation } from './rule-violation';

// One bit for each fact.
export const RELATIONSHIP_IN_FORCE = 1;
export const ORIGINAL_RESELLER = 2;
export const ADMIN_RIGHTS = 4;
export const TRANSACTING_PROGRAM = 8;
export const ACTIVE_STANDING = 16;
export const OPEN_ACCOUNT = 32;

// And one for each circumstance that changes a remedy.
/** The customer bought the subscription directly: there is no original reseller to ask. */
export const BOUGHT_DIRECTLY = 64;
/** An indirect reseller asks, which can have no relationship of its own. */
export const INDIRECT_RESELLER = 128;

/** A fact, and what a denial says of it if it is missing. */
export interface FactTold<WayOut = Omit<Remedy, 'fact'>> {
  readonly bit: number;
  /** Why the partner may not. */
  readonly words: string;
  /** Who could lawfully supply it, and how. */
  readonly wayOut: (circumstances: number) => WayOut;
}

export const FACTS: Readonly<Record<Fact, FactTold>> = {
  'open-account': {
    bit: OPEN_ACCOUNT,
    words: 'its account is closed',
    wayOut: () => ({ party: 'customer', action: 'turn-to-another-partner' }),
  },
  'relationship-in-force': {
    bit: RELATIONSHIP_IN_FORCE,
    words: 'it has no reseller relationship with the customer',
    // Its provider has the relationship and the request: `indirect-reseller-uses-provider-invitation`.
    wayOut: (circumstances) =>
      (circumstances & INDIRECT_RESELLER) === 0
        ? { party: 'customer', action: 'accept-the-partners-request' }
        : { party: 'transacting-partner', action: 'perform-the-operation' },
  },
  'original-reseller': {
    bit: ORIGINAL_RESELLER,
    words: 'it did not originally sell this subscription',
    wayOut: (circumstances) => ({
      party: (circumstances & BOUGHT_DIRECTLY) === 0 ? 'original-reseller' : 'customer',
      action: 'perform-the-operation',
    }),
  },
  'admin-rights': {
    bit: ADMIN_RIGHTS,
    words: 'it has no admin rights for the service',
    wayOut: () => ({ party: 'customer', action: 'accept-and-delegate-the-service' }),
  },
  'transacting-program': {
    bit: TRANSACTING_PROGRAM,
    words: 'its program sells no subscriptions',
    wayOut: () => ({ party: 'transacting-partner', action: 'perform-the-operation' }),
  },
  'active-standing': {
    bit: ACTIVE_STANDING,
    words: 'it is suspended',
    wayOut: () => ({ party: 'operator', action: 'reinstate-the-partner' }),
  },
};

/** The answers to one operation. Each is made when it is first needed, and then shared. */
export interface Answers {
  readonly requirement: OperationRequirement;
  /** The bits of all needed facts. */
  readonly needs: number;
  /** By the bits of the missing facts and of the circumstances. */
  readonly made: Result<Permission, OperationDenied>[];
}

/** By operation. The key can be anything, so that an unchecked question can be looked up. */
export const answersTo: ReadonlyMap<unknown, Answers> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Object.values(operations).map((requirement) => [
    requirement.operation,
    { requirement, needs: requirement.needs.reduce((bits, { fact }) => bits | FACTS[fact].bit, 0), made: [] },
  ]),
);

/** The answer if the facts with these bits hold, under these circumstances. */
export function answerTo(answers: Answers, facts: number, circumstances: number): Result<Permission, OperationDenied> {
  const { requirement, needs, made } = answers;
  // Nothing else counts for a closed account, so nothing else is missing.
  const isOpen = (facts & OPEN_ACCOUNT) !== 0;
  const missing = isOpen ? needs & ~facts : OPEN_ACCOUNT;
  const under = isOpen ? circumstances : 0;
  return (made[missing | under] ??= makeAnswer(requirement.operation, requirement.needs, FACTS, missing, under));
}

/** The answer about an operation that needs these facts, of which those with the bits are missing. */
export function makeAnswer<Known extends string, Rule extends RuleName, WayOut extends object>(
  operation: Operation,
  needs: readonly { readonly fact: Known; readonly rule: Rule }[],
  told: Readonly<Record<Known, FactTold<WayOut>>>,
  missingBits: number,
  circumstances: number,
): Result<
  { readonly operation: Operation; readonly basis: readonly Known[] },
  RuleViolation<
    'operation-denied',
    Rule,
    {
      readonly operation: Operation;
      readonly missing: readonly Known[];
      readonly remedies: readonly Readonly<{ fact: Known } & WayOut>[];
    }
  >
> {
  const missing = needs.filter(({ fact }) => (missingBits & told[fact].bit) !== 0);
  const [first] = missing;
  if (first === undefined) {
    return Object.freeze(ok(Object.freeze({ operation, basis: Object.freeze(needs.map(({ fact }) => fact)) })));
  }
  const facts = missing.map(({ fact }) => fact);
  return Object.freeze(
    err(
      violation(
        first.rule,
        'operation-denied',
        `the partner may not ${operation}: ${facts.map((fact) => told[fact].words).join('; ')}`,
        {
          operation,
          missing: Object.freeze(facts),
          remedies: Object.freeze(facts.map((fact) => Object.freeze({ fact, ...told[fact].wayOut(circumstances) }))),
        },
      ),
    ),
  );
}
