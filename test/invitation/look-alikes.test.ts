import { domainToASCII, domainToUnicode } from 'node:url';
import fc from 'fast-check';
import LinkifyIt from 'linkify-it';
import { inviteLink } from 'partner-relationships';
import { checkInvitation } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { contoso, token } from '../fixtures/cast';

const HOST = 'portal.example.com';
const link = inviteLink({ partnerId: contoso.id, token }, `https://${HOST}/invitation`)._unsafeUnwrap();

const verdict = (text: string, original = link): string => checkInvitation({ text }, original).match(() => 'as it was made', ({ code }) => code);
const inHtml = (text: string, original = link): string =>
  checkInvitation({ html: `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>` }, original).match(() => 'as it was made', ({ code }) => code);

/** Letters that look like those of ASCII, or that browsers take for them. */
const LIKE: Readonly<Record<string, string>> = { a: 'аα𝐚', c: 'сϲⅽ', e: 'еéе', l: 'ӏⅼ', m: 'ｍм', o: 'оοöօ', p: 'рρṗ', r: 'гｒ', t: 'τｔ', x: 'хⅹ' };
const ASCII_OF = new Map(Object.entries(LIKE).flatMap(([letter, others]) => Array.from(others, (other) => [other, letter] as const)));

/** As a reader sees it who looks at no details. */
const seen = (text: string): string =>
  Array.from(text.normalize('NFC'), (letter) => ASCII_OF.get(letter) ?? letter)
    .join('')
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase();

/** Whether an address leads to another host than the link although it shows that of the link. */
function misleads(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, username } = new URL(address);
  if (`.${hostname}`.endsWith(`.${HOST}`)) return false;
  return seen(domainToUnicode(hostname)).includes(HOST) || seen(decodeURIComponent(username)).includes(HOST);
}

/** The host of the link with some of its letters in disguise, with more before or after it, or left as it is. */
const disguised = fc
  .tuple(fc.array(fc.tuple(fc.nat(HOST.length - 1), fc.nat(3)), { maxLength: 3 }), fc.constantFrom('', '', 'my', 'www.', 'x-'), fc.constantFrom('', '', '.', '.cn', '.evil.example', '-login.example', '@evil.example', ':x@evil.example', 'x.net'))
  .map(([places, before, after]) => {
    const letters = Array.from(HOST);
    for (const [place, choice] of places) {
      const others = Array.from(LIKE[letters[place] ?? ''] ?? '');
      letters[place] = others[choice % others.length] ?? letters[place] ?? '';
    }
    return before + letters.join('') + after;
  });
const address = fc
  .tuple(fc.constantFrom('', 'https://', 'http://', '//', 'HTTPS://'), disguised, fc.boolean(), fc.constantFrom('', '/', '/invitation', '?x', '#x'))
  .map(([scheme, host, isEncoded, path]) => {
    const encoded = isEncoded && URL.canParse(`https://${host}`) ? new URL(`https://${host}`).host : host;
    return `${scheme}${encoded}${path}`;
  });
const around = fc.constantFrom(['See ', ''], ['', ' today.'], ['(', ')'], ['<', '>'], ['请看 ', ' 。'], ['"', '"'], ['', '']);

describe('An address beside the link', () => {
  it('invitation-link-is-left-as-is: leads to where it seems to, in what is accepted, for a program that makes links', () => {
    const linkify = new LinkifyIt();
    let accepted = 0;
    fc.assert(
      fc.property(address, around, (other, [before = '', after = '']) => {
        const text = `${link}\n${before}${other}${after}\n`;
        if (verdict(text) !== 'as it was made') return;
        accepted += 1;
        const led = (linkify.match(text) ?? []).map(({ url }) => url);
        expect(led.filter(misleads)).toEqual([]);
        expect(inHtml(text)).toBe('as it was made');
      }),
    );
    expect(accepted).toBeGreaterThan(0);
  });

  it.each([
    ['a longer host', `https://${HOST}.evil.example/`],
    ['a longer host, without a scheme', `${HOST}.evil.example`],
    ['a longer host after a mark that is not seen', `https://por\u00adtal.example.com.evil.example`],
    ['more letters before the host', `https://my${HOST}/`],
    ['more letters after the host', `https://${HOST}munity/`],
    ['the host as the name of a user', `https://${HOST}@evil.example/`],
    ['the host as a user with a password', `https://${HOST}:443@evil.example/`],
    ['letters of Cyrillic', `https://${HOST.replace('o', 'о')}/`],
    ['letters of Cyrillic, without a scheme', HOST.replaceAll('a', 'а')],
    ['letters of mathematics and of Cyrillic', `https://${HOST.replace('p', '𝗽').replace('o', 'о')}/`],
    ['accents', `https://pórtal.example.com/`],
    ['a line below a letter', `https://p\u0331ortal.example.com/`],
    ['the code of a label with an accent', `https://${domainToASCII('pórtal')}.example.com/`],
    ['the code of a label in capitals', `${domainToASCII('pórtal').toUpperCase()}.example.com`],
    ['a full stop of Chinese', `https://${HOST.replaceAll('.', '。')}/`],
  ])('invitation-link-is-left-as-is: is a changed link with %s', (_what, other) => {
    expect(verdict(`${link}\n${other}\n`)).toBe('link-altered');
    expect(inHtml(`${link}\n${other}\n`)).toBe('link-altered');
    const html = `<p><a href="${link.replace('&', '&amp;')}">Accept</a> <a href="https://evil.example/">${other}</a></p>`;
    expect(checkInvitation({ html }, link)._unsafeUnwrapErr().code).toMatch(/^(?:link-altered|cannot-judge)$/);
  });

  it.each([
    ['at the same host', `https://${HOST}/help`],
    ['at the same host, without a scheme', `www.${HOST}`],
    ['at the same host, at the end of a sentence', `It is at ${HOST}. Bye`],
    ['at the same host, in letters that browsers take for its own', `https://ｐortal.example.com/`],
    ['of a mailbox at the same host', `help@${HOST}`],
    ['at a host with an accent', 'https://müller.example/'],
    ['at a host in Chinese', '请访问 https://世纪互联.example/ 谢谢。'],
    ['at another host', 'https://portal.contoso.example/'],
  ])('invitation-link-is-left-as-is: is none of its business %s', (_where, other) => {
    expect(verdict(`${link}\n${other}\n`)).toBe('as it was made');
    expect(inHtml(`${link}\n${other}\n`)).toBe('as it was made');
  });

  it('is compared with the letters that the host of the link stands for', () => {
    const chinese = `https://xn--fiqs8s.example:8443/i?partner=contoso&token=${token}`;
    expect(verdict(`${chinese}\n中国.example xn--fiqs8s.example`, chinese)).toBe('as it was made');
    expect(verdict(`${chinese}\n中国.example.cn`, chinese)).toBe('link-altered');
    expect(verdict(`${chinese}\n中囯.example`, chinese)).toBe('link-altered');
    const numbered = `https://[::1]:8443/i?partner=contoso&token=${token}`;
    expect(verdict(`${numbered}\n[::1]`, numbered)).toBe('as it was made');
    expect(verdict(`${numbered}\n[::1]:8443@evil.example`, numbered)).toBe('link-altered');
  });

  it('is no letter of the link in words of other letters only, however long', () => {
    expect(verdict(`${link}\n${'请看请看请看'}。${'请看请看请看看'}。${'请看看'}`)).toBe('as it was made');
  });
});
