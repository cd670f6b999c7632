import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { PartnerChange, RelationshipChange, RemovalReason } from 'partner-relationships';
import { ROLE_IDS, roleHttpStatuses } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { languages } from '../../docs/examples/portal/languages';
import { portalApp } from '../../docs/examples/portal/portal';
import { chinese } from '../../docs/examples/portal/texts/chinese';
import { english, type Texts } from '../../docs/examples/portal/texts/english';
import { portuguese } from '../../docs/examples/portal/texts/portuguese';
import { accountOf, closing, opened, registration, revoked } from '../fixtures/account';
import { changesOf } from '../fixtures/account-steps';
import { contoso, exchange, fabrikam, requestOf, suspended, token } from '../fixtures/cast';
import { ended, endedByClosing, erased, granted, lost, registered, related, renamed } from '../fixtures/history';
import { partnerChangeKinds, relationshipChangeKinds, removalReasonKinds } from '../fixtures/kinds';
import {
  access,
  assigned,
  became,
  DESK,
  dropped,
  dropping,
  expired,
  extended,
  EXCHANGE,
  GLOBAL,
  held,
  offerOf,
  terminating,
} from '../roles/delegations/scene';
import { openSeeded } from './open';
import { attribute, linkOn, textOf, type Page, type Visitor } from './visitor';

const others: readonly (readonly [string, Texts])[] = [
  ['Portuguese', portuguese],
  ['Chinese', chinese],
];

/** What is the same in every language. */
const shared = [
  ...['Exchange Online', 'SharePoint Online', 'Teams', 'Intune', 'UTC', 'HTML', 'Exchange', 'SharePoint'],
  ...['English', 'Português', '中文'],
  // What stands in a title, which can isolate no name.
  ...['Contoso', 'Fabrikam', "Margie's Travel", 'Livraria Açucena', 'Trey Research', '青石书店', 'Mailboxes'],
];

describe('the texts of the portal', () => {
  it.each(others)('are all there in %s, and none of them is English', async (_, texts) => {
    const own = await said(texts);
    const inEnglish = await said(english);
    expect([...own.keys()]).toEqual([...inEnglish.keys()]);
    const same = [...own].filter(([path, text]) => inEnglish.get(path) === text && /[a-z]{2}/i.test(text));
    expect(same.map(([path]) => path)).toEqual([]);
    expect([...own.values()].filter((text) => /\b(?:the|of|and|is|are|this|you|your|it|has|not)\b/i.test(text))).toEqual([]);
  });

  it('have no Latin letters in Chinese but those of products and formats', async () => {
    const words = [...(await said(chinese)).values()].flatMap((text) => text.match(/[a-z]+/gi) ?? []);
    expect(new Set(words)).toEqual(new Set(['HTML', 'Exchange', 'Online', 'Intune', 'SharePoint', 'Teams', 'UTC']));
  });

  it.each([['English', english] as const, ...others])('say in %s why each error stands in the way', (_, texts) => {
    expect(Object.keys(texts.errors).sort()).toEqual(Object.keys(roleHttpStatuses).sort());
    expect(new Set(Object.values(texts.errors)).size).toBe(Object.keys(roleHttpStatuses).length);
  });

  it('write the email in the language of the portal', () => {
    for (const { lang, email } of languages) expect(email.texts.lang).toBe(lang);
  });
});

describe('every page of the portal', () => {
  it('is in the language of its reader, with nothing left in English', async () => {
    const inEnglish = await visitAll(english);
    const left = new Set(inEnglish.flatMap(textsOf));
    for (const [, texts] of others) {
      const own = await visitAll(texts);
      expect(own.map(placeOf)).toEqual(inEnglish.map(placeOf));
      for (const { elements: [html] } of own) {
        expect(html && [attribute(html, 'lang'), attribute(html, 'dir')]).toEqual([texts.lang, 'ltr']);
      }
      const read = [...new Set(own.flatMap(textsOf))];
      expect(read.filter((text) => left.has(text))).toEqual([]);
      if (texts === chinese) expect(read.filter((text) => /[a-z]/i.test(text))).toEqual([]);
    }
  });
});

describe('the language of a visitor', () => {
  it.each([
    [null, 'en'],
    ['fr-FR, fr;q=0.9', 'en'],
    ['pt-BR,pt;q=0.9,en;q=0.8', 'pt'],
    ['pt-PT', 'pt'],
    ['fr;q=0.9, zh-CN;q=0.8, en;q=0.7', 'zh-Hans'],
    ['zh-Hans-CN', 'zh-Hans'],
    ['en-GB, pt;q=0.9', 'en'],
  ])('is what the browser asks for: %s', async (asked, lang) => {
    const app = portalApp(await openSeeded());
    const headers = asked === null ? {} : { 'accept-language': asked };
    const page = await app.request('/sign-in', { headers });
    expect(await page.text()).toContain(`<html lang="${lang}" dir="ltr">`);
  });

  it('is chosen by a form on every page, which comes back to that page, and lasts', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.press('Request a relationship');
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    await tomas.open(`${linkOn(carla.page)}&utm_source=mail`);
    const { path } = tomas.page;
    await tomas.press('中文');
    expect([tomas.page.path, tomas.page.title]).toEqual([path, chinese.invitation.title]);
    await tomas.press(chinese.signIn.out);
    await tomas.press('Tomás, Tailspin Toys');
    expect(tomas.page.title).toBe(chinese.relationships.title);
    await tomas.press('English');
    expect(tomas.page.title).toBe('Partner relationships');
  });

  it('is kept for a year, for the whole portal, out of the reach of scripts', async () => {
    const portal = await openSeeded('https://portal.example');
    const body = new URLSearchParams({ language: 'pt', to: '/outbox?done=sent' });
    const headers = { origin: portal.origin };
    const answer = await portalApp(portal).request('/language', { method: 'POST', headers, body });
    expect(answer.headers.get('location')).toBe('https://portal.example/outbox?done=sent');
    expect(answer.headers.get('set-cookie')).toBe(
      'language=pt; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
  });

  it.each([
    ['a language that the portal does not have', { language: 'tlh', to: '/' }, 400, null],
    ['a way out of the portal', { language: 'pt', to: 'https://evil.example/' }, 303, '/'],
  ])('cannot be %s', async (_, fields, status, location) => {
    const portal = await openSeeded();
    const headers = { origin: portal.origin };
    const body = new URLSearchParams(fields);
    const answer = await portalApp(portal).request('/language', { method: 'POST', headers, body });
    expect([answer.status, answer.headers.get('location')]).toEqual([status, location]);
  });
});

describe('a mail', () => {
  it('is in the language of who gets it, and not of who reads the outbox', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.press('Request a relationship');
    const ines = await portal.as('Inês', 'Livraria Açucena');
    await ines.open(linkOn(carla.page));
    await ines.press('Accept', { service: ['exchange-online', 'sharepoint-online'] });
    await carla.press('中文');
    await carla.open('/outbox');
    const mails = carla.page.elements.filter(({ tagName }) => tagName === 'article').map(textOf);
    expect(mails).toContainEqual(
      expect.stringContaining('Você aceitou um convite. Contoso pode administrar: Exchange Online e SharePoint'),
    );
    expect(mails).toContainEqual(
      expect.stringContaining('Livraria Açucena has accepted an invitation. You may administer: Exchange Online and'),
    );
    expect(mails).toContainEqual(expect.stringContaining('您已接受邀请。Contoso 可以管理：SharePoint Online。'));
  });
});

const command = terminating();
const roles = held({ assignments: [assigned(DESK, [EXCHANGE])] });

const relationshipChanges: readonly RelationshipChange[] = [
  ...[registered(), renamed('N'), related(contoso), granted(contoso, exchange)],
  ...[ended(contoso, 'A'), endedByClosing(contoso, 'A'), erased('A')],
  ...(
    [
      ...[{ kind: 'removed-by-customer' }, { kind: 'removed-by-operator', reason: 'A' }, { kind: 'relinquished' }],
      ...[{ kind: 'replaced', partnerId: fabrikam.id, requestId: requestOf(fabrikam).id }, { kind: 'holder-closed' }],
      ...[{ kind: 'relationship-ended' }, { kind: 'partner-closed', reason: 'A' }],
    ] as readonly RemovalReason[]
  ).map((reason) => lost(contoso, exchange, { reason })),
  ...(['role-delegation-approved', 'role-delegation-terminated'] as const).map((kind) => became(kind, command, roles)),
  ...[true, false].map((isExtending) => became('extension-set', command, held({ extends: isExtending }))),
  ...[extended(command, roles.endsAt, roles), expired(command, roles), dropped(dropping(GLOBAL), roles)],
  ...(['access-assigned', 'access-changed', 'access-removed'] as const).map((kind) => access(kind, { ...command, groupId: DESK }, roles)),
];

const accountChanges: readonly PartnerChange[] = [
  ...[registration(contoso), opened(contoso, 'r'), revoked(contoso, 'r'), closing()],
  ...(['suspend', 'rename', 'move'] as const).flatMap((kind) => changesOf(accountOf(contoso), step(kind))),
  ...changesOf(accountOf(suspended(contoso)), step('reinstate')),
  ...Object.keys(partnerChangeKinds)
    .filter((kind) => kind.startsWith('role-offer-'))
    .map((kind) => ({ kind, ...command, dueAt: command.at, offer: offerOf() }) as PartnerChange),
];

function step<Kind extends string>(kind: Kind) {
  return { kind, requestId: requestOf(contoso).id, token, chosen: 3 };
}

/** Every text by its place, with figures for what it is told. */
async function said(texts: object, place: string = ''): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (const [name, value] of Object.entries(texts) as [string, unknown][]) {
    const at = `${place}/${name}`;
    if (/^\/(?:lang|dir|name|gap|list|moment|email\/texts)$/.test(at)) continue;
    if (typeof value === 'string') all.set(at, value);
    else if (name === 'change' || name === 'accountChange') {
      const write = value as (what: unknown, partnerName: () => string) => unknown;
      const changes: readonly unknown[] = name === 'change' ? relationshipChanges : accountChanges;
      for (const [index, what] of changes.entries()) {
        all.set(`${at}/${String(index)}`, plain(await write(what, () => '①')));
      }
    } else if (typeof value === 'function') {
      const write = value as (...told: readonly string[]) => unknown;
      all.set(at, plain(await write('①', '②', '③')));
      all.set(`${at}, told less`, plain(await write('①', '', '')));
    } else for (const [path, text] of await said(value as object, at)) all.set(path, text);
  }
  return all;
}

/** A text without its tags. */
function plain(text: unknown): string {
  return String(text).replace(/<bdi>.*?<\/bdi>|<[^>]*>|NaN/g, '');
}

it('the changes in these tests are of every kind', () => {
  expect(new Set(relationshipChanges.map(({ kind }) => kind))).toEqual(new Set(Object.keys(relationshipChangeKinds)));
  expect(new Set(accountChanges.map(({ kind }) => kind))).toEqual(new Set(Object.keys(partnerChangeKinds)));
  const reasons = relationshipChanges.flatMap((what) => (what.kind === 'delegation-removed' ? what.reason.kind : []));
  expect(new Set(reasons)).toEqual(new Set(Object.keys(removalReasonKinds)));
});

/** Goes through all pages in a language, also those that say what is wrong. */
async function visitAll(texts: Texts): Promise<readonly Page[]> {
  const portal = await openSeeded();
  const pages: Page[] = [];
  const as = async (name: string, organization: string): Promise<Visitor> => {
    const visitor = portal.visitor();
    await visitor.open('/sign-in');
    pages.push(await visitor.press(texts.name));
    await visitor.press(`${name}, ${organization}`);
    return visitor;
  };
  const carla = await as('Carla', 'Contoso');
  pages.push(await carla.open('/partner'), await carla.press(texts.requests.open));
  const { path } = carla.page;
  const link = linkOn(carla.page);
  pages.push(await carla.press(texts.email.preview), await carla.press(texts.email.send, { to: 'nowhere' }));
  pages.push(await carla.press(texts.email.checkIt), await carla.press(texts.email.checkIt, { pasted: link }));
  pages.push(await carla.press(texts.email.send, { paragraph: ['x'.repeat(4001)], to: 'a@b.example' }));
  pages.push(await carla.open(path), await carla.press(texts.email.send, { to: 'a@b.example' }));
  pages.push(await carla.open('/partner/customers'), await carla.open('/partner/customer?id=qingshi'));
  pages.push(await carla.press(texts.customer.end), await carla.press(texts.customer.end, { agreement: 'A' }));
  pages.push(await carla.press(texts.customer.sellIt), await carla.press(texts.customer.relinquish));
  pages.push(await carla.open('/partner/new-customer'), await carla.press(texts.newCustomer.add));
  pages.push(await carla.press(texts.newCustomer.add, { name: 'Trey Research', service: 'teams' }));
  pages.push(await carla.open('/partner/name'), await carla.press(texts.renaming.rename));
  pages.push(await carla.open('/partner/offers'), await carla.open('/partner/offer'));
  pages.push(await carla.press(texts.offer.keep));
  const terms = { name: 'Mailboxes', role: Object.values(ROLE_IDS), customerId: 'qingshi' };
  pages.push(await carla.press(texts.offer.keep, terms), await carla.follow(texts.offers.change));
  pages.push(await carla.open('/partner/offers'), await carla.press(texts.offers.lock));
  const offered = linkOn(carla.page);
  pages.push(await carla.open('/partner/ending'));
  pages.push(await carla.open('/partner/nowhere'), await carla.open('/operator'), await carla.open('/partner/email'));

  const margie = await as('Margie', "Margie's Travel");
  pages.push(await margie.open('/invitation'), await margie.open(link));
  pages.push(await margie.press(texts.invitation.accept, { service: ['exchange-online', 'intune'] }));
  pages.push(await margie.press(texts.invitation.replace), await margie.open('/customer/history'));
  pages.push(await margie.open('/customer/removal?partner=all'), await margie.press(texts.removal.remove));
  pages.push(await margie.open('/customer/removal?partner=all'));
  pages.push(await margie.open('/customer/name'), await margie.press(texts.renaming.rename, { name: '' }));
  pages.push(await margie.open('/customer/access'), await margie.open('/offer'), await margie.open(offered));
  pages.push(await margie.press(texts.approval.approve), await margie.open('/customer/termination'));
  const lin = await as('林晓', '青石书店');
  await lin.open(offered);
  pages.push(await lin.press(texts.approval.approve), await lin.open(offered));
  await carla.open('/partner/customer?id=qingshi');
  pages.push(carla.page, await carla.follow('Mailboxes'), await carla.press(texts.extension.switchOn));
  pages.push(await carla.press(texts.delegation.assign, { role: [ROLE_IDS.exchangeAdministrator] }));
  const theo = await as('Theo', 'Contoso');
  pages.push(await theo.open('/partner/customer?id=qingshi'), await theo.press(texts.customer.sellIt));
  pages.push(await lin.open('/customer/access'), await lin.follow(texts.access.end));
  pages.push(await lin.press(texts.termination.end), await lin.open('/customer/history'));
  const wei = await as('Wei', 'Wingtip Distribution');
  await wei.open('/partner/offer');
  await wei.press(texts.offer.keep, { name: 'Mailboxes', role: ROLE_IDS.globalReader, reseller: 'northwind' });
  pages.push(await wei.press(texts.offers.lock));
  const nora = await as('Nora', 'Northwind');
  pages.push(await nora.open('/partner/offers'), await margie.open(linkOn(wei.page)));
  await carla.open('/partner');
  await carla.press(texts.requests.revoke);
  pages.push(carla.page, await margie.open(link));

  const olga = await as('Olga', 'Marketplace');
  pages.push(await olga.open('/operator'), await olga.press(texts.partners.registerIt));
  pages.push(await olga.press(texts.partners.registerIt, { id: 'trey', name: 'Trey Research' }));
  pages.push(await olga.open('/operator/partner?id=fabrikam'));
  pages.push(await olga.press(texts.partner.suspend), await olga.press(texts.partner.suspend, { reason: 'A' }));
  pages.push(await olga.press(texts.partner.reinstate, { reason: 'A' }));
  pages.push(await olga.press(texts.partner.close, { reason: 'A' }));
  pages.push(await olga.press(texts.partner.close, { sure: 'yes' }), await olga.press(texts.partner.clear));
  const filipe = await as('Filipe', 'Fabrikam');
  pages.push(await filipe.press(texts.requests.open), await filipe.open('/partner/customer?id=acucena'));
  pages.push(await olga.open('/operator/due'), await olga.press(texts.due.settle));
  pages.push(await olga.open('/operator/customers'), await olga.press(texts.allCustomers.importIt));
  pages.push(await olga.open('/operator/customer?id=margie'));
  pages.push(await olga.press(texts.oneCustomer.show, { instant: '2001-01-01T00:00' }));
  pages.push(await olga.press(texts.oneCustomer.erase, { reason: 'A' }));
  pages.push(await olga.press(texts.oneCustomer.erase, { sure: 'yes' }), await olga.open('/outbox'));
  return pages;
}

function placeOf({ path, status }: Page): string {
  return `${path.replace(/\?.*/, '')} ${String(status)}`;
}

/** What is read on a page, and read out, but for names and what is in another language. */
function textsOf({ elements, html }: Page): string[] {
  const [document] = elements;
  if (document === undefined) throw new Error(`no element in: ${html}`);
  const read = (node: Tree.Node): string[] => {
    if ('value' in node) return [node.value.trim()];
    if (!('childNodes' in node)) return [];
    if ('tagName' in node) {
      if (/^(?:bdi|code|option|textarea|iframe|style)$/.test(node.tagName)) return [];
      if (node !== document && attribute(node, 'lang') !== null) return [];
    }
    const label = 'tagName' in node ? [attribute(node, 'aria-label') ?? ''] : [];
    return [...label, ...node.childNodes.flatMap(read)];
  };
  const own = read(document).map((text) => shared.reduce((rest, word) => rest.replaceAll(word, ''), text));
  return own.filter((text) => /\p{L}{2}/u.test(text));
}
