import type { Result } from 'neverthrow';
import { expect } from 'vitest';
import type {
  AcceptRequest,
  AddCustomer,
  ClearClosedPartner,
  CustomerRelationships,
  EndRelationship,
  EraseCustomer,
  ErrorData,
  ImportCustomer,
  Partner,
  RelationshipChange,
  RelinquishDelegations,
  RemoveDelegations,
  RenameCustomer,
  RuleName,
  ServiceId,
} from 'partner-relationships';
import { closedAccountOf } from '../fixtures/account';
import {
  contoso,
  exchange,
  fabrikam,
  intune,
  litware,
  northwind,
  now,
  requestOf,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import { AGREEMENT, ERASING, granted, related, stateAfter } from '../fixtures/history';
import { alpine } from '../fixtures/marketplace';

// Given: what has happened to the customer. ---------------------------------------------------------------------------

/** Every kind of partner holds something, and the reseller something through each of two providers. */
export const everybody: readonly RelationshipChange[] = [
  related(contoso),
  granted(contoso, exchange),
  related(litware),
  granted(litware, exchange),
  related(tailspin),
  granted(wingtip, exchange, { through: tailspin }),
  granted(tailspin, intune),
  granted(wingtip, intune, { through: tailspin }),
  related(alpine),
  granted(wingtip, intune, { through: alpine }),
];

/** A customer that nobody knows yet, and whoever asks for something then. */
export const givenAnUnknownCustomer: Given<null> = givenState(null);

/** A known customer to which this has happened, and whoever asks for something then. */
export function given(...history: readonly RelationshipChange[]): Given<CustomerRelationships> {
  return givenState(stateAfter(...history));
}

// When: what somebody asks for, by default the one who may. -----------------------------------------------------------

export function accepting(
  partner: Partner,
  services: readonly ServiceId[],
  otherwise: Partial<AcceptRequest> = {},
): AcceptRequest {
  const by = theCustomer(northwind);
  return { customer: northwind, partner, request: requestOf(partner), services, by, at: now, ...otherwise };
}

export function adding(
  partner: Partner,
  services: readonly ServiceId[],
  otherwise: Partial<AddCustomer> = {},
): AddCustomer {
  return { customer: northwind, partner, services, by: thePartner(partner), at: now, ...otherwise };
}

export function removing(
  services: readonly ServiceId[] | 'all',
  from: Partner | 'all',
  otherwise: Partial<RemoveDelegations> = {},
): RemoveDelegations {
  return { from: from === 'all' ? from : from.id, services, by: theCustomer(northwind), at: now, ...otherwise };
}

export function relinquishing(
  services: readonly ServiceId[] | 'all',
  partner: Partner,
  otherwise: Partial<RelinquishDelegations> = {},
): RelinquishDelegations {
  return { partnerId: partner.id, services, by: thePartner(partner), at: now, ...otherwise };
}

export function ending(partner: Partner, otherwise: Partial<EndRelationship> = {}): EndRelationship {
  const by = thePartner(partner);
  return { partnerId: partner.id, agreement: AGREEMENT, subscriptions: [], by, at: now, ...otherwise };
}

export function renaming(name: string, otherwise: Partial<RenameCustomer> = {}): RenameCustomer {
  return { name, by: theCustomer(northwind), at: now, ...otherwise };
}

/** The operator clears what this partner, whose account is closed, still holds of the customer. */
export function clearing(partner: Partner, otherwise: Partial<ClearClosedPartner> = {}): ClearClosedPartner {
  return { account: closedAccountOf(partner), by: theOperator, at: now, ...otherwise };
}

export function erasing(otherwise: Partial<EraseCustomer> = {}): EraseCustomer {
  return { reason: ERASING, by: theOperator, at: now, ...otherwise };
}

/** The operator imports the customer; every partner of the cast is registered. */
export function importing(
  relationships: ImportCustomer['relationships'],
  delegations: ImportCustomer['delegations'],
  otherwise: Partial<ImportCustomer> = {},
): ImportCustomer {
  const partners = [contoso, fabrikam, tailspin, wingtip, litware];
  return { customer: northwind, relationships, delegations, partners, by: theOperator, at: now, ...otherwise };
}

// Then: what comes of it. ---------------------------------------------------------------------------------------------

type AnyError = ErrorData<string, string, object> & { readonly rule?: RuleName };
type Decision = Result<readonly RelationshipChange[], AnyError>;

export interface Given<State> {
  readonly state: State;
  when<Command>(decide: (state: State, command: Command) => Decision, command: Command): Then;
}

export interface Then {
  /** These changes, in this order, and no others. */
  thenItChanges(...changes: readonly RelationshipChange[]): void;
  thenNothingChanges(): void;
  thenItIsRefused(rule: RuleName, code: string, context: object): void;
  thenItIsContradictory(path: string): void;
  thenItIsMalformed(path: string): void;
  thenItOutgrows(limit: string, maximum: number, actual: number): void;
}

/** A customer in this state, of whom something is asked then. */
export function givenState<State>(state: State): Given<State> {
  return { state, when: (decide, command) => consequencesOf(decide(state, command)) };
}

function consequencesOf(decision: Decision): Then {
  const error = (): AnyError => decision._unsafeUnwrapErr();
  return {
    thenItChanges: (...changes) => {
      expect(decision._unsafeUnwrap()).toStrictEqual(changes);
    },
    thenNothingChanges: () => {
      expect(decision._unsafeUnwrap()).toStrictEqual([]);
    },
    thenItIsRefused: (rule, code, context) => {
      const { message } = error();
      expect(error()).toStrictEqual({ kind: 'rule-violation', code, rule, message, context });
    },
    thenItIsContradictory: (path) => {
      expect(error()).toMatchObject({ kind: 'invalid-input', code: 'contradictory-input', context: { path } });
    },
    thenItIsMalformed: (path) => {
      expect(error()).toMatchObject({ kind: 'invalid-input', code: 'malformed-input', context: { path } });
    },
    thenItOutgrows: (limit, maximum, actual) => {
      const context = { limit, maximum, actual };
      expect(error()).toMatchObject({ kind: 'invalid-input', code: 'limit-exceeded', context });
    },
  };
}

/** The code of the error that is answered first, and after each repair of the command the one that then comes first. */
export function codesWhileRepairing<Command extends object>(
  decide: (command: Command) => Decision,
  broken: Command,
  repairs: readonly Partial<Command>[],
): readonly string[] {
  let command = broken;
  return [{}, ...repairs].map((repair) => {
    command = { ...command, ...repair };
    return decide(command)._unsafeUnwrapErr().code;
  });
}
