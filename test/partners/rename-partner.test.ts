import fc from 'fast-check';
import { evolvePartner, renamePartner, type PartnerAccount } from 'partner-relationships';
import { actor, displayName, partnerAccount } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { accountOf, opened } from '../fixtures/account';
import { contoso, fabrikam, hour, suspended, theCustomer, theOperator, thePartner } from '../fixtures/cast';

const renaming = { name: 'Contoso East', by: thePartner(contoso), at: hour(3) };
const closing = { kind: 'partner-closed', at: hour(1), by: theOperator, reason: 'left the marketplace' } as const;

describe('Renaming a partner', () => {
  it.each([
    ['the partner', thePartner(contoso)],
    ['a person of the partner', { ...thePartner(contoso), userId: 'ana' }],
    ['the operator', theOperator],
    ['a person of the operator', { ...theOperator, userId: 'dana' }],
  ])('is one change that records who gave the name: %s', (_, by) => {
    expect(renamePartner(accountOf(contoso), { ...renaming, by })._unsafeUnwrap()).toEqual([
      { kind: 'partner-renamed', at: hour(3), by, name: 'Contoso East' },
    ]);
  });

  it.each([
    ['active', accountOf(contoso)],
    ['suspended', accountOf(suspended(contoso))],
    ['closed', accountOf(contoso, closing)],
  ])('is possible for the operator whatever the standing is: %s', (_, account) => {
    const [change] = renamePartner(account, { ...renaming, by: theOperator })._unsafeUnwrap();
    if (change === undefined) throw new Error('the name is new');
    const after = evolvePartner(account, change)._unsafeUnwrap();
    expect(after.partner).toEqual({ ...account.partner, name: 'Contoso East' });
  });

  it('closed-partner-may-do-nothing: is refused to a partner whose account is closed, whatever the name', () => {
    const account = accountOf(contoso, closing);
    for (const name of ['Contoso East', contoso.name, '\u200b']) {
      expect(renamePartner(account, { ...renaming, name })._unsafeUnwrapErr()).toMatchObject({
        kind: 'rule-violation',
        code: 'partner-is-closed',
        rule: 'closed-partner-may-do-nothing',
        context: { partnerId: contoso.id },
      });
    }
  });

  it('is possible for a suspended partner', () => {
    expect(renamePartner(accountOf(suspended(contoso)), renaming)._unsafeUnwrap()).toHaveLength(1);
  });

  it('changes the name and nothing else, beside what time has done, in every account', () =>
    fc.assert(
      fc.property(partnerAccount(), displayName(), fc.boolean(), (account, name, isOperator) => {
        const isClosed = account.partner.standing === 'closed';
        const by = isOperator || isClosed ? theOperator : thePartner(account.partner);
        const changes = renamePartner(account, { name, by, at: hour(3) })._unsafeUnwrap();
        const after = (some: typeof changes): PartnerAccount =>
          some.reduce((state, change) => evolvePartner(state, change)._unsafeUnwrap(), account);
        expect(after(changes)).toEqual({
          ...after(changes.slice(0, -1)),
          partner: { ...account.partner, name },
          changedAt: changes[0]?.at ?? account.changedAt,
        });
      }),
    ));

  it('changes nothing when the partner has that name, to the letter', () => {
    const account = accountOf(contoso, opened(contoso, 'r1'));
    expect(renamePartner(account, { ...renaming, name: contoso.name })._unsafeUnwrap()).toEqual([]);
    for (const name of [`${contoso.name} `, contoso.name.toUpperCase()]) {
      expect(renamePartner(account, { ...renaming, name })._unsafeUnwrap()).toHaveLength(1);
    }
  });

  it('partner-acts-for-itself: is not for another partner or a customer, not even one with the same id', () => {
    for (const by of [thePartner(fabrikam), theCustomer('northwind'), theCustomer(contoso.id)]) {
      expect(renamePartner(accountOf(contoso), { ...renaming, by })._unsafeUnwrapErr()).toMatchObject({
        kind: 'rule-violation',
        code: 'not-the-partner',
        rule: 'partner-acts-for-itself',
        context: { by },
      });
    }
  });

  it('partner-acts-for-itself: is for the partner and the operator alone, whatever the account and the name', () =>
    fc.assert(
      fc.property(partnerAccount(), actor(), (account, by) => {
        fc.pre(by.kind !== 'operator' && (by.kind !== 'partner' || by.partnerId !== account.partner.id));
        for (const name of [account.partner.name, 'Contoso East', '\u200b']) {
          const error = renamePartner(account, { name, by, at: hour(3) })._unsafeUnwrapErr();
          expect(error).toMatchObject({ rule: 'partner-acts-for-itself' });
        }
      }),
    ));

  it.each(['\u200b', '\u202eosotnoC', 'Contoso\u2066'])(
    'is refused to a name that may not be new, which the error does not repeat: %j',
    (name) => {
      for (const by of [thePartner(contoso), theOperator]) {
        const error = renamePartner(accountOf(contoso), { ...renaming, name, by })._unsafeUnwrapErr();
        expect(error).toMatchObject({ code: 'malformed-input', context: { path: 'command.name' } });
        expect(JSON.stringify(error)).not.toContain(name);
      }
    },
  );

  it('is refused to such a name also where the partner has it from an earlier release', () => {
    const name = '\u200b';
    const account = accountOf({ ...contoso, name });
    expect(renamePartner(account, { ...renaming, name })._unsafeUnwrapErr().code).toBe('malformed-input');
  });

  it.each([
    ['account', null, renaming],
    ['command', accountOf(contoso), 'Contoso East'],
    ['command.name', accountOf(contoso), { ...renaming, name: undefined }],
    ['command.name', accountOf(contoso), { ...renaming, name: '' }],
    ['command.name', accountOf(contoso), { ...renaming, name: 'two\nlines' }],
    ['command.by.kind', accountOf(contoso), { ...renaming, by: {} }],
    ['command.at', accountOf(contoso), { ...renaming, at: 'today' }],
  ])('is refused, saying where, when an argument is malformed: %s', (path, account, command) => {
    // @ts-expect-error what comes from outside may be anything
    const error = renamePartner(account, command)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('is refused for the first reason in the documented order', () => {
    const foreign = { ...renaming, by: thePartner(fabrikam) };
    const codes = [
      renamePartner(accountOf(contoso), { ...foreign, name: '' }),
      renamePartner(accountOf(contoso), { ...foreign, name: '\u200b' }),
      renamePartner(accountOf(contoso), { ...renaming, name: '\u200b' }),
    ].map((result) => result._unsafeUnwrapErr().code);
    expect(codes).toEqual(['malformed-input', 'not-the-partner', 'malformed-input']);
  });
});
