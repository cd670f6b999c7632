import { isDeepStrictEqual } from 'node:util';
import type { PartnerChange, RelationshipChange } from 'partner-relationships';
import type { AccountAttempt, Attempt, CustomerAttempt, Decision } from './attempt';
import { problemOfDue, type Problem } from './inspection';
import { accountKey, customerAt, customerKey, type PlainAccount } from './plain-model';
import type { Outcome } from './specification';
import { accountAfter, customerAfter, instant, type CustomerDocument, type World } from './world';

/** Where an attempt leads, or what is wrong with it. */
export type Transition = { readonly next: World } | { readonly problem: string };

/**
 * Decides a command in a world, and compares what comes of it with the specification.
 *
 * @param seen gets the kinds of the changes, or the code of the refusal
 */
export function transition(world: World, attempt: Attempt, seen: Set<string>): Transition {
  return attempt.on === 'account' ? onAccount(world, attempt, seen) : onCustomer(world, attempt, seen);
}

function onAccount(world: World, attempt: AccountAttempt, seen: Set<string>): Transition {
  const before = world.accounts.get(attempt.partner);
  if (before === undefined) return { problem: 'there is no account' };
  const expected = attempt.expected(before.plain, world);
  const decided = comparedWith(expected, attempt.decide(world), seen);
  if (typeof decided === 'string') return { problem: decided };
  if (decided.length === 0) return 'next' in expected && expected.next !== before.plain ? nothing() : { next: world };
  const after = accountAfter(before, decided);
  if (typeof after === 'string') return { problem: after };
  const problem =
    problemOfResult(expected, after.plain, (plain) => accountKey(plain, world.at)) ??
    problemOfMoments(decided, world.at) ??
    lapsesComeFirst(decided) ??
    anOfferServesOneCustomer(before.plain, after.plain);
  if (problem !== null) return { problem };
  const used = decided.flatMap((change) => (change.kind === 'role-offer-locked' ? [change.offer.id] : []));
  const accounts = new Map(world.accounts).set(attempt.partner, after);
  return { next: { ...world, accounts, locked: new Set([...world.locked, ...used]) } };
}

function onCustomer(world: World, attempt: CustomerAttempt, seen: Set<string>): Transition {
  const before = world.customer;
  const expected = attempt.expected(before.plain, world);
  const decided = comparedWith(expected, attempt.decide(world), seen);
  if (typeof decided === 'string') return { problem: decided };
  if (decided.length === 0) return 'next' in expected && expected.next !== before.plain ? nothing() : { next: world };
  const after = customerAfter(before, decided);
  if (typeof after === 'string') return { problem: after };
  const problem =
    problemOfResult(expected, after.plain, (plain) => customerKey(plain, world.at)) ??
    problemOfMoments(decided, world.at) ??
    expiriesComeFirst(decided) ??
    (attempt.touches === 'roles' ? relationshipsAreUntouched(before, after) : null) ??
    (attempt.touches === 'relationships' ? rolesAreUntouched(before, after, world.at) : null) ??
    endedStaysEnded(world, after);
  if (problem !== null) return { problem };
  const approved = decided.flatMap((change) =>
    change.kind === 'role-delegation-approved' ? [change.delegation.id] : [],
  );
  return { next: { ...world, customer: after, approved: new Set([...world.approved, ...approved]) } };
}

function nothing(): Transition {
  return { problem: 'it changes nothing, but has to' };
}

/** The changes of a command; none if it is refused as it has to be; a sentence if it is not as it has to be. */
function comparedWith<Change extends { readonly kind: string }>(
  expected: Outcome<unknown>,
  decision: Decision<Change>,
  seen: Set<string>,
): readonly Change[] | string {
  for (const word of decision.isOk() ? decision.value.map(({ kind }) => kind) : [decision.error.code]) seen.add(word);
  if ('next' in expected) {
    return decision.isOk() ? decision.value : `it is refused, but has to be done: ${decision.error.message}`;
  }
  const codes = expected.refusedBy.join(' or ');
  if (decision.isOk()) return `it is done, but has to be refused: ${codes}`;
  const { code } = decision.error;
  return expected.refusedBy.includes(code) ? [] : `it is refused by ${code}, but has to be refused: ${codes}`;
}

function problemOfResult<Plain>(expected: Outcome<Plain>, plain: Plain, inWords: (plain: Plain) => string): Problem {
  if (!('next' in expected)) return 'it is refused and changes something';
  if (isDeepStrictEqual(plain, expected.next)) return null;
  return `it leads to {${inWords(plain)}}, but has to lead to {${inWords(expected.next)}}`;
}

function problemOfMoments(changes: readonly { readonly at: string }[], at: number): Problem {
  return changes.every((change) => change.at === instant(at)) ? null : 'its changes bear another moment';
}

/** What time has done comes before what the command does, and is what fell due first. */
function lapsesComeFirst(changes: readonly PartnerChange[]): Problem {
  const lapses = changes.filter(({ kind }) => kind === 'role-offer-lapsed');
  return lapses.every((lapse, place) => changes[place] === lapse) ? null : 'something lapses after the command';
}

function expiriesComeFirst(changes: readonly RelationshipChange[]): Problem {
  const due = changes.filter(({ kind }) => kind === 'role-delegation-extended' || kind === 'role-delegation-expired');
  const isFirst = due.every((one, place) => changes[place] === one);
  return isFirst ? problemOfDue(due) : 'something falls due after the command';
}

function anOfferServesOneCustomer(before: PlainAccount, after: PlainAccount): Problem {
  const stolen = before.offers.find(({ id, takenBy }) => {
    const now = after.offers.find((offer) => offer.id === id);
    return takenBy !== null && now !== undefined && now.takenBy !== takenBy;
  });
  return stolen === undefined ? null : `two customers have taken ${stolen.id}`;
}

function relationshipsAreUntouched({ data: before }: CustomerDocument, { data: after }: CustomerDocument): Problem {
  return isDeepStrictEqual(
    [before.customer, before.relationships, before.delegations],
    [after.customer, after.relationships, after.delegations],
  )
    ? null
    : 'it touches relationships or service delegations';
}

/** But for what time has done to them. */
function rolesAreUntouched({ plain: before }: CustomerDocument, { plain: after }: CustomerDocument, at: number): Problem {
  const { delegations } = customerAt(before, at);
  return isDeepStrictEqual(delegations, after.delegations) ? null : 'it touches role delegations';
}

/** What was approved once and is over is not in the document again. */
function endedStaysEnded({ approved, customer: { plain: before } }: World, { plain: after }: CustomerDocument): Problem {
  const back = after.delegations.find(
    ({ id }) => approved.has(id) && !before.delegations.some((delegation) => delegation.id === id),
  );
  return back === undefined ? null : `${back.id} was over and is in force again`;
}
