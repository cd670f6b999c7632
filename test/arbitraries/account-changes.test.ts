import fc from 'fast-check';
import { foldPartner, type PartnerAccount } from 'partner-relationships';
import { accountChanges, marketplace, partnerAccount } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import {
  closed,
  contoso,
  hour,
  now,
  requestIdOf,
  requestOf,
  revokedRequest,
  suspended,
  tailspin,
  theOperator,
  tokenOf,
  wingtip,
} from '../fixtures/cast';

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
      { kind: 'partner-suspended', at: hour(9), by: theOperator, reason: 'an unpaid bill' },
    ]);
  });

  it('move a provider that names nobody into its program when its account changed after its requests', () => {
    const request = { ...requestOf(tailspin), openedAt: hour(1) };
    const account = { partner: tailspin, changedAt: hour(9), requests: [request] };
    const [registration, opening, ...rest] = accountChanges(account);
    expect(registration).toMatchObject({ partner: { ...tailspin, program: 'direct-bill' } });
    expect(opening?.kind).toBe('request-opened');
    expect(rest).toEqual([{ kind: 'program-changed', at: hour(9), by: theOperator, program: 'indirect-provider' }]);
    expect(kindsOf({ ...account, partner: suspended(tailspin) }).slice(2)).toEqual([
      'program-changed',
      'partner-suspended',
    ]);
  });

  it('leave a provider that names a reseller in its program', () => {
    const request = { ...requestOf(tailspin, wingtip), openedAt: hour(1) };
    const account = { partner: tailspin, changedAt: hour(9), requests: [request] };
    expect(kindsOf(account).slice(2)).toEqual(['partner-suspended', 'partner-reinstated']);
  });

  it('close a closed account when its closure says so, after what happened at the same instant', () => {
    const closure = { at: hour(3), by: theOperator, reason: 'left the marketplace' };
    const requests = [{ ...requestOf(contoso), openedAt: hour(3), revokedAt: hour(5) }];
    const account = { partner: closed(contoso), changedAt: hour(5), closure, requests };
    expect(kindsOf(account)).toEqual(['partner-registered', 'request-opened', 'partner-closed', 'request-revoked']);
    expect(accountChanges(account)[2]).toEqual({ kind: 'partner-closed', ...closure });
    expect(foldPartner(accountChanges(account))._unsafeUnwrap()).toEqual(account);
  });

  it('end with a new name of a closed partner whose account changed after its closing', () => {
    const closure = { at: hour(3), by: theOperator, reason: 'left the marketplace' };
    const account = { partner: closed(contoso), changedAt: hour(9), closure, requests: [] };
    expect(accountChanges(account).at(-1)).toMatchObject({ kind: 'partner-renamed', at: hour(9), name: contoso.name });
    expect(foldPartner(accountChanges(account))._unsafeUnwrap()).toEqual(account);
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
