import { evolvePartner, foldPartner } from '../model/evolve-partner';
import type { PartnerChange } from '../model/partner-change';
import type { PartnerId } from '../model/identifiers';
import type { PartnerAccount } from '../model/partner-account';
import { actingPartner, partnerIdOf, requestIdOf, second, tokenOf, wellFormed } from './documents';
import type { Kind, Step } from './kind';

type PartnerStep = Step<PartnerAccount, PartnerChange>;

export const partners: Kind<PartnerId, PartnerAccount, PartnerChange> = {
  noun: 'partner',
  storeOf: (handle) => handle.partners,
  rawStoreOf: (repository) => repository.partners,
  idOf: partnerIdOf,
  founding: (id, name = 'Contoso') =>
    after(null, [
      {
        kind: 'partner-registered',
        at: second(0),
        partner: { id, name, program: 'indirect-provider', standing: 'active' },
      },
    ]),
  addition: (state, number) => {
    const at = second(number);
    const by = actingPartner(state.partner.id);
    const requestId = requestIdOf(`request-${number}`);
    const opened: PartnerChange = {
      kind: 'request-opened',
      at,
      by,
      request: {
        id: requestId,
        partnerId: state.partner.id,
        indirectResellerId: partnerIdOf(`reseller-${number}`),
        token: tokenOf(number),
        openedAt: at,
        revokedAt: null,
      },
    };
    return after(state, [opened, { kind: 'request-revoked', at, by, requestId }]);
  },
  additionsIn: ({ requests }) => requests.map(({ id }) => Number(id.slice('request-'.length))),
  swing: (state) =>
    after(state, [
      { kind: state.partner.standing === 'active' ? 'partner-suspended' : 'partner-reinstated', at: second(0) },
    ]),
  thawed: ({ partner, requests, ...rest }) => ({
    ...rest,
    partner: { ...partner },
    requests: requests.map((request) => ({ ...request })),
  }),
  fold: foldPartner,
};

/** The state after these changes, with the changes. */
export function after(state: PartnerAccount | null, changes: readonly PartnerChange[]): PartnerStep {
  let next = state;
  for (const change of changes) next = wellFormed(evolvePartner(next, change));
  if (next === null) throw new Error('the conformance kit made a commit without a change');
  return { next, changes };
}
