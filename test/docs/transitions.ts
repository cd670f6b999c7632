import { err, ok } from 'neverthrow';
import {
  acceptRequest,
  addCustomer,
  clearClosedPartner,
  closePartner,
  endRelationship,
  eraseCustomer,
  evolveCustomer,
  evolvePartner,
  importCustomer,
  openRequest,
  parseInviteToken,
  parsePartnerAccount,
  parseRequestId,
  registerPartner,
  reinstatePartner,
  relinquishDelegations,
  removeDelegations,
  renameCustomer,
  revokeRequest,
  suspendPartner,
  type AcceptRequest,
  type CustomerRelationships,
  type Partner,
  type PartnerAccount,
  type PartnerChange,
  type RelationshipChange,
  type RelationshipRequest,
  type ServiceId,
  type Subscription,
} from 'partner-relationships';
import {
  closed,
  exchange as service,
  northwind as customer,
  now as at,
  partnerOf,
  requestOf,
  subscriptionOf,
  theCustomer,
  theOperator,
  thePartner,
} from '../fixtures/cast';
import { explore, type Move, type Transition } from './explore';
import { roleTransitions } from './role-transitions';

const partner = partnerOf('partner', 'direct-bill');
const other = partnerOf('other', 'direct-bill');

const byCustomer = theCustomer(customer);
const reason = 'a reason';

type Account = PartnerAccount | null;
type DecideOnAccount = Move<Account, PartnerChange>['decide'];

/** The service's answer to a command on an unknown partner. */
const ofRegistered =
  (decide: (account: PartnerAccount) => ReturnType<DecideOnAccount>): DecideOnAccount =>
  (account) =>
    account === null ? err({ code: 'unknown-partner' }) : decide(account);

const ofOperator = (command: string, decide: (account: PartnerAccount) => ReturnType<DecideOnAccount>) => ({
  who: 'operator',
  command,
  decide: ofRegistered(decide),
});

const accountMoves: readonly Move<Account, PartnerChange>[] = [
  { who: 'application', command: 'registerPartner', decide: (account) => registerPartner(account, { partner, at }) },
  ofOperator('suspendPartner', (account) => suspendPartner(account, { reason, by: theOperator, at })),
  ofOperator('reinstatePartner', (account) => reinstatePartner(account, { reason, by: theOperator, at })),
  ofOperator('closePartner', (account) => closePartner(account, { reason, by: theOperator, at })),
  {
    who: 'partner',
    command: 'openRequest',
    decide: ofRegistered((account) => {
      const { id: requestId, token } = requestOf(partner);
      return openRequest(account, { requestId, token, indirectReseller: null, by: thePartner(partner), at });
    }),
  },
];

const tracked = requestOf(partner);
const trackedIn = (account: PartnerAccount): RelationshipRequest | undefined =>
  account.requests.find(({ id }) => id === tracked.id);

/** The first opening makes the request that the diagram follows; a later one, should it open one, makes another. */
const another = {
  id: parseRequestId('another-request')._unsafeUnwrap(),
  token: parseInviteToken('token-of-another-request')._unsafeUnwrap(),
};
const requestMoves: readonly Move<PartnerAccount, PartnerChange>[] = [
  {
    who: 'partner',
    command: 'openRequest',
    decide: (account) => {
      const { id: requestId, token } = trackedIn(account) === undefined ? tracked : another;
      return openRequest(account, { requestId, token, indirectReseller: null, by: thePartner(partner), at });
    },
  },
  {
    who: 'partner',
    command: 'revokeRequest',
    decide: (account) => revokeRequest(account, { requestId: tracked.id, by: thePartner(partner), at }),
  },
  {
    who: 'customer',
    command: 'acceptRequest',
    // Accepting changes the customer's relationships, and nothing in the account.
    decide: (account) => {
      const request = trackedIn(account);
      if (request === undefined) return err({ code: 'unknown-invitation' });
      const acceptance = { customer, partner: account.partner, request, services: [service], by: byCustomer, at };
      return acceptRequest(null, acceptance).andThen(() => ok([]));
    },
  },
  {
    who: 'operator',
    command: 'closePartner',
    decide: (account) => closePartner(account, { reason, by: theOperator, at }),
  },
];

type State = CustomerRelationships | null;
type Decide = Move<State, RelationshipChange>['decide'];

/** The service's answer to a command on an unknown customer. */
const ofKnown =
  (decide: (state: CustomerRelationships) => ReturnType<Decide>): Decide =>
  (state) =>
    state === null ? err({ code: 'unknown-customer' }) : decide(state);

/** Everything that the customer and one of two transacting partners can do with one service. */
function customerMoves(who: Partner): readonly Move<State, RelationshipChange>[] {
  const partnerId = who.id;
  const by = thePartner(who);
  const whoElse = who === partner ? other : partner;
  const request = requestOf(who);
  const accept =
    (services: readonly ServiceId[], more: Partial<AcceptRequest> = {}): Decide =>
    (state) =>
      acceptRequest(state, { customer, partner: who, request, services, by: byCustomer, at, ...more });
  const add =
    (services: readonly ServiceId[]): Decide =>
    (state) =>
      addCustomer(state, { customer, partner: who, services, by, at });
  const end = (subscriptions: readonly Subscription[], ends: typeof by | typeof byCustomer): Decide =>
    ofKnown((state) => endRelationship(state, { partnerId, agreement: 'agreed', subscriptions, by: ends, at }));
  const remove = ofKnown((state) =>
    removeDelegations(state, { from: partnerId, services: 'all', by: byCustomer, at }),
  );
  const removeForReason = ofKnown((state) =>
    removeDelegations(state, { from: partnerId, services: 'all', reason, by: theOperator, at }),
  );
  const clear = ofKnown((state) => {
    const account = { partner: closed(who), closure: { at, by: theOperator, reason }, requests: [] };
    return clearClosedPartner(state, { account, by: theOperator, at });
  });
  const imported =
    (services: readonly ServiceId[]): Decide =>
    (state) =>
      importCustomer(state, {
        customer,
        relationships: [{ partnerId, establishedAt: at }],
        delegations: services.map((serviceId) => ({
          partnerId,
          serviceId,
          grantedAt: at,
        })),
        partners: [who],
        by: theOperator,
        at,
      });
  const relinquish = ofKnown((state) => relinquishDelegations(state, { partnerId, services: 'all', by, at }));

  const named = (call: string, ...details: readonly string[]): string =>
    details.length === 0 ? call : `${call} (${details.join(', ')})`;
  const concerning =
    (subject: 'customer' | 'operator') =>
    (decide: Decide, call: string, ...details: readonly string[]) => ({
      who: subject,
      command: named(call, ...(who === other ? ['other'] : []), ...details),
      decide,
    });
  const ofCustomer = concerning('customer');
  const ofTheOperator = concerning('operator');
  const ofPartner = (decide: Decide, call: string, ...details: readonly string[]) => ({
    who: who === other ? 'other' : 'partner',
    command: named(call, ...details),
    decide,
  });
  return [
    ofCustomer(accept([]), 'acceptRequest', 'no services'),
    ofCustomer(accept([service]), 'acceptRequest'),
    ofCustomer(accept([service], { onHeldService: 'replace' }), 'acceptRequest', 'replace'),
    ofCustomer(accept([service], { closedHolders: [whoElse.id] }), 'acceptRequest', 'holder closed'),
    ofCustomer(accept([service], { partner: closed(who) }), 'acceptRequest', 'account closed'),
    ofPartner(add([]), 'addCustomer', 'no services'),
    ofPartner(add([service]), 'addCustomer'),
    ofCustomer(remove, 'removeDelegations'),
    ofPartner(relinquish, 'relinquishDelegations'),
    ofPartner(end([], by), 'endRelationship'),
    ofPartner(end([subscriptionOf(service, who)], by), 'endRelationship', 'active subscription'),
    ofCustomer(end([], byCustomer), 'endRelationship'),
    ofTheOperator(imported([]), 'importCustomer', 'no services'),
    ofTheOperator(imported([service]), 'importCustomer'),
    ofTheOperator(removeForReason, 'removeDelegations'),
    ofTheOperator(clear, 'clearClosedPartner'),
  ];
}

const customerTransitions = (boxOf: (state: State) => string): readonly Transition[] =>
  explore(null, [...customerMoves(partner), ...customerMoves(other)], evolveCustomer, boxOf);

const isRelated = (state: State, { id }: Partner): boolean =>
  state?.relationships.some(({ partnerId }) => partnerId === id) ?? false;

const holds = (state: State, { id }: Partner): boolean =>
  state?.delegations.some(({ partnerId }) => partnerId === id) ?? false;

/** A customer, with the one thing that its relationships do not tell. */
interface Existence {
  readonly state: State;
  readonly wasErased: boolean;
}

/** Everything by which a customer becomes known or is erased, and what may stand in the way. */
function existenceMoves(): readonly Move<Existence, RelationshipChange>[] {
  const calls = ['acceptRequest', 'addCustomer', 'importCustomer', 'endRelationship'];
  const known = customerMoves(partner).filter(({ command }) => calls.includes(command));
  return [
    ...known.map((move) => ({ ...move, decide: ({ state }: Existence) => move.decide(state) })),
    {
      who: 'operator',
      command: 'renameCustomer',
      decide: ({ state }) => ofKnown((of) => renameCustomer(of, { name: 'Another name', by: theOperator, at }))(state),
    },
    {
      who: 'operator',
      command: 'eraseCustomer',
      decide: ({ state, wasErased }) => {
        if (state !== null) return eraseCustomer(state, { reason, by: theOperator, at });
        // The service's answers about a customer that is not there.
        return wasErased ? ok([]) : err({ code: 'unknown-customer' });
      },
    },
  ];
}

type Diagram = 'account' | 'request' | 'customer' | 'relationship' | 'delegation' | keyof typeof roleTransitions;

/** The contents of the diagrams, each by the name of its file. */
export const transitions: Readonly<Record<Diagram, readonly Transition[]>> = {
  account: explore(null, accountMoves, evolvePartner, (account: Account) => account?.partner.standing ?? 'not registered'),
  request: explore(
    parsePartnerAccount({ partner, requests: [] })._unsafeUnwrap(),
    requestMoves,
    (account, change) => evolvePartner(account, change),
    (account) => {
      const request = trackedIn(account);
      if (request === undefined) return 'not opened';
      return request.revokedAt === null ? 'open' : 'revoked';
    },
  ),
  customer: explore<Existence, RelationshipChange>(
    { state: null, wasErased: false },
    existenceMoves(),
    ({ state, wasErased }, change) =>
      evolveCustomer(state, change).map((next) => ({ state: next, wasErased: wasErased || next === null })),
    ({ state, wasErased }) => {
      if (state !== null) return 'known';
      return wasErased ? 'erased' : 'unknown';
    },
  ),
  relationship: customerTransitions((state) => {
    if (!isRelated(state, partner)) return 'no relationship';
    return holds(state, partner) ? 'relationship with admin rights' : 'relationship';
  }),
  delegation: customerTransitions((state) => {
    if (holds(state, partner)) return 'the partner holds it';
    return holds(state, other) ? 'the other holds it' : 'nobody holds it';
  }),
  ...roleTransitions,
};
