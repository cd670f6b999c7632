import { domainToASCII, format, parse } from 'node:url';
import fc from 'fast-check';
import type { Result } from 'neverthrow';
import { inviteLink, parseInviteLink, type MalformedInput } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { contoso, link, token } from '../fixtures/cast';

const HOSTS = [
  ...['portal.example', 'Portal.EXAMPLE', 'portal.example.', 'portal..example', '.portal.example', 'localhost', '-a.b'],
  ...['a-.example', 'a--b.example', 'a_b.example', 'a%2eexample', 'user@portal.example', 'user:secret@portal.example'],
  ...['127.0.0.1', '127.1', '2130706433', '0x7f.1', '0x7f000001', '0177.0.0.1', '127.0.0.1.', '256.0.0.1', '1.2.3.4.5'],
  ...['a.0', 'a.0x', 'a.0x7f', 'a.08', '1a', '0xg', '1.example', '01.2.3.4', '1.2.3.04', '４.example', 'ⅷ.example'],
  ...['[::1]', '[0:0:0:0:0:0:0:1]', '[2001:DB8::1]', '[2001:db8::0001]', '[1:0:0:2::3]', '[::ffff:1.2.3.4]', '[1::2::3]'],
  ...['[fe80::1%25eth0]', '[]', '[::]', '[1:2:3:4:5:6:7:8]', '[1:2:3:4:5:6:7::]', '[1:0:0:2:0:0:0:3]', '[::1', '::1'],
  ...['邀请.example', 'xn--fiq228c.example', 'XN--FIQ228C.example', 'xn--.example', 'xn--a.example', 'xn--a-.example'],
  ...['xn--fa-hia.example', 'xn--mgbh0fb.xn--kgbechtv', '1.xn--mgbh0fb', 'a1.xn--mgbh0fb', 'xn--zca.example', 'xn--99zz'],
  ...['', ' ', '*', 'a b.example', 'a\tb.example', `${'a'.repeat(64)}.example`, `${'a.'.repeat(130)}example`, 'a\\b'],
];
const PORTS = ['', '', '', ':', ':443', ':80', ':0', ':00443', ':8443', ':08443', ':65535', ':65536', ':99999', ':-1', ':x'];
const PATHS = [
  ...['', '/', '/', '/invitation', '/invitation/', '//', '/a//b', '/a/.', '/a/..', '/a/../b', '/./a', '/...', '/a/.b'],
  ...['/%2e', '/%2E%2E/a', '/%2f', '/%2F', '/%41', '/%7E', '/%', '/%2', '/%zz', '/a b', '/a\tb', '/a\nb', '\\', '/a\\b'],
  ...['/邀请', '/%E9%82%80', '/%e9', '/a&b', "/'", '/"', '/<b>', '/{a}', '/a|b', '/a^b', '/`', '/(a)', '/!', '/*', '/[a]'],
  ...['/a;b=1,2/@x/$y/+z/~w/-._:', '?', '#', '/?', '/#', '/?a=1', '/#top', '/ ', '/\u00a0', '/\ufeff', '/\u200b', '/\ud800'],
];

/** Base URLs of which browsers rewrite a part, refuse one, or leave all as they are. */
function anyBase(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom('https', 'https', 'http', 'HTTPS', 'Http', 'ftp', ' https', 'https:', 'javascript'),
      fc.oneof(fc.constantFrom(...HOSTS), fc.string({ unit: fc.constantFrom(...Array.from('01x.af-:')), maxLength: 9 })),
      fc.constantFrom(...PORTS),
      fc.oneof(fc.constantFrom(...PATHS), fc.string({ unit: 'binary', maxLength: 5 }).map((rest) => `/${rest}`)),
    )
    .map(([scheme, host, port, path]) => `${scheme}://${host}${port}${path}`);
}

/** A link of an address in the given base URL. */
function linkUnder(url: string): Result<string, MalformedInput> {
  return inviteLink({ partnerId: contoso.id, token }, url);
}

/** The base URL itself if it is taken, otherwise the one that would be right; null when there is none. */
function rightFor(url: string): string | null {
  return linkUnder(url).match(
    () => url,
    ({ context }) => /^this URL as browsers write it, (.*)$/.exec(context.expected)?.[1] ?? null,
  );
}

/** What a browser makes of it; null when it can make nothing of it. */
function hrefOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).href : null;
}

describe('A base URL', () => {
  it.each([
    'https://portal.example/',
    'http://localhost:3000/accept',
    'https://127.0.0.1/x',
    'https://[2001:db8::1]:8443/x',
    'https://xn--fiq228c.example/%E9%82%80%E8%AF%B7',
    'https://xn--mgbh0fb.xn--kgbechtv/',
    'https://portal.example/a;b=1,2/@x/$y/+z/~w/-._:',
    'https://portal.example:65535/',
    'https://1st.portal1/',
    'https://255.249.199.99/',
    'https://xn--mller-kva.example/',
    `https://${'a.'.repeat(123)}example/`,
  ])('can be %s', (url) => {
    const made = linkUnder(url)._unsafeUnwrap();
    expect(parseInviteLink(made, url)._unsafeUnwrap()).toEqual({ partnerId: contoso.id, token });
  });

  it('is taken only if every parser of URLs gives its links back as they are', () => {
    fc.assert(
      fc.property(anyBase(), (url) => {
        const made = linkUnder(url);
        if (made.isErr()) return;
        expect(hrefOf(url)).toBe(url);
        expect(hrefOf(made.value)).toBe(made.value);
        expect(format(parse(made.value))).toBe(made.value);
      }),
    );
  });

  it('is taken with a label that stands for letters beyond ASCII only if browsers take it', () => {
    const digits = Array.from('abcdefghijklmnopqrstuvwxyz0123456789');
    const labels = digits.flatMap((one) => digits.flatMap((two) => ['a', 'b', 'f', 'q'].map((last) => `xn--${one}${two}${last}`)));
    const taken = labels.map((label) => `https://${label}.example/`).filter((url) => linkUnder(url).isOk());
    expect(taken.filter((url) => hrefOf(url) !== url)).toEqual([]);
    expect(taken.length).toBeGreaterThan(1000);
  });

  it('is not taken with marks that enclose letters, nor with halves of letters, which only some parsers take', () => {
    const refused = ['\u0488', '\u0489', '\u20d0', '\u20f0', '\u302e', '\u302f', '\ua670', '\ua672', '\ud7b0', '\ud7fb'];
    const labels = [...refused, '\u0cf3', '\u0ece'].map((letter) => domainToASCII(`a${letter}b.example`));
    expect(labels.filter((host) => host === '' || linkUnder(`https://${host}/`).isOk())).toEqual([]);
  });

  it('is taken with two such labels, of whatever letters, only if browsers take them side by side', () => {
    const tail = fc.string({ unit: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz0123456789-')), maxLength: 7 });
    fc.assert(
      fc.property(tail, fc.constantFrom('mgbh0fb', 'kgbechtv', 'fiqs8s', 'p1ai'), (one, other) => {
        const url = `https://xn--${one}.xn--${other}/`;
        if (linkUnder(url).isOk()) expect(hrefOf(url)).toBe(url);
      }),
    );
  });

  it('is refused with the spelling that would be right, where there is one', () => {
    fc.assert(
      fc.property(anyBase(), (url) => {
        const right = rightFor(url);
        if (linkUnder(url).isOk() || right === null) return;
        expect(right).not.toBe(url);
        expect(linkUnder(right).isOk()).toBe(true);
      }),
    );
  });

  it('is right with an address of version 6 as browsers write it, wherever its zeros are left out or not', () => {
    const below = (length: number): readonly number[] => Array.from({ length }, (_, at) => at);
    const groups = below(2 ** 8).map((bits) => below(8).map((at) => ((bits >> at) % 2 === 0 ? '000' : '00a0')));
    const shortened = below(9).flatMap((before) =>
      below(9).map((after) => [before, after].map((count) => Array<string>(count).fill('b').join(':')).join('::')),
    );
    const none = ['', ':', ':::', '::::', '1::2::3', '1', ':1::', '::1:', '00001::', '::g1', '::1g'];
    for (const address of [...groups.map((all) => all.join(':')), ...shortened, ...none]) {
      expect(rightFor(`https://[${address}]/`)).toBe(hrefOf(`https://[${address}]/`));
    }
  });

  it.each([
    ['https://portal.example', 'https://portal.example/'],
    ['HTTPS://Portal.Example/Invitation', 'https://portal.example/Invitation'],
    ['https://portal.example:443/invitation', 'https://portal.example/invitation'],
    ['http://portal.example:80', 'http://portal.example/'],
    ['https://portal.example:08443/', 'https://portal.example:8443/'],
    ['https://portal.example:/', 'https://portal.example/'],
    ['https://portal.example./', 'https://portal.example/'],
    ['https://portal.example/a/../invitation', 'https://portal.example/invitation'],
    ['https://portal.example/a/./b/..', 'https://portal.example/a/'],
    ['https://portal.example/a/.', 'https://portal.example/a/'],
    ['https://portal.example/a/%2E%2e/b', 'https://portal.example/b'],
    ['https://portal.example/..', 'https://portal.example/'],
    ['https://portal.example/%2fa%2Db', 'https://portal.example/%2Fa-b'],
    ['https://portal.example/in vitation', 'https://portal.example/in%20vitation'],
    ['https://portal.example/邀请', 'https://portal.example/%E9%82%80%E8%AF%B7'],
    ['https://[2001:DB8:0:0::1]/', 'https://[2001:db8::1]/'],
    ['https://[0:0:1:0:0:0:0:2]/', 'https://[0:0:1::2]/'],
    ['https://[10:0:0:1:0:0:2:3]/', 'https://[10::1:0:0:2:3]/'],
    ['https://[1:2:3:4:5:6:7::]/', 'https://[1:2:3:4:5:6:7:0]/'],
  ])('%s is refused, and %s would be right', (url, right) => {
    const error = linkUnder(url)._unsafeUnwrapErr();
    expect(error).toMatchObject({
      code: 'malformed-input',
      context: { path: 'baseUrl', expected: `this URL as browsers write it, ${right}` },
    });
    expect(parseInviteLink(link, url)._unsafeUnwrapErr()).toEqual(error);
  });

  it.each([
    ['no scheme', 'portal.example/invitation'],
    ['another scheme', 'ftp://portal.example/'],
    ['a letter before the scheme', 'xhttps://portal.example/'],
    ['no host', 'https:///invitation'],
    ['credentials', 'https://user:password@portal.example/'],
    ['a query', 'https://portal.example/?a=1'],
    ['a query with nothing in it', 'https://portal.example/?'],
    ['a fragment', 'https://portal.example/#top'],
    ['a fragment with nothing in it', 'https://portal.example/#'],
    ['a port that there is not', 'https://portal.example:65536/'],
    ['port 0', 'https://portal.example:0/'],
    ['a number for a host', 'https://2130706433/'],
    ['a host that ends in a number', 'https://0x7f.1/'],
    ['a host that ends in a number of hexadecimal digits', 'https://portal.0x7f/'],
    ['a host that ends in the mark of one', 'https://portal.0x/'],
    ['an address of five numbers', 'https://1.2.3.4.5/'],
    ['an address with zeros in front', 'https://127.0.0.01/'],
    ['an address with too high a number', 'https://127.0.0.256/'],
    ['an address of nine groups', 'https://[1:2:3:4:5:6:7:8:9]/'],
    ['an address that leaves nothing out', 'https://[1:2:3:4::5:6:7:8]/'],
    ['an address that leaves something out twice', 'https://[1::2::3]/'],
    ['an address with a letter too many', 'https://[::g]/'],
    ['a host of letters beyond ASCII', 'https://邀请.example/'],
    ['a label that stands for no letters', 'https://xn--a.example/'],
    ['a label that stands for letters of ASCII', 'https://xn--a-.example/'],
    ['a label that stands for a capital letter', 'https://xn--dca.example/'],
    ['a label from right to left beside one that begins with a digit', 'https://1a.xn--mgbh0fb/'],
    ['a label of a letter from left to right and one from right to left', 'https://xn--a-0hc.example/'],
    ['a label of a letter from right to left and one from left to right', 'https://xn--a-zhc.example/'],
    ['a label of which nothing is left', 'https://portal..example/'],
    ['a label of 64 characters', `https://${'a'.repeat(64)}.example/`],
    ['a host of 254 characters', `https://${'a.'.repeat(123)}examples/`],
    ['a host with an underscore', 'https://a_b.example/'],
    ['a label that ends in a hyphen', 'https://a-.example/'],
    ['a space before', ' https://portal.example/'],
    ['a line break at the end', 'https://portal.example/\n'],
    ['a tab', 'https://portal.example/\t'],
    ['a backslash', 'https://portal.example\\invitation'],
    ['an ampersand', 'https://portal.example/a&b'],
    ['a quotation mark', 'https://portal.example/"'],
    ['an apostrophe', "https://portal.example/'"],
    ['an angle bracket', 'https://portal.example/<b>'],
    ['half an escape', 'https://portal.example/%2'],
    ['half a character', 'https://portal.example/\ud800'],
    ['more than 512 characters, of which browsers leave out some', `https://portal.example/${'a/../'.repeat(98)}`],
    ['513 characters', `https://portal.example/${'a'.repeat(513 - 'https://portal.example/'.length)}`],
    ['more than 512 characters, once it is escaped', `https://portal.example/${'邀'.repeat(100)}`],
    ['a number', 1],
  ])('cannot have %s', (_what, url) => {
    // @ts-expect-error what comes from outside may be anything
    const making = linkUnder(url)._unsafeUnwrapErr();
    // @ts-expect-error what comes from outside may be anything
    const reading = parseInviteLink(link, url)._unsafeUnwrapErr();
    expect(making).toMatchObject({ code: 'malformed-input', context: { path: 'baseUrl' } });
    expect(making.context.expected).toMatch(/^an absolute http or https URL of at most 512 characters without/);
    expect(reading).toEqual(making);
  });
});
