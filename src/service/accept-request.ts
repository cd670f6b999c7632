import { err, type Result } from 'neverthrow';
import {
  acceptRequestFields,
  decideAcceptRequest,
  type AcceptRequestError,
  type CheckedAcceptRequest,
  type OnHeldService,
} from '../customers/accept-request';
import { followInviteLink } from '../invitation/invite-link';
import type { Unchecked } from '../model/brand';
import { joined, object, text, type Decoder } from '../model/decode';
import type { ServiceId } from '../model/identifiers';
import type { LoadError } from '../repository/storage-error';
import { carryOutOnCustomer } from './carry-out-on-customer';
import type { CommandStorageError } from './command-storage-error';
import { loadRequest } from './load-request';
import type { Settings } from './options';
import type { RelationshipOutcome } from './relationship-outcome';
import type { UncheckedActor, UncheckedCustomer } from './unchecked';
import type { UnknownInvitation } from './unknown';

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
  readonly onHeldService?: OnHeldService | undefined;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<CheckedAcceptRequest, 'partner' | 'request' | 'at'> & { readonly link: string };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'an acceptance',
  /* @__PURE__ */ joined({ link: /* @__PURE__ */ text('an invitation link', () => true) }, acceptRequestFields),
);

export async function acceptRequest(
  settings: Settings,
  input: AcceptRequestInput,
): Promise<Result<RelationshipOutcome, AcceptRequestError | UnknownInvitation | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;
  const parts = followInviteLink(command.link, settings.linkBaseUrl);
  if (parts.isErr()) return err(parts.error);

  type Refusal = AcceptRequestError | UnknownInvitation | LoadError;
  return carryOutOnCustomer<Refusal>(settings, command.customer.id, async (state) => {
    const invited = await loadRequest(settings, parts.value);
    return invited.map(
      ({ partner, request }) =>
        (at) =>
          decideAcceptRequest(state, { ...command, partner, request, at }),
    );
  });
}
