import fc from 'fast-check';
import { checkInvitation, chinese, composeInvitation, english, portuguese, type InvitationBody } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { hostileJson } from '../fixtures/hostile-json';
import { baseUrl, contoso, link, token } from '../fixtures/cast';
import { anyLink, editOf, singleEdit, type SingleEdit } from './spellings';

/** What the check finds: nothing, or the code of its error. */
function verdict(body: InvitationBody, original: string = link): string {
  return checkInvitation(body, original).match(
    () => 'as it was made',
    ({ code }) => code,
  );
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;');
const anchor = (href: string, label: string): string => `<p><a href="${escaped(href)}">${escaped(label)}</a></p>`;

/** Every way of changing the link that we have seen or feared. */
const ALTERATIONS: readonly (readonly [what: string, altered: string])[] = [
  ['another host', link.replace('portal.example', 'portal.example.org')],
  ['a host that looks alike', link.replace('portal', 'p\u043ertal')],
  ['a host before', link.replace('portal', 'my.portal')],
  ['another scheme', link.replace('https', 'http')],
  ['no scheme and another token', link.replace('https://', '').replace(token, 'X'.repeat(21))],
  ['no scheme', link.replace('https://', '')],
  ['a port', link.replace('.example', '.example:8443')],
  ['another path', link.replace('/invitation', '/invitation/')],
  ['another partner', link.replace('contoso', 'fabrikam')],
  ['no partner', link.replace('partner=contoso&', '')],
  ['another token', link.replace(token, 'X'.repeat(21))],
  ['a token that is cut off', link.slice(0, -6)],
  ['no token', link.replace(`&token=${token}`, '')],
  ['the parameters turned round', `${baseUrl}?token=${token}&partner=contoso`],
  ['a parameter appended', `${link}&utm_source=mail`],
  ['a parameter inserted', link.replace('&token', '&utm_source=mail&token')],
  ['a fragment', `${link}#accept`],
  ['a letter appended', `${link}x`],
  ['a path appended', `${link}/`],
  ['capitals', link.toUpperCase()],
  ['a host in capitals', link.replace('portal', 'PORTAL')],
  ['a token in another case', link.replace(token, token.toLowerCase())],
  ['a tracker before, escaped', `https://track.example/?to=${encodeURIComponent(link)}`],
  ['a tracker before, not escaped', `https://track.example/?to=${link}`],
  ['a tracker before, after a comma', `https://track.example/click,${link}`],
  ['a tracker before, after a bar', `https://track.example/click|${link}`],
  ['every letter escaped', Array.from(link, (char) => `%${char.charCodeAt(0).toString(16)}`).join('')],
  ['a line break in the token', link.replace(token, `${token.slice(0, 9)}\n${token.slice(9)}`)],
  ['a line break before the token', link.replace('&token', '&\r\ntoken')],
  ['a line break in the host', link.replace('portal', 'por\ntal')],
  ['line breaks everywhere', link.replaceAll(/.{12}/g, '$&\n')],
  ['a space', link.replace('?', ' ?')],
  ['an angle bracket, which begins a tag', link.replace('partner', 'p<artner')],
  ['a soft hyphen', link.replace('invitation', 'invi\u00adtation')],
  ['soft hyphens everywhere', Array.from(link).join('\u00ad')],
  ['a space of no width', link.replace(token, `${token.slice(0, 9)}\u200b${token.slice(9)}`)],
  ['spaces of no width everywhere', Array.from(link).join('\u200b')],
  ['a space of no width appended', `${link}\u200b`],
  ['a byte order mark appended', `${link}\ufeff`],
  ['a soft hyphen appended', `${link}\u00ad`],
  ['a full stop and more', `${link}.html`],
  ['many full stops and more', `${link}${'.'.repeat(20)}html`],
  ['a bracket and more', `${link})x`],
  ['an apostrophe and more', `${link}'x`],
  ['itself appended', link + link],
  ['another host, partner and token, the parameters turned round', `https://my.contoso.example/?token=${'X'.repeat(21)}&partner=fabrikam`],
];

describe('An invitation with its link as it was made', () => {
  it.each([
    ['on a line of its own', `Hello,\n\n${link}\n\nBye.`],
    ['as all there is', link],
    ['in a sentence', `Please open ${link} today.`],
    ['at the end of a sentence', `Please open ${link}.`],
    ['at the end of a question', `Have you opened ${link}?\nOr not?`],
    ['in brackets', `Please accept (${link}).`],
    ['in angle brackets', `Please accept <${link}>.`],
    ['in quotation marks', `Open "${link}", please, or ("${link}").`],
    ['in a sentence in Chinese', `请打开：${link} 。谢谢。`],
    ['in a sentence in Chinese, in brackets', `请打开（${link} ）谢谢。`],
    ['with lines that end as in mail', `Hello,\r\n\r\n${link}\r\n\r\nBye.\r\n`],
    ['after another link', `We are https://contoso.example and you are https://northwind.example. ${link}`],
    ['after another link and a comma', `https://contoso.example, ${link}`],
    ['beside a word of the same host', `Have you seen ${baseUrl}? It is at portal.example/invitation.\n${link}`],
  ])('invitation-link-is-left-as-is: is fine in a text, %s', (_where, text) => {
    expect(checkInvitation({ text }, link)._unsafeUnwrap()).toEqual({ text });
  });

  it.each([
    ['as an anchor that shows it', anchor(link, link)],
    ['as an anchor with other words', anchor(link, 'Accept')],
    ['as an anchor with an image and words', `<a href="${escaped(link)}"><img src="accept.png" alt=""> Accept</a>`],
    ['as an anchor with words in other tags', `<a href="${escaped(link)}"><table><tr><td><b>Accept</b></td></tr></table></a>`],
    ['as an anchor that shows it with a word in bold', anchor(link, link).replace(/contoso(?=[^"]*<)/, '<b>contoso</b>')],
    ['as all there is', escaped(link)],
    ['as text', `<p>Open ${escaped(link)}.</p>`],
    ['as text with a bare &', `<p>${link}</p>`],
    ['as text in bold', `<p><b>${escaped(link)}</b></p>`],
    ['as text within an anchor that leads nowhere', `<a name="link">${escaped(link)}</a>`],
    ['after an attribute without a value', `<table><tr><td nowrap><a href="${escaped(link)}">Accept</a></td></tr></table>`],
    ['after a style', `<style>a{}</style>${escaped(link)}`],
    ['in single quotes', `<a href='${escaped(link)}'>Accept</a>`],
    ['with a bare &', `<a href="${link}">Accept</a>`],
    ['with space within the quotes', `<a href=" ${escaped(link)}\n">Accept</a>`],
    ['with space around the equals sign', `<a\n\thref = "${escaped(link)}"\n>Accept</a >`],
    ['among other attributes', `<a class="x" data-a='"' HREF="${escaped(link)}" target=_blank>Accept</a>`],
    ['with a hidden preheader before it', `<div style="display:none">Hello</div>${anchor(link, 'Accept')}`],
    ['in white letters on a dark ground', `<p style="background:#414141">${anchor(link, 'Accept').replace('<a', '<a style="color:#fff"').slice(3, -4)}</p>`],
    ['in a cell whose letters have no size, with a size of its own', `<table><tr><td style="font-size:0px">${anchor(link, 'Accept').replace('<p', '<p style="font-size:13px"')}</td></tr></table>`],
    ['in capitals, as far as HTML goes', `<A HREF="${escaped(link)}">ACCEPT</A>`],
    ['with a decimal reference', `<a href="${link.replace('&', '&#38;')}">Accept</a>`],
    ['with a hexadecimal reference', `<a href="${link.replace('&', '&#x26;').replace('?', '&#x0003F;')}">Accept</a>`],
    ['with names of characters', `<a href="${link.replaceAll('/', '&sol;').replace('&t', '&AMP;t')}">Accept</a>`],
    ['twice', anchor(link, link) + anchor(link, link)],
    ['beside other links', anchor('https://contoso.example/?a=1&b=2', 'Contoso') + anchor(link, 'Accept')],
    ['beside the name of its host with a word in bold', `${anchor(link, 'Accept')}<p>You find us at <b>portal</b>.example</p>`],
    ['in a comment as well', `<!-- ${link} -->${anchor(link, 'Accept')}`],
    ['in an attribute as well', `<p title="${escaped(link)}">x</p>${anchor(link, 'Accept')}`],
  ])('invitation-link-is-left-as-is: is fine in HTML, %s', (_where, html) => {
    expect(checkInvitation({ html }, link)._unsafeUnwrap()).toEqual({ html });
  });

  it('invitation-link-is-left-as-is: is fine when it stands there twice or more', () => {
    const both = { text: `${link}\n${link} ${link}`, html: anchor(link, link).repeat(3) };
    expect(checkInvitation(both, link)._unsafeUnwrap()).toEqual(both);
  });

  it('is given back without what does not belong to a body', () => {
    const body = { text: link, subject: 'Hello' };
    const checked = checkInvitation(body, link)._unsafeUnwrap();
    expect(checked).toEqual({ text: link });
    expect(Object.isFrozen(checked)).toBe(true);
  });
});

describe('An invitation without its link', () => {
  it.each([
    ['an empty text', { text: '' }, 'text'],
    ['an empty HTML part', { html: '' }, 'html'],
    ['other links only', { html: anchor('https://contoso.example', 'Contoso') }, 'html'],
    ['a hidden preheader only', { html: '<div style="display:none">Hello</div><p>Hello</p>' }, 'html'],
    ['no link at all', { text: 'Hello,\n\nplease accept.' }, 'text'],
    ['the base URL only', { text: `Go to ${baseUrl} and accept.` }, 'text'],
    ['a link in the text, none in the HTML part', { text: link, html: '<p>Hello</p>' }, 'html'],
    ['a link in the HTML part, none in the text', { text: 'Hello', html: anchor(link, 'Accept') }, 'text'],
    ['a link in a comment only', { html: `<p>Hello</p><!-- ${link} -->` }, 'html'],
    ['a link in a comment that looks ended', { html: `<!-- > -- > ${link} -->` }, 'html'],
    ['a link in a declaration only', { html: `<!doctype html ${link} ><p>Hello</p>` }, 'html'],
    ['a link in the title only', { html: `<html><head><title>${escaped(link)}</title></head><body>Hello</body></html>` }, 'html'],
    ['a link in an attribute only', { html: `<p title="${escaped(link)}">Hello</p>` }, 'html'],
    ['a link in an image’s text only', { html: `<img alt="${escaped(link)}">` }, 'html'],
    ['a link behind an anchor that shows nothing', { html: `<a href="${escaped(link)}"></a>` }, 'html'],
    ['a link behind an anchor that shows blanks', { html: `<a href="${escaped(link)}"> &nbsp;\u200b</a>` }, 'html'],
    ['a link behind an anchor that shows an accent', { html: `<a href="${escaped(link)}">\u0301</a>` }, 'html'],
    ['a link for all but Outlook', { html: `<!--[if !mso]><!-->${anchor(link, 'Accept')}<!--<![endif]-->` }, 'html'],
  ] as const)('invitation-link-is-left-as-is: is found out: %s', (_what, body: InvitationBody, part) => {
    expect(checkInvitation(body, link)._unsafeUnwrapErr()).toEqual({
      kind: 'rule-violation',
      code: 'link-missing',
      rule: 'invitation-link-is-left-as-is',
      message: `the ${part} of the invitation does not hold the link`,
      context: { part },
    });
  });
});

/** What is altered in HTML may be no HTML that can be judged. */
const REFUSED = /^(?:link-altered|cannot-judge)$/;

describe.each(ALTERATIONS)('A link with %s', (_what, altered) => {
  it('invitation-link-is-left-as-is: is found out in a text, alone and beside the link, in both orders', () => {
    for (const text of [altered, `${altered}\n${link}\n`, `${link}\n${altered}\n`, `${link} ${altered} ${link}`]) {
      expect(verdict({ text })).toBe('link-altered');
    }
  });

  it('invitation-link-is-left-as-is: is found out as a target, alone and beside the link, in both orders', () => {
    const intact = anchor(link, link);
    for (const label of ['Accept', link, altered]) {
      const changed = anchor(altered, label);
      for (const html of [changed, changed + intact, intact + changed]) expect(verdict({ html })).toMatch(REFUSED);
    }
  });

  it('invitation-link-is-left-as-is: is found out as what an anchor shows, wherever it leads', () => {
    for (const html of [anchor(link, altered), anchor('https://elsewhere.example', altered)]) {
      expect(verdict({ html })).toMatch(REFUSED);
      expect(verdict({ html: html + anchor(link, link) })).toMatch(REFUSED);
    }
  });

  it('invitation-link-is-left-as-is: is found out where nobody sees it, beside the link', () => {
    const intact = anchor(link, link);
    expect(verdict({ html: `${intact}<!-- ${altered} -->` })).toBe('link-altered');
    expect(verdict({ html: `${intact}<p hidden>${escaped(altered)}</p>` })).toMatch(REFUSED);
    expect(verdict({ html: `${intact}<p title="${escaped(altered)}"></p>` })).toMatch(REFUSED);
  });
});

/** Leads elsewhere. */
const astray = (label: string): string => `<a href="//elsewhere.example">${label}</a>`;

describe('A link that is not what it seems', () => {
  it.each([
    ['an anchor that shows it and leads elsewhere', astray(link)],
    ['an anchor that shows it among words and leads elsewhere', astray(`Open <b>${escaped(link)}</b> now`)],
    ['an anchor that shows it and leads to a longer address', anchor(`${link}&x=1`, link)],
    ['an anchor that shows it and leads to itself', `<a href="">${escaped(link)}</a>`],
    ['an anchor whose second target is right', `<a href=//elsewhere.example href="${escaped(link)}">${link}</a>`],
    ['an anchor with its first half', astray(link.slice(0, 20)) + escaped(link.slice(20))],
    ['an anchor with its second half', link.slice(0, 20) + astray(escaped(link.slice(20)))],
    ['an anchor with its end', escaped(link.slice(0, -9)) + astray(link.slice(-9))],
    ['two anchors with its halves', astray(link.slice(0, 12)) + astray(escaped(link.slice(12)))],
    ['two hidden lines with its halves', `<p hidden>${escaped(link.slice(0, -9))}</p><p hidden>${link.slice(-9)}</p>`],
    ['an anchor that shows its host, with a word in bold', astray('<b>portal</b>.example')],
    ['an anchor that shows its host and leads to a mailbox whose address holds it', anchor('mailto:x//portal.example', 'portal.example')],
    ['an anchor in an element for browsers without scripts', `<noscript>${astray(link)}</noscript>`],
    ['an anchor in a head that is none', `<body><head>${astray(link)}</head></body>`],
    ['an anchor in a template', `<template>${astray(link)}</template>`],
    ['an anchor after a comment that ends early', `<!-->${astray(link)}<!-- -->`],
    ['an anchor after a comment that ends early, too', `<!--->${astray(link)}<!-- -->`],
    ['an anchor after a comment that ends oddly', `<!-- --!>${astray(link)}<!-- -->`],
    ['an anchor after an apostrophe in an attribute', `<p x=y'>${astray(link)}<p x='>`],
    ['an anchor after a quotation mark in a name', `<p a"b>${astray(link)}<p a"b>`],
    ['an anchor after an end tag with a quotation mark', `</p ">${astray(link)}</p ">`],
    ['an anchor after the end of a script in capitals', `<script></SCRIPT >${astray(link)}`],
    ['an anchor without quotes', `<a/href=//elsewhere.example>${link}</a>`],
    ['an anchor that ends with the document', `<a href=//elsewhere.example>${link}`],
    ['an anchor that shows it in references', astray(link.replace(':', '&colon;').replace('/', '&#x0000002F'))],
    ['an anchor that shows it in pieces', astray(link.replace('t', 't<b></b>').replace('k', '<i>k</i>'))],
    [
      'an anchor that shows it with marks that nobody sees',
      astray(link.replace('.', '&shy;.').replace('8_Z', '8&ZeroWidthSpace;_Z')),
    ],
    ['a target with a space of no break before', anchor(`\u00a0${link}`, link)],
    ['a target with a name of a character in the wrong case', `<a href="${link.replace('&', '&Amp;')}">Accept</a>`],
    ['a target with a name of a character not ended', `<a href="${link.replace('&', '&amp')}">Accept</a>`],
    ['a target that is escaped twice', `<a href="${escaped(escaped(link))}">Accept</a>`],
    ['an address that a page is refreshed to', `<meta http-equiv="refresh" content="0;url=${escaped(link)}">`],
    ['an image of a tracker', `<img src="https://track.example/?u=${encodeURIComponent(link)}">`],
  ])('invitation-link-is-left-as-is: is found out, alone and beside the link: %s', (_what, html) => {
    expect(verdict({ html })).toMatch(REFUSED);
    expect(verdict({ html: html + anchor(link, link) })).toMatch(REFUSED);
    expect(verdict({ html: `${anchor(link, link)}\n${html}` })).toMatch(REFUSED);
  });

  it('invitation-link-is-left-as-is: is found out where & is written as in HTML, but in a text', () => {
    expect(verdict({ text: escaped(link) })).toBe('link-altered');
    expect(verdict({ html: `<p>${escaped(link)}</p>` })).toBe('as it was made');
  });
});

const long = 'A'.repeat(3000);

/** Programs that make links of addresses make one link of all this, or leave the token of the link with more or less than its own. */
describe('Text around the link', () => {
  it.each([
    `https://evil.example/?u="${link}"`,
    `https://evil.example/<${link}>`,
    `https://evil.example/?u。${link} 。`,
    `https://evil.example/?x=${long},${link}`,
    `www.evil.example/?u,${link}`,
    `www.evil.example:${link}`,
    `evil.example/(${link})`,
    `evil.example?"${link}"`,
    `evil.example/?x=${long},${link}`,
    `${link},${link}`,
    `x${link}`,
  ])('invitation-link-is-left-as-is: is found out when the link is the tail of an address in it: %s', (text) => {
    for (const body of [text, `Open ${text} now`, `${link} or ${text}`]) expect(verdict({ text: body })).toBe('link-altered');
    const html = `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
    expect(verdict({ html })).toBe('link-altered');
  });

  it.each([
    ...['“LINK”', '«LINK»', '„LINK“', '‹LINK›', '「LINK」', '（LINK）now', "'LINK'", '`LINK`', '*LINK*', '**LINK**'],
    ...['LINK…', 'LINK。', 'LINK:', 'LINK— or', 'LINK?!', 'LINK."', 'LINK"."', 'LINK|', 'LINK)。', '[LINK](LINK)', '[LINK]( LINK)', 'LINK世', '-LINK', '.LINK', '+LINK', '，LINK'],
    ...['\ufeffLINK', '\u200bLINK', 'Link:LINK', 'ada.lovelace(LINK)', '谢谢。「LINK "'],
  ])('invitation-link-is-left-as-is: is not judged where programs differ about the end of the address: %s', (text) => {
    const body = text.replaceAll('LINK', link);
    for (const around of [body, `${link} or ${body} now`]) expect(verdict({ text: around })).toBe('cannot-judge');
    expect(verdict({ html: `<p>${escaped(link)} or ${escaped(body)} now</p>` })).toBe('cannot-judge');
  });

  it('is named by its first character that is in doubt, and by its place', () => {
    expect(checkInvitation({ text: `Open ${link}… now` }, link)._unsafeUnwrapErr()).toMatchObject({
      context: { part: 'text', what: 'character', name: 'U+2026', at: 5 + link.length },
    });
    expect(checkInvitation({ text: `Open *${link} now` }, link)._unsafeUnwrapErr()).toMatchObject({ context: { name: '*', at: 5 } });
    const html = `<p>Hello</p><p>Open <b>*${escaped(link)}</b></p>`;
    expect(checkInvitation({ html }, link)._unsafeUnwrapErr()).toMatchObject({ context: { name: '*', at: html.indexOf('*') } });
  });

  it.each([
    ['in view', `<p>*${escaped(link)}</p>`],
    ['hidden', `<p hidden>${escaped(link)}</p>`],
    ['hidden, beside one in view', `${anchor(link, 'Accept')}<p hidden>*${escaped(link)}</p>`],
    ['beside what Outlook alone reads', `${anchor(link, 'Accept')}<!--[if mso]><p x=y'></p><![endif]-->`],
  ])('is not judged in the part that it stands in: %s', (_where, html) => {
    const checked = checkInvitation({ text: link, html }, link)._unsafeUnwrapErr();
    expect(checked).toMatchObject({ code: 'cannot-judge', context: { part: 'html' } });
  });

  it.each(['LINK', 'LINK.', 'LINK...', 'LINK,', 'LINK;', 'LINK!', 'LINK?', '"LINK"', '("LINK").', '((LINK)).', '(see "LINK"),', '[LINK].', '<LINK>;', '[1](LINK)', 'LINK<LINK>'])(
    'is fine where all programs see the same address in it: %s',
    (text) => {
      const body = text.replaceAll('LINK', link);
      for (const around of [body, `Open ${body} now`, `${body}\n`]) expect(verdict({ text: around })).toBe('as it was made');
    },
  );
});

/** The letters of Cyrillic that look like those of ASCII. */
const lookingAlike = (text: string): string => text.replace(/[acekopxy]/g, (letter) => 'асекорху'.charAt('acekopxy'.indexOf(letter)));

describe('A link that only looks like it', () => {
  it.each([
    ['in letters of another script', lookingAlike(link)],
    ['in letters of another script, without its scheme', lookingAlike(link).replace(/^.*:\/\//, '')],
    ['with a line under each character', Array.from(link, (letter) => `${letter}\u0332`).join('')],
    ['without parameters', baseUrl],
    ['without scheme and parameters', baseUrl.replace('https://', '')],
    ['with its host alone', 'portal.example'],
    ['with a user', 'https://ada@portal.example/'],
  ])('invitation-link-is-left-as-is: is found out as what an anchor to elsewhere shows: %s', (_what, label) => {
    expect(verdict({ html: anchor(link, 'Accept') + astray(escaped(label)) })).toMatch(REFUSED);
    expect(verdict({ html: `${anchor(link, 'Accept')}<p>Or ${astray(`open ${escaped(label)} now`)}</p>` })).toMatch(REFUSED);
  });

  it.each([
    ['with another token, by a way round', `${baseUrl.replace('invitation', './invitation')}?token=${'X'.repeat(21)}`],
    ['with another token, by a way round a folder', `${baseUrl.replace('invitation', 'x/../invitation')}?token=${'X'.repeat(21)}`],
    ['with another token and a parameter of the path', `${baseUrl};a?token=${'X'.repeat(21)}`],
    ['within a tracker, without its last character', `https://t.example/?u=${encodeURIComponent(link.slice(0, -1))}`],
    ['within a tracker, escaped twice', `https://t.example/?u=${encodeURIComponent(encodeURIComponent(link.slice(0, -1)))}`],
    ['within two trackers', `https://t.example/?u=${encodeURIComponent(encodeURIComponent(encodeURIComponent(link.slice(0, -1))))}`],
    ['within a tracker, its token with the name of a character inside', `https://t.example/?u=${token.slice(0, 9)}&zwnj;${token.slice(9)}`],
    ['with another token, and backslashes', `https:\\\\portal.example\\invitation?token=${'X'.repeat(21)}`],
  ])('invitation-link-is-left-as-is: is found out as an address: %s', (_what, address) => {
    expect(verdict({ text: `${link}\n${address}` })).toBe('link-altered');
    expect(verdict({ html: anchor(link, 'Accept') + anchor(address, 'or here') })).toBe('link-altered');
  });

  it.each([
    ['the address of a mailbox', '<a href="mailto:help@portal.example">help@portal.example</a>'],
    ['the host of the link, and leads there', '<a href="https://portal.example/">portal.example</a>'],
    ['the host of the link, and leads there without a scheme', '<a href="//portal.example/">portal.example</a>'],
    ['another host', '<a href="https://my.contoso.example/">my.contoso.example</a>'],
    ['words of another script', '<a href="https://contoso.example/">Кто мы. 我们是谁</a>'],
  ])('invitation-link-is-left-as-is: is not an anchor that shows %s', (_what, html) => {
    expect(verdict({ html: anchor(link, 'Accept') + html })).toBe('as it was made');
  });
});

/** The names that HTML has for the characters of a link. */
const NAMES: readonly (readonly [character: string, ...names: string[]])[] = [
  ['&', 'amp', 'AMP'],
  ['_', 'lowbar', 'UnderBar'],
  [':', 'colon'],
  [',', 'comma'],
  ['@', 'commat'],
  ['$', 'dollar'],
  ['=', 'equals'],
  ['[', 'lbrack', 'lsqb'],
  [']', 'rbrack', 'rsqb'],
  ['%', 'percnt'],
  ['.', 'period'],
  ['+', 'plus'],
  ['?', 'quest'],
  [';', 'semi'],
  ['/', 'sol'],
];

describe('A link whose characters are written with their names', () => {
  const everyCharacter = `https://[::1]:8443/a._~+,;=@$/%E9?partner=contoso&token=${token}`;
  const spellings = NAMES.flatMap(([character, ...names]) =>
    names.map((name) => ({ name, written: Array.from(everyCharacter, (one) => (one === character ? `&${name};` : escaped(one))).join('') })),
  );

  it.each(spellings)('invitation-link-is-left-as-is: is fine with &$name;', ({ written }) => {
    expect(written).not.toBe(everyCharacter);
    expect(verdict({ html: `<a href="${written}">Accept</a>` }, everyCharacter)).toBe('as it was made');
    expect(verdict({ html: `<p>${written}</p>` }, everyCharacter)).toBe('as it was made');
  });

  it.each(['&lt;|&gt;', '&LT;|&GT;', '&quot;|&quot;', '&QUOT;|&QUOT;', '&nbsp;|&nbsp;'])(
    'invitation-link-is-left-as-is: is fine between marks that are written so, with semicolon: %s',
    (marks) => {
      const [before, after] = marks.split('|');
      expect(verdict({ html: `<p>${before}${escaped(link)}${after}</p>` })).toBe('as it was made');
    },
  );

  it('invitation-link-is-left-as-is: is fine between an address and a word, which spaces of no break keep apart', () => {
    expect(verdict({ html: `<p>https://contoso.example&nbsp;${escaped(link)}&nbsp;x</p>` })).toBe('as it was made');
  });

  it('invitation-link-is-left-as-is: is found out when a soft hyphen is all that is wrong with it', () => {
    expect(verdict({ html: `<p>${escaped(link).replace('portal', 'por&shy;tal')}</p>` })).toBe('link-altered');
  });

  it.each(['&amp', '&AMP', '&#38', '&#x26', '&copy', '&nosuchname;', '&fjlig;', '&#0;', '&#150;', '&#xD800;', '&#x110000;', '&#13;'])(
    'invitation-link-is-left-as-is: is not judged beside %s, which parsers read in ways of their own',
    (reference) => {
      expect(verdict({ html: `${anchor(link, link)}<p>${reference} x</p>` })).toBe('cannot-judge');
      expect(verdict({ html: `${anchor(link, link)}<p title="${reference} x"></p>` })).toBe('cannot-judge');
    },
  );

  it.each(['&num;', '&percnt;', '&quest;', '&equals;', '&amp;', '&#47;', '&#x2f;'])(
    'invitation-link-is-left-as-is: is found out behind a mark that makes it the tail of an address: %s',
    (mark) => {
      expect(verdict({ html: `<p>${mark}${escaped(link)}</p>` })).toBe('link-altered');
    },
  );

  it.each(['&shy;', '&nbsp;', '&#173;', '&#xAD;', '&#XaD;', '&ZeroWidthSpace;', '&zwj;'])(
    'invitation-link-is-left-as-is: is found out when it is broken up by %s alone',
    (mark) => {
      const broken = escaped(link).replace(/.(?=[a-z])/g, `$&${mark}`);
      expect(verdict({ html: `<p>${broken}</p>` })).toBe('link-altered');
    },
  );
});

describe('The tags of an email', () => {
  const inline = ['abbr', 'b', 'bdi', 'code', 'em', 'font', 'i', 'ins', 'mark', 's', 'small', 'span', 'strong', 'sub', 'sup', 'u'];

  it.each(inline)('leave in one piece the words of an anchor, and not those that no anchor holds: %s', (name) => {
    const inside = escaped(link).replace('contoso', `con<${name}>to</${name}>so`);
    expect(verdict({ html: `<p><a href="${escaped(link)}">${inside}</a></p>` })).toBe('as it was made');
    expect(verdict({ html: `<p>${inside}</p>` })).toBe('link-altered');
    expect(verdict({ html: `<p><${name}>${escaped(link)}</${name}> x</p>` })).toBe('as it was made');
    expect(verdict({ html: `<p>${escaped(link)}<${name}>.html</${name}></p>` })).toBe('link-altered');
  });

  it.each(['<div>to</div>', '<br>', '<img src="x">', '<ul><li>to</li></ul>'])('part the words beside them: %s', (tags) => {
    const inside = escaped(link).replace('contoso', `con${tags}so`);
    expect(verdict({ html: `<div><a href="${escaped(link)}">${inside}</a></div>` })).toBe('link-altered');
  });

  it.each(['iframe', 'noembed', 'noframes', 'script', 'textarea', 'xmp', 'noscript', 'x', 'xml', 'v:shape'])(
    'are not judged when they are none of an email: %s',
    (name) => {
      expect(checkInvitation({ html: `${anchor(link, link)}<${name}></${name}>` }, link)._unsafeUnwrapErr()).toEqual({
        kind: 'rule-violation',
        code: 'cannot-judge',
        rule: 'invitation-link-is-left-as-is',
        message: `the html of the invitation cannot be judged: element "${name}" at ${anchor(link, link).length}`,
        context: { part: 'html', what: 'element', name, at: anchor(link, link).length },
      });
    },
  );
});

describe('The error about a changed link', () => {
  it('says in which part it is and shows it', () => {
    const text = `Hello,\n\nplease open ${link}&utm_source=mail today, or not at all.`;
    const error = checkInvitation({ text, html: anchor(link, link) }, link)._unsafeUnwrapErr();
    expect(error).toMatchObject({
      kind: 'rule-violation',
      code: 'link-altered',
      rule: 'invitation-link-is-left-as-is',
      context: { part: 'text' },
    });
    expect(error.message).toBe('the text of the invitation holds a changed link');
  });

  it.each([
    ['a token at its beginning', `${token} is the token`, token],
    ['a token far behind', `${'Hello. '.repeat(20)}${token} ${'Bye. '.repeat(40)}`, token],
    ['a host that is taken for that of the link', `${'hello. '.repeat(20)}myportal.example ${'bye. '.repeat(40)}`, 'portal.example'],
  ])('shows 120 characters of the text without the link, from 30 before it: %s', (_what, rest, changed) => {
    const at = rest.indexOf(changed);
    const from = Math.max(0, at - 30);
    expect(checkInvitation({ text: `${rest}\n${link}` }, link)._unsafeUnwrapErr()).toMatchObject({
      context: { found: `${rest}\n`.slice(from, from + 120) },
    });
  });

  it('shows where a misleading anchor leads', () => {
    expect(checkInvitation({ html: astray(link) }, link)._unsafeUnwrapErr()).toMatchObject({
      context: { part: 'html', found: '//elsewhere.example' },
    });
  });

  it('is about the text first, and about a change rather than an absence', () => {
    expect(checkInvitation({ text: '', html: '' }, link)._unsafeUnwrapErr().context).toEqual({ part: 'text' });
    expect(checkInvitation({ html: `${link}x` }, link)._unsafeUnwrapErr().code).toBe('link-altered');
  });

  it('shows nothing of an anchor whose target is left empty', () => {
    expect(checkInvitation({ html: `<a href>${link}</a>` }, link)._unsafeUnwrapErr()).toMatchObject({
      code: 'link-altered',
      context: { found: '' },
    });
  });

  it('shows what is no character as the one that stands for it', () => {
    expect(checkInvitation({ html: `<a href="a\ud800b">${link}</a>` }, link)._unsafeUnwrapErr()).toMatchObject({
      context: { found: 'a\ufffdb' },
    });
  });

  it('shows at most 120 characters, well formed, wherever the change stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(200), singleEdit(), (around, repeat, edit) => {
        const smileys = '\u{1f600}'.repeat(repeat);
        const text = `${smileys}${around} ${link}\n${editOf(link, edit)}${around}${smileys}`;
        const checked = checkInvitation({ text }, link);
        if (checked.isOk() || checked.error.code !== 'link-altered') return;
        expect(checked.error.context.found.length).toBeLessThanOrEqual(120);
        expect(checked.error.context.found).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

describe('A check', () => {
  it.each([
    ['body', null, link],
    ['body', {}, link],
    ['body', { text: undefined, html: undefined }, link],
    ['body.text', { text: 1 }, link],
    ['body.html', { text: link, html: null }, link],
    ['body.text', { text: 'x'.repeat(1_000_001) }, link],
    ['link', { text: link }, `${link}.`],
    ['link', { text: link }, link.replace('?', '?x&')],
    ['link', { text: link }, baseUrl],
    ['link', { text: link }, link.replace('https', 'ftp')],
    ['link', { text: link }, undefined],
  ])('is refused, saying where, when an argument is malformed: %s', (path, body, original) => {
    // @ts-expect-error what comes from outside may be anything
    const error = checkInvitation(body, original)._unsafeUnwrapErr();
    expect(error).toMatchObject({ kind: 'invalid-input', code: 'malformed-input', context: { path } });
  });

  it('takes a body of a million characters, and none longer', () => {
    const text = link.padEnd(1_000_000, ' ');
    expect(verdict({ text })).toBe('as it was made');
    expect(verdict({ text: `${text} ` })).toBe('malformed-input');
  });

  it('finds what stands before the link in a long body as in a short one', () => {
    for (const rest of ['', ' and so on'.repeat(1000)]) {
      expect(verdict({ text: `Open https://track.example/click,${link}${rest}` })).toBe('link-altered');
      expect(verdict({ text: `${rest} https://track.example/click,${link}` })).toBe('link-altered');
      expect(verdict({ text: `Open ${link}${rest}` })).toBe('as it was made');
    }
  });

  it('finds a link whose halves stand before and after another one', () => {
    expect(verdict({ text: `${token.slice(0, 9)} ${link} ${token.slice(9)}` })).toBe('link-altered');
  });

  it('never throws, whatever the body is', () => {
    fc.assert(
      fc.property(hostileJson(), (value) => {
        // @ts-expect-error what comes from outside may be anything
        expect(checkInvitation(value, link).isErr()).toBe(true);
      }),
    );
  });

  it('never throws, and finds no link, in whatever looks like HTML', () => {
    const pieces = [...Array.from('<>/!"\'=&;#xap \n'), '--', 'href', 'script', 'title'];
    const soup = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 60 });
    fc.assert(
      fc.property(soup, (html) => {
        expect(verdict({ html })).toMatch(/^(?:link-missing|cannot-judge)$/);
      }),
    );
  });
});

interface Sent {
  readonly link: string;
  readonly text: string;
  readonly html: string;
}

/** Composed invitations of all partners in every language, with every kind of link. */
const language = fc.constantFrom(english, portuguese, chinese);
const sent: fc.Arbitrary<Sent> = fc.tuple(anyLink(), language).map(([{ parts, link: original }, texts]) => {
  const sender = { ...contoso, id: parts.partnerId };
  const { text, html } = composeInvitation({ partner: sender, link: original, texts })._unsafeUnwrap();
  return { link: original, text, html };
});

/** A link in HTML as an edit has left it; null when HTML reads it as it was. */
function editInHtml(original: string, edit: SingleEdit): string | null {
  const source = original.replaceAll('&', '&#38;');
  const edited = editOf(source, edit);
  return edited.replace(/&#0*38;?(?=token=)/, '&') === original ? null : edited;
}

describe('One character of the link inserted, deleted or replaced', () => {
  it('invitation-link-is-left-as-is: is found out in the text', () => {
    fc.assert(
      fc.property(sent, singleEdit(), ({ link: original, text }, edit) => {
        const edited = editOf(original, edit);
        fc.pre(edited !== original);
        expect(verdict({ text: text.replace(original, () => edited) }, original)).not.toBe('as it was made');
      }),
    );
  });

  it('invitation-link-is-left-as-is: is found out in a second copy in the text, before or after', () => {
    fc.assert(
      fc.property(sent, singleEdit(), fc.boolean(), ({ link: original, text }, edit, isBefore) => {
        const edited = editOf(original, edit);
        fc.pre(edited !== original);
        const both = isBefore ? `${edited}\n${text}` : `${text}\n${edited}`;
        expect(verdict({ text: both }, original)).toMatch(REFUSED);
      }),
    );
  });

  it('invitation-link-is-left-as-is: is found out in the target of the anchor', () => {
    fc.assert(
      fc.property(sent, singleEdit(), ({ link: original, html }, edit) => {
        const edited = editInHtml(original, edit);
        fc.pre(edited !== null);
        const changed = html.replace(/href="[^"]*"/, () => `href="${edited}"`);
        expect(verdict({ html: changed }, original)).toMatch(REFUSED);
      }),
    );
  });

  it('invitation-link-is-left-as-is: is found out in what the anchor shows', () => {
    fc.assert(
      fc.property(sent, singleEdit(), ({ link: original, html }, edit) => {
        const edited = editInHtml(original, edit);
        fc.pre(edited !== null);
        const changed = html.replace(/(<a [^>]*>)[^<]*/, (_, tag: string) => `${tag}${edited}`);
        expect(verdict({ html: changed }, original)).toMatch(REFUSED);
      }),
    );
  });

  it('invitation-link-is-left-as-is: is found out in a second copy in the HTML part, before or after', () => {
    const copy = fc.constantFrom<((source: string) => string)[]>(
      (source) => `<p>${source}</p>`,
      (source) => `<p><a href="${source}">Accept</a></p>`,
      (source) => `<p><a href='${source}'>Accept</a></p>`,
    );
    fc.assert(
      fc.property(sent, singleEdit(), copy, fc.boolean(), ({ link: original, html }, edit, write, isBefore) => {
        const edited = editInHtml(original, edit);
        fc.pre(edited !== null);
        const place = isBefore ? '<body>' : '</body>';
        const changed = html.replace(place, () => (isBefore ? place + write(edited) : write(edited) + place));
        expect(verdict({ html: changed }, original)).toMatch(REFUSED);
      }),
    );
  });
});
