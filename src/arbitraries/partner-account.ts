import fc from 'fast-check';
import type { PartnerAccount } from '../model/partner-account';
import { accountAfter, accountStep } from './account-step';
import { partner, type PartnerConstraints } from './partner';
import { beginning } from './period';

/**
 * Reachable partner accounts: real decisions (registering, opening and revoking requests, suspending, reinstating) lead
 * to each. Providers name indirect resellers in some of their requests; an indirect reseller's account has no request.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { partnerAccount } from 'partner-relationships/arbitraries';
 *
 * const ofReseller = partnerAccount({ program: 'indirect-reseller' });
 *
 * // An indirect reseller has no request; its provider's requests name it.
 * fc.assert(fc.property(ofReseller, ({ requests }) => requests.length === 0));
 * ```
 */
export function partnerAccount(constraints: PartnerConstraints = {}): fc.Arbitrary<PartnerAccount> {
  return fc
    .record({
      partner: partner(constraints),
      from: beginning(),
      indirectResellers: fc.uniqueArray(partner({ program: 'indirect-reseller' }), {
        maxLength: 3,
        selector: ({ id }) => id,
      }),
      steps: fc.array(accountStep(), { maxLength: 12, size: 'max' }),
    })
    .map(({ partner: owner, steps, ...rest }) => accountAfter(owner, steps, rest));
}
