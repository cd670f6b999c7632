import { err, ok, type Result } from 'neverthrow';
import type { reinstatePartner, suspendPartner } from '../partners/change-standing';
import { applyPartnerChanges } from '../model/evolve-partner';
import { inviteLink } from '../invitation/invite-link';
import { openRequest, openRequestFor, type OpenRequestError } from '../partners/open-request';
import type { PartnerChange } from '../model/partner-change';
import { registerPartner } from '../partners/register-partner';
import { revokeRequest, type RevokeRequestError } from '../partners/revoke-request';
import { decodeActor, type Actor } from '../model/actor';
import { defaulted, nullable, optional, record, type Decoder } from '../model/decode';
import {
  decodePartnerId,
  decodeRequestId,
  type PartnerId,
  type RequestId,
} from '../model/identifiers';
import type { ContradictoryInput } from '../model/contradictory-input';
import { within, type MalformedInput } from '../model/malformed-input';
import { decodePartnerProgram, type Partner, type PartnerProgram } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { RelationshipRequest } from '../model/relationship-request';
import { decodeName } from '../model/text';
import { corruptData, type LoadError } from '../repository/storage-error';
import { carryOut, type Outcome, type Prepare } from './carry-out';
import type { OpenRequestInput, RegisterPartnerInput, RevokeRequestInput } from './inputs';
import type { Settings } from './options';
import { loadPartner } from './registered';
import type { CommandStorageError, OpenedRequest } from './relationship-service';
import { documentsIn } from './stored';
import { unknownPartner, type UnknownPartner } from './unknown';

interface Registration {
  readonly id?: PartnerId;
  readonly name: string;
  readonly program: PartnerProgram;
}

const decodeRegistration: Decoder<Registration> = /* @__PURE__ */ record<Registration>('a registration', {
  id: /* @__PURE__ */ optional(decodePartnerId),
  name: decodeName,
  program: decodePartnerProgram,
});

export async function register(
  settings: Settings,
  input: RegisterPartnerInput,
): Promise<Result<Partner, MalformedInput | ContradictoryInput | CommandStorageError>> {
  const decoded = decodeRegistration(input);
  if (decoded.isErr()) return err(decoded.error);
  const { name, program } = decoded.value;
  const id = decoded.value.id === undefined ? settings.newId(decodePartnerId) : ok(decoded.value.id);
  if (id.isErr()) return err(id.error);

  const partner: Partner = { id: id.value, name, program, standing: 'active' };
  const outcome = await change(settings, id.value, (account) => ok((at) => registerPartner(account, { partner, at })));
  return outcome.map(({ state }) => state.partner);
}

export async function changeStanding(
  settings: Settings,
  decide: typeof suspendPartner | typeof reinstatePartner,
  partnerId: string,
): Promise<Result<Partner, MalformedInput | UnknownPartner | CommandStorageError>> {
  const id = decodePartnerId(partnerId);
  if (id.isErr()) return err(within('partnerId', id.error));

  const outcome = await change<MalformedInput | UnknownPartner>(settings, id.value, (account) =>
    account === null ? err(unknownPartner(id.value)) : ok((at) => decide(account, { at })),
  );
  return outcome.map(({ state }) => state.partner);
}

interface Opening {
  readonly partnerId: PartnerId;
  readonly indirectResellerId: PartnerId | null;
  readonly by: Actor;
}

const decodeOpening: Decoder<Opening> = /* @__PURE__ */ record<Opening>('an opening of a request', {
  partnerId: decodePartnerId,
  indirectResellerId: /* @__PURE__ */ defaulted(/* @__PURE__ */ nullable(decodePartnerId), null),
  by: decodeActor,
});

export async function open(
  settings: Settings,
  input: OpenRequestInput,
): Promise<Result<OpenedRequest, OpenRequestError | UnknownPartner | CommandStorageError>> {
  const decoded = decodeOpening(input);
  if (decoded.isErr()) return err(decoded.error);
  const { partnerId, indirectResellerId, by } = decoded.value;
  const requestId = settings.newId(decodeRequestId);
  if (requestId.isErr()) return err(requestId.error);
  const token = settings.newToken();
  if (token.isErr()) return err(token.error);

  const command = { requestId: requestId.value, token: token.value, by };
  let indirectReseller: Partner | null = null;
  type Refusal = OpenRequestError | UnknownPartner | LoadError;
  const outcome = await change<Refusal>(settings, partnerId, async (account) => {
    if (account === null) return err(unknownPartner(partnerId));
    const named = indirectResellerId === null ? ok(null) : await loadPartner(settings, indirectResellerId);
    if (named.isErr()) return err(named.error);
    indirectReseller = named.value;
    return ok((at) => openRequest(account, { ...command, indirectReseller: named.value, at }));
  });
  if (outcome.isErr()) return err(outcome.error);
  const request = openRequestFor(outcome.value.state, indirectResellerId);
  if (request === null) return err(corruptData('the request that was opened is not in the account'));
  const { partner } = outcome.value.state;
  return inviteLink(request, settings.linkBaseUrl).map((link) =>
    Object.freeze({ partner, request, indirectReseller, link }),
  );
}

interface Revocation {
  readonly partnerId: PartnerId;
  readonly requestId: RequestId;
  readonly by: Actor;
}

const decodeRevocation: Decoder<Revocation> = /* @__PURE__ */ record<Revocation>('a revocation', {
  partnerId: decodePartnerId,
  requestId: decodeRequestId,
  by: decodeActor,
});

export async function revoke(
  settings: Settings,
  input: RevokeRequestInput,
): Promise<Result<RelationshipRequest, RevokeRequestError | UnknownPartner | CommandStorageError>> {
  const decoded = decodeRevocation(input);
  if (decoded.isErr()) return err(decoded.error);
  const { partnerId, requestId, by } = decoded.value;

  const outcome = await change<RevokeRequestError | UnknownPartner>(settings, partnerId, (account) =>
    account === null ? err(unknownPartner(partnerId)) : ok((at) => revokeRequest(account, { requestId, by, at })),
  );
  if (outcome.isErr()) return err(outcome.error);
  const request = outcome.value.state.requests.find(({ id }) => id === requestId);
  return request === undefined ? err(corruptData('the request that was revoked is not in the account')) : ok(request);
}

function change<Refusal>(
  settings: Settings,
  id: PartnerId,
  prepare: Prepare<PartnerAccount, PartnerChange, Refusal>,
): Promise<Result<Outcome<PartnerAccount, PartnerChange>, Refusal | MalformedInput | CommandStorageError>> {
  return carryOut(settings, {
    documents: documentsIn(settings.repository).accounts,
    id,
    prepare,
    evolve: applyPartnerChanges,
  });
}
