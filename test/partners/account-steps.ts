import fc from 'fast-check';
import {
  evolvePartner,
  openRequest,
  reinstatePartner,
  revokeRequest,
  suspendPartner,
  type InviteToken,
  type PartnerAccount,
  type PartnerChange,
  type RequestId,
} from 'partner-relationships';
import { inviteToken, requestId } from 'partner-relationships/arbitraries';
import { hour, thePartner, wingtip } from '../invitation/cast';

/** What is tried with an account; `chosen` says which of its requests it is about, and when. */
export interface AccountStep {
  readonly kind: 'open' | 'open-naming' | 'revoke' | 'suspend' | 'reinstate';
  readonly requestId: RequestId;
  readonly token: InviteToken;
  readonly chosen: number;
}

export function accountStep(): fc.Arbitrary<AccountStep> {
  return fc.record({
    kind: fc.constantFrom('open', 'open-naming', 'revoke', 'suspend', 'reinstate'),
    requestId: requestId(),
    token: inviteToken(),
    chosen: fc.nat(9),
  });
}

/** What the step changes; nothing when it is refused. */
export function changesOf(
  account: PartnerAccount,
  { kind, requestId: id, token, chosen }: AccountStep,
): readonly PartnerChange[] {
  const by = thePartner(account.partner);
  const at = hour(chosen);
  switch (kind) {
    case 'open':
      return openRequest(account, { requestId: id, token, indirectReseller: null, by, at }).unwrapOr([]);
    case 'open-naming':
      return openRequest(account, { requestId: id, token, indirectReseller: wingtip, by, at }).unwrapOr([]);
    case 'revoke':
      return revokeRequest(account, { requestId: account.requests[chosen]?.id ?? id, by, at }).unwrapOr([]);
    case 'suspend':
      return suspendPartner(account, { at }).unwrapOr([]);
    case 'reinstate':
      return reinstatePartner(account, { at }).unwrapOr([]);
  }
}

export function afterStep(account: PartnerAccount, step: AccountStep): PartnerAccount {
  return changesOf(account, step).reduce((state, change) => evolvePartner(state, change)._unsafeUnwrap(), account);
}
