import type { Unchecked } from '../model/brand';
import type { PartnerId, RequestId } from '../model/identifiers';
import type { RelationshipRequest } from '../model/relationship-request';
import {
  decideRevokeRequest,
  revokeRequestFields,
  type RevokeRequestError,
} from '../partners/revoke-request';
import { commandOnPartner, type CommandOnPartner } from './carry-out-on-partner';
import type { UncheckedActor } from './unchecked';

/** A request to revoke. */
export interface RevokeRequestInput {
  readonly partnerId: Unchecked<PartnerId>;
  readonly requestId: Unchecked<RequestId>;
  readonly by: UncheckedActor;
}

export const revokeRequest: CommandOnPartner<RevokeRequestInput, RelationshipRequest, RevokeRequestError> =
  /* @__PURE__ */ commandOnPartner(
    'a revocation',
    revokeRequestFields,
    decideRevokeRequest,
    ({ state }, { requestId }) => state.requests.find(({ id }) => id === requestId),
  );
