import { registerPartner } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { accountOf, opened, registration } from '../fixtures/account';
import { closed, contoso, fabrikam, hour, suspended, theOperator } from '../fixtures/cast';

describe('Registering a partner', () => {
  it('opens an account for it', () => {
    expect(registerPartner(null, { partner: contoso, at: hour(0) })._unsafeUnwrap()).toEqual([registration(contoso)]);
  });

  it('changes nothing when the partner is registered already', () => {
    const account = accountOf(contoso, opened(contoso, 'r1'));
    expect(registerPartner(account, { partner: contoso, at: hour(5) })._unsafeUnwrap()).toEqual([]);
  });

  it('changes nothing when the partner has been suspended since', () => {
    const account = accountOf(suspended(contoso));
    expect(registerPartner(account, { partner: contoso, at: hour(5) })._unsafeUnwrap()).toEqual([]);
  });

  it.each([
    ['id', { id: fabrikam.id }, '"contoso"', '"fabrikam"'],
    ['name', { name: 'Contoso China' }, '"contoso Ltd"', '"Contoso China"'],
    ['program', { program: 'advisor' }, '"direct-bill"', '"advisor"'],
  ] as const)('is refused when the account is a partner’s with another %s', (field, change, known, received) => {
    const partner = { ...contoso, ...change };
    const error = registerPartner(accountOf(contoso), { partner, at: hour(5) })._unsafeUnwrapErr();
    expect(error).toMatchObject({
      kind: 'invalid-input',
      code: 'contradictory-input',
      context: {
        path: `command.partner.${field}`,
        expected: expect.stringContaining(known) as unknown,
        received,
      },
    });
  });

  it('compares with the name and the program that the partner has by now', () => {
    const by = theOperator;
    const moved = accountOf(
      contoso,
      { kind: 'partner-renamed', at: hour(1), by, name: 'Contoso East' },
      { kind: 'program-changed', at: hour(2), by, program: 'indirect-provider' },
    );
    const partner = { ...contoso, name: 'Contoso East', program: 'indirect-provider' } as const;
    expect(registerPartner(moved, { partner, at: hour(5) })._unsafeUnwrap()).toEqual([]);
    expect(registerPartner(moved, { partner: contoso, at: hour(5) })._unsafeUnwrapErr()).toMatchObject({
      context: { path: 'command.partner.name' },
    });
  });

  it('closing-is-final: is refused once the account is closed', () => {
    const closing = { kind: 'partner-closed', at: hour(1), by: theOperator, reason: 'left the marketplace' } as const;
    for (const partner of [contoso, suspended(contoso), closed(contoso)]) {
      const error = registerPartner(accountOf(contoso, closing), { partner, at: hour(5) })._unsafeUnwrapErr();
      expect(error).toMatchObject({
        kind: 'rule-violation',
        code: 'partner-is-closed',
        rule: 'closing-is-final',
        context: { partnerId: contoso.id },
      });
    }
    const another = { partner: { ...contoso, name: 'Contoso China' }, at: hour(5) };
    expect(registerPartner(accountOf(contoso, closing), another)._unsafeUnwrapErr().code).toBe('contradictory-input');
  });

  it('opens no account that is closed from the start', () => {
    const error = registerPartner(null, { partner: closed(contoso), at: hour(5) })._unsafeUnwrapErr();
    expect(error).toMatchObject({
      code: 'malformed-input',
      context: { path: 'command.partner.standing', expected: '"active" or "suspended"', received: '"closed"' },
    });
    expect(registerPartner(null, { partner: suspended(contoso), at: hour(5) })._unsafeUnwrap()).toHaveLength(1);
  });

  it.each([
    // An account has requests.
    ['account.requests', { partner: contoso }, { partner: contoso, at: hour(0) }],
    ['command.partner.name', null, { partner: { ...contoso, name: '' }, at: hour(0) }],
    ['command.partner.standing', null, { partner: { ...contoso, standing: 'open' }, at: hour(0) }],
    ['command.at', null, { partner: contoso }],
  ])('is refused, saying where, when an argument is malformed: %s', (path, account, command) => {
    // @ts-expect-error what comes from outside may be anything
    const error = registerPartner(account, command)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });
});
