import { checkInvitation, type InvitationBody } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { link, token } from '../fixtures/cast';

const written = link.replace('&', '&amp;');
const intact = `<p><a href="${written}">${written}</a></p>`;
const other = link.replace(token, 'X'.repeat(21));

/** The code, and what the message names. */
function verdict(body: InvitationBody): string {
  return checkInvitation(body, link).match(
    () => 'as it was made',
    ({ code, context }) => ('name' in context ? `${code}: ${context.what} ${context.name}`.trim() : code),
  );
}

describe('An email in which a click on the link leads elsewhere, or nobody sees the link', () => {
  it.each([
    ['an outer anchor around a table cell', `<a href="//e.example"><table><tr><td>${intact.slice(3, -4)}</td></tr></table></a>`, 'element a'],
    ['an anchor in an anchor', `<a href="//e.example">x <a href="${written}">Accept</a></a>`, 'element a'],
    ['an object', `<object data="//e.example">${intact}</object>`, 'element object'],
    ['a drawing', `<svg><a xlink:href="//e.example"><text>${written}</text></a></svg>`, 'element svg'],
    ['a formula', `<math href="//e.example"><mtext>${written}</mtext></math>`, 'element math'],
    ['a button', `<form><button formaction="//e.example">${written}</button></form>`, 'element form'],
    ['a label', `<label for="x">${written}</label>`, 'element label'],
    ['a base for addresses', `<html><head><base href="//e.example"></head><body>${intact}</body></html>`, 'element base'],
    ['a map over an image', `<img src="x" usemap="#m">${intact}`, 'attribute usemap'],
    ['a handler', `<p onclick="x">${written}</p>`, 'attribute onclick'],
    ['a hidden element', `<div hidden>${intact}</div>`, 'attribute hidden'],
    ['an element that is not displayed', `<div style="color:#000;DISPLAY : None !important">${intact}</div>`, 'style display'],
    ['letters of no size', `<div style="font-size:0px">${intact}</div>`, 'style font-size'],
    ['letters that get smaller and smaller', '<small>'.repeat(9) + written + '</small>'.repeat(9), 'style font-size'],
    ['letters that cannot be seen through', `<div style="opacity:0.01">${intact}</div>`, 'style opacity'],
    ['letters in the colour of their ground', `<p style="color:#fffffe;background:white">${written}</p>`, 'style color'],
    ['letters in the colour of the ground of a style sheet', `<style>p{background:#0000f0}</style>${intact}`, 'style color'],
    ['letters before an image', `<p style="background:url(x.png)">${written}</p>`, 'style color'],
    ['what Outlook hides', `<span style="mso-hide:all">${written}</span>`, 'style mso-hide'],
    ['what is cut off', `<div style="max-height:0;overflow:hidden">${intact}</div>`, 'style max-height'],
    ['a class that is not displayed', `<style>@media print{.q .X{display:none}}</style><div class="a x">${intact}</div>`, 'style display'],
    ['a style sheet from elsewhere', `<style>@import url(https://e.example/x.css);</style>${intact}`, 'style @import'],
    ['text out of its place', `<p style="position:absolute;top:0"><a href="//e.example">x</a></p>${intact}`, 'style position'],
    ['text over its neighbours', `<p style="line-height:0"><a href="//e.example">x</a></p>${intact}`, 'style line-height'],
    ['text that is moved back', `<p style="margin:-9px 0 0">x</p>${intact}`, 'style margin'],
    ['text of a style sheet', `<style>p::before{content:"x"}</style>${intact}`, 'style content'],
    ['a template', `<template>${intact}</template>`, 'element template'],
    ['an image alone', `<a href="${written}"><img src="accept.png" alt="Accept"></a>`, 'element img'],
    ['text before a table, written into it', `<table>${intact}<tr><td>x</td></tr></table>`, 'element p'],
    ['a link in capitals', `<p style="text-transform:uppercase">${written}</p>`, 'style text-transform'],
    ['a link in capitals in an anchor', `<p style="text-transform:uppercase">${intact.slice(3, -4)}</p>`, 'style text-transform'],
    ['an anchor with its host, in two words', `<a href="//e.example">portal.<b>example</b></a>${intact}`, 'element a'],
    ['an anchor with its host in a line of its own', `<a href="//e.example">x<br>portal.example</a>${intact}`, 'element a'],
    ['a paragraph in a paragraph', `<p><div>${written}</div></p>`, 'element div'],
    ['tags that cross', `<b><i>${written}</b></i>`, 'element b'],
    ['text shown the other way round', `<p>\u202e${Array.from(link).reverse().join('').replace('&', '&amp;')}</p>${intact}`, 'character U+202E'],
    ['an anchor for some versions of Outlook', `<!--[if gte mso 16]><a href="//e.example">${written}</a><![endif]-->${intact}`, 'markup'],
    ['text for a program of old', `<!--[if IE]>${intact}<![endif]-->${intact}`, 'markup'],
    ['a comment that ends early for some', `<!-- <!--[if mso]> --> ${intact} <!-- <![endif] x -->`, 'markup'],
  ])('invitation-link-is-left-as-is: cannot be judged: %s', (_what, html, named) => {
    expect(verdict({ html })).toBe(`cannot-judge: ${named}`);
  });

  it.each([
    ['a line', '<br>'],
    ['an image', '<img src="x" alt="">'],
  ])('invitation-link-is-left-as-is: is fine where %s parts the host that an anchor to elsewhere shows', (_what, tag) => {
    expect(verdict({ html: `<!doctype html><p><a href="//e.example">portal${tag}.example</a></p>${intact}` })).toBe('as it was made');
  });

  it.each([
    ['an anchor for Outlook alone', `<!--[if mso]><a href="//e.example">${written}</a><![endif]-->${intact}`],
    ['an anchor for Outlook around the link', `<!--[if mso]><a href="//e.example"><![endif]--><span>${written}</span><!--[if mso]></a><![endif]-->`],
    ['an anchor to elsewhere that shows it as the text of an image', `<!doctype html><a href="//e.example"><img src="x" alt="${written}"></a>${intact}`],
    ['another link in a hidden preheader', `<div style="display:none">${other.replace('&', '&amp;')}</div>${intact}`],
    ['the link with words that an anchor adds', `<p>${written}<a href="//e.example">.html</a></p>`],
    ['the link with hidden words after it', `<p>${written}<span style="display:none">x</span>.html</p>`],
  ])('invitation-link-is-left-as-is: holds a changed link: %s', (_what, html) => {
    expect(verdict({ html })).toBe('link-altered');
  });
});

describe('A text in which the link leads elsewhere', () => {
  it.each([
    ['an address in angle brackets behind it', `${link}<https://elsewhere.example>`],
    ['an address in angle brackets behind it and a space', `${link} <https://elsewhere.example>`],
    ['an address in brackets', `[${link}](https://elsewhere.example)`],
    ['a reference', `[${link}][1]`],
    ['the name of a reference', `[${link}]: https://elsewhere.example`],
    ['a copy with a user', `${link}\n${other.replace('https://', 'https://ada@')}`],
    ['a copy that seems to have its host', `${link}\n${other.replace('portal.example', 'portal.example@e.example')}`],
    ['a copy with a full stop behind the host', `${link}\n${other.replace('.example', '.example.')}`],
    ['a copy with a port', `${link}\n${other.replace('.example', '.example:443')}`],
    ['a copy with its parameters swapped', `${link}\nhttps://portal.example/invitation?token=${'X'.repeat(21)}&partner=contoso`],
    ['a copy with a parameter more', `${link}\nhttps://portal.example/invitation?x=1&partner=contoso`],
    ['a copy at another host', `${link}\n${other.replace('portal.example', 'e.example')}`],
    ['a copy with another scheme', `${link}\n${other.replace('https', 'ftp')}`],
    ['a copy in capitals', `${link}\n${other.toUpperCase()}`],
    ['a copy with backslashes', `${link}\n${other.replaceAll('/', '\\')}`],
  ])('invitation-link-is-left-as-is: is found out: %s', (_what, text) => {
    expect(verdict({ text })).toBe('link-altered');
  });

  it.each([
    ['twice, as Outlook writes an anchor', `Open ${link}<${link}> today.`],
    ['with words for it', `[Accept](${link})`],
    ['before another address', `${link}\n<https://contoso.example>`],
  ])('invitation-link-is-left-as-is: is fine with the link %s', (_where, text) => {
    expect(verdict({ text })).toBe('as it was made');
  });

  it.each(['\0', '\ufdd0', '\u202d', '\u202e'])('cannot be judged with a character that changes what is shown: %j', (character) => {
    expect(verdict({ text: `${character} ${link}` })).toMatch(/^cannot-judge: character U\+/);
  });
});

describe('No message about an invitation', () => {
  it.each([
    { text: other.replace('portal', link) },
    { html: `<${token.replace(/\W/g, '')}x>` },
    { html: `<p ${token}="x">` },
    { html: `<p style="${token}:1">` },
    { html: `<a href="${written}x">${written}</a>` },
    { html: `<style>.${token}{display:none}</style><p class="${token}">${written}</p>` },
  ])('repeats its token: %j', (body) => {
    const error = checkInvitation(body, link)._unsafeUnwrapErr();
    expect(error.message.toLowerCase()).not.toContain(token.toLowerCase());
    if (error.code === 'cannot-judge') expect(JSON.stringify(error).toLowerCase()).not.toContain(token.toLowerCase());
  });
});
