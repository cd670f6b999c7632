import { format, parse } from 'node:url';
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
    `https://${'a'.repeat(63)}.example/`,
    `https://${'a.'.repeat(123)}example/`,
  ])('can be %s', (url) => {
    const made = linkUnder(url)._unsafeUnwrap();
    expect(parseInviteLink(made, url)._unsafeUnwrap()).toEqual({ partnerId: contoso.id, token });
  });

  it('is taken only if browsers and other parsers of URLs give its links back as they are', () => {
    fc.assert(
      fc.property(anyBase(), (url) => {
        const made = linkUnder(url);
        if (made.isErr()) return;
        expect(hrefOf(made.value)).toBe(made.value);
        expect(format(parse(made.value))).toBe(made.value);
      }),
    );
  });

  it('is refused with the spelling of browsers, if that can be taken', () => {
    fc.assert(
      fc.property(anyBase(), (url) => {
        const href = hrefOf(url);
        expect(rightFor(url)).toBe(href !== null && linkUnder(href).isOk() ? href : null);
      }),
    );
  });

  it('can have an escape in its path of everything but letters, digits and the four marks that never need one', () => {
    const codes = Array.from({ length: 256 }, (_, code) => code);
    const escape = (code: number): string => `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
    const refused = codes.filter((code) => linkUnder(`https://portal.example/a${escape(code)}`).isErr());
    const never = '-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~';
    expect(String.fromCharCode(...refused)).toBe(never);
  });

  it.each([
    ['https://portal.example', 'https://portal.example/'],
    ['HTTPS://Portal.Example/Invitation', 'https://portal.example/Invitation'],
    ['https://portal.example:443/invitation', 'https://portal.example/invitation'],
    ['http://portal.example:80', 'http://portal.example/'],
    ['https://portal.example:08443/', 'https://portal.example:8443/'],
    ['https://portal.example:/', 'https://portal.example/'],
    ['https://portal.example/a/../invitation', 'https://portal.example/invitation'],
    ['https://portal.example/a/%2E%2e/b', 'https://portal.example/b'],
    ['https:portal.example', 'https://portal.example/'],
    ['https://portal.example/in vitation', 'https://portal.example/in%20vitation'],
    ['https://portal.example/邀请', 'https://portal.example/%E9%82%80%E8%AF%B7'],
    ['https://portal.example/<"b">', 'https://portal.example/%3C%22b%22%3E'],
    ['https://portal.example\\invitation', 'https://portal.example/invitation'],
    [' https://portal.example/', 'https://portal.example/'],
    ['https://portal.example/\n', 'https://portal.example/'],
    ['https://portal.example/invi\ttation', 'https://portal.example/invitation'],
    ['https://中文.example/', 'https://xn--fiq228c.example/'],
    ['https://2130706433/', 'https://127.0.0.1/'],
    ['https://0x7f.1/', 'https://127.0.0.1/'],
    ['https://127.0.0.01/', 'https://127.0.0.1/'],
    ['https://[2001:DB8:0:0::1]/', 'https://[2001:db8::1]/'],
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
    ['no host', 'https://'],
    ['credentials', 'https://user:password@portal.example/'],
    ['a query', 'https://portal.example/?a=1'],
    ['a query with nothing in it', 'https://portal.example/?'],
    ['a query that looks like another URL', 'https://portal.example/?//portal.example/'],
    ['a fragment', 'https://portal.example/#top'],
    ['a fragment with nothing in it', 'https://portal.example/#'],
    ['a port that there is not', 'https://portal.example:65536/'],
    ['port 0', 'https://portal.example:0/'],
    ['a host that ends in a number', 'https://portal.0x7f/'],
    ['an address with too high a number', 'https://127.0.0.256/'],
    ['a label of which nothing is left', 'https://portal..example/'],
    ['a full stop after the last label', 'https://portal.example./'],
    ['a label of 64 characters', `https://${'a'.repeat(64)}.example/`],
    ['a host of 254 characters', `https://${'a.'.repeat(123)}examples/`],
    ['a host with an underscore', 'https://a_b.example/'],
    ['a label that ends in a hyphen', 'https://a-.example/'],
    ['a label that begins with a hyphen', 'https://-a.example/'],
    ['an ampersand', 'https://portal.example/a&b'],
    ['an apostrophe', "https://portal.example/'"],
    ['an opening bracket', 'https://portal.example/['],
    ['an escape in small letters', 'https://portal.example/%e9'],
    ['half an escape', 'https://portal.example/%2'],
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
