import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseCustomerRelationships,
  type CustomerRelationships,
  type Instant,
  type RelationshipChange,
} from 'partner-relationships';
import { settle, standingAt, type Settled } from 'partner-relationships/roles';
import { theOperator } from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import { changed } from '../../fixtures/history';
import { law } from '../../fixtures/law';
import { anyOccasion, COMMANDS } from './any-command';
import { anyMoment, anyState } from './any-state';
import { settling } from './scene';

function due(state: CustomerRelationships, at: Instant): readonly Settled[] {
  return settle(state, settling(at))._unsafeUnwrap();
}

function settledAt(state: CustomerRelationships, at: Instant): CustomerRelationships {
  return changed(state, due(state, at));
}

/** What happened and when it fell due, not who wrote it down and when. */
function happenings(changes: readonly RelationshipChange[]): readonly object[] {
  return changes.map((change) => ({ ...change, at: null, by: null }));
}

function isSettled(change: RelationshipChange): boolean {
  return 'dueAt' in change;
}

const stateAndMoments = anyState().chain((state) =>
  fc.record({ state: fc.constant(state), moments: fc.array(anyMoment(state), { minLength: 1, maxLength: 4 }) }),
);

describe('settling', () => {
  it('twice is settling once', () => {
    law(
      fc.property(stateAndMoments, ({ state, moments: [at = state.changedAt as Instant] }) => {
        expect(due(settledAt(state, at), at)).toEqual([]);
      }),
    );
  });

  it('in steps is settling once', () => {
    law(
      fc.property(stateAndMoments, ({ state, moments }) => {
        const steps: Settled[] = [];
        let current = state;
        for (const at of moments.toSorted()) {
          const changes = due(current, at);
          steps.push(...changes);
          current = changed(current, changes);
        }
        const last = moments.toSorted().at(-1) as Instant;
        expect(happenings(steps)).toEqual(happenings(due(state, last)));
        expect({ ...current, changedAt: null }).toEqual({ ...settledAt(state, last), changedAt: null });
      }),
    );
  });

  it('tells what is due in the order in which it fell due, then by id, and nothing that is not due', () => {
    law(
      fc.property(stateAndMoments, ({ state, moments: [at = '' as Instant] }) => {
        const changes = due(state, at);
        const keys = changes.map(({ dueAt, delegation: { id } }) => `${dueAt} ${id}`);
        expect(keys).toEqual(keys.toSorted());
        for (const change of changes) {
          expect(change).toMatchObject({ at, by: theOperator });
          expect(change.dueAt <= at).toBe(true);
        }
        expect(changes.every(isFrozenInDepth)).toBe(true);
      }),
    );
  });

  it('delegation-ends-on-time: leaves exactly what is active then, as it is seen without settling', () => {
    law(
      fc.property(stateAndMoments, ({ state, moments: [at = '' as Instant] }) => {
        const seen = (state.roleDelegations ?? []).flatMap((delegation) => {
          const { status, endsAt } = standingAt(delegation, at)._unsafeUnwrap();
          return status === 'active' ? [{ ...delegation, endsAt }] : [];
        });
        const { roleDelegations = [] } = settledAt(state, at);
        expect(roleDelegations).toEqual(seen);
        for (const { endsAt } of roleDelegations) expect(endsAt > at).toBe(true);
      }),
    );
  });
});

describe('every command', () => {
  it('leads to a state that is lawful, and in it nothing is due', () => {
    law(
      fc.property(anyOccasion(), ({ state, at, decide }) => {
        const changes = decide(state).unwrapOr([]);
        fc.pre(changes.length > 0);
        const next = changed(state, changes);
        expect(parseCustomerRelationships(JSON.parse(JSON.stringify(next)))._unsafeUnwrap()).toEqual(next);
        expect(due(next, at)).toEqual([]);
        expect(changes.every(isFrozenInDepth)).toBe(true);
      }),
    );
  });

  it('writes down what is due, before its own change, and only if it has one', () => {
    law(
      fc.property(anyOccasion(), ({ state, at, by, decide }) => {
        const decision = decide(state);
        fc.pre(decision.isOk());
        const changes = decision._unsafeUnwrap();
        const own = changes.filter((change) => !isSettled(change));
        expect(own).toHaveLength(changes.length === 0 ? 0 : 1);
        if (own.length === 0) return;
        expect(changes).toEqual([...settle(state, { at, by })._unsafeUnwrap(), ...own]);
        expect(own).toMatchObject([{ at, by }]);
      }),
    );
  });

  it('decides the same whether or not what is due is written down', () => {
    law(
      fc.property(anyOccasion(), ({ state, at, name, offerId, decide }) => {
        // An approval of what has ended changes nothing as long as the document still has it.
        const isOver = due(state, at).some(({ kind, delegation: { id } }) => kind.endsWith('expired') && id === offerId);
        fc.pre(name !== 'approve' || !isOver);
        const unsettled = decide(state).map((changes) => changes.filter((change) => !isSettled(change)));
        expect(decide(settledAt(state, at))).toEqual(unsettled);
      }),
    );
  });

  it('changes nothing when it is given once more', () => {
    law(
      fc.property(anyOccasion(), ({ state, decide }) => {
        const decision = decide(state);
        fc.pre(decision.isOk());
        expect(decide(changed(state, decision._unsafeUnwrap()))._unsafeUnwrap()).toEqual([]);
      }),
    );
  });

  it('termination-touches-nothing-commercial: leaves relationships, service delegations and other roles alone', () => {
    law(
      fc.property(anyOccasion(), ({ state, at, decide }) => {
        const changes = decide(state).unwrapOr([]);
        fc.pre(changes.length > 0);
        const [own] = changes.filter((change) => !isSettled(change)) as [Extract<RelationshipChange, { delegation: object }>];
        const others = ({ roleDelegations = [] }: CustomerRelationships): readonly object[] =>
          roleDelegations.filter(({ id }) => id !== own.delegation.id);
        const next = changed(state, changes);
        expect(next).toMatchObject({
          customer: state.customer,
          relationships: state.relationships,
          delegations: state.delegations,
        });
        expect(others(next)).toEqual(others(settledAt(state, at)));
      }),
    );
  });

  it('is tried in every way: each changes something, alone and with what is due, and each changes nothing', () => {
    const outcomes = new Set<string>();
    for (const { state, name, decide } of fc.sample(anyOccasion(), { seed: 7, numRuns: 4000 })) {
      const changes = decide(state);
      if (changes.isOk()) outcomes.add(`${name}: ${String(Math.min(2, changes.value.length))}`);
    }
    expect([...outcomes].sort()).toEqual(COMMANDS.toSorted().flatMap((name) => [0, 1, 2].map((count) => `${name}: ${count}`)));
  });
});
