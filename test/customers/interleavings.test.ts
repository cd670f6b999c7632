import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptRequest,
  authorize,
  foldCustomer,
  parseCustomerRelationships,
  removeDelegations,
  supportDuties,
  type AcceptRequest,
  type CommercialOperation,
  type CustomerId,
  type CustomerRelationships,
  type EndRelationship,
  type Instant,
  type OnHeldService,
  type Partner,
  type PartnerId,
  type RelationshipChange,
  type RelinquishDelegations,
  type RemoveDelegations,
  type ServiceDelegation,
  type ServiceId,
} from 'partner-relationships';
import { changed } from '../fixtures/history';
import {
  decideRelationship,
  instant,
  play,
  relationshipHistory,
  situation,
  statesAfter,
  type RelationshipCommand,
} from 'partner-relationships/arbitraries';
import { keyOf, modelOf } from '../model-check/set-model';
import { specified } from '../model-check/specification';
import { northwind, now } from '../fixtures/cast';
import { marketplace } from '../fixtures/marketplace';

/** Commands about one customer, whom nobody knows at first. */
const interleaving = relationshipHistory(marketplace, { customerId: northwind.id, maxLength: 12 });

/** A command that was done, with the relationships before it, where there were any, and after it. */
interface Done {
  readonly command: RelationshipCommand;
  readonly changes: readonly RelationshipChange[];
  readonly before: CustomerRelationships;
  readonly after: CustomerRelationships;
}

/** Everything that is done to a known customer when these commands are given. */
function doneIn(commands: readonly RelationshipCommand[]): readonly Done[] {
  return play(commands).flatMap(({ command, before, after, decision }) =>
    before === null || after === null || decision.isErr() ? [] : [{ command, changes: decision.value, before, after }],
  );
}

/** Property: this holds of everything that is ever done. */
function ofEverythingDone(holds: (done: Done) => boolean): void {
  fc.assert(fc.property(interleaving, (commands) => doneIn(commands).every(holds)));
}

/** Property: this holds of every acceptance. */
function ofEveryAcceptance(holds: (command: AcceptRequest, done: Done) => boolean): void {
  ofEverythingDone((done) => done.command.kind !== 'accept-request' || holds(done.command.command, done));
}

/** Property: this holds of every removal by the customer. */
function ofEveryRemoval(holds: (command: RemoveDelegations, done: Done) => boolean): void {
  ofEverythingDone((done) => done.command.kind !== 'remove-delegations' || holds(done.command.command, done));
}

/** Property: this holds of every partner's relinquishment. */
function ofEveryRelinquishment(holds: (command: RelinquishDelegations, done: Done) => boolean): void {
  ofEverythingDone((done) => done.command.kind !== 'relinquish-delegations' || holds(done.command.command, done));
}

/** Property: this holds of every end of a relationship. */
function ofEveryEnd(holds: (command: EndRelationship, done: Done) => boolean): void {
  ofEverythingDone((done) => done.command.kind !== 'end-relationship' || holds(done.command.command, done));
}

function givenAt(command: RelationshipCommand, at: Instant): RelationshipCommand {
  return { ...command, command: { ...command.command, at } } as RelationshipCommand;
}

function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other);
}

function restsOn({ partnerId, throughPartnerId }: ServiceDelegation): PartnerId {
  return throughPartnerId ?? partnerId;
}

/** Delegations without when they were granted. */
function rights(delegations: readonly ServiceDelegation[]): readonly string[] {
  return modelOf({ customer: northwind, relationships: [], delegations }).delegations.toSorted();
}

/** Whether the customer has named this holder of a service among those to replace. */
function isNamed(held: ServiceDelegation, onHeldService: OnHeldService | undefined): boolean {
  return (
    typeof onHeldService === 'object' &&
    onHeldService.replace.some((seen) => seen.serviceId === held.serviceId && seen.holderId === held.partnerId)
  );
}

/** What each of these partners owes support for, leaving aside whether it has admin rights. */
function owed(state: CustomerRelationships, partners: readonly Partner[]): unknown {
  const subscriptions = marketplace.subscriptions.filter(({ customerId }) => customerId === state.customer.id);
  return partners.map(({ id }) =>
    supportDuties(state, id, subscriptions)
      ._unsafeUnwrap()
      .map(({ subscriptionId }) => subscriptionId),
  );
}

function othersThan(partnerId: PartnerId): readonly Partner[] {
  return marketplace.partners.filter(({ id }) => id !== partnerId);
}

describe('any interleaving of commands', () => {
  it('one-transacting-partner-per-service: leaves every service with one transacting partner at most', () =>
    ofEverythingDone(({ after }) => {
      const services = after.delegations.filter(({ transacting }) => transacting).map(({ serviceId }) => serviceId);
      return new Set(services).size === services.length;
    }));

  it('leaves no delegation without the relationship that it rests on', () =>
    ofEverythingDone(({ after }) => {
      const related = after.relationships.map(({ partnerId }) => partnerId);
      return after.delegations.every((held) => related.includes(restsOn(held)));
    }));

  it('comes to what the specification says, command by command, in any marketplace', () =>
    fc.assert(
      fc.property(situation(), ({ history, next }) => {
        for (const { command, before, after, decision } of play([...history, next])) {
          const expected = specified(modelOf(before), command, command.customerId);
          const actual = decision.match(
            () => keyOf(modelOf(after)),
            (error) => `${'rule' in error ? error.rule : 'no rule'}: ${error.code}`,
          );
          if ('next' in expected) expect(actual).toBe(keyOf(expected.next));
          else expect(actual).toBe(`${expected.refusal.rule ?? 'no rule'}: ${expected.refusal.code}`);
        }
      }),
    ));

  it('is told in full by its changes: folding them gives the relationships', () =>
    fc.assert(
      fc.property(interleaving, (commands) => {
        const played = play(commands);
        const changes = played.flatMap(({ decision }) => decision.unwrapOr([]));
        return isSame(foldCustomer(changes)._unsafeUnwrap(), played.at(-1)?.after ?? null);
      }),
    ));

  it('leads to relationships that JSON keeps', () =>
    fc.assert(
      fc.property(situation(), ({ state }) =>
        isSame(parseCustomerRelationships(JSON.parse(JSON.stringify(state)))._unsafeUnwrap(), state),
      ),
    ));

  it('acceptance-is-idempotent: a command given twice is a command given once, or refused twice for one reason', () =>
    fc.assert(
      fc.property(interleaving, (commands) =>
        play(commands).every(({ command, after, decision }) => {
          const again = decideRelationship(after, command);
          return decision.isOk() ? isSame(again.unwrapOr(null), []) : isSame(again, decision);
        }),
      ),
    ));

  it('records of every change who made it and when, as the command said', () =>
    ofEverythingDone(({ command: { command }, changes }) =>
      changes.every(({ by, at }) => at === command.at && isSame(by, { ...command.by })),
    ));

  it('never goes back in time: what is given before the last change counts as given at that change', () =>
    fc.assert(
      fc.property(interleaving, instant(), (commands, at) =>
        play(commands).every(({ command, before }) => {
          const changedAt = before?.changedAt ?? at;
          const due = at < changedAt ? changedAt : at;
          const decision = decideRelationship(before, givenAt(command, at));
          return (
            isSame(decision, decideRelationship(before, givenAt(command, due))) &&
            decision.unwrapOr([]).every((change) => change.at === due)
          );
        }),
      ),
    ));

  it('only-customer-accepts: and removes; only partners add, relinquish and end, each for itself', () =>
    ofEverythingDone(({ command: { kind, command } }) => {
      const { by } = command;
      const isTheCustomer = by.kind === 'customer' && by.customerId === northwind.id;
      switch (kind) {
        case 'accept-request':
          return isTheCustomer;
        case 'remove-delegations':
        case 'rename-customer':
          return isTheCustomer || by.kind === 'operator';
        case 'add-customer':
          return by.kind === 'partner' && by.partnerId === command.partner.id;
        case 'relinquish-delegations':
        case 'end-relationship':
          return by.kind === 'partner' && by.partnerId === command.partnerId;
        case 'import-customer':
        case 'clear-closed-partner':
          return by.kind === 'operator';
      }
    }));
});

describe('acceptance', () => {
  it('acceptance-establishes-relationship: there is one with the partner afterwards, the one before if any', () =>
    ofEveryAcceptance(({ partner }, { before, after }) => {
      const withPartner = ({ relationships }: CustomerRelationships): readonly unknown[] =>
        relationships.filter(({ partnerId }) => partnerId === partner.id);
      return (
        withPartner(after).length === 1 &&
        (withPartner(before).length === 0 || isSame(withPartner(after), withPartner(before)))
      );
    }));

  it('customer-chooses-services: everything chosen is held afterwards, and nothing new but what was chosen', () =>
    ofEveryAcceptance(({ partner, request, services, indirectResellerServices = [] }, { before, after }) => {
      const chosen = rights([
        ...services.map((serviceId) => held(partner.id, serviceId, isTransacting(partner), null)),
        ...indirectResellerServices.flatMap((serviceId) =>
          request.indirectResellerId === null
            ? []
            : [held(request.indirectResellerId, serviceId, false, request.partnerId)],
        ),
      ]);
      const heldBefore = rights(before.delegations);
      const heldAfter = rights(after.delegations);
      return (
        chosen.every((right) => heldAfter.includes(right)) &&
        heldAfter.every((right) => chosen.includes(right) || heldBefore.includes(right))
      );
    }));

  it('replacement-is-explicit: others lose what they hold of the chosen, if that is asked for, and else nothing', () =>
    ofEveryAcceptance(({ partner, services, onHeldService }, { before, after }) => {
      const isReplaced = (one: ServiceDelegation): boolean =>
        (onHeldService === 'replace' || isNamed(one, onHeldService)) &&
        isTransacting(partner) &&
        one.transacting &&
        one.partnerId !== partner.id &&
        services.includes(one.serviceId);
      const left = before.delegations.filter((one) => !isReplaced(one));
      return (
        isSame(after.delegations.slice(0, left.length), left) &&
        isSame(after.relationships.slice(0, before.relationships.length), before.relationships)
      );
    }));

  it('acceptance-adds-admin-rights-only: nobody else’s part in a subscription changes, nor its duty to support', () =>
    ofEveryAcceptance(({ partner }, { before, after }) => {
      const others = othersThan(partner.id);
      const subscriptions = marketplace.subscriptions.filter(({ customerId }) => customerId === northwind.id);
      return (
        isSame(owed(after, others), owed(before, others)) &&
        others.every((other) =>
          subscriptions.every((subscription) =>
            COMMERCIAL.every((operation) => {
              const question = { partner: other, operation, subscription };
              return authorize(after, question) === authorize(before, question);
            }),
          ),
        )
      );
    }));

  it('restoration-is-a-new-acceptance: removing what was accepted and accepting again restores exactly that', () =>
    ofEveryAcceptance((command, { after }) => {
      const { partner, request, services, indirectResellerServices = [], by, at } = command;
      const removals: readonly RemoveDelegations[] = [
        { from: partner.id, services, by, at },
        { from: request.indirectResellerId ?? partner.id, services: indirectResellerServices, by, at },
      ];
      const removed = removals.reduce(
        (state, removal) => changed(state, removeDelegations(state, removal)._unsafeUnwrap()),
        after,
      );
      const again = acceptRequest(removed, { ...command, onHeldService: 'refuse' });
      const restored = changed(removed, again._unsafeUnwrap());
      const accepted = ({ delegations }: CustomerRelationships): readonly string[] =>
        rights(delegations.filter((one) => restsOn(one) === partner.id));
      return isSame(accepted(restored), accepted(after)) && isSame(restored.relationships, after.relationships);
    }));
});

/** What is about who sold what, and about nothing else. */
const COMMERCIAL: readonly CommercialOperation[] = [
  'receive-bill',
  'change-partner-of-record',
  'suspend-subscription',
  'reactivate-subscription',
  'cancel-subscription',
  'convert-trial',
  'add-seats',
  'remove-seats',
  'order-add-ons',
];

function isTransacting({ program }: Partner): boolean {
  return program === 'direct-bill' || program === 'indirect-provider';
}

function held(
  partnerId: PartnerId,
  serviceId: ServiceId,
  transacting: boolean,
  throughPartnerId: PartnerId | null,
): ServiceDelegation {
  return { partnerId, serviceId, transacting, throughPartnerId, grantedAt: now };
}

describe('removal', () => {
  const keepsTheCommercial = ({ before, after }: Done): boolean =>
    isSame(after.customer, before.customer) &&
    isSame(after.relationships, before.relationships) &&
    isSame(owed(after, marketplace.partners), owed(before, marketplace.partners));

  it('commercial-relationship-survives-removal: customer, relationships and support duties stay as they were', () =>
    ofEveryRemoval((_, done) => keepsTheCommercial(done)));

  it('commercial-relationship-survives-removal: so they do when the partner gives its admin rights up itself', () =>
    ofEveryRelinquishment((_, done) => keepsTheCommercial(done)));

  it('customer-removes-any-admin-rights: what was named is gone and all else is left', () =>
    ofEveryRemoval(({ from, services }, { before, after }) => {
      const isNamed = ({ partnerId, serviceId }: ServiceDelegation): boolean =>
        (from === 'all' || partnerId === from) && (services === 'all' || services.includes(serviceId));
      return isSame(after.delegations, before.delegations.filter((one) => !isNamed(one)));
    }));

  it('partner-may-relinquish: relinquishing touches only what is its own', () =>
    ofEveryRelinquishment(({ partnerId: own, services }, { before, after }) => {
      const isNamed = ({ partnerId, serviceId }: ServiceDelegation): boolean =>
        partnerId === own && (services === 'all' || services.includes(serviceId));
      return isSame(after.delegations, before.delegations.filter((one) => !isNamed(one)));
    }));

  it('ending-takes-everything-of-the-partner: all that rests on the relationship goes, and nothing else', () =>
    ofEveryEnd(({ partnerId }, { before, after }) => {
      const others = othersThan(partnerId);
      return (
        isSame(after.customer, before.customer) &&
        isSame(after.relationships, before.relationships.filter((one) => one.partnerId !== partnerId)) &&
        isSame(after.delegations, before.delegations.filter((one) => restsOn(one) !== partnerId)) &&
        isSame(owed(after, others), owed(before, others))
      );
    }));

  it('active-subscriptions-keep-relationship: what ended had no active subscription of the partner', () =>
    ofEveryEnd(
      ({ partnerId, subscriptions }, { changes }) =>
        changes.length === 0 ||
        !subscriptions.some(
          ({ originalResellerId, status }) => originalResellerId === partnerId && status === 'active',
        ),
    ));
});

describe('customer lists', () => {
  it('partner-sees-only-its-customers: those who accepted or were added, until the relationship ended', () =>
    fc.assert(
      fc.property(relationshipHistory(marketplace, { maxLength: 15 }), (commands) => {
        const played = play(commands);
        const states = statesAfter(commands);
        return marketplace.partners.every(({ id }) => {
          const inState = states.filter(({ relationships }) => relationships.some(({ partnerId }) => partnerId === id));
          const inHistory = new Set<CustomerId>();
          for (const { command, decision } of played) {
            for (const change of decision.unwrapOr([])) {
              if (!('partnerId' in change) || change.partnerId !== id) continue;
              if (change.kind === 'relationship-established') inHistory.add(command.customerId);
              if (change.kind === 'relationship-ended') inHistory.delete(command.customerId);
            }
          }
          return isSame(new Set(inState.map(({ customer }) => customer.id)), inHistory);
        });
      }),
    ));
});
