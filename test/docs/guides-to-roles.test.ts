import { ROLE_IDS, type EndNotice, type UncheckedPerson } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { endAllRoles } from '../../docs/examples/roles/end-all-roles';
import { extendedEnd } from '../../docs/examples/roles/extended-end';
import { offerPage } from '../../docs/examples/roles/offer-page';
import { reviewLines } from '../../docs/examples/roles/review-lines';
import { sweep } from '../../docs/examples/roles/sweep';
import { warn } from '../../docs/examples/roles/warn';
import { waysOut } from '../../docs/examples/roles/ways-out';
import { whoMay } from '../../docs/examples/roles/who-may';
import { by, draft, held, mail, openMarket, tailspin, type Market } from '../../docs/examples/rules/market';

const parties = { partnerId: 'contoso', customerId: 'tailspin' };
const kim: UncheckedPerson = { userId: 'kim', agentRoles: [], groups: ['mail-team'] };
const lee: UncheckedPerson = { userId: 'lee', agentRoles: ['admin-agent'], groups: [] };

/** Tailspin has approved Contoso's offer, and a group has its role. */
async function approvedMarket(): Promise<Market> {
  const market = await openMarket();
  const { roleService, offers } = market;
  (await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin }))._unsafeUnwrap();
  const assignment = { ...held, groupId: 'mail-team', roles: [ROLE_IDS.exchangeAdministrator], by: by.contoso };
  (await roleService.assignAccess(assignment))._unsafeUnwrap();
  return market;
}

describe('the examples in the guides to roles', () => {
  it('show an offer by its link, as long as it can be approved', async () => {
    const { roleService, offers, passDays } = await openMarket();
    const { link, lapsesAt } = (await roleService.lockRoleOffer({ ...offers.contoso, by: by.contoso }))._unsafeUnwrap();
    expect(await offerPage(roleService, link, { customerId: 'tailspin' })).toEqual({
      ...offers.contoso,
      ...{ from: 'Contoso', name: 'Mailboxes for a year', roles: ['Exchange Administrator'] },
      ...{ days: 365, extends: false, approveUntil: lapsesAt },
    });
    passDays(90);
    expect(await offerPage(roleService, link, { customerId: 'tailspin' })).toBeNull();
  });

  it('show an offer that names a customer to that customer only', async () => {
    const { roleService } = await openMarket();
    const named = { ...draft, name: 'For Tailspin only', customerId: 'tailspin' };
    const { id: offerId } = (await roleService.draftRoleOffer(named))._unsafeUnwrap();
    const locking = { partnerId: 'contoso', offerId, by: by.contoso };
    const { link } = (await roleService.lockRoleOffer(locking))._unsafeUnwrap();
    expect(await offerPage(roleService, link, { customerId: 'margie' })).toBeNull();
    expect(await offerPage(roleService, link, { customerId: 'tailspin' })).toMatchObject({ offerId });
  });

  it('show where an end moves', async () => {
    const { roleService } = await approvedMarket();
    const { delegation } = (await roleService.setExtension({ ...held, on: false, by: by.tailspin }))._unsafeUnwrap();
    expect(delegation?.endsAt.slice(0, 10)).toBe('2027-01-01');
    expect(delegation && extendedEnd(delegation)).toBe(delegation?.endsAt.replace('2027-01-01', '2027-06-30'));
  });

  it('review both kinds of rights, with their ends and their groups', async () => {
    const { service, roleService, links } = await approvedMarket();
    (await service.acceptRequest({ ...tailspin, link: links.adatum, services: ['intune'] }))._unsafeUnwrap();
    const [first, second, ...others] = await reviewLines(roleService, 'tailspin');
    expect(others).toEqual([]);
    expect(first).toBe('Adatum | intune | open |  | customer');
    expect(second).toMatch(/^Contoso \| Exchange Administrator \| 2027-01-01T09:\d\d:00\.000Z \| mail-team \| partner$/);
    expect(await reviewLines(roleService, 'nobody')).toEqual([]);
  });

  it('warn of an end once for each notice, and not of one that extends', async () => {
    const { roleService } = await approvedMarket();
    const sent: string[] = [];
    const keys = new Set<string>();
    const send = (key: string, { daysLeft, delegation }: EndNotice): Promise<void> => {
      if (!keys.has(key)) sent.push(`${delegation.partnerId} ${daysLeft}`);
      keys.add(key);
      return Promise.resolve();
    };
    const spans = ['2026-11-01', '2026-12-10', '2026-12-28', '2027-01-10'].map((day) => `${day}T00:00:00.000Z`);
    const warnIn = async (at: number): Promise<boolean> =>
      warn(roleService, { from: spans[at] ?? '', to: spans[at + 1] ?? '' }, send);
    expect([await warnIn(0), [...sent]]).toEqual([true, ['contoso 30']]);
    expect([await warnIn(1), [...sent]]).toEqual([true, ['contoso 30', 'contoso 7']]);
    expect([await warnIn(1), sent.length]).toEqual([true, 2]);
    (await roleService.setExtension({ ...held, on: true, by: by.contoso }))._unsafeUnwrap();
    expect([await warnIn(2), sent.length]).toEqual([true, 2]);
    expect(await warn(roleService, { from: 'no day', to: 'none' }, send)).toBe(false);
  });

  it('write down in a sweep what time has done, of partners and customers', async () => {
    const { service, roleService, passDays } = await approvedMarket();
    passDays(400);
    expect(await sweep(roleService)).toBe(true);
    const kinds = (await service.historyOf('tailspin'))._unsafeUnwrap().items.map(({ change }) => change.kind);
    expect(kinds.at(-1)).toBe('role-delegation-expired');
    const offers = (await service.partnerHistoryOf('fabrikam'))._unsafeUnwrap().items.map(({ change }) => change.kind);
    expect(offers.at(-1)).toBe('role-offer-lapsed');
  });

  it('end all roles of a customer before it is erased', async () => {
    const { service, roleService, offers } = await approvedMarket();
    (await roleService.approveRoleOffer({ ...offers.fabrikam, ...tailspin }))._unsafeUnwrap();
    const erasing = { customerId: 'tailspin', reason: 'asked to be forgotten', by: by.operator };
    expect((await service.eraseCustomer(erasing))._unsafeUnwrapErr().code).toBe('rights-in-force');
    expect(await endAllRoles(roleService, 'tailspin')).toBe(true);
    expect((await service.eraseCustomer(erasing)).isOk()).toBe(true);
    expect(await endAllRoles(roleService, 'no id')).toBe(false);
  });

  it('say who of the people may, and for the others what would help', async () => {
    const { roleService } = await approvedMarket();
    expect(await whoMay(roleService, parties, 'exchange-online', [kim, lee])).toEqual([kim]);
    expect(await whoMay(roleService, { ...parties, partnerId: 'nobody' }, 'exchange-online', [kim])).toEqual([]);
    const { decision } = (await roleService.authorizeUntil({ ...mail, person: lee }))._unsafeUnwrap();
    expect(waysOut(decision._unsafeUnwrapErr())).toEqual(['within-reach: assign-the-role, by the partner']);
  });
});
