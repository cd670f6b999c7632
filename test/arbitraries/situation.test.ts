import fc from 'fast-check';
import { foldCustomer, parseCustomerRelationships } from 'partner-relationships';
import {
  marketplace,
  play,
  relationshipHistory,
  situation,
  statesAfter,
  type PlayedCommand,
  type Situation,
} from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';

describe('Situations', () => {
  it('have valid, frozen relationships that obey every rule about a state', () => {
    fc.assert(
      fc.property(situation(), (one) => {
        const { state } = one;
        expect(parseCustomerRelationships(JSON.parse(JSON.stringify(state)))._unsafeUnwrap()).toStrictEqual(state);
        expect([state, state.customer, ...state.relationships, ...state.delegations].every(Object.isFrozen)).toBe(true);
        expect([...brokenByRelationships(one), ...brokenByDelegations(one)]).toEqual([]);
      }),
    );
  });

  it('have a history in order of time, which leads to the relationships step by step, and a later next command', () => {
    fc.assert(
      fc.property(situation(), ({ marketplace: world, history, state, next }) => {
        const steps = play(history);
        const changes = steps.flatMap(({ decision }) => decision.unwrapOr([]));
        expect(foldCustomer(changes)._unsafeUnwrap()).toEqual(state);
        expect(statesAfter(history)).toEqual([state]);
        expect(steps.length === history.length && steps.every(({ command }, at) => command === history[at])).toBe(true);
        expect(steps.every(({ before }, at) => before === (steps[at - 1]?.after ?? null))).toBe(true);
        const unchanged = steps.filter(({ decision }) => decision.unwrapOr([]).length === 0);
        expect(unchanged.every(({ before, after }) => after === before)).toBe(true);
        const [played, ...rest] = play([next], [state]);
        expect(played?.before === state && rest.length === 0).toBe(true);
        expect(statesAfter([], [state])).toEqual([state]);
        expect(statesAfter([next], [state])).toEqual([played?.after]);
        const isClosed = world.partners.some(({ standing }) => standing === 'closed');
        const [began = world.asOf] = history.map(({ command }) => command.at);
        expect(isClosed || world.asOf <= began).toBe(true);
        expect(areInOrder([...history, next].map(({ command }) => command.at))).toBe(true);
        expect(world.asOf <= next.command.at).toBe(true);
        expect([...history, next].every(({ customerId }) => customerId === state.customer.id)).toBe(true);
      }),
    );
  });

  it('let a closed partner hold only what it got while it was open', () => {
    fc.assert(
      fc.property(situation(), ({ marketplace: { accounts }, history }) => {
        const closedAt = new Map(accounts.map(({ partner, closure }) => [partner.id, closure?.at]));
        for (const { command, decision } of play(history)) {
          for (const change of decision.unwrapOr([])) {
            if (change.kind !== 'relationship-established' && change.kind !== 'delegation-granted') continue;
            expect(command.command.at <= (closedAt.get(change.partnerId) ?? command.command.at)).toBe(true);
          }
        }
      }),
    );
  });

  it('shrink to a few commands with readable ids', () => {
    const property = fc.property(situation(), ({ state }) => !state.delegations.some(isThroughProvider));
    for (const seed of [1, 2, 3]) {
      const { counterexample } = fc.check(property, { seed });
      const found = counterexample?.[0];
      expect(found?.history.length).toBeLessThanOrEqual(2);
      expect(found?.state.delegations.length).toBe(1);
      expect(found?.state.customer).toEqual({ id: 'adatum', name: 'Contoso' });
    }
    const nothingOfClosed = fc.property(situation(), (one) => !hasDelegationOfClosed(one));
    for (const seed of [1, 2]) {
      const found = fc.check(nothingOfClosed, { seed, numRuns: 1000 }).counterexample?.[0];
      expect(found?.history.length).toBeLessThanOrEqual(2);
      expect(found?.state.delegations.length).toBe(1);
      expect(found?.marketplace.partners.filter(({ standing }) => standing === 'closed').length).toBe(1);
    }
  });
});

describe('Among a thousand situations', () => {
  const situations = fc.sample(situation(), { seed: 7, numRuns: 1000 });
  const count = (trait: (one: Situation) => boolean): number => situations.filter(trait).length;
  const played: readonly PlayedCommand[] = situations.flatMap(({ history }) => play(history));

  it.each<[what: string, least: number, trait: (one: Situation) => boolean]>([
    ['a customer without any relationship', 5, ({ state }) => state.relationships.length === 0],
    ['a customer without any delegation', 40, ({ state }) => state.delegations.length === 0],
    ['several relationships', 400, ({ state }) => state.relationships.length >= 2],
    ['four relationships or more', 15, ({ state }) => state.relationships.length >= 4],
    ['several delegations', 300, ({ state }) => state.delegations.length >= 3],
    ['a relationship from a request', 500, ({ state }) => originsIn(state).includes('request')],
    ['a relationship from an addition', 80, ({ state }) => originsIn(state).includes('customer-added')],
    ['a relationship from an import', 80, ({ state }) => originsIn(state).includes('imported')],
    ['a customer with another name', 150, ({ state, marketplace: { customers } }) => !isNamed(state, customers)],
    ['a closed partner with a relationship', 60, hasRelationshipOfClosed],
    ['a delegation of a closed partner', 40, hasDelegationOfClosed],
    ["an indirect reseller's delegation through a closed provider", 5, hasDelegationThroughClosed],
    ['a question about a closed partner', 50, ({ question }) => question.partner.standing === 'closed'],
    ['a relationship without admin rights', 200, ({ state }) => hasRelationshipAlone(state)],
    ['a transacting delegation', 400, ({ state }) => state.delegations.some((one) => one.transacting)],
    ['a delegation that an advisor holds', 80, holdsOfAnAdvisor],
    ["an indirect reseller's delegation", 200, ({ state }) => state.delegations.some(isThroughProvider)],
    ['an indirect reseller through two providers', 10, ({ state }) => hasResellerOfTwoProviders(state)],
    ['a service of several partners', 200, ({ state }) => hasSharedService(state)],
  ])('some have %s', (_what, least, trait) => {
    expect(count(trait)).toBeGreaterThanOrEqual(least);
  });

  it.each([
    'accept-request: changes',
    'accept-request: nothing to change',
    'accept-request: service-held',
    'accept-request: request-is-revoked',
    'accept-request: not-the-customer',
    'accept-request: contradictory-input',
    'accept-request: partner-is-closed',
    'add-customer: changes',
    'add-customer: customer-exists',
    'add-customer: provider-needed',
    'add-customer: not-the-partner',
    'add-customer: partner-is-closed',
    'import-customer: changes',
    'import-customer: nothing to change',
    'import-customer: import-conflict',
    'import-customer: contradictory-input',
    'import-customer: not-the-operator',
    'rename-customer: changes',
    'rename-customer: nothing to change',
    'rename-customer: not-the-customer',
    'remove-delegations: changes',
    'remove-delegations: nothing to change',
    'remove-delegations: not-the-customer',
    'remove-delegations: reason-needed',
    'remove-delegations: contradictory-input',
    'relinquish-delegations: changes',
    'relinquish-delegations: nothing to change',
    'relinquish-delegations: not-the-partner',
    'end-relationship: changes',
    'end-relationship: nothing to change',
    'end-relationship: not-the-partner',
    'end-relationship: active-subscriptions',
    'clear-closed-partner: changes',
    'clear-closed-partner: nothing to change',
    'clear-closed-partner: contradictory-input',
  ])('some tried this with this outcome: %s', (outcome) => {
    expect(played.filter((one) => outcomeOf(one) === outcome).length).toBeGreaterThanOrEqual(10);
  });

  it('most commands are lawful', () => {
    const decided = played.filter(({ decision }) => decision.isOk());
    expect(decided.length).toBeGreaterThan(played.length * 0.6);
  });

  it.each<[reason: string, least: number]>([
    ['removed-by-customer', 100],
    ['removed-by-operator', 50],
    ['relinquished', 50],
    ['replaced', 100],
    ['holder-closed', 10],
    ['relationship-ended', 50],
    ['partner-closed', 10],
    ['renegotiated', 50],
  ])('some admin rights or relationships have ended for this reason: %s', (reason, least) => {
    const reasons = played
      .flatMap(({ decision }) => decision.unwrapOr([]))
      .flatMap((change) => ('reason' in change && typeof change.reason === 'object' ? [change.reason.kind] : []));
    expect(reasons.filter((kind) => kind === reason).length).toBeGreaterThanOrEqual(least);
  });

  it('some acceptances replace exactly the holders that the customer has seen, or find another one', () => {
    const naming = played.filter(
      ({ command }) => command.kind === 'accept-request' && typeof command.command.onHeldService === 'object',
    );
    const replacing = naming.filter(({ decision }) =>
      decision.unwrapOr([]).some(({ kind }) => kind === 'delegation-removed'),
    );
    const refused = naming.filter(({ decision }) => decision.isErr() && decision.error.code === 'service-held');
    expect(replacing.length).toBeGreaterThan(50);
    expect(refused.length).toBeGreaterThan(50);
  });
});

describe('Histories of several customers', () => {
  const several = marketplace({ customers: { min: 2, max: 3 }, subscriptions: { min: 4, max: 6 } });

  it('keep the customers apart, and have the length and the customer that the constraints ask for', () => {
    const histories = several.chain((world) => {
      const [, second] = world.customers;
      if (second === undefined) throw new Error('two customers were asked for');
      const settled = relationshipHistory(world, { customerId: second.id, minLength: 3, maxLength: 4 });
      return fc.tuple(fc.constant(world), relationshipHistory(world), settled);
    });
    fc.assert(
      fc.property(histories, ([{ customers }, history, ofTheSecond]) => {
        const states = statesAfter(history);
        for (const { id } of customers) {
          const own = statesAfter(history.filter(({ customerId }) => customerId === id));
          expect(states.filter(({ customer }) => customer.id === id)).toEqual(own);
        }
        expect([3, 4]).toContain(ofTheSecond.length);
        expect(ofTheSecond.every(({ customerId }) => customerId === customers[1]?.id)).toBe(true);
      }),
    );
  });

  it('sometimes begin with a command that cannot come first, or name subscriptions of another customer', () => {
    const histories = several.chain((world) => relationshipHistory(world));
    const sampled = fc.sample(histories, { seed: 8, numRuns: 1000 });
    const outcomes = sampled.flatMap((history) => play(history).map(outcomeOf));
    for (const outcome of [
      'remove-delegations: malformed-input',
      'relinquish-delegations: malformed-input',
      'end-relationship: malformed-input',
      'end-relationship: contradictory-input',
      'add-customer: partner-is-suspended',
    ]) {
      expect(outcomes.filter((one) => one === outcome).length, outcome).toBeGreaterThanOrEqual(5);
    }
  });
});

type State = Situation['state'];

/** What relationships hold of a marketplace, said a second time and independently of the library. */
function brokenByRelationships({ state, marketplace: { partners, accounts, customers } }: Situation): string[] {
  const broken: string[] = [];
  const { customer, relationships } = state;
  if (customer.id !== customers[0]?.id) broken.push('it is about the first customer');
  for (const [at, { partnerId, origin }] of relationships.entries()) {
    if (relationships.slice(0, at).some((earlier) => earlier.partnerId === partnerId)) broken.push('one per partner');
    const program = partners.find(({ id }) => id === partnerId)?.program ?? 'indirect-reseller';
    if (program === 'indirect-reseller') broken.push('indirect-reseller-receives-through-provider');
    const requests = accounts.find(({ partner }) => partner.id === partnerId)?.requests ?? [];
    const isKnown = origin.kind !== 'request' || requests.some(({ id }) => id === origin.requestId);
    if (!isKnown) broken.push('from a request of the partner');
  }
  const added = relationships.filter(({ origin }) => origin.kind === 'customer-added');
  if (added.length > 1) broken.push('existing-customer-needs-request');
  if (!areInOrder(relationships.map(({ establishedAt }) => establishedAt))) broken.push('oldest relationship first');
  return broken;
}

function brokenByDelegations({ state, marketplace: { partners } }: Situation): string[] {
  const broken: string[] = [];
  const { relationships, delegations } = state;
  const programOf = new Map(partners.map(({ id, program }) => [id, program]));
  for (const [at, { partnerId, serviceId, transacting, throughPartnerId, grantedAt }] of delegations.entries()) {
    const earlier = delegations.slice(0, at).filter((other) => other.serviceId === serviceId);
    if (earlier.some((other) => other.partnerId === partnerId && other.throughPartnerId === throughPartnerId)) {
      broken.push('one delegation per partner, service and provider');
    }
    if (transacting && earlier.some((other) => other.transacting)) broken.push('one-transacting-partner-per-service');
    const ground = relationships.find((one) => one.partnerId === (throughPartnerId ?? partnerId));
    if (ground === undefined || ground.establishedAt > grantedAt) broken.push('it rests on a relationship');
    const program = programOf.get(partnerId);
    const sells = program === 'direct-bill' || program === 'indirect-provider';
    if (transacting !== sells) broken.push('transacting as the program is');
    const provider = throughPartnerId === null ? 'none' : programOf.get(throughPartnerId);
    if (provider !== (program === 'indirect-reseller' ? 'indirect-provider' : 'none')) {
      broken.push('indirect-reseller-receives-through-provider');
    }
  }
  if (!areInOrder(delegations.map((one) => one.grantedAt))) broken.push('oldest delegation first');
  return broken;
}

function isNamed({ customer: { id, name } }: State, customers: Situation['marketplace']['customers']): boolean {
  return customers.some((customer) => customer.id === id && customer.name === name);
}

function closedIn({ marketplace: { partners } }: Situation): readonly string[] {
  return partners.filter(({ standing }) => standing === 'closed').map(({ id }) => id);
}

function hasRelationshipOfClosed(one: Situation): boolean {
  return one.state.relationships.some(({ partnerId }) => closedIn(one).includes(partnerId));
}

function hasDelegationOfClosed(one: Situation): boolean {
  return one.state.delegations.some(({ partnerId }) => closedIn(one).includes(partnerId));
}

function hasDelegationThroughClosed(one: Situation): boolean {
  return one.state.delegations.some(({ throughPartnerId }) => closedIn(one).includes(throughPartnerId ?? ''));
}

function areInOrder(instants: readonly string[]): boolean {
  return instants.every((at, index) => index === 0 || (instants[index - 1] ?? at) <= at);
}

function originsIn({ relationships }: State): readonly string[] {
  return relationships.map(({ origin }) => origin.kind);
}

function hasRelationshipAlone({ relationships, delegations }: State): boolean {
  return relationships.some(({ partnerId }) => delegations.every((one) => one.partnerId !== partnerId));
}

function holdsOfAnAdvisor({ state, marketplace: { partners } }: Situation): boolean {
  const advisors = partners.filter(({ program }) => program === 'advisor').map(({ id }) => id);
  return state.delegations.some(({ partnerId }) => advisors.includes(partnerId));
}

function isThroughProvider({ throughPartnerId }: State['delegations'][number]): boolean {
  return throughPartnerId !== null;
}

function hasResellerOfTwoProviders({ delegations }: State): boolean {
  const through = delegations.filter(isThroughProvider);
  return through.some((one) =>
    through.some((other) => other.partnerId === one.partnerId && other.throughPartnerId !== one.throughPartnerId),
  );
}

function hasSharedService({ delegations }: State): boolean {
  return delegations.some((one) =>
    delegations.some((other) => other.serviceId === one.serviceId && other.partnerId !== one.partnerId),
  );
}

function outcomeOf({ command, decision }: PlayedCommand): string {
  const outcome = decision.match(
    (changes) => (changes.length === 0 ? 'nothing to change' : 'changes'),
    ({ code }) => code,
  );
  return `${command.kind}: ${outcome}`;
}
