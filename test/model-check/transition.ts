import { ok } from 'neverthrow';
import type { RelationshipChange } from 'partner-relationships';
import type { RelationshipCommand } from 'partner-relationships/arbitraries';
import { decide, type AnyRefusal, type Decision, type Deciders } from './deciders';
import { customer } from './scope';
import { keyOf } from './set-model';
import { specified, type Refusal } from './specification';
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
  attempt: RelationshipCommand,
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

function problemOfChanges(attempt: RelationshipCommand, changes: readonly RelationshipChange[]): string | null {
  const { by, at } = attempt.command;
  for (const change of changes) {
    if (change.at !== at || change.by.kind !== by.kind) return 'its changes do not record who did it, or when';
    if (!mayResultFrom(attempt, change)) return `it touches what is not its own: ${change.kind}`;
  }
  return null;
}

/** Whether a command of this kind can have this change at all: what each command leaves alone. */
function mayResultFrom(attempt: RelationshipCommand, change: RelationshipChange): boolean {
  switch (attempt.kind) {
    case 'accept-request': {
      const { partner, request, onHeldService } = attempt.command;
      if (change.kind === 'customer-registered') return true;
      if (change.kind === 'delegation-removed') return onHeldService === 'replace' && change.reason.kind === 'replaced';
      if (change.kind === 'relationship-established') return change.partnerId === partner.id;
      if (change.kind !== 'delegation-granted') return false;
      return change.partnerId === (change.throughPartnerId === null ? partner.id : request.indirectResellerId);
    }
    case 'add-customer':
      if (change.kind === 'customer-registered') return true;
      return change.kind !== 'customer-renamed' && change.partnerId === attempt.command.partner.id;
    case 'remove-delegations':
      return change.kind === 'delegation-removed' && change.reason.kind === 'removed-by-customer';
    case 'relinquish-delegations':
      return (
        change.kind === 'delegation-removed' &&
        change.reason.kind === 'relinquished' &&
        change.partnerId === attempt.command.partnerId
      );
    case 'end-relationship':
      if (change.kind === 'relationship-ended') return change.partnerId === attempt.command.partnerId;
      return change.kind === 'delegation-removed' && change.reason.kind === 'relationship-ended';
  }
}

/** Repeats a command where it led to, once for each place that it leads to. */
function problemOfRepeating(deciders: Deciders, next: Place, attempt: RelationshipCommand): string | null {
  if (next.unchangedBy.has(attempt)) return null;
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
