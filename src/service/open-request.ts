import { err, ok, type Result } from 'neverthrow';
import { inviteLink } from '../invitation/invite-link';
import { decodeActor, type Actor } from '../model/actor';
import type { Unchecked } from '../model/brand';
import { defaulted, nullable, object, type Decoder } from '../model/decode';
import { decodePartnerId, decodeRequestId, type PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import { decideOpenRequest, openRequestFor, type OpenRequestError } from '../partners/open-request';
import type { LoadError } from '../repository/storage-error';
import { carryOutOnPartner } from './carry-out-on-partner';
import type { CommandStorageError } from './command-storage-error';
import type { Invitation } from './invitation';
import { loadPartner } from './load-partner';
import type { Settings } from './options';
import type { UncheckedActor } from './unchecked';
import { unknownPartner, type UnknownPartner } from './unknown';

/** A request to open. */
export interface OpenRequestInput {
  readonly partnerId: Unchecked<PartnerId>;
  /** The indirect reseller that the provider names in it; none if left out or null. */
  readonly indirectResellerId?: Unchecked<PartnerId> | null | undefined;
  readonly by: UncheckedActor;
}

/** A request that was opened, and the link to send: the input of `composeInvitation`. */
export interface OpenedRequest extends Invitation {
  readonly link: string;
}

interface CheckedInput {
  readonly partnerId: PartnerId;
  readonly indirectResellerId: PartnerId | null;
  readonly by: Actor;
}

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object<CheckedInput>('an opening of a request', {
  partnerId: decodePartnerId,
  indirectResellerId: /* @__PURE__ */ defaulted(/* @__PURE__ */ nullable(decodePartnerId), null),
  by: decodeActor,
});

export async function openRequest(
  settings: Settings,
  input: OpenRequestInput,
): Promise<Result<OpenedRequest, OpenRequestError | UnknownPartner | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const { partnerId, indirectResellerId, by } = decoded.value;
  const requestId = settings.newId(decodeRequestId);
  if (requestId.isErr()) return err(requestId.error);
  const token = settings.newToken();
  if (token.isErr()) return err(token.error);

  const command = { requestId: requestId.value, token: token.value, by };
  let indirectReseller: Partner | null = null;
  type Refusal = OpenRequestError | UnknownPartner | LoadError;
  const invitationIn = ({ state }: { readonly state: PartnerAccount }): Invitation | null => {
    const request = openRequestFor(state, indirectResellerId);
    return request && { partner: state.partner, request, indirectReseller };
  };
  const outcome = await carryOutOnPartner<Invitation, Refusal>(settings, partnerId, invitationIn, async (account) => {
    if (account === null) return err(unknownPartner(partnerId));
    const named = indirectResellerId === null ? ok(null) : await loadPartner(settings, indirectResellerId);
    if (named.isErr()) return err(named.error);
    indirectReseller = named.value;
    return ok((at) => decideOpenRequest(account, { ...command, indirectReseller: named.value, at }));
  });
  return outcome.andThen((invitation) =>
    inviteLink(invitation.request, settings.linkBaseUrl).map((link) => Object.freeze({ ...invitation, link })),
  );
}
