import { isDeepStrictEqual } from 'node:util';
import {
  eraseCustomer,
  evolveCustomer,
  evolvePartner,
  foldCustomer,
  foldPartner,
  parseCustomerRelationships,
  parsePartnerAccount,
  type RelationshipChange,
} from 'partner-relationships';
import { settle, settleAccount, standingAt } from 'partner-relationships/roles';
import { theOperator } from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import { accountAt, accountKey, customerAt, customerKey, DAY, type PlainDelegation } from './plain-model';
import { neverExtends } from './attempts';
import { customerAfter, instant, type AccountDocument, type CustomerDocument, type World } from './world';

/** A sentence about the first thing wrong; null if nothing is. */
export type Problem = string | null;

/** What has to hold of every account, at every moment. */
const ofAccounts: readonly ((account: AccountDocument, at: number) => Problem)[] = [
  anAccountDecodes,
  theHistoryOfAnAccountFoldsToIt,
  settlingAnAccountDoesWhatTimeDoes,
  nothingHappensToAnOfferThatIsNotThere,
];

/** What has to hold of every customer, at every moment. */
const ofCustomers: readonly ((customer: CustomerDocument, at: number) => Problem)[] = [
  aCustomerDecodes,
  theHistoryOfACustomerFoldsToIt,
  settlingACustomerDoesWhatTimeDoes,
  settlingInStepsIsSettlingOnce,
  noDelegationIsLongerThanItsTerm,
  noRoleThatNeverExtendsIsExtending,
  assignedRolesAreThoseOfTheDelegation,
  aGroupHasOneAssignmentOfADelegation,
  standingsAreThoseOfTheMoment,
  nothingHappensToADelegationThatIsNotThere,
  nobodyIsErasedWhileRightsAreInForce,
];

/**
 * Inspects worlds. What is the same in many worlds is looked at once: an account or a customer with nothing different
 * that a rule reads.
 */
export function inspectionOf(
  problemOfDecisions: (customer: CustomerDocument, at: number) => Problem,
): (world: World) => Problem {
  const seen = new Set<string>();
  const isNew = (key: string): boolean => !seen.has(key) && seen.add(key).has(key);
  return (world) => {
    const { at, accounts, customer, approved } = world;
    for (const [partner, account] of accounts) {
      if (!isNew(`${partner} ${accountKey(account.plain, at)}`)) continue;
      for (const problemOf of ofAccounts) {
        const problem = problemOf(account, at);
        if (problem !== null) return problem;
      }
    }
    const unapproved = customer.plain.delegations.find(({ id }) => !approved.has(id));
    if (unapproved !== undefined) return `nobody approved ${unapproved.id}`;
    if (!isNew(customerKey(customer.plain, at))) return null;
    for (const problemOf of ofCustomers) {
      const problem = problemOf(customer, at);
      if (problem !== null) return problem;
    }
    return problemOfDecisions(customer, at);
  };
}

function anAccountDecodes({ data }: AccountDocument): Problem {
  const parsed = parsePartnerAccount(JSON.parse(JSON.stringify(data)));
  if (parsed.isErr()) return `the JSON of an account does not parse: ${parsed.error.message}`;
  if (!isDeepStrictEqual(parsed.value, data)) return 'the JSON of an account parses to something else';
  if (data.roleOffers?.length === 0) return 'an account without offers has an empty list of them';
  return isFrozenInDepth(data) ? null : 'an account is not frozen';
}

function aCustomerDecodes({ data }: CustomerDocument): Problem {
  const parsed = parseCustomerRelationships(JSON.parse(JSON.stringify(data)));
  if (parsed.isErr()) return `the JSON of a customer does not parse: ${parsed.error.message}`;
  if (!isDeepStrictEqual(parsed.value, data)) return 'the JSON of a customer parses to something else';
  if (data.roleDelegations?.length === 0) return 'a customer without role delegations has an empty list of them';
  return isFrozenInDepth(data) ? null : 'a customer is not frozen';
}

function theHistoryOfAnAccountFoldsToIt({ data, history }: AccountDocument): Problem {
  const folded = foldPartner(JSON.parse(JSON.stringify(history)));
  if (folded.isErr()) return `the history of an account does not fold: ${folded.error.message}`;
  return isDeepStrictEqual(folded.value, data) ? null : 'the history of an account folds to another one';
}

function theHistoryOfACustomerFoldsToIt({ data, history }: CustomerDocument): Problem {
  const folded = foldCustomer(JSON.parse(JSON.stringify(history)));
  if (folded.isErr()) return `the history of a customer does not fold: ${folded.error.message}`;
  return isDeepStrictEqual(folded.value, data) ? null : 'the history of a customer folds to another one';
}

function settlingAnAccountDoesWhatTimeDoes({ data, plain }: AccountDocument, at: number): Problem {
  const due = settleAccount(data, { at: instant(at), by: theOperator });
  if (due.isErr()) return `an account cannot be settled: ${due.error.message}`;
  const expected = plain.offers.filter((offer) => !accountAt(plain, at).offers.includes(offer));
  const lapsed = due.value.map((change) => `${change.kind} ${change.offer.id} ${Date.parse(change.dueAt)}`);
  const inOrder = expected
    .map(({ id, lockedAt }) => ({ id, lapse: (lockedAt ?? 0) + 90 * DAY }))
    .sort((one, other) => one.lapse - other.lapse || (one.id < other.id ? -1 : 1));
  return isDeepStrictEqual(lapsed, inOrder.map(({ id, lapse }) => `role-offer-lapsed ${id} ${lapse}`))
    ? null
    : `settling an account answers ${lapsed.join()}`;
}

function settlingACustomerDoesWhatTimeDoes(customer: CustomerDocument, at: number): Problem {
  const settled = settledCustomer(customer, at);
  if (typeof settled === 'string') return settled;
  if (!isDeepStrictEqual(settled.plain, customerAt(customer.plain, at))) return 'settling leads to something else';
  const changes = settled.history.slice(customer.history.length);
  return problemOfDue(changes) ?? (changes.every((change) => change.at === instant(at)) ? null : 'settled at another time');
}

/** What time has done bears the moment at which it fell due, and comes in that order, then by id. */
export function problemOfDue(changes: readonly RelationshipChange[]): Problem {
  const due = changes.flatMap((change) => {
    if (change.kind !== 'role-delegation-extended' && change.kind !== 'role-delegation-expired') return [];
    const { delegation, dueAt } = change;
    const end = Date.parse(delegation.endsAt) - (change.kind === 'role-delegation-extended' ? 180 * DAY : 0);
    return [{ key: `${dueAt} ${delegation.id}`, isDue: end === Date.parse(dueAt) }];
  });
  if (due.some(({ isDue }) => !isDue)) return 'something is due at another moment than its end';
  const keys = due.map(({ key }) => key);
  return isDeepStrictEqual(keys, keys.toSorted()) ? null : `what is due comes in the wrong order: ${keys.join()}`;
}

function settlingInStepsIsSettlingOnce(customer: CustomerDocument, at: number): Problem {
  const once = settledCustomer(customer, at);
  const ends = customer.plain.delegations.map((one) => one.ends).filter((end) => end < at);
  let inSteps: CustomerDocument | string = customer;
  for (const moment of [...ends.sort((one, other) => one - other), at, at]) {
    if (typeof inSteps === 'string') return inSteps;
    inSteps = settledCustomer(inSteps, moment);
  }
  if (typeof once === 'string' || typeof inSteps === 'string') return 'it can be settled in one way only';
  return isDeepStrictEqual(once.data.roleDelegations, inSteps.data.roleDelegations)
    ? null
    : 'settling in steps leads to something else';
}

function settledCustomer(customer: CustomerDocument, at: number): CustomerDocument | string {
  const due = settle(customer.data, { at: instant(at), by: theOperator });
  return due.isErr() ? `it cannot be settled: ${due.error.message}` : customerAfter(customer, due.value);
}

/** The end is the term after the beginning, and 180 days later for each time that it was reached with the extension on. */
function noDelegationIsLongerThanItsTerm({ plain, history }: CustomerDocument): Problem {
  for (const { id, began, ends } of plain.delegations) {
    const ofIt = history.flatMap((change) => ('delegation' in change && change.delegation.id === id ? [change] : []));
    const approval = ofIt.find(({ kind }) => kind === 'role-delegation-approved');
    if (approval === undefined || Date.parse(approval.at) !== began) return `${id} does not begin with its approval`;
    const term = Date.parse(approval.delegation.endsAt) - began;
    let extensions = 0;
    for (const [place, { kind }] of ofIt.entries()) {
      if (kind !== 'role-delegation-extended') continue;
      if (ofIt[place - 1]?.delegation.extends !== true) return `${id} was extended with its extension off`;
      extensions += 1;
    }
    if (ends !== began + term + extensions * 180 * DAY) return `${id} ends at another time than its term says`;
  }
  return null;
}

/** A draft of what is there, and anything else about what is not, cannot have happened. */
function nothingHappensToAnOfferThatIsNotThere({ data, history }: AccountDocument, at: number): Problem {
  const offers = history.flatMap((change) => ('offer' in change ? [change.offer] : []));
  for (const offer of offers) {
    const isThere = data.roleOffers?.some(({ id }) => id === offer.id) === true;
    const kind = isThere ? 'role-offer-drafted' : 'role-offer-revised';
    const change = { kind, at: data.changedAt ?? instant(at), by: theOperator, offer } as const;
    if (evolvePartner(data, change).isOk()) return `${kind} can happen to ${offer.id}`;
  }
  return null;
}

function nothingHappensToADelegationThatIsNotThere({ data, history }: CustomerDocument, at: number): Problem {
  const delegations = history.flatMap((change) => ('delegation' in change ? [change.delegation] : []));
  for (const delegation of delegations) {
    const isThere = data.roleDelegations?.some(({ id }) => id === delegation.id) === true;
    const kind = isThere ? 'role-delegation-approved' : 'extension-set';
    const change = { kind, at: data.changedAt ?? instant(at), by: theOperator, delegation } as const;
    if (evolveCustomer(data, change).isOk()) return `${kind} can happen to ${delegation.id}`;
  }
  return null;
}

function nobodyIsErasedWhileRightsAreInForce({ data, plain }: CustomerDocument, at: number): Problem {
  const { related, services, delegations } = customerAt(plain, at);
  const erased = eraseCustomer(data, { reason: 'asked to be forgotten', by: theOperator, at: instant(at) });
  const isHeld = [...related, ...services, ...delegations].length > 0;
  return erased.isErr() === isHeld ? null : `the customer is ${isHeld ? '' : 'not '}erased`;
}

function noRoleThatNeverExtendsIsExtending({ plain }: CustomerDocument): Problem {
  const wrong = plain.delegations.find(({ extending, roles }) => extending && roles.some(neverExtends));
  return wrong === undefined ? null : `the extension of ${wrong.id} is on with a role that never extends`;
}

function assignedRolesAreThoseOfTheDelegation({ plain }: CustomerDocument): Problem {
  const isForeign = ({ roles, groups }: PlainDelegation): boolean =>
    groups.some((given) => given.roles.length === 0 || !given.roles.every((role) => roles.includes(role)));
  const wrong = plain.delegations.find(isForeign);
  return wrong === undefined ? null : `roles are assigned that ${wrong.id} does not hold, or none`;
}

function aGroupHasOneAssignmentOfADelegation({ plain }: CustomerDocument): Problem {
  const wrong = plain.delegations.find(
    ({ groups }) => new Set(groups.map(({ group }) => group)).size < groups.length,
  );
  return wrong === undefined ? null : `a group has two assignments of ${wrong.id}`;
}

function standingsAreThoseOfTheMoment({ data, plain }: CustomerDocument, at: number): Problem {
  const inForce = customerAt(plain, at).delegations;
  for (const delegation of data.roleDelegations ?? []) {
    const known = inForce.find(({ id }) => id === delegation.id);
    const shown = standingAt(delegation, instant(at))._unsafeUnwrap();
    const expected =
      known === undefined
        ? { status: 'expired', endsAt: delegation.endsAt, extends: false }
        : { status: 'active', endsAt: instant(known.ends), extends: known.extending };
    if (!isDeepStrictEqual(shown, expected)) return `the standing of ${delegation.id} is ${JSON.stringify(shown)}`;
  }
  return null;
}
