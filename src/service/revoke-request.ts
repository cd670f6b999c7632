import { err, ok, type Result } from 'neverthrow';
import type { Unchecked } from '../model/brand';
import { joined, object, type Decoder } from '../model/decode';
import { decodePartnerId, type PartnerId, type RequestId } from '../model/identifiers';
import type { RelationshipRequest } from '../model/relationship-request';
import {
  decideRevokeRequest,
  revokeRequestFields,
  type RevokeRequest,
  type RevokeRequestError,
} from '../partners/revoke-request';
import { carryOutOnPartner } from './carry-out-on-partner';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';
import type { UncheckedActor } from './unchecked';
import { unknownPartner, type UnknownPartner } from './unknown';

/** A request to revoke. */
export interface RevokeRequestInput {
  readonly partnerId: Unchecked<PartnerId>;
  readonly requestId: Unchecked<RequestId>;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<RevokeRequest, 'at'> & { readonly partnerId: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a revocation',
  /* @__PURE__ */ joined({ partnerId: decodePartnerId }, revokeRequestFields),
);

export async function revokeRequest(
  settings: Settings,
  input: RevokeRequestInput,
): Promise<Result<RelationshipRequest, RevokeRequestError | UnknownPartner | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;

  return carryOutOnPartner<RelationshipRequest, RevokeRequestError | UnknownPartner>(
    settings,
    command.partnerId,
    ({ requests }) => requests.find(({ id }) => id === command.requestId),
    (account) =>
      account === null
        ? err(unknownPartner(command.partnerId))
        : ok((at) => decideRevokeRequest(account, { ...command, at })),
  );
}
