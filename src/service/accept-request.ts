import { err, ok, type Result } from 'neverthrow';
import {
  acceptRequestFields,
  decideAcceptRequest,
  heldByOthers,
  type AcceptRequestError,
  type CheckedAcceptRequest,
  type HeldService,
} from '../customers/accept-request';
import { followInviteLink } from '../invitation/invite-link';
import type { Unchecked, UncheckedFields } from '../model/brand';
import { joined, object, text, type Decoder } from '../model/decode';
import type { PartnerId, ServiceId } from '../model/identifiers';
import type { LoadError } from '../repository/storage-error';
import { carryOutOnCustomer, type PrepareCustomer } from './carry-out-on-customer';
import type { CommandStorageError } from './command-storage-error';
import { customerThenAccount } from './load-both';
import { loadNamedOrNone, loadNamedPartners } from './load-partner';
import { requestIn } from './load-request';
import type { Settings } from './options';
import type { RelationshipOutcome } from './relationship-outcome';
import type { UncheckedActor, UncheckedCustomer } from './unchecked';
import type { UnknownInvitation } from './unknown';

/** As {@link OnHeldService}, with plain ids. */
export type UncheckedOnHeldService =
  | 'refuse'
  | 'replace'
  | { readonly replace: readonly UncheckedFields<HeldService>[] };

/** What accepting an invitation has done. */
export interface AcceptRequestOutcome extends RelationshipOutcome {
  /** Whether the customer accepted under another name than the recorded one, which stays. */
  readonly nameDiffers: boolean;
}

/** An invitation to accept. */
export interface AcceptRequestInput {
  /** The invitation link, exactly as it was sent. */
  readonly link: string;
  /** The customer that accepts. Its name is recorded when the customer becomes known. */
  readonly customer: UncheckedCustomer;
  /** The services that the customer delegates to the partner; may be empty. */
  readonly services: readonly Unchecked<ServiceId>[];
  /** The services that the customer delegates to the indirect reseller named in the request; none if left out. */
  readonly indirectResellerServices?: readonly Unchecked<ServiceId>[] | undefined;
  /** What to do when another transacting partner holds a chosen service: `refuse` if left out. */
  readonly onHeldService?: UncheckedOnHeldService | undefined;
  readonly by: UncheckedActor;
}

/** What is loaded in every attempt. */
type Loaded = 'partner' | 'request' | 'indirectReseller' | 'closedHolders';

type CheckedInput = Omit<CheckedAcceptRequest, Loaded | 'at'> & { readonly link: string };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'an acceptance',
  /* @__PURE__ */ joined({ link: /* @__PURE__ */ text('an invitation link', () => true) }, acceptRequestFields),
);

export async function acceptRequest(
  settings: Settings,
  input: AcceptRequestInput,
): Promise<Result<AcceptRequestOutcome, AcceptRequestError | UnknownInvitation | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;
  const parts = followInviteLink(command.link, settings.linkBaseUrl);
  if (parts.isErr()) return err(parts.error);

  type Refusal = AcceptRequestError | UnknownInvitation | LoadError;
  const loading = customerThenAccount(settings, parts.value.partnerId);
  const prepare: PrepareCustomer<Refusal> = async (state) => {
    const invited = requestIn(await loading.account(), parts.value);
    if (invited.isErr()) return err(invited.error);
    const { partner, request } = invited.value;
    const reseller = await loadNamedOrNone(settings, request.indirectResellerId);
    if (reseller.isErr()) return err(reseller.error);
    const held = state === null ? [] : heldByOthers(state.delegations, partner, command.services);
    const closedHolders = await closedAmong(settings, held);
    if (closedHolders.isErr()) return err(closedHolders.error);
    const loaded = { partner, request, indirectReseller: reseller.value, closedHolders: closedHolders.value };
    return ok((at) => decideAcceptRequest(state, { ...command, ...loaded, at }));
  };
  const outcome = await carryOutOnCustomer(settings, command.customer.id, prepare, loading.customer);
  return outcome.map((done) =>
    Object.freeze({ ...done, nameDiffers: done.relationships.customer.name !== command.customer.name }),
  );
}

/** Those holders whose accounts are closed. */
async function closedAmong(
  settings: Settings,
  held: readonly HeldService[],
): Promise<Result<readonly PartnerId[], LoadError>> {
  const holderIds = [...new Set(held.map(({ holderId }) => holderId))];
  const loaded = await loadNamedPartners(settings, holderIds);
  return loaded.map((holders) => holders.filter(({ standing }) => standing === 'closed').map(({ id }) => id));
}
