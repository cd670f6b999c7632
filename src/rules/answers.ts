import { err, ok, type Result } from 'neverthrow';
import type { Denial, Permission, Remedy } from './denial';
import { operations, type Fact, type OperationRequirement } from './operations';
import { violation } from './rule-violation';

/** The answers to one operation. An indirect reseller is told another way out: it has no relationships to come by. */
export interface Answers {
  readonly concerns: OperationRequirement['concerns'];
  readonly toMost: AnswerSheets;
  readonly toIndirectReseller: AnswerSheets;
}

/** The answers about a subscription that somebody sold, and about one that was bought directly. */
export interface AnswerSheets {
  readonly sold: AnswerSheet;
  readonly boughtDirectly: AnswerSheet;
}

type Remedies = Readonly<Record<Fact, Remedy>>;

/** The answers to one operation by what is missing. Each is made when it is first due, and shared from then on. */
export interface AnswerSheet {
  readonly requirement: OperationRequirement;
  readonly remedies: Remedies;
  /** The bits of all facts that the operation needs. */
  readonly needs: number;
  readonly byMissing: Result<Permission, Denial>[];
}

/** One bit for each fact. */
export const BIT: Readonly<Record<Fact, number>> = {
  'relationship-in-force': 1,
  'original-reseller': 2,
  'admin-rights': 4,
  'transacting-program': 8,
  'active-standing': 16,
};

/** By operation; keyed by anything, so that a question from outside can be looked up as it came. */
export const answersTo: ReadonlyMap<unknown, Answers> = /* @__PURE__ */ emptySheets();

/** The answer when the facts with these bits are missing. */
export function answerTo(sheet: AnswerSheet, missing: number): Result<Permission, Denial> {
  return (sheet.byMissing[missing] ??= Object.freeze(makeAnswer(sheet, missing)));
}

const WORDS: Readonly<Record<Fact, string>> = {
  'relationship-in-force': 'it has no reseller relationship with the customer',
  'original-reseller': 'it did not originally sell this subscription',
  'admin-rights': 'it has no admin rights for the service',
  'transacting-program': 'its program sells no subscriptions',
  'active-standing': 'it is suspended',
};

function makeAnswer({ requirement, remedies }: AnswerSheet, missingBits: number): Result<Permission, Denial> {
  const { operation, needs } = requirement;
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
      { operation, missing: Object.freeze(facts), remedies: Object.freeze(facts.map((fact) => remedies[fact])) },
    ),
  );
}

function emptySheets(): ReadonlyMap<unknown, Answers> {
  const remedies = {
    'relationship-in-force': remedy('relationship-in-force', 'customer', 'accept-the-partners-request'),
    'original-reseller': remedy('original-reseller', 'original-reseller', 'perform-the-operation'),
    'admin-rights': remedy('admin-rights', 'customer', 'accept-and-delegate-the-service'),
    'transacting-program': remedy('transacting-program', 'transacting-partner', 'perform-the-operation'),
    'active-standing': remedy('active-standing', 'operator', 'reinstate-the-partner'),
  };
  // Its provider has the relationship and the request: `indirect-reseller-uses-provider-invitation`.
  const ofIndirectReseller = {
    ...remedies,
    'relationship-in-force': remedy('relationship-in-force', 'transacting-partner', 'perform-the-operation'),
  };
  return new Map(
    Object.values(operations).map((requirement) => [
      requirement.operation,
      {
        concerns: requirement.concerns,
        toMost: emptySheetsOf(requirement, remedies),
        toIndirectReseller: emptySheetsOf(requirement, ofIndirectReseller),
      },
    ]),
  );
}

function emptySheetsOf(requirement: OperationRequirement, remedies: Remedies): AnswerSheets {
  const whenNobodySoldIt = {
    ...remedies,
    'original-reseller': remedy('original-reseller', 'customer', 'perform-the-operation'),
  };
  return { sold: emptySheet(requirement, remedies), boughtDirectly: emptySheet(requirement, whenNobodySoldIt) };
}

function emptySheet(requirement: OperationRequirement, remedies: Remedies): AnswerSheet {
  const needs = requirement.needs.reduce((bits, { fact }) => bits | BIT[fact], 0);
  return { requirement, remedies, needs, byMissing: [] };
}

function remedy(fact: Fact, party: Remedy['party'], action: Remedy['action']): Remedy {
  return Object.freeze({ fact, party, action });
}
