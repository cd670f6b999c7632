import fc from 'fast-check';
import type { Result } from 'neverthrow';
import {
  changeProgram,
  closePartner,
  evolvePartner,
  openRequest,
  registerPartner,
  reinstatePartner,
  renamePartner,
  revokeRequest,
  suspendPartner,
  type PartnerAccount,
  type PartnerChange,
  type PartnerProgram,
} from 'partner-relationships';
import { actor, displayName, inviteToken, partnerAccount, requestId } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { accountOf, opened } from '../fixtures/account';
import { contoso, hour, partnerIdOf, theOperator, thePartner } from '../fixtures/cast';

const PROGRAMS: readonly PartnerProgram[] = ['direct-bill', 'indirect-provider', 'indirect-reseller', 'advisor'];

type Decision = Result<readonly PartnerChange[], unknown>;
type Command = (account: PartnerAccount) => Decision;

/** Every command that there is on an account, given by the partner, the operator or anybody. */
const anyCommand: fc.Arbitrary<Command> = fc
  .record({
    chosen: fc.nat(7),
    who: fc.oneof(fc.constantFrom('the operator' as const, 'the partner' as const), actor()),
    name: displayName(),
    program: fc.constantFrom(...PROGRAMS),
    id: requestId(),
    token: inviteToken(),
    at: fc.nat(9).map(hour),
  })
  .map(({ chosen, who, name, program, id, token, at }) => (account: PartnerAccount): Decision => {
    const { partner } = account;
    const by = who === 'the operator' ? theOperator : who === 'the partner' ? thePartner(partner) : who;
    const reason = 'a reason';
    const commands: readonly (() => Decision)[] = [
      () => suspendPartner(account, { reason, by, at }),
      () => reinstatePartner(account, { reason, by, at }),
      () => closePartner(account, { reason, by, at }),
      () => changeProgram(account, { program, by, at }),
      () => renamePartner(account, { name, by, at }),
      () => registerPartner(account, { partner: { ...partner, standing: 'active' }, at }),
      () => openRequest(account, { requestId: id, token, indirectReseller: null, by, at }),
      () => revokeRequest(account, { requestId: account.requests[0]?.id ?? id, by, at }),
    ];
    const command = commands[chosen];
    if (command === undefined) throw new Error('one of the commands is chosen');
    return command();
  });

const closing = { kind: 'partner-closed', at: hour(2), by: theOperator, reason: 'left the marketplace' } as const;
const closedAccount = accountOf(contoso, opened(contoso, 'r1'), closing);

describe('A closed account', () => {
  it('closing-is-final: stays closed, as it was closed and in its program, whatever is tried', () =>
    fc.assert(
      fc.property(partnerAccount(), fc.array(anyCommand, { maxLength: 8 }), (drawn, commands) => {
        const before = drawn.partner.standing === 'closed' ? drawn : evolvePartner(drawn, closing)._unsafeUnwrap();
        let account = before;
        for (const command of commands) {
          for (const change of command(account).unwrapOr([])) {
            expect(['partner-renamed', 'request-revoked', 'role-offer-lapsed']).toContain(change.kind);
            account = evolvePartner(account, change)._unsafeUnwrap();
          }
        }
        expect(account.partner).toEqual({ ...before.partner, name: account.partner.name });
        expect(account.closure).toEqual(before.closure);
        expect(account.requests.map(({ id }) => id)).toEqual(before.requests.map(({ id }) => id));
      }),
    ));

  const given = { by: theOperator, at: hour(3) };

  it.each<[what: string, command: Command]>([
    ['suspended', (account) => suspendPartner(account, { reason: 'a reason', ...given })],
    ['reinstated', (account) => reinstatePartner(account, { reason: 'a reason', ...given })],
    ['moved', (account) => changeProgram(account, { program: 'indirect-provider', ...given })],
    ['moved to the program that it is in', (account) => changeProgram(account, { program: 'direct-bill', ...given })],
    ['registered again', (account) => registerPartner(account, { partner: contoso, at: hour(3) })],
  ])('closing-is-final: is not %s', (_, command) => {
    expect(command(closedAccount)._unsafeUnwrapErr()).toEqual({
      kind: 'rule-violation',
      code: 'partner-is-closed',
      rule: 'closing-is-final',
      message: 'the account of the partner "contoso" is closed',
      context: { partnerId: contoso.id },
    });
  });

  it('closing-is-final: does not keep the partner from coming back under another id', () => {
    const partner = { ...contoso, id: partnerIdOf('contoso-2') };
    expect(registerPartner(null, { partner, at: hour(5) })._unsafeUnwrap()).toHaveLength(1);
  });
});
