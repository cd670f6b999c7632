import fc from 'fast-check';
import {
  changeProgram,
  evolvePartner,
  openRequest,
  parsePartnerAccount,
  type ChangeProgram,
  type PartnerAccount,
  type PartnerProgram,
} from 'partner-relationships';
import { partnerAccount, situation } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { accountOf, opened, opening, revoked } from '../fixtures/account';
import { contoso, hour, partnerOf, suspended, theOperator, thePartner, wingtip } from '../fixtures/cast';

const PROGRAMS = ['direct-bill', 'indirect-provider', 'indirect-reseller', 'advisor'] as const;

const moving = (program: PartnerProgram): ChangeProgram => ({ program, by: theOperator, at: hour(3) });

/** Every move, to the same program too, and what becomes of it. */
const MOVES: readonly (readonly [from: PartnerProgram, to: PartnerProgram, 'moves' | 'nothing' | 'kept'])[] = [
  ['direct-bill', 'direct-bill', 'nothing'],
  ['direct-bill', 'indirect-provider', 'moves'],
  ['direct-bill', 'indirect-reseller', 'kept'],
  ['direct-bill', 'advisor', 'kept'],
  ['indirect-provider', 'direct-bill', 'kept'],
  ['indirect-provider', 'indirect-provider', 'nothing'],
  ['indirect-provider', 'indirect-reseller', 'kept'],
  ['indirect-provider', 'advisor', 'kept'],
  ['indirect-reseller', 'direct-bill', 'kept'],
  ['indirect-reseller', 'indirect-provider', 'kept'],
  ['indirect-reseller', 'indirect-reseller', 'nothing'],
  ['indirect-reseller', 'advisor', 'kept'],
  ['advisor', 'direct-bill', 'kept'],
  ['advisor', 'indirect-provider', 'kept'],
  ['advisor', 'indirect-reseller', 'kept'],
  ['advisor', 'advisor', 'nothing'],
];

/** The account in its new program; the same account if it does not move. */
const movedFrom = (account: PartnerAccount, program: PartnerProgram): PartnerAccount =>
  changeProgram(account, moving(program))
    .unwrapOr([])
    .reduce((state, change) => evolvePartner(state, change)._unsafeUnwrap(), account);

describe('A move to another program', () => {
  it('is tried from every program to every program', () => {
    const every = PROGRAMS.flatMap((from) => PROGRAMS.map((to) => [from, to]));
    expect(MOVES.map(([from, to]) => [from, to])).toEqual(every);
  });

  it.each(MOVES)('program-keeps-its-side: from %s to %s, %s', (from, to, expected) => {
    for (const partner of [partnerOf('trey', from), suspended(partnerOf('trey', from))]) {
      const outcome = changeProgram(accountOf(partner), moving(to)).match(
        (changes) => changes,
        (error) => error,
      );
      expect(outcome).toEqual(
        {
          moves: [{ kind: 'program-changed', at: hour(3), by: theOperator, program: to }],
          nothing: [],
          kept: {
            kind: 'rule-violation',
            code: 'program-kept',
            rule: 'program-keeps-its-side',
            message: expect.stringContaining(`"${from}"`) as unknown,
            context: { partnerId: 'trey', from, to },
          },
        }[expected],
      );
    }
  });

  it('program-keeps-its-side: leaves everything in the account true, and nothing else of it changes', () =>
    fc.assert(
      fc.property(partnerAccount(), fc.constantFrom(...PROGRAMS), (account, program) => {
        const after = movedFrom(account, program);
        expect(parsePartnerAccount(structuredClone(after)).isOk()).toBe(true);
        expect(after.partner).toEqual({ ...account.partner, program: after.partner.program });
        expect(after.requests).toEqual(account.requests);
      }),
    ));

  it('program-keeps-its-side: leaves admin rights true: who was billed for a service is billed for it after', () =>
    fc.assert(
      fc.property(situation(), fc.constantFrom(...PROGRAMS), ({ marketplace, state }, program) => {
        for (const account of marketplace.accounts) {
          const { partner } = movedFrom(account, program);
          const sells = partner.program === 'direct-bill' || partner.program === 'indirect-provider';
          for (const held of state.delegations.filter(({ partnerId }) => partnerId === partner.id)) {
            expect(held.transacting).toBe(sells);
            expect(held.throughPartnerId === null).toBe(partner.program !== 'indirect-reseller');
          }
        }
      }),
    ));

  it('lets the partner name an indirect reseller in its next request, and leaves the open one as it is', () => {
    const before = accountOf(contoso, opened(contoso, 'r1'), revoked(contoso, 'r1'), opened(contoso, 'r2'));
    const account = movedFrom(before, 'indirect-provider');
    expect(account).toEqual({ ...before, partner: { ...contoso, program: 'indirect-provider' }, changedAt: hour(3) });
    const naming = opening(contoso, 'r3', { indirectReseller: wingtip, at: hour(4) });
    expect(openRequest(before, naming)._unsafeUnwrapErr().code).toBe('provider-invitation-needed');
    expect(openRequest(account, naming)._unsafeUnwrap()).toHaveLength(1);
  });

  it.each([
    ['account', null, moving('advisor')],
    ['command', accountOf(contoso), null],
    ['command.program', accountOf(contoso), { ...moving('advisor'), program: 'reseller' }],
    ['command.by.kind', accountOf(contoso), { ...moving('advisor'), by: { kind: 'visitor' } }],
    ['command.at', accountOf(contoso), { ...moving('advisor'), at: undefined }],
  ])('is refused, saying where, when an argument is malformed: %s', (path, account, command) => {
    // @ts-expect-error what comes from outside may be anything
    const error = changeProgram(account, command)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('is refused for the first reason in the documented order', () => {
    const closing = { kind: 'partner-closed', at: hour(1), by: theOperator, reason: 'left' } as const;
    const isClosed = accountOf(contoso, closing);
    const foreign = { ...moving('advisor'), by: thePartner(contoso) };
    // @ts-expect-error a program is one of four
    const first = changeProgram(isClosed, { ...foreign, program: 'reseller' });
    const reasons = [
      first,
      changeProgram(isClosed, foreign),
      changeProgram(isClosed, moving('advisor')),
      changeProgram(accountOf(contoso), moving('advisor')),
    ].map((result) => result._unsafeUnwrapErr().code);
    expect(reasons).toEqual(['malformed-input', 'not-the-operator', 'partner-is-closed', 'program-kept']);
  });
});
