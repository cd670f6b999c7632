import {
  acceptRequest,
  evolvePartner,
  openRequest,
  parseInviteToken,
  parseRequestId,
  registerPartner,
  revokeRequest,
  type PartnerAccount,
  type PartnerChange,
} from 'partner-relationships';
import { err, ok } from 'neverthrow';
import { at, byCustomer, byPartner, customer, partnerOf, requestOf, service } from './cast';
import { stepsOf, type Move, type Step } from './state-space';

const partner = partnerOf('partner', 'direct-bill');
const tracked = requestOf(partner.id);
const by = byPartner(partner.id);

const requestIn = ({ requests }: PartnerAccount): typeof tracked | undefined =>
  requests.find(({ id }) => id === tracked.id);

/** The first opening makes the request that the diagram follows; a later one, should it open one, makes another. */
const open = (account: PartnerAccount): ReturnType<typeof openRequest> => {
  const first = requestIn(account) === undefined;
  const requestId = first ? tracked.id : parseRequestId('another-request')._unsafeUnwrap();
  const token = first ? tracked.token : parseInviteToken('token-of-another-request')._unsafeUnwrap();
  return openRequest(account, { requestId, token, indirectReseller: null, by, at });
};

const moves: readonly Move<PartnerAccount, PartnerChange>[] = [
  { call: 'openRequest', who: 'partner', decide: open },
  {
    call: 'revokeRequest',
    who: 'partner',
    decide: (account) => revokeRequest(account, { requestId: tracked.id, by, at }),
  },
  {
    call: 'acceptRequest',
    who: 'customer',
    // Accepting changes the customer's relationships and nothing of the account.
    decide: (account) => {
      const request = requestIn(account);
      if (request === undefined) return err({ code: 'unknown-invitation' });
      return acceptRequest(null, { customer, partner, request, services: [service], by: byCustomer, at }).andThen(
        () => ok([]),
      );
    },
  },
];

const registered = registerPartner(null, { partner, at })
  ._unsafeUnwrap()
  .reduce<PartnerAccount | null>((account, change) => evolvePartner(account, change)._unsafeUnwrap(), null);
if (registered === null) throw new Error('a registration makes an account');

/** What becomes of a relationship request. */
export const requestSteps: readonly Step[] = stepsOf({
  start: registered,
  moves,
  evolve: evolvePartner,
  keyOf: JSON.stringify,
  boxOf: (account) => {
    const request = requestIn(account);
    if (request === undefined) return 'not opened';
    return request.revokedAt === null ? 'open' : 'revoked';
  },
});
