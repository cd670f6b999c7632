import { ok } from 'neverthrow';
import type { AcceptRequest, ImportCustomer, RelationshipChange } from 'partner-relationships';
import type { Attempt } from './attempt';
import { decide, type AnyRefusal, type Decision, type Deciders } from './deciders';
import { customer } from './scope';
import { keyOf, lineOfDelegation } from './set-model';
import { lineOfImported, specified, type Refusal } from './specification';
import type { Place, StateSpace } from './state-space';

/** What came of a command: where it leads and by which changes, or what is wrong with it. */
export type Transition =
  | { readonly next: Place; readonly changes: readonly RelationshipChange[] }
  | { readonly problem: string };

const NOTHING: Decision = ok([]);

/** Decides a command on a state and compares what comes of it with the specification. */
export function transition(
  deciders: Deciders,
  space: StateSpace,
  from: Place,
  attempt: Attempt,
): Transition {
  const expected = specified(from.model, attempt, customer.id);
  const decision: Decision = from.unchangedBy.has(attempt) ? NOTHING : decide(deciders, from.state, attempt);
  if ('refusal' in expected) {
    if (decision.isOk()) return { problem: `it is done, but has to be refused: ${inWords(expected.refusal)}` };
    const refusal = inWords(refusalOf(decision.error));
    if (refusal !== inWords(expected.refusal)) {
      return { problem: `it is refused by ${refusal}, but has to be refused by ${inWords(expected.refusal)}` };
    }
    return { next: from, changes: [] };
  }
  if (decision.isErr()) return { problem: `it is refused, but has to be done: ${decision.error.message}` };

  const changes = decision.value;
  const next = space.follow(from, changes);
  if (typeof next === 'string') return { problem: next };
  const expectedKey = expected.next === from.model ? from.key : keyOf(expected.next);
  if (next.key !== expectedKey) return { problem: `it leads to {${next.key}}, but has to lead to {${expectedKey}}` };
  if (changes.length === 0) {
    next.unchangedBy.add(attempt);
    return { next, changes };
  }
  const problem = problemOfChanges(attempt, changes) ?? problemOfRepeating(deciders, next, attempt);
  return problem === null ? { next, changes } : { problem };
}

function problemOfChanges(attempt: Attempt, changes: readonly RelationshipChange[]): string | null {
  const { by, at } = attempt.command;
  for (const change of changes) {
    if (change.at !== at || change.by.kind !== by.kind) return 'its changes do not record who did it, or when';
    if (!mayResultFrom(attempt, change)) return `it touches what is not its own: ${change.kind}`;
  }
  return null;
}

/** Whether a command of this kind can have this change at all: what each command leaves alone. */
function mayResultFrom(attempt: Attempt, change: RelationshipChange): boolean {
  switch (attempt.kind) {
    case 'accept-request':
      return mayResultFromAccepting(attempt.command, change);
    case 'add-customer':
      if (change.kind === 'customer-registered') return true;
      return 'partnerId' in change && change.partnerId === attempt.command.partner.id;
    case 'import-customer':
      return mayResultFromImporting(attempt.command, change);
    case 'rename-customer':
      return change.kind === 'customer-renamed';
    case 'remove-delegations': {
      const { by, reason } = attempt.command;
      const why = by.kind === 'operator' ? { kind: 'removed-by-operator', reason } : { kind: 'removed-by-customer' };
      return change.kind === 'delegation-removed' && asJson(change.reason) === asJson(why);
    }
    case 'relinquish-delegations':
      return (
        change.kind === 'delegation-removed' &&
        change.reason.kind === 'relinquished' &&
        change.partnerId === attempt.command.partnerId
      );
    case 'end-relationship': {
      const { partnerId, agreement } = attempt.command;
      if (change.kind === 'delegation-removed') return change.reason.kind === 'relationship-ended';
      if (change.kind !== 'relationship-ended') return false;
      return change.partnerId === partnerId && asJson(change.reason) === asJson({ kind: 'renegotiated', agreement });
    }
    case 'clear-closed-partner': {
      const { partner, closure } = attempt.command.account;
      if (change.kind === 'relationship-ended' && change.partnerId !== partner.id) return false;
      if (change.kind !== 'relationship-ended' && change.kind !== 'delegation-removed') return false;
      return asJson(change.reason) === asJson({ kind: 'partner-closed', reason: closure?.reason });
    }
    case 'erase-customer':
      return change.kind === 'customer-erased' && change.reason === attempt.command.reason;
  }
}

/** A holder is replaced, or its account is closed: the reason of the removal tells which. */
function mayResultFromAccepting(command: AcceptRequest, change: RelationshipChange): boolean {
  const { partner, request, onHeldService = 'refuse', closedHolders = [] } = command;
  switch (change.kind) {
    case 'customer-registered':
      return true;
    case 'relationship-established':
      return change.partnerId === partner.id;
    case 'delegation-granted':
      return change.partnerId === (change.throughPartnerId === null ? partner.id : request.indirectResellerId);
    case 'delegation-removed':
      if (closedHolders.includes(change.partnerId)) return change.reason.kind === 'holder-closed';
      if (onHeldService === 'refuse') return false;
      return asJson(change.reason) === asJson({ kind: 'replaced', partnerId: partner.id });
    default:
      return false;
  }
}

/** What is imported keeps the date of its beginning. */
function mayResultFromImporting(
  { relationships, delegations, partners }: ImportCustomer,
  change: RelationshipChange,
): boolean {
  switch (change.kind) {
    case 'customer-registered':
      return true;
    case 'relationship-established': {
      const { partnerId, establishedAt } = change;
      return relationships.some((one) => one.partnerId === partnerId && one.establishedAt === establishedAt);
    }
    case 'delegation-granted':
      return delegations.some(
        (one) => lineOfImported(one, { partners }) === lineOfDelegation(change) && one.grantedAt === change.grantedAt,
      );
    default:
      return false;
  }
}

/**
 * Repeats a command where it led to, once for each place that it leads to. Only an erasure is not repeated: it leads to
 * the unknown customer, on which it is tried as well, and only a store knows that the customer was there.
 */
function problemOfRepeating(deciders: Deciders, next: Place, attempt: Attempt): string | null {
  if (next.unchangedBy.has(attempt) || attempt.kind === 'erase-customer') return null;
  const again = decide(deciders, next.state, attempt);
  if (again.isErr()) return `asked a second time it is refused: ${again.error.message}`;
  if (again.value.length > 0) return 'asked a second time it changes something again';
  next.unchangedBy.add(attempt);
  return null;
}

function refusalOf({ kind, code, rule, context }: AnyRefusal): Refusal {
  if (kind === 'rule-violation') return { code, rule: rule ?? null, context };
  return { code, rule: null, context: 'path' in context ? { path: context.path } : context };
}

/** The order in which held services are named is not part of the specification. */
function inWords({ code, rule, context }: Refusal): string {
  const said = 'held' in context && Array.isArray(context.held) ? context.held.map(asJson).sort() : [asJson(context)];
  return `${rule ?? 'no rule'}, ${code}, ${said.join()}`;
}

function asJson(value: unknown): string {
  return JSON.stringify(value);
}
