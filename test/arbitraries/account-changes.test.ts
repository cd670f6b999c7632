import fc from 'fast-check';
import { foldPartner, type PartnerAccount } from 'partner-relationships';
import { accountChanges, marketplace, partnerAccount } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { contoso, hour, now, requestIdOf, requestOf, revokedRequest, suspended, tokenOf } from '../fixtures/cast';

function kindsOf(account: PartnerAccount): readonly string[] {
  return accountChanges(account).map(({ kind }) => kind);
}

describe('The changes of an account', () => {
  it('fold to the account, and their times never decrease', () => {
    const accounts = fc.oneof(
      partnerAccount().map((account) => [account]),
      marketplace().map((world) => world.accounts),
    );
    fc.assert(
      fc.property(accounts, (generated) => {
        for (const account of generated) {
          const changes = accountChanges(account);
          expect(foldPartner(changes)._unsafeUnwrap()).toStrictEqual(account);
          expect(changes.map(({ at }) => at)).toEqual(changes.map(({ at }) => at).sort());
        }
      }),
    );
  });

  it('end with a suspension of a suspended partner, when the account last changed', () => {
    const account = { partner: suspended(contoso), changedAt: hour(9), requests: [] };
    expect(accountChanges(account)).toEqual([
      { kind: 'partner-registered', at: hour(9), partner: contoso },
      { kind: 'partner-suspended', at: hour(9) },
    ]);
  });

  it('end with a suspension and a reinstatement of an active partner whose account changed after its requests', () => {
    const request = { ...requestOf(contoso), openedAt: hour(1) };
    const account = { partner: contoso, changedAt: hour(9), requests: [request] };
    expect(kindsOf(account)).toEqual([
      'partner-registered',
      'request-opened',
      'partner-suspended',
      'partner-reinstated',
    ]);
    expect(foldPartner(accountChanges(account))._unsafeUnwrap()).toEqual(account);
  });

  it('revoke a request before the next one is opened at the same instant', () => {
    const first = revokedRequest(requestOf(contoso));
    const second = { ...requestOf(contoso), id: requestIdOf('second'), token: tokenOf('second') };
    const account = { partner: contoso, requests: [first, second] };
    const [, ...ofRequests] = kindsOf(account);
    expect(ofRequests).toEqual(['request-opened', 'request-revoked', 'request-opened']);
    expect(foldPartner(accountChanges(account))._unsafeUnwrap()).toEqual({ ...account, changedAt: now });
  });

  it('begin in 1970 where an account contains no time', () => {
    const account = { partner: contoso, requests: [] };
    expect(accountChanges(account)).toEqual([
      { kind: 'partner-registered', at: '1970-01-01T00:00:00.000Z', partner: contoso },
    ]);
  });
});
