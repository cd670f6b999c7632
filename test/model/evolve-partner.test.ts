import fc from 'fast-check';
import {
  changeProgram,
  closePartner,
  evolvePartner,
  foldPartner,
  openRequest,
  parsePartnerAccount,
  registerPartner,
  reinstatePartner,
  renamePartner,
  revokeRequest,
  suspendPartner,
  type Instant,
  type PartnerAccount,
  type PartnerChange,
  type PartnerProgram,
  type RoleOffer,
  type RoleOfferChange,
  type RoleOfferChangeKind,
} from 'partner-relationships';
import { MAX_ROLE_OFFERS_PER_PARTNER } from 'partner-relationships/roles';
import { instant, inviteToken, partner, partnerAccount, requestId } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { accountStep, changesOf } from '../fixtures/account-steps';
import { accountOf, opened, registration, revoked } from '../fixtures/account';
import {
  contoso,
  fabrikam,
  hour,
  litware,
  suspended,
  tailspin,
  theOperator,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import { drafted, northwindId, o2, offerIdOf, offerOf } from '../roles/offers/scene';

const suspension: PartnerChange = { kind: 'partner-suspended', at: hour(3), by: theOperator, reason: 'unpaid' };
const reinstatement: PartnerChange = { kind: 'partner-reinstated', at: hour(4), by: theOperator, reason: 'paid' };
const renaming: PartnerChange = { kind: 'partner-renamed', at: hour(5), by: thePartner(contoso), name: 'Contoso East' };
const closing: PartnerChange = { kind: 'partner-closed', at: hour(6), by: theOperator, reason: 'left' };
const moving = (program: PartnerProgram): PartnerChange => ({
  kind: 'program-changed',
  at: hour(5),
  by: theOperator,
  program,
});
const r1 = opened(contoso, 'r1');

const draft: RoleOffer = offerOf(drafted);
const waiting: RoleOffer = { ...draft, lockedAt: hour(1) };
const taken: RoleOffer = { ...waiting, takenBy: northwindId };

/** Somebody did this to an offer, which the change leaves so. */
const offerChange = <Kind extends RoleOfferChangeKind>(
  kind: Kind,
  offer: RoleOffer,
  at: Instant = hour(5),
): RoleOfferChange<Kind> => ({ kind, at, by: thePartner(contoso), offer });
const lapse = (offer: RoleOffer = waiting): PartnerChange => ({
  kind: 'role-offer-lapsed',
  at: hour(3000),
  by: theOperator,
  dueAt: hour(1 + 90 * 24),
  offer,
});
const drafting = offerChange('role-offer-drafted', draft, hour(1));

/** No account is closed from the start. */
const registrable = partner().filter(({ standing }) => standing !== 'closed');

describe('The changes of an account', () => {
  it('fold to the account that they led to, step by step, and that account parses', () => {
    fc.assert(
      fc.property(registrable, fc.array(accountStep(), { maxLength: 12 }), (owner, steps) => {
        const changes = [...registerPartner(null, { partner: owner, at: hour(0) })._unsafeUnwrap()];
        let account = accountOf(owner);
        for (const next of steps) {
          for (const change of changesOf(account, next)) {
            changes.push(change);
            account = evolvePartner(account, change)._unsafeUnwrap();
          }
        }
        const stored: unknown = JSON.parse(JSON.stringify(account));
        expect(foldPartner(changes)._unsafeUnwrap()).toEqual(account);
        expect(parsePartnerAccount(stored)._unsafeUnwrap()).toEqual(account);
      }),
    );
  });

  it('fold to nothing when there are none', () => {
    expect(foldPartner([])._unsafeUnwrap()).toBeNull();
  });

  it('fold to an account that last changed at the latest of all their times', () => {
    const times = fc.array(fc.integer({ min: 1, max: 5 }).map(hour), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 5 }).map(hour), (drawn, openedAt) => {
        const opening = r1.kind === 'request-opened' ? { ...r1, request: { ...r1.request, openedAt } } : r1;
        const changes = [registration(contoso), opening, revoked(contoso, 'r1'), suspension, reinstatement].map(
          (change, at) => ({ ...change, at: drawn[at] ?? openedAt }),
        );
        const accounts = changes.map((_, at) => foldPartner(changes.slice(0, at + 1))._unsafeUnwrap());
        expect(accounts.at(-1)?.changedAt).toBe([...drawn, openedAt].sort().at(-1));
        for (const account of accounts) expect(parsePartnerAccount(structuredClone(account)).isOk()).toBe(true);
      }),
    );
  });

  it('fold to an account that is frozen in depth and shares nothing with them', () => {
    const request = { ...(r1.kind === 'request-opened' ? r1.request : {}) };
    const change = { ...r1, request };
    // @ts-expect-error a spread request has lost its fields' certainty
    const account = foldPartner([registration(contoso), change])._unsafeUnwrap();
    Object.assign(request, { token: 'overwritten-afterwards' });
    expect(account?.requests).toMatchObject([{ token: '00000000000000r1' }]);
    expect([account, account?.partner, account?.requests, account?.requests[0]].every(Object.isFrozen)).toBe(true);
  });
});

describe('A change of a role offer', () => {
  const other = { ...draft, id: o2, name: 'Calendars' };
  const before = accountOf(contoso, r1, drafting, offerChange('role-offer-drafted', other, hour(2)));

  it('adds a draft at the end', () => {
    const { roleOffers, ...account } = before;
    expect(roleOffers).toEqual([draft, other]);
    expect(account).toEqual({ ...accountOf(contoso, r1), changedAt: hour(2) });
  });

  it.each<[kind: RoleOfferChangeKind, offer: RoleOffer]>([
    ['role-offer-revised', { ...draft, name: 'Another', termDays: 7, extends: false, customerId: northwindId }],
    ['role-offer-locked', waiting],
    ['role-offer-consented', { ...waiting, indirectResellerId: wingtip.id, consentedAt: hour(2) }],
    ['role-offer-taken', taken],
  ])('puts the offer in its place as it leaves it, and nothing else: %s', (kind, offer) => {
    const after = evolvePartner(before, offerChange(kind, offer))._unsafeUnwrap();
    expect(after).toEqual({ ...before, changedAt: hour(5), roleOffers: [offer, other] });
    expect([after.roleOffers, after.roleOffers?.[0], after.roleOffers?.[0]?.roles].every(Object.isFrozen)).toBe(true);
  });

  it.each<PartnerChange>([
    offerChange('role-offer-discarded', draft),
    offerChange('role-offer-rejected', waiting),
    offerChange('role-offer-approved', taken),
    offerChange('role-offer-withdrawn', waiting),
    lapse(),
  ])('takes the offer out, and leaves no trace of the last one: $kind', (change) => {
    const after = evolvePartner(before, change)._unsafeUnwrap();
    expect(after).toEqual({ ...before, changedAt: change.at, roleOffers: [other] });
    const alone = evolvePartner(accountOf(contoso, r1, drafting), change)._unsafeUnwrap();
    expect(alone).toEqual({ ...accountOf(contoso, r1), changedAt: change.at });
    expect(Object.keys(alone)).toEqual(['partner', 'changedAt', 'requests']);
  });

  it('stays through every other change', () => {
    const closed = accountOf(
      contoso,
      r1,
      drafting,
      revoked(contoso, 'r1'),
      suspension,
      reinstatement,
      renaming,
      moving('indirect-provider'),
      closing,
    );
    expect(closed.roleOffers).toEqual([draft]);
    expect(parsePartnerAccount(structuredClone(closed))._unsafeUnwrap()).toEqual(closed);
    const reopened = accountOf(contoso, drafting, opened(contoso, 'r1'));
    expect(reopened.roleOffers).toEqual([draft]);
  });

  it('leads to an account that parses, even in a history whose times decrease', () => {
    const consented = { ...waiting, lockedAt: hour(7), indirectResellerId: wingtip.id, consentedAt: hour(8) };
    for (const [kind, offer, latest] of [
      ['role-offer-locked', { ...waiting, lockedAt: hour(7) }, hour(7)],
      ['role-offer-consented', consented, hour(8)],
    ] as const) {
      const after = evolvePartner(before, offerChange(kind, offer, hour(2)))._unsafeUnwrap();
      expect(after.changedAt).toBe(latest);
      expect(parsePartnerAccount(structuredClone(after))._unsafeUnwrap()).toEqual(after);
    }
  });

  it('cannot be one more than an account has room for', () => {
    const roleOffers = Array.from({ length: MAX_ROLE_OFFERS_PER_PARTNER }, (_, at) => ({
      ...draft,
      id: offerIdOf(`x${at}`),
      name: `Offer ${at}`,
    }));
    const full = parsePartnerAccount({ partner: contoso, requests: [], roleOffers })._unsafeUnwrap();
    expect(evolvePartner(full, drafting)._unsafeUnwrapErr()).toMatchObject({ code: 'contradictory-input' });
    const room = { ...full, roleOffers: roleOffers.slice(1) };
    expect(evolvePartner(room, drafting)._unsafeUnwrap().roleOffers).toHaveLength(MAX_ROLE_OFFERS_PER_PARTNER);
  });
});

describe('A command', () => {
  it('given before the last change of the account counts as given at that change', () => {
    fc.assert(
      fc.property(partnerAccount(), instant(), requestId(), inviteToken(), (account, at, id, token) => {
        const { changedAt = at, requests } = account;
        const due = at < changedAt ? changedAt : at;
        const by = thePartner(account.partner);
        const changes = [
          openRequest(account, { requestId: id, token, indirectReseller: null, by, at }),
          ...requests.map((request) => revokeRequest(account, { requestId: request.id, by, at })),
          suspendPartner(account, { reason: 'unpaid', by: theOperator, at }),
          reinstatePartner(account, { reason: 'paid', by: theOperator, at }),
          changeProgram(account, { program: 'indirect-provider', by: theOperator, at }),
          closePartner(account, { reason: 'left', by: theOperator, at }),
          renamePartner(account, { name: `${account.partner.id} East`, by: theOperator, at }),
        ].flatMap((decided) => decided.unwrapOr([]));
        // At least the standing changes.
        expect(new Set(changes.map((change) => change.at))).toEqual(new Set([due]));
        const opened = changes.flatMap((change) => (change.kind === 'request-opened' ? [change.request.openedAt] : []));
        expect(opened.every((moment) => moment === due)).toBe(true);
      }),
    );
  });
});

describe('A change', () => {
  it('opens, revokes, suspends and reinstates', () => {
    const account = accountOf(contoso, r1, revoked(contoso, 'r1', hour(2)), suspension);
    expect(account.partner).toEqual(suspended(contoso));
    expect(account.requests).toMatchObject([{ id: 'r1', revokedAt: hour(2) }]);
    expect(evolvePartner(account, reinstatement)._unsafeUnwrap().partner).toEqual(contoso);
  });

  it('renames: the name is another and nothing else, whatever the standing is', () => {
    for (const account of [accountOf(contoso, r1), accountOf(suspended(contoso)), accountOf(contoso, r1, closing)]) {
      const after = evolvePartner(account, renaming)._unsafeUnwrap();
      const changedAt = account.closure === undefined ? hour(5) : hour(6);
      expect(after).toEqual({ ...account, partner: { ...account.partner, name: 'Contoso East' }, changedAt });
    }
  });

  it('moves: the program is another and nothing else', () => {
    const account = accountOf(contoso, r1, suspension);
    const after = evolvePartner(account, moving('indirect-provider'))._unsafeUnwrap();
    const partner = { ...suspended(contoso), program: 'indirect-provider' };
    expect(after).toEqual({ ...account, partner, changedAt: hour(5) });
  });

  it('closes: the standing is another, and the closure says when, by whom and why', () => {
    for (const account of [accountOf(contoso, r1), accountOf(contoso, r1, suspension)]) {
      const after = evolvePartner(account, closing)._unsafeUnwrap();
      expect(after).toEqual({
        partner: { ...contoso, standing: 'closed' },
        changedAt: hour(6),
        closure: { at: hour(6), by: theOperator, reason: 'left' },
        requests: account.requests,
      });
      expect([after, after.partner, after.closure, after.closure?.by].every(Object.isFrozen)).toBe(true);
    }
  });

  it('keeps in the closure when it was, even in a history whose times decrease', () => {
    const account = accountOf(contoso, r1, { ...closing, at: hour(0) });
    expect(account).toMatchObject({ changedAt: hour(1), closure: { at: hour(0) } });
    expect(parsePartnerAccount(structuredClone(account)).isOk()).toBe(true);
  });

  it('revokes a request of a closed account as of any other', () => {
    const account = accountOf(contoso, r1, closing, revoked(contoso, 'r1', hour(7)));
    expect(account.requests).toMatchObject([{ id: 'r1', revokedAt: hour(7) }]);
    expect(account.closure).toEqual({ at: hour(6), by: theOperator, reason: 'left' });
  });

  it('leaves the account before it as it was', () => {
    const before = accountOf(contoso, r1);
    const copy = structuredClone(before);
    evolvePartner(before, revoked(contoso, 'r1'))._unsafeUnwrap();
    for (const change of [suspension, renaming, moving('indirect-provider'), closing]) {
      evolvePartner(before, change)._unsafeUnwrap();
    }
    expect(before).toEqual(copy);
  });

  it.each<[why: string, account: PartnerAccount | null, change: PartnerChange]>([
    ['a second registration', accountOf(contoso), registration(contoso)],
    ['a suspension before the registration', null, suspension],
    ['a reinstatement before the registration', null, reinstatement],
    ['an opening before the registration', null, r1],
    ['a revocation before the registration', null, revoked(contoso, 'r1')],
    ['a registration of a closed partner', null, registration({ ...contoso, standing: 'closed' })],
    ['a new name before the registration', null, renaming],
    ['a move before the registration', null, moving('indirect-provider')],
    ['a closing before the registration', null, closing],
    ['a second closing', accountOf(contoso, closing), closing],
    ['a suspension of a closed partner', accountOf(contoso, closing), suspension],
    ['a reinstatement of a closed partner', accountOf(suspended(contoso), closing), reinstatement],
    ['a move of a closed partner', accountOf(contoso, closing), moving('indirect-provider')],
    ['an opening by a closed partner', accountOf(contoso, closing), r1],
    ['a move to the program that the partner is in', accountOf(tailspin), moving('indirect-provider')],
    ['a move of a direct-bill partner to the resellers', accountOf(contoso), moving('indirect-reseller')],
    ['a move of a direct-bill partner to the advisors', accountOf(contoso), moving('advisor')],
    ['a move of a provider', accountOf(tailspin), moving('direct-bill')],
    ['a move of an indirect reseller', accountOf(wingtip), moving('indirect-provider')],
    ['a move of an advisor', accountOf(litware), moving('indirect-provider')],
    ['a suspension of a suspended partner', accountOf(suspended(contoso)), suspension],
    ['a reinstatement of an active partner', accountOf(contoso), reinstatement],
    ['an opening of another partner’s request', accountOf(contoso), opened(fabrikam, 'r1')],
    ['an opening that repeats an id', accountOf(contoso, r1, revoked(contoso, 'r1')), r1],
    ['a second open request for nobody named', accountOf(contoso, r1), opened(contoso, 'r2')],
    [
      'a second open request naming the same reseller',
      accountOf(tailspin, opened(tailspin, 'r1', { indirectReseller: wingtip })),
      opened(tailspin, 'r2', { indirectReseller: wingtip }),
    ],
    [
      'an opening, by no provider, of a request that names a reseller',
      accountOf({ ...tailspin, program: 'direct-bill' }),
      opened(tailspin, 'r1', { indirectReseller: wingtip }),
    ],
    [
      'an opening of a request that is revoked',
      accountOf(contoso),
      r1.kind === 'request-opened' ? { ...r1, request: { ...r1.request, revokedAt: hour(2) } } : r1,
    ],
    ['a draft before the registration', null, drafting],
    ['a draft of another partner', accountOf(fabrikam), drafting],
    ['a second draft with the same id', accountOf(contoso, drafting), { ...drafting, offer: { ...draft, name: 'Another' } }],
    ['a second offer with the same name', accountOf(contoso, drafting), { ...drafting, offer: { ...draft, id: o2 } }],
    [
      'a revision to the name of another offer',
      accountOf(contoso, drafting, { ...drafting, offer: { ...draft, id: o2, name: 'Another' } }),
      offerChange('role-offer-revised', { ...draft, name: 'Another' }),
    ],
    [
      'a revision that gives it to another partner',
      accountOf(contoso, drafting),
      offerChange('role-offer-revised', { ...draft, partnerId: fabrikam.id }),
    ],
    ['a revision of an unknown offer', accountOf(contoso), offerChange('role-offer-revised', draft)],
    ['a discarding of an unknown offer', accountOf(contoso), offerChange('role-offer-discarded', draft)],
    ['a locking of an unknown offer', accountOf(contoso), offerChange('role-offer-locked', waiting)],
    ['a consent to an unknown offer', accountOf(contoso), offerChange('role-offer-consented', waiting)],
    ['a rejection of an unknown offer', accountOf(contoso), offerChange('role-offer-rejected', waiting)],
    ['a taking of an unknown offer', accountOf(contoso), offerChange('role-offer-taken', taken)],
    ['an approval of an unknown offer', accountOf(contoso), offerChange('role-offer-approved', taken)],
    ['a withdrawal of an unknown offer', accountOf(contoso), offerChange('role-offer-withdrawn', waiting)],
    ['a lapse of an unknown offer', accountOf(contoso), lapse()],
    ['a second lapse', accountOf(contoso, drafting, offerChange('role-offer-locked', waiting), lapse()), lapse()],
    ['a revocation of an unknown request', accountOf(contoso, r1), revoked(contoso, 'r2')],
    ['a second revocation', accountOf(contoso, r1, revoked(contoso, 'r1')), revoked(contoso, 'r1', hour(5))],
  ])('cannot be %s', (_why, account, change) => {
    expect(evolvePartner(account, change)._unsafeUnwrapErr()).toMatchObject({
      kind: 'invalid-input',
      code: 'contradictory-input',
      context: { path: 'change', received: `"${change.kind}"` },
    });
  });

  it('cannot be one that needs what a lost change had brought', () => {
    const history = [registration(contoso), r1, revoked(contoso, 'r1'), suspension, reinstatement, closing];
    expect(foldPartner(history).isOk()).toBe(true);
    for (const lost of [0, 1, 3]) {
      const rest = history.filter((_, at) => at !== lost);
      const error = foldPartner(rest)._unsafeUnwrapErr();
      expect(error).toMatchObject({ code: 'contradictory-input', context: { path: `changes[${lost}]` } });
    }
  });

  it.each([
    ['account.partner', { partner: null, requests: [] }, r1],
    ['change', accountOf(contoso), undefined],
    ['change.kind', accountOf(contoso), { kind: 'request-forgotten' }],
    ['change.at', accountOf(contoso), { kind: 'partner-suspended' }],
    ['change.by', accountOf(contoso), { ...renaming, by: null }],
    ['change.name', accountOf(contoso), { ...renaming, name: 'two\nlines' }],
    ['change.by.kind', accountOf(contoso), { ...moving('indirect-provider'), by: thePartner(contoso) }],
    ['change.program', accountOf(contoso), { ...moving('indirect-provider'), program: 'reseller' }],
    ['change.by', accountOf(contoso), { ...closing, by: null }],
    ['change.reason', accountOf(contoso), { ...closing, reason: null }],
    ['change.by.kind', accountOf(contoso), { ...suspension, by: thePartner(contoso) }],
    ['change.reason', accountOf(contoso), { ...suspension, reason: ' ' }],
    ['change.request.id', accountOf(contoso), { ...r1, request: { id: '' } }],
    ['change.offer', accountOf(contoso), { ...drafting, offer: undefined }],
    ['change.offer.termDays', accountOf(contoso), { ...drafting, offer: { ...draft, termDays: 0 } }],
    ['change.offer', accountOf(contoso), { ...drafting, offer: { ...draft, takenBy: northwindId } }],
    ['change.by', accountOf(contoso), { ...drafting, by: null }],
    ['change.dueAt', accountOf(contoso), { ...lapse(), dueAt: undefined }],
    ['change.by.userId', accountOf(contoso, r1), { ...r1, by: { ...thePartner(contoso), userId: '' } }],
  ])('is refused, saying where, when an argument is malformed: %s', (path, account, change) => {
    // @ts-expect-error what comes from outside may be anything
    const error = evolvePartner(account, change)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('is refused, saying where, when it stands among others', () => {
    // @ts-expect-error what comes from outside may be anything
    expect(foldPartner([registration(contoso), {}])._unsafeUnwrapErr().context.path).toBe('changes[1].kind');
    // @ts-expect-error what comes from outside may be anything
    expect(foldPartner('none')._unsafeUnwrapErr().context.path).toBe('changes');
  });
});
