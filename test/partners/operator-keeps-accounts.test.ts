import fc from 'fast-check';
import {
  changeProgram,
  closePartner,
  evolvePartner,
  reinstatePartner,
  suspendPartner,
  type Actor,
  type Instant,
  type PartnerAccount,
} from 'partner-relationships';
import { actor, partnerAccount } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { accountOf } from '../fixtures/account';
import { contoso, fabrikam, hour, suspended, theCustomer, theOperator, thePartner } from '../fixtures/cast';

const reason = 'a reason';

/** What the operator alone does with an account. */
const COMMANDS = {
  suspends: (account: PartnerAccount, by: Actor, at: Instant) => suspendPartner(account, { reason, by, at }),
  reinstates: (account: PartnerAccount, by: Actor, at: Instant) => reinstatePartner(account, { reason, by, at }),
  closes: (account: PartnerAccount, by: Actor, at: Instant) => closePartner(account, { reason, by, at }),
  moves: (account: PartnerAccount, by: Actor, at: Instant) =>
    changeProgram(account, { program: 'indirect-provider', by, at }),
};

const closing = { kind: 'partner-closed', at: hour(1), by: theOperator, reason } as const;

/** The same partner in every standing; in each, some of the commands change nothing. */
const standings: readonly PartnerAccount[] = [
  accountOf(contoso),
  accountOf(suspended(contoso)),
  accountOf(contoso, closing),
];

describe.each(Object.entries(COMMANDS))('The operator %s a partner', (_, give) => {
  it('operator-keeps-accounts: and nobody else does, not even the partner itself', () => {
    for (const account of standings) {
      for (const by of [thePartner(contoso), thePartner(fabrikam), theCustomer('northwind'), theCustomer(contoso.id)]) {
        expect(give(account, by, hour(3))._unsafeUnwrapErr()).toEqual({
          kind: 'rule-violation',
          code: 'not-the-operator',
          rule: 'operator-keeps-accounts',
          message: 'only the operator of the marketplace may do this',
          context: { by },
        });
      }
    }
  });

  it('operator-keeps-accounts: whatever the account is, and whether or not anything would change', () =>
    fc.assert(
      fc.property(partnerAccount(), actor(), fc.boolean(), (drawn, by, isClosed) => {
        fc.pre(by.kind !== 'operator');
        const isOpen = drawn.partner.standing !== 'closed';
        const account = isClosed && isOpen ? evolvePartner(drawn, closing)._unsafeUnwrap() : drawn;
        expect(give(account, by, hour(3))._unsafeUnwrapErr()).toMatchObject({ rule: 'operator-keeps-accounts' });
      }),
    ));

  it('operator-keeps-accounts: and the history shows which person of the operator’s did', () => {
    const by = { ...theOperator, userId: 'dana@marketplace.example' };
    const changes = standings.flatMap((account) => give(account, by, hour(3)).unwrapOr([]));
    expect(changes).not.toEqual([]);
    for (const change of changes) expect(change).toMatchObject({ at: hour(3), by });
  });
});
