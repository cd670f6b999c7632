import fc from 'fast-check';
import {
  closePartner,
  evolvePartner,
  foldPartner,
  parseInstant,
  parsePartnerAccount,
  reinstatePartner,
  suspendPartner,
  type Actor,
  type Instant,
  type Partner,
  type PartnerAccount,
  type PartnerChange,
  type RoleOffer,
} from 'partner-relationships';
import {
  consentToRoleOffer,
  discardRoleOffer,
  draftRoleOffer,
  lockRoleOffer,
  rejectRoleOffer,
  reviseRoleOffer,
  settleAccount,
  takeRoleOffer,
} from 'partner-relationships/roles';
import type { Result } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { decideFinishRoleOffer } from '../../../src/roles/offers/finish-role-offer';
import { decideSweepRoleOffers } from '../../../src/roles/offers/sweep-role-offers';
import { accountOf, registration } from '../../fixtures/account';
import { contoso, tailspin, theCustomer, theOperator, thePartner, wingtip } from '../../fixtures/cast';
import { partnerChangeKinds } from '../../fixtures/kinds';
import {
  after,
  exchangeAdministrator,
  gdap,
  globalAdministrator,
  LOCKED,
  margieId,
  northwindId,
  offerIdOf,
  userAdministrator,
} from './scene';

const DAY = 86_400_000;

/** The commands, which settle first, those on offers and those on the partner; and what settles in any case. */
const COMMANDS = ['draft', 'revise', 'discard', 'lock', 'consent', 'reject', 'take', 'finish'] as const;
const SWEEPS = ['settle', 'sweep'] as const;
const OTHERS = ['suspend', 'reinstate', 'close'] as const;

interface Step {
  readonly kind: (typeof COMMANDS)[number] | (typeof SWEEPS)[number] | (typeof OTHERS)[number];
  /** Milliseconds since the step before: often just to the end of the 90 days of an offer. */
  readonly pause: number;
  readonly offerId: RoleOffer['id'];
  readonly name: string;
  readonly roles: RoleOffer['roles'];
  readonly extends: boolean;
  readonly named: RoleOffer['customerId'];
  readonly customerId: typeof northwindId;
  readonly naming: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...COMMANDS, 'draft' as const, 'lock' as const, 'lock' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...SWEEPS, ...OTHERS) },
  ),
  pause: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(0, 1) },
    { weight: 1, arbitrary: fc.constantFrom(DAY, 89 * DAY, 90 * DAY - 1, 90 * DAY, 90 * DAY + 1) },
  ),
  offerId: fc.constantFrom(...['o1', 'o2', 'o3'].map(offerIdOf)),
  name: fc.constantFrom('Mailboxes', 'Calendars'),
  roles: fc.constantFrom([exchangeAdministrator], [userAdministrator, exchangeAdministrator], [globalAdministrator]),
  extends: fc.boolean(),
  named: fc.constantFrom(null, null, northwindId),
  customerId: fc.constantFrom(northwindId, margieId),
  naming: fc.boolean(),
});

type Decision = Result<readonly PartnerChange[], { readonly code: string }>;

/** What a step decides on an account at a moment. */
function decided(account: PartnerAccount, drawn: Step, at: Instant): Decision {
  const { offerId, name, roles, customerId } = drawn;
  const by = thePartner(account.partner);
  const indirectReseller = drawn.naming && account.partner.program === 'indirect-provider' ? wingtip : null;
  const ofReseller = { offerId, by: thePartner(wingtip), at };
  const ofCustomer = { offerId, customerId, by: theCustomer(customerId), at };
  const ofOperator = { by: theOperator, reason: 'a reason', at };
  switch (drawn.kind) {
    case 'draft': {
      const terms = { name, roles, termDays: 365, extends: drawn.extends, customerId: drawn.named };
      return draftRoleOffer(account, { offerId, ...terms, indirectReseller, by, at }, gdap);
    }
    case 'revise':
      return reviseRoleOffer(account, { offerId, name, extends: drawn.extends, customerId: drawn.named, by, at }, gdap);
    case 'discard':
      return discardRoleOffer(account, { offerId, by, at });
    case 'lock':
      return lockRoleOffer(account, { offerId, by, at }, gdap);
    case 'consent':
      return consentToRoleOffer(account, ofReseller);
    case 'reject':
      return rejectRoleOffer(account, ofReseller);
    case 'take':
      return takeRoleOffer(account, ofCustomer, gdap);
    case 'finish':
      return decideFinishRoleOffer(account, ofCustomer);
    case 'suspend':
      return suspendPartner(account, ofOperator);
    case 'reinstate':
      return reinstatePartner(account, ofOperator);
    case 'close':
      return closePartner(account, ofOperator);
    case 'settle':
      return settleAccount(account, { by: theOperator, at });
    case 'sweep': {
      const takenBy = account.roleOffers?.find(({ id }) => id === offerId)?.takenBy ?? null;
      const approved = new Set(takenBy === null || drawn.extends ? [] : [offerId]);
      const erased = new Set(drawn.naming ? [customerId] : []);
      return decideSweepRoleOffers(account, { approved, erased, by: theOperator, at });
    }
  }
}

/** What a step met, and what it changed. */
interface Played {
  readonly before: PartnerAccount;
  readonly step: Step;
  readonly at: Instant;
  readonly decision: Decision;
  readonly then: PartnerAccount;
}

function played(owner: Partner, steps: readonly Step[]): readonly Played[] {
  let before = accountOf(owner);
  let moment = Date.parse(LOCKED);
  return steps.map((drawn) => {
    moment += drawn.pause;
    const at = parseInstant(new Date(moment).toISOString())._unsafeUnwrap();
    const decision = decided(before, drawn, at);
    const then = after(before, decision.unwrapOr([]));
    const one = { before, step: drawn, at, decision, then };
    before = then;
    return one;
  });
}

const sequence: fc.Arbitrary<readonly Played[]> = fc
  .record({
    owner: fc.constantFrom(contoso, tailspin, tailspin, wingtip),
    steps: fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }),
  })
  .map(({ owner, steps }) => played(owner, steps));

function actorOf(change: PartnerChange): Actor {
  if (!('by' in change) || change.by === null) throw new Error('somebody does what is decided on offers');
  return change.by;
}

const changesOf = (all: readonly Played[]): readonly PartnerChange[] =>
  all.flatMap(({ decision }) => decision.unwrapOr([]));

describe('Any sequence of commands on role offers', () => {
  it('leads to an account that parses, and that its changes fold to', () => {
    fc.assert(
      fc.property(sequence, (all) => {
        const changes: PartnerChange[] = [registration(all[0]?.before.partner ?? contoso)];
        for (const { decision, then } of all) {
          changes.push(...decision.unwrapOr([]));
          expect(parsePartnerAccount(JSON.parse(JSON.stringify(then)))._unsafeUnwrap()).toEqual(then);
        }
        const stored = JSON.parse(JSON.stringify(changes)) as readonly PartnerChange[];
        expect(foldPartner(stored)._unsafeUnwrap()).toEqual(all.at(-1)?.then);
      }),
    );
  });

  it('leaves everything else of the account, byte for byte, and no trace of an offer that is gone', () => {
    fc.assert(
      fc.property(sequence, (all) => {
        const others = changesOf(all).filter((change) => !('offer' in change));
        const { then } = all.at(-1) ?? { then: accountOf(contoso) };
        const { roleOffers, ...account } = then;
        const first = all[0]?.before ?? then;
        const plain = others.reduce((state, change) => evolvePartner(state, change)._unsafeUnwrap(), first);
        expect(JSON.stringify(account)).toBe(JSON.stringify({ ...plain, changedAt: then.changedAt }));
        expect(roleOffers?.length).not.toBe(0);
        expect('roleOffers' in then).toBe(roleOffers !== undefined);
      }),
    );
  });

  it('decides as on the account in which everything that is due is written down', () => {
    fc.assert(
      fc.property(sequence, (all) => {
        for (const { before, step: drawn, at, decision } of all) {
          const isCommand = [...COMMANDS, ...OTHERS].some((kind) => kind === drawn.kind);
          if (!isCommand && drawn.kind !== 'sweep') continue;
          const by = decision.isOk() ? decision.value.map(actorOf)[0] : undefined;
          const due = settleAccount(before, { by: by ?? theOperator, at })._unsafeUnwrap();
          const settled = decided(after(before, due), drawn, at);
          if (decision.isOk()) {
            const own = settled._unsafeUnwrap();
            expect(decision.value).toEqual(isCommand && own.length === 0 ? [] : [...due, ...own]);
          } else {
            const { code } = decision.error;
            expect(settled._unsafeUnwrapErr().code).toBe(code === 'offer-lapsed' ? 'unknown-offer' : code);
          }
        }
      }),
    );
  });

  it('takes each offer through its life, and changes nothing in it once it is locked but who consented and took it', () => {
    const letterOf: Readonly<Record<string, string>> = {
      drafted: 'd',
      revised: 'r',
      discarded: 'x',
      locked: 'l',
      consented: 'c',
      rejected: 'j',
      lapsed: 'o',
      taken: 't',
      approved: 'a',
      withdrawn: 'w',
    };
    fc.assert(
      fc.property(sequence, (all) => {
        const lives = new Map<string, string>();
        const latest = new Map<string, RoleOffer>();
        for (const change of changesOf(all)) {
          if (!('offer' in change)) continue;
          const { kind, offer } = change;
          const { lockedAt, consentedAt, takenBy } = offer;
          const known = latest.get(offer.id) ?? offer;
          lives.set(offer.id, `${lives.get(offer.id) ?? ''}${letterOf[kind.slice('role-offer-'.length)] ?? '?'}`);
          if (kind === 'role-offer-locked') expect(offer).toEqual({ ...known, lockedAt: change.at });
          else if (kind === 'role-offer-consented') expect(offer).toEqual({ ...known, consentedAt: change.at });
          else if (kind === 'role-offer-taken') expect(offer).toEqual({ ...known, takenBy });
          else if (kind !== 'role-offer-drafted' && kind !== 'role-offer-revised') expect(offer).toEqual(known);
          if (kind === 'role-offer-lapsed') {
            expect(Date.parse(change.dueAt) - Date.parse(lockedAt ?? '')).toBe(90 * DAY);
            expect(change.dueAt <= change.at).toBe(true);
          }
          if (kind === 'role-offer-taken') {
            expect(Date.parse(change.at) - Date.parse(lockedAt ?? '')).toBeLessThan(90 * DAY);
            expect(offer.indirectResellerId === null || consentedAt !== null).toBe(true);
            expect(offer.customerId ?? takenBy).toBe(takenBy);
          }
          latest.set(offer.id, offer);
        }
        // One life after another, as an id is free once its offer has left.
        for (const life of lives.values()) expect(life).toMatch(/^(?:dr*(?:x|w|lc?(?:j|o|w|t[aw]?)?)?)*$/);
      }),
    );
  });

  it('never gives two offers of an account one name, nor roles that never extend to a locked one that does', () => {
    fc.assert(
      fc.property(sequence, (all) => {
        for (const { then } of all) {
          const { roleOffers = [] } = then;
          expect(new Set(roleOffers.map(({ name }) => name)).size).toBe(roleOffers.length);
          for (const { roles, lockedAt, extends: isExtending } of roleOffers) {
            expect(lockedAt !== null && isExtending && roles.includes(globalAdministrator)).toBe(false);
          }
        }
      }),
    );
  });

  it('is tried with every kind of change that there is', () => {
    const kinds = new Set(fc.sample(sequence, { seed: 1, numRuns: 300 }).flatMap(changesOf).map(({ kind }) => kind));
    const expected = Object.keys(partnerChangeKinds).filter((kind) => kind.startsWith('role-offer-'));
    expect([...kinds].filter((kind) => kind.startsWith('role-offer-')).sort()).toEqual(expected.sort());
  });
});

describe('An account without an offer', () => {
  it('is written as before there were offers', () => {
    const account = accountOf(contoso);
    const partner = '{"id":"contoso","name":"contoso Ltd","program":"direct-bill","standing":"active"}';
    const text = `{"partner":${partner},"changedAt":"2026-01-01T00:00:00.000Z","requests":[]}`;
    expect(JSON.stringify(account)).toBe(text);
    const withOffer = after(account, decided(account, { ...drafts, kind: 'draft' }, LOCKED)._unsafeUnwrap());
    const without = after(withOffer, decided(withOffer, { ...drafts, kind: 'discard' }, LOCKED)._unsafeUnwrap());
    expect(JSON.stringify(withOffer)).not.toBe(text);
    expect(JSON.stringify(without)).toBe(text);
  });
});

const drafts: Omit<Step, 'kind'> = {
  pause: 0,
  offerId: offerIdOf('o1'),
  name: 'Mailboxes',
  roles: [exchangeAdministrator],
  extends: true,
  named: null,
  customerId: northwindId,
  naming: false,
};
