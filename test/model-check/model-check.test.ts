import { err, ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import {
  acceptRequest,
  addCustomer,
  authorize,
  clearClosedPartner,
  endRelationship,
  eraseCustomer,
  evolveCustomer,
  importCustomer,
  removeDelegations,
  renameCustomer,
  type CustomerRelationships,
  type PartnerId,
} from 'partner-relationships';
import { adventureWorks, northwind, now, theCustomer } from '../fixtures/cast';
import { library, type Deciders } from './deciders';
import { services } from './scope';
import { reported, search, type Violation } from './search';

describe('Every reachable state', () => {
  it('obeys all rules, answers by the decision table, and changes with each command as specified', () => {
    const { states, transitions, decisions, violation } = search(library);

    console.info(
      `model check: ${states} states, ${transitions} transitions, ${decisions} decisions: ` +
        (violation === null ? 'every rule holds' : 'a rule is broken'),
    );
    expect(violation === null ? 'no violation' : reported(violation)).toBe('no violation');
    expect(states).toBe(countedByHand());
    expect(transitions).toBeGreaterThan(400_000);
  });
});

/**
 * The unknown customer; and for every set of partners with a relationship, the ways in which those can have come to be
 * (one partner at most has added the customer or was imported with it: there are an import of contoso and one of
 * tailspin; the provider has two requests) times the delegations possible then.
 */
function countedByHand(): number {
  let count = 1;
  for (const contosoIs of [0, 1]) {
    for (const fabrikamIs of [0, 1]) {
      for (const tailspinIs of [0, 1]) {
        for (const litwareIs of [0, 1]) {
          const onlyByRequest = 2 ** tailspinIs;
          const oneByAdding = (contosoIs + fabrikamIs + litwareIs) * onlyByRequest + tailspinIs;
          const oneByImport = contosoIs * onlyByRequest + tailspinIs;
          const transactingHolder = 1 + contosoIs + fabrikamIs + tailspinIs;
          const oneService = transactingHolder * 2 ** litwareIs * 2 ** tailspinIs;
          count += (onlyByRequest + oneByAdding + oneByImport) * oneService ** 2;
        }
      }
    }
  }
  return count;
}

/** The library with one part broken on purpose. */
function searchBroken(part: Partial<Deciders>): Violation | null {
  return search({ ...library, ...part }).violation;
}

function report(violation: Violation | null): readonly string[] {
  return violation === null ? [] : reported(violation).split('\n');
}

describe('A violation is reported with the shortest sequence of commands that leads to it', () => {
  it('one-transacting-partner-per-service: when acceptance ignores who holds the service', () => {
    const violation = searchBroken({
      acceptRequest: (state, command) => acceptRequest(withoutOtherHolders(state, command.partner.id), command),
    });

    expect(report(violation)).toEqual([
      'After these 2 commands: it is done, but has to be refused: one-transacting-partner-per-service, service-held, ' +
        '{"serviceId":"exchange-online","holderId":"contoso"}',
      '  1. customer northwind accepts the request of contoso for exchange-online (refuse)',
      '  2. customer northwind accepts the request of fabrikam for exchange-online (refuse)',
    ]);
  });

  it('existing-customer-needs-request: when a customer without partners left counts as new', () => {
    const violation = searchBroken({
      addCustomer: (state, command) => addCustomer(state?.relationships.length === 0 ? null : state, command),
    });

    expect(report(violation)).toEqual([
      'After these 2 commands: it is done, but has to be refused: existing-customer-needs-request, customer-exists, ' +
        '{"customerId":"northwind"}',
      '  1. the operator imports "Northwind Traders" with nothing and nothing',
      '  2. partner contoso adds the customer for contoso with nothing',
    ]);
  });

  it('ending-takes-everything-of-the-partner: when a delegation through the provider is left behind', () => {
    const violation = searchBroken({
      endRelationship: (state, command) =>
        endRelationship(state, command).map((changes) =>
          changes.filter((change) => change.kind !== 'delegation-removed' || change.throughPartnerId === null),
        ),
    });

    expect(report(violation)).toEqual([
      'After these 2 commands: its change relationship-ended tailspin cannot be applied: ' +
        'change: expected no delegation that rests on the relationship, received "relationship-ended"',
      '  1. customer northwind accepts the request of tailspin naming wingtip for nothing, ' +
        'for the reseller exchange-online (refuse)',
      '  2. partner tailspin ends the relationship of tailspin (subscriptions: none)',
    ]);
  });

  it('when a command is not idempotent', () => {
    const violation = searchBroken({
      addCustomer: (state, command) =>
        addCustomer(state === null ? null : { ...state, customer: adventureWorks }, command),
    });

    expect(report(violation)).toEqual([
      expect.stringMatching(/^After these 1 commands: asked a second time it is refused: /),
      '  1. partner contoso adds the customer for contoso with nothing',
    ]);
  });

  it('commercial-relationship-survives-removal: when the end of a delegation also ends a relationship', () => {
    const violation = searchBroken({
      evolveCustomer: (state, change) =>
        evolveCustomer(state, change).map((next) =>
          next !== null && change.kind === 'delegation-removed'
            ? { ...next, relationships: next.relationships.slice(1) }
            : next,
        ),
    });

    expect(report(violation)).toEqual([
      'After these 2 commands: it leads to {Northwind Traders: fabrikam by request fabrikam; ' +
        'fabrikam exchange-online transacting}, but has to lead to {Northwind Traders: contoso by request contoso, ' +
        'fabrikam by request fabrikam; fabrikam exchange-online transacting}',
      '  1. customer northwind accepts the request of contoso for exchange-online (refuse)',
      '  2. customer northwind accepts the request of fabrikam for exchange-online (replace)',
    ]);
  });

  it('replacement-names-what-was-seen: when the list of holders counts as a wish to replace anybody', () => {
    const violation = searchBroken({
      acceptRequest: (state, command) => {
        const chosen = state?.delegations.filter(({ serviceId }) => command.services.includes(serviceId)) ?? [];
        const everybody = chosen.map(({ serviceId, partnerId: holderId }) => ({ serviceId, holderId }));
        const { onHeldService } = command;
        return typeof onHeldService === 'object'
          ? acceptRequest(state, { ...command, onHeldService: { replace: [...onHeldService.replace, ...everybody] } })
          : acceptRequest(state, command);
      },
    });

    expect(report(violation)).toEqual([
      'After these 2 commands: it is done, but has to be refused: replacement-names-what-was-seen, service-held, ' +
        '{"serviceId":"exchange-online","holderId":"contoso"}',
      '  1. customer northwind accepts the request of contoso for exchange-online (refuse)',
      '  2. customer northwind accepts the request of fabrikam for exchange-online ' +
        '(replace exchange-online of tailspin)',
    ]);
  });

  it('closed-partner-may-do-nothing: when a closed holder keeps the service until it is replaced', () => {
    const violation = searchBroken({
      acceptRequest: (state, command) => acceptRequest(state, { ...command, closedHolders: [] }),
    });

    expect(report(violation)).toEqual([
      'After these 2 commands: it is refused, but has to be done: held by another transacting partner than the ' +
        'customer has seen: "exchange-online" by "contoso"; the customer has to look again',
      '  1. customer northwind accepts the request of contoso for exchange-online (refuse)',
      '  2. customer northwind accepts the request of fabrikam for exchange-online (replace nobody, closed: contoso)',
    ]);
  });

  it('closed-partner-may-do-nothing: when the reseller that a request names is not looked at', () => {
    const violation = searchBroken({
      acceptRequest: (state, command) => acceptRequest(state, { ...command, indirectReseller: null }),
    });

    expect(report(violation)).toEqual([
      'After these 1 commands: it is done, but has to be refused: closed-partner-may-do-nothing, partner-is-closed, ' +
        '{"partnerId":"wingtip"}',
      '  1. customer northwind accepts the request of tailspin naming wingtip (closed) for exchange-online (refuse)',
    ]);
  });

  it('closed-partner-may-do-nothing: when a closed partner counts as suspended', () => {
    const violation = searchBroken({
      authorize: (state, question) =>
        authorize(
          state,
          question.partner.standing === 'closed'
            ? { ...question, partner: { ...question.partner, standing: 'suspended' } }
            : question,
        ),
    });

    expect(report(violation)).toEqual([
      expect.stringMatching(/^After these 0 commands: .*"standing":"closed".* is answered .*"admin-rights"/),
    ]);
  });

  it('when clearing a closed provider leaves what came through it', () => {
    const violation = searchBroken({
      clearClosedPartner: (state, command) =>
        clearClosedPartner(state, command).map((changes) =>
          changes.filter((change) => change.kind !== 'delegation-removed' || change.throughPartnerId === null),
        ),
    });

    expect(report(violation)).toEqual([
      'After these 2 commands: its change relationship-ended tailspin cannot be applied: ' +
        'change: expected no delegation that rests on the relationship, received "relationship-ended"',
      '  1. customer northwind accepts the request of tailspin naming wingtip for nothing, ' +
        'for the reseller exchange-online (refuse)',
      '  2. the operator clears tailspin (closed)',
    ]);
  });

  it('erasure-needs-no-rights: when a relationship without admin rights does not count', () => {
    const violation = searchBroken({
      eraseCustomer: (state, command) =>
        eraseCustomer(state, command).orElse((error) =>
          error.code === 'rights-in-force' && state.delegations.length === 0
            ? eraseCustomer({ ...state, relationships: [] }, command)
            : err(error),
        ),
    });

    expect(report(violation)).toEqual([
      'After these 2 commands: it is done, but has to be refused: erasure-needs-no-rights, rights-in-force, ' +
        '{"customerId":"northwind","partnerIds":["contoso"]}',
      '  1. customer northwind accepts the request of contoso for nothing (refuse)',
      '  2. the operator erases the customer',
    ]);
  });

  it('erasure-needs-no-rights: when an erased customer is still there', () => {
    const violation = searchBroken({
      evolveCustomer: (state, change) =>
        change.kind === 'customer-erased' ? ok(state) : evolveCustomer(state, change),
    });

    expect(report(violation)).toEqual([
      'After these 2 commands: it leads to {Northwind Traders: ; }, but has to lead to {unknown}',
      '  1. the operator imports "Northwind Traders" with nothing and nothing',
      '  2. the operator erases the customer',
    ]);
  });

  it('operator-removes-with-reason: when the customer seems to have removed what the operator removes', () => {
    const violation = searchBroken({
      removeDelegations: (state, { reason, ...command }) =>
        reason === undefined || command.by.kind !== 'operator'
          ? removeDelegations(state, { ...command, reason })
          : removeDelegations(state, { ...command, by: theCustomer(northwind) }).map((changes) =>
              changes.map((change) => (change.kind === 'delegation-removed' ? { ...change, by: command.by } : change)),
            ),
    });

    expect(report(violation)).toEqual([
      'After these 2 commands: it touches what is not its own: delegation-removed',
      '  1. customer northwind accepts the request of contoso for exchange-online (refuse)',
      '  2. the operator removes exchange-online from all for "an incident"',
    ]);
  });

  it('import-is-the-operators: when an import changes a customer that is there', () => {
    const violation = searchBroken({
      importCustomer: (state, command) =>
        importCustomer(state, command).orElse((error) =>
          error.code === 'import-conflict' ? ok(importCustomer(null, command)._unsafeUnwrap().slice(1)) : err(error),
        ),
    });

    expect(report(violation)).toEqual([
      'After these 2 commands: it is done, but has to be refused: no rule, import-conflict, {"customerId":"northwind"}',
      '  1. customer northwind accepts the request of contoso for nothing (refuse)',
      '  2. the operator imports "Northwind Traders" with nothing and nothing',
    ]);
  });

  it('operator-keeps-accounts: when a new name is taken and another one recorded', () => {
    const violation = searchBroken({
      renameCustomer: (state, command) => renameCustomer(state, { ...command, name: `${command.name} Inc` }),
    });

    expect(report(violation)).toEqual([
      expect.stringMatching(/^After these 2 commands: it leads to {Northwind Traders Inc: /),
      '  1. customer northwind accepts the request of contoso for nothing (refuse)',
      '  2. customer northwind renames the customer to "Northwind Traders"',
    ]);
  });

  it('admin-rights-cover-administration: when a decision confuses the relationship with admin rights', () => {
    const violation = searchBroken({
      authorize: (state, question) =>
        authorize(question.operation === 'manage-users' ? withAdminRightsForAll(state) : state, question),
    });

    expect(report(violation)).toEqual([
      expect.stringMatching(/^After these 1 commands: .*"operation":"manage-users".* is answered .*"allowed":true/),
      '  1. customer northwind accepts the request of contoso for nothing (refuse)',
    ]);
  });
});

/** A state in which no other transacting partner holds anything. */
function withoutOtherHolders(state: CustomerRelationships | null, partnerId: PartnerId): CustomerRelationships | null {
  if (state === null) return null;
  const left = state.delegations.filter((held) => !held.transacting || held.partnerId === partnerId);
  return { ...state, delegations: left };
}

/** A state in which every partner with a relationship holds every service. */
function withAdminRightsForAll(state: CustomerRelationships | null): CustomerRelationships | null {
  if (state === null) return null;
  const all = state.relationships.flatMap(({ partnerId }) =>
    services.map((serviceId) => ({ partnerId, serviceId, transacting: false, throughPartnerId: null, grantedAt: now })),
  );
  return { ...state, delegations: [...state.delegations, ...all] };
}
