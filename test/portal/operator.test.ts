import { valueOrThrow } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { beginSweep, sweepOnce } from '../../docs/examples/portal/sweeps';
import { openSeeded, type OpenPortal } from './open';
import { attribute, linkOn } from './visitor';

describe("the operator's pages", () => {
  it('suspend a partner for a reason and lift the suspension', async () => {
    const portal = await openSeeded();
    const olga = await portal.as('Olga', 'Marketplace');
    await olga.follow('Fabrikam');
    await olga.press('Suspend', { reason: 'has not paid, file 7' });
    expect(olga.page.text).toContain('Suspended: it keeps what it has');
    expect(olga.page.text).toContain('suspended: has not paid, file 7 (the marketplace (Olga))');

    const filipe = await portal.as('Filipe', 'Fabrikam');
    await filipe.press('Revoke');
    await filipe.press('Request a relationship');
    expect(filipe.page.status).toBe(403);
    expect(filipe.page.text).toContain('A suspended partner opens no new requests and adds no customers.');

    await olga.press('Lift the suspension', { reason: 'has paid' });
    await filipe.press('Request a relationship');
    expect(filipe.page.title).toBe('The invitation email');
  });

  it('program-keeps-its-side: make a provider of a reseller, with what it has', async () => {
    const portal = await openSeeded();
    const olga = await portal.as('Olga', 'Marketplace');
    await olga.follow('Contoso');
    const before = olga.page;
    await olga.press('Make it an indirect provider');
    expect(olga.page.text).toContain('The partner is in another program now. A provider that sells through resellers.');
    expect(olga.page.html).not.toContain('Make it an indirect provider');
    olga.back(before);
    await olga.press('Make it an indirect provider');
    expect(olga.page.status).toBe(200);
    // Which programs a partner may move between is for the library to say.
    await olga.open('/operator/partner?id=litware');
    await olga.press('Make it an indirect provider');
    expect([olga.page.status, olga.page.title]).toEqual([403, 'Problem: Litware Advisers']);
    expect(olga.page.text).toContain('The partner cannot move to this program.');
    const carla = await portal.as('Carla', 'Contoso');
    await carla.press('Request a relationship', { reseller: 'northwind' });
    expect(carla.page.title).toBe('The invitation email');
  });

  it('ask for the reason that is missing, and ask twice before a dismissal', async () => {
    const portal = await openSeeded();
    const olga = await portal.as('Olga', 'Marketplace');
    await olga.follow('Contoso');
    await olga.press('Suspend', { reason: ' ' });
    expect(olga.page.status).toBe(400);
    expect(olga.page.text).toContain('“Reason (one line; customers may come to read it)” is not in the form that is needed: 1 to 256 characters on one line');

    await olga.press('Dismiss', { reason: 'insolvent' });
    expect(olga.page.text).toContain('A dismissal is for good');
    expect((await portal.service.accountOf('contoso')).map(({ partner }) => partner.standing)).toEqual(
      expect.objectContaining({ value: 'active' }),
    );
    await olga.press('Dismiss', { sure: 'yes' });
    expect(olga.page.text).toMatch(/Dismissed on .+: insolvent/);
  });

  it('closed-partner-may-do-nothing: a dismissal holds for a page that is open, and the sweep clears what is left', async () => {
    const portal = await openSeeded();
    const filipe = await portal.as('Filipe', 'Fabrikam');
    await filipe.open('/partner/customer?id=margie');
    const margie = await portal.as('Margie', "Margie's Travel");
    await dismiss(portal, 'Fabrikam');

    await filipe.press('Sell');
    expect(filipe.page.status).toBe(403);
    expect(filipe.page.text).toContain('Your account is closed; the customer can accept the invitation of another');
    await margie.open('/customer');
    expect(margie.page.text).toContain('It has left the marketplace. Accept the invitation of another partner.');

    const olga = await portal.as('Olga', 'Marketplace');
    await olga.follow('Fabrikam');
    await olga.press('Clear what it holds');
    expect(olga.page.text).toContain('Customers cleared: 0. The clearing goes on');
    expect(olga.page.headers.get('refresh')).toBe('2; url=/operator/partner?id=fabrikam');
    await sweepOnce(portal);
    await olga.open(olga.page.path);
    expect(olga.page.text).toContain('Customers cleared: 2. The clearing goes on');
    while (await sweepOnce(portal)) continue;
    await olga.open(olga.page.path);
    expect(olga.page.text).toContain('Customers cleared: 2. The clearing is done.');
    expect(olga.page.headers.get('refresh')).toBeNull();

    await margie.open('/customer/history');
    expect(margie.page.text).toContain('the partner left the marketplace, insolvent, file 88');
    await olga.open('/operator/customer?id=margie');
    await olga.press('Erase the customer', { reason: 'file 9' });
    await olga.press('Erase the customer', { sure: 'yes' });
    expect(olga.page.text).toContain('The customer is erased.');
  });

  it('count what is cleared, also if two processes clear at the same moment', async () => {
    const portal = await openSeeded();
    await dismiss(portal, 'Fabrikam');
    await beginSweep(portal.db, 'fabrikam', 'u-90');
    await Promise.all([sweepOnce(portal), sweepOnce(portal)]);
    while (await sweepOnce(portal)) continue;
    const olga = await portal.as('Olga', 'Marketplace');
    await olga.open('/operator/partner?id=fabrikam');
    expect(olga.page.text).toContain('Customers cleared: 2. The clearing is done.');
  });

  it('a link of a dismissed partner says that it has left', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.follow('Email');
    const link = carla.page.elements.find(({ tagName }) => tagName === 'code')?.childNodes[0];
    await dismiss(portal, 'Contoso');
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    await tomas.open(link !== undefined && 'value' in link ? link.value : '');
    expect(tomas.page.text).toContain('Contoso has left the marketplace. Its invitations are accepted no more.');
  });

  it('import a customer with its dates, once', async () => {
    const portal = await openSeeded();
    const olga = await portal.as('Olga', 'Marketplace');
    await olga.follow('Customers');
    const trey = { id: 'trey', name: 'Trey Research', partnerId: 'litware', establishedAt: '2019-03-01', service: 'teams' };
    await olga.press('Import', { ...trey, establishedAt: '' });
    expect(olga.page.status).toBe(400);
    expect(olga.page.text).toContain('“Relationship since” is not in the form that is needed: a date that exists.');
    const wrong = olga.page.elements.filter((one) => attribute(one, 'aria-invalid') === 'true');
    expect(wrong.map((one) => [attribute(one, 'name'), attribute(one, 'aria-describedby')])).toEqual([
      ['establishedAt', 'problem'],
    ]);

    // So is who may have a relationship.
    await olga.press('Import', { partnerId: 'northwind', establishedAt: '2019-03-01' });
    expect([olga.page.status, valueOrThrow(await portal.service.relationshipsOf('trey'))]).toEqual([400, null]);
    expect(olga.page.text).toContain('“Partner” contradicts something else here');

    await olga.press('Import', { partnerId: 'litware', establishedAt: '2019-03-01' });
    expect(olga.page.text).toContain('Litware Advisers: reseller relationship since March 1, 2019 at 00:00:00 UTC');
    expect(olga.page.text).toContain('Litware Advisers: admin rights for Teams since March 1, 2019 at 00:00:00 UTC');
    await olga.follow('Customers');
    await olga.press('Import', { ...trey, name: 'Trey' });
    expect(olga.page.status).toBe(409);
    expect(olga.page.text).toContain('A customer with this id is here already and is different.');
  });

  it('say who held what at a moment', async () => {
    const portal = await openSeeded();
    const olga = await portal.as('Olga', 'Marketplace');
    await olga.open('/operator/customer?id=margie');
    expect(olga.page.text).toContain('Fabrikam: admin rights for Exchange Online since');
    await olga.press('Show this moment', { instant: '2001-01-01T00:00' });
    expect(olga.page.text).toContain('Who held what on January 1, 2001 at 00:00:00 UTC Nobody holds anything.');
    await olga.press('Show this moment', { instant: '9999-12-31T23:59' });
    expect(olga.page.text).toContain('Fabrikam: admin rights for Exchange Online since');
    await olga.press('Show this moment', { instant: 'yesterday' });
    expect(olga.page.status).toBe(400);
    expect(olga.page.text).toContain('“Moment (UTC)” is not in the form that is needed');
  });

  it('erasure-needs-no-rights: erase a customer of which nobody has anything, and the mails about it', async () => {
    const portal = await openSeeded();
    const olga = await portal.as('Olga', 'Marketplace');
    await olga.open('/operator/customer?id=qingshi');
    await olga.press('Erase the customer', { reason: 'file 9' });
    expect(olga.page.text).toContain('It deletes the name and the history for good.');
    await olga.press('Erase the customer', { sure: 'yes' });
    expect(olga.page.status).toBe(409);
    expect(olga.page.text).toContain('Partners still have relationships or admin rights here.');

    const carla = await portal.as('Carla', 'Contoso');
    await carla.open('/partner/customer?id=qingshi');
    await carla.press('End the relationship', { agreement: 'contract 12' });
    expect(carla.page.status).toBe(409);
    expect(carla.page.text).toContain('still active. Cancel it first.');
    await carla.press('Cancel the subscription');
    await carla.press('End the relationship', { agreement: 'contract 12' });
    expect(carla.page.path).toBe('/partner/customers?done=ended');
    await carla.open('/outbox');
    expect(carla.page.text).toContain('A relationship has ended Your reseller relationship with 青石书店 has ended.');
    expect(carla.page.text).toContain('经销商关系已结束 您与 Contoso 的经销商关系已结束。');

    await olga.press('Erase the customer');
    expect(olga.page.text).toContain('青石书店');
    await olga.press('Erase the customer', { sure: 'yes' });
    expect(olga.page.text).toContain('erased: file 9 (the marketplace (Olga))');
    expect(olga.page.text).not.toContain('青石书店');
    await olga.open('/operator/customer?id=nobody');
    expect(olga.page.status).toBe(404);
    await olga.open('/outbox');
    expect(olga.page.text).not.toMatch(/青石书店|qingshi/);
    expect(olga.page.text).toContain("Margie's Travel");
  });
});

describe('an erasure', () => {
  it('ends the sessions of the customer, whose people could bring it back with an old link', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.follow('Email');
    const lin = await portal.as('林晓', '青石书店');
    const invitation = await lin.open(linkOn(carla.page));
    await eraseQingshi(portal);

    lin.back(invitation);
    await lin.press('Accept', { service: 'teams' });
    expect(lin.page.title).toBe('Who are you?');
    expect(lin.page.text).not.toContain('青石书店');
    expect(valueOrThrow(await portal.service.relationshipsOf('qingshi'))).toBeNull();
    // The cookie of a session that is over is nobody's.
    await lin.open('/customer');
    expect(lin.page.title).toBe('Who are you?');
  });

  it('takes the subscriptions with it in its commit, so that nothing can stop between the two', async () => {
    const portal = await openSeeded();
    await eraseQingshi(portal);
    const left = await portal.db.selectFrom('portal_subscriptions').select('customer_id').execute();
    expect(new Set(left.map((row) => row.customer_id))).toEqual(new Set(['tailspin', 'margie', 'acucena']));
  });
});

async function eraseQingshi({ service }: OpenPortal): Promise<void> {
  const of = { customerId: 'qingshi', partnerId: 'contoso' };
  const by = { kind: 'partner', partnerId: 'contoso' } as const;
  valueOrThrow(await service.endRelationship({ ...of, agreement: 'contract 12', subscriptions: [], by }));
  valueOrThrow(await service.eraseCustomer({ customerId: 'qingshi', reason: 'file 9', by: { kind: 'operator' } }));
}

async function dismiss(portal: OpenPortal, partner: string): Promise<void> {
  const olga = await portal.as('Olga', 'Marketplace');
  await olga.follow(partner);
  await olga.press('Dismiss', { reason: 'insolvent, file 88' });
  await olga.press('Dismiss', { sure: 'yes' });
}
