import { registerPartner } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { accountOf, opened, registration } from '../fixtures/account';
import { contoso, fabrikam, hour, suspended } from '../fixtures/cast';

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
      context: { path: `command.partner.${field}`, received },
    });
    expect(error.context.expected).toContain(known);
  });

  it('is refused, saying where, when an argument is malformed', () => {
    const command = { partner: contoso, at: hour(0) };
    const malformed = { ...command, partner: { ...contoso, name: '' } };
    // @ts-expect-error an account has requests
    expect(registerPartner({ partner: contoso }, command)._unsafeUnwrapErr().context.path).toBe('account.requests');
    expect(registerPartner(null, malformed)._unsafeUnwrapErr().context.path).toBe('command.partner.name');
    // @ts-expect-error a registration happens at some time
    expect(registerPartner(null, { partner: contoso })._unsafeUnwrapErr().context.path).toBe('command.at');
  });
});
