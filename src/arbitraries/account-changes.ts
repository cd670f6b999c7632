import { parseInstant, type Instant } from '../model/instant';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from '../model/partner-change';
import type { RoleOffer } from '../model/role-offer';
import type { RelationshipRequest } from '../model/relationship-request';
import { lawful } from './lawful';

/**
 * A history that leads to an account: the changes with which a test commits the account to a repository. Their times
 * never decrease, and `foldPartner` makes the same account of them.
 *
 * An account keeps little of its past, so this is one of many histories that lead to it. Its role offers are drawn up
 * when the partner is registered. If it changed after its requests, its offers and its closing, the last change is a new
 * name, a new program, or a suspension or its end. An account that contains no time is registered at the beginning of
 * 1970.
 *
 * @param account an account as the library makes it, such as one of a {@link marketplace}
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import {
 *   createRelationshipService,
 *   memoryRepository,
 * } from 'partner-relationships';
 * import { accountChanges, marketplace } from 'partner-relationships/arbitraries';
 *
 * const linkBaseUrl = 'https://portal.example/invitation';
 *
 * // Your application shows the accounts of a marketplace as they were committed.
 * await fc.assert(
 *   fc.asyncProperty(marketplace(), async ({ accounts }) => {
 *     const repository = memoryRepository();
 *     for (const account of accounts) {
 *       await repository.partners.commit({
 *         id: account.partner.id,
 *         expected: 'absent',
 *         next: account,
 *         changes: accountChanges(account),
 *       });
 *     }
 *     const service = createRelationshipService({ repository, linkBaseUrl });
 *     for (const { partner, requests } of accounts) {
 *       const shown = await service.accountOf(partner.id);
 *       if (shown.isErr()) throw new Error(shown.error.message);
 *       if (shown.value?.requests.length !== requests.length) {
 *         throw new Error('a request is missing');
 *       }
 *     }
 *   }),
 * );
 * ```
 */
export function accountChanges(account: PartnerAccount): readonly PartnerChange[] {
  const { partner, closure, requests, roleOffers = [] } = account;
  const ofRequests = requests.flatMap(requestChanges);
  const ofClosing: PartnerChange[] = closure === undefined ? [] : [{ kind: 'partner-closed', ...closure }];
  const ofOffers = roleOffers.flatMap(offerChanges);
  const known = [...ofRequests, ...ofOffers, ...ofClosing].sort(byTime);
  const lastKnown = known.at(-1)?.at;
  const last = account.changedAt ?? lastKnown ?? beginningOfTime();
  const changedLater = lastKnown !== undefined && lastKnown < last;
  const { before, changes } = ending(account, changedLater, last);
  const first = known[0]?.at ?? last;
  return [
    { kind: 'partner-registered', at: first, partner: { ...partner, standing: 'active', ...before } },
    // A draft does not tell when it was drawn up.
    ...roleOffers.map((offer): PartnerChange => ({
      kind: 'role-offer-drafted',
      at: first,
      by: { kind: 'partner', partnerId: partner.id },
      offer: { ...offer, lockedAt: null, consentedAt: null, takenBy: null },
    })),
    ...known,
    ...changes,
  ];
}

/** What the partner was before the last changes of its account, and these changes. */
interface Ending {
  readonly before: Partial<Partner>;
  readonly changes: readonly PartnerChange[];
}

function ending({ partner, requests, roleOffers = [] }: PartnerAccount, changedLater: boolean, at: Instant): Ending {
  const by = { kind: 'operator' } as const;
  const { standing, program, name } = partner;
  const suspension: PartnerChange = { kind: 'partner-suspended', at, by, reason: 'an unpaid bill' };
  const suspensions = standing === 'suspended' ? [suspension] : [];
  if (standing === 'closed') {
    return changedLater
      ? { before: { name: 'A former name' }, changes: [{ kind: 'partner-renamed', at, by, name }] }
      : { before: {}, changes: [] };
  }
  if (!changedLater && standing === 'active') return { before: {}, changes: [] };
  const named = [...requests, ...roleOffers].filter(({ indirectResellerId }) => indirectResellerId !== null);
  if (program === 'indirect-provider' && named.length === 0) {
    const moved: PartnerChange = { kind: 'program-changed', at, by, program };
    return { before: { program: 'direct-bill' }, changes: [moved, ...suspensions] };
  }
  const reinstatement: PartnerChange = { kind: 'partner-reinstated', at, by, reason: 'the bill is paid' };
  return { before: {}, changes: standing === 'suspended' ? suspensions : [suspension, reinstatement] };
}

function requestChanges({ revokedAt, ...request }: RelationshipRequest): readonly PartnerChange[] {
  const by = { kind: 'partner', partnerId: request.partnerId } as const;
  const open = { ...request, revokedAt: null };
  const opened: PartnerChange = { kind: 'request-opened', at: request.openedAt, by, request: open };
  if (revokedAt === null) return [opened];
  return [opened, { kind: 'request-revoked', at: revokedAt, by, requestId: request.id }];
}

/** What happened to an offer after it was drawn up. */
function offerChanges(offer: RoleOffer): readonly PartnerChange[] {
  const { partnerId, indirectResellerId, lockedAt, consentedAt, takenBy } = offer;
  if (lockedAt === null) return [];
  const waiting = { ...offer, takenBy: null };
  const by = { kind: 'partner', partnerId } as const;
  const byReseller = { kind: 'partner', partnerId: indirectResellerId ?? partnerId } as const;
  const locked: PartnerChange = { kind: 'role-offer-locked', at: lockedAt, by, offer: { ...waiting, consentedAt: null } };
  const consented: readonly PartnerChange[] =
    consentedAt === null ? [] : [{ kind: 'role-offer-consented', at: consentedAt, by: byReseller, offer: waiting }];
  const taken: readonly PartnerChange[] =
    takenBy === null
      ? []
      : [
          {
            kind: 'role-offer-taken',
            at: consentedAt ?? lockedAt,
            by: { kind: 'customer', customerId: takenBy },
            offer,
          },
        ];
  return [locked, ...consented, ...taken];
}

/** Keeps the order of changes at the same instant. */
function byTime(one: PartnerChange, other: PartnerChange): number {
  return Date.parse(one.at) - Date.parse(other.at);
}

function beginningOfTime(): Instant {
  return lawful(parseInstant('1970-01-01T00:00:00.000Z'));
}
