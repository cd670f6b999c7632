import { err, ok, type Result } from 'neverthrow';
import type { OperationDenied, Remedy } from './operation-denied';
import type { Permission } from './permission';
import { operations, type Fact, type OperationRequirement } from './operations';
import { violation } from './rule-violation';

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

const BIT: Readonly<Record<Fact, number>> = {
  'open-account': OPEN_ACCOUNT,
  'relationship-in-force': RELATIONSHIP_IN_FORCE,
  'original-reseller': ORIGINAL_RESELLER,
  'admin-rights': ADMIN_RIGHTS,
  'transacting-program': TRANSACTING_PROGRAM,
  'active-standing': ACTIVE_STANDING,
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
    { requirement, needs: requirement.needs.reduce((bits, { fact }) => bits | BIT[fact], 0), made: [] },
  ]),
);

/** The answer if the facts with these bits hold, under these circumstances. */
export function answerTo(answers: Answers, facts: number, circumstances: number): Result<Permission, OperationDenied> {
  const missing = answers.needs & ~facts;
  return (answers.made[missing | circumstances] ??= Object.freeze(answer(answers.requirement, missing, circumstances)));
}

const WORDS: Readonly<Record<Fact, string>> = {
  'open-account': 'its account is closed',
  'relationship-in-force': 'it has no reseller relationship with the customer',
  'original-reseller': 'it did not originally sell this subscription',
  'admin-rights': 'it has no admin rights for the service',
  'transacting-program': 'its program sells no subscriptions',
  'active-standing': 'it is suspended',
};

function answer(
  { operation, needs }: OperationRequirement,
  missingBits: number,
  circumstances: number,
): Result<Permission, OperationDenied> {
  const missing = needs.filter(({ fact }) => (missingBits & BIT[fact]) !== 0);
  const [first] = missing;
  if (first === undefined) {
    return ok(Object.freeze({ operation, basis: Object.freeze(needs.map(({ fact }) => fact)) }));
  }
  const facts = missing.map(({ fact }) => fact);
  return err(
    violation(
      first.rule,
      'operation-denied',
      `the partner may not ${operation}: ${facts.map((fact) => WORDS[fact]).join('; ')}`,
      {
        operation,
        missing: Object.freeze(facts),
        remedies: Object.freeze(facts.map((fact) => remedy(fact, circumstances))),
      },
    ),
  );
}

function remedy(fact: Fact, circumstances: number): Remedy {
  return Object.freeze({ fact, ...wayOut(fact, circumstances) });
}

function wayOut(fact: Fact, circumstances: number): Pick<Remedy, 'party' | 'action'> {
  switch (fact) {
    case 'open-account':
      return { party: 'customer', action: 'turn-to-another-partner' };
    case 'relationship-in-force':
      // Its provider has the relationship and the request: `indirect-reseller-uses-provider-invitation`.
      return (circumstances & INDIRECT_RESELLER) === 0
        ? { party: 'customer', action: 'accept-the-partners-request' }
        : { party: 'transacting-partner', action: 'perform-the-operation' };
    case 'original-reseller':
      return {
        party: (circumstances & BOUGHT_DIRECTLY) === 0 ? 'original-reseller' : 'customer',
        action: 'perform-the-operation',
      };
    case 'admin-rights':
      return { party: 'customer', action: 'accept-and-delegate-the-service' };
    case 'transacting-program':
      return { party: 'transacting-partner', action: 'perform-the-operation' };
    case 'active-standing':
      return { party: 'operator', action: 'reinstate-the-partner' };
  }
}
