import fc from 'fast-check';
import type { PartnerAccount } from '../model/partner-account';
import { accountAfter, accountStep, closedAfter, closing } from './account-step';
import { partner, type PartnerConstraints } from './partner';
import { beginning, later } from './period';

/**
 * Reachable partner accounts: real decisions (registering, opening and revoking requests, drafting and locking role
 * offers and what follows, suspending, reinstating, closing, renaming) lead to each. Providers name indirect resellers in
 * some of their requests and offers; an indirect reseller's account has no request, and may have offers of its own. The
 * offers are those of the profile `partnerCenterGdap`. A closed account has its closure, and can have changed after it.
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
      indirectResellers: fc.uniqueArray(partner({ program: 'indirect-reseller', standing: 'active' }), {
        maxLength: 3,
        selector: ({ id }) => id,
      }),
      steps: fc.array(accountStep(), { maxLength: 18, size: 'max' }),
      closing: closing(),
    })
    .map(({ partner: owner, steps, closing: end, ...before }) => {
      const account = accountAfter(owner, steps, before);
      const past = steps.reduce((sum, { pause }) => sum + pause, 0);
      return owner.standing === 'closed' ? closedAfter(account, end, later(before.from, past)) : account;
    });
}
