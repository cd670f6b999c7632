import fc from 'fast-check';
import { inviteLink, parseInviteLink, parseInviteToken, type InviteLinkParts } from 'partner-relationships';
import { hostileJson, relationshipRequest } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { baseUrl, contoso, link, partnerOf, token } from './cast';
import { base, editOf, parts, singleEdit } from './spellings';

describe('An invitation link', () => {
  it('is the base URL with the partner and the token', () => {
    expect(link).toBe('https://portal.example/invitation?partner=contoso&token=V1StGXR8_Z5jdHi6B-myT');
  });

  it('has everything of the partner’s id escaped that a link, a text or HTML could make something of', () => {
    const { id: partnerId } = partnerOf(`Az09-._~!"#$%&'()*+,/:;<=>?@[\\]^\`{|}`, 'advisor');
    expect(inviteLink({ partnerId, token }, baseUrl)._unsafeUnwrap()).toBe(
      `${baseUrl}?partner=Az09-._~%21%22%23%24%25%26%27%28%29%2A%2B%2C%2F` +
        `%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D&token=${token}`,
    );
  });

  it('is made of characters that need no escaping in a text, and of HTML’s only & in HTML', () => {
    fc.assert(
      fc.property(parts(), base(), (request, url) => {
        expect(inviteLink(request, url)._unsafeUnwrap()).toMatch(/^[A-Za-z0-9._~+,;:=@$/%?&[\]-]+$/);
      }),
    );
  });

  it('is read by a browser’s URL as by this library', () => {
    fc.assert(
      fc.property(parts(), (request) => {
        const { origin, pathname, searchParams, hash } = new URL(inviteLink(request, baseUrl)._unsafeUnwrap());
        expect({ origin, pathname, hash, ...Object.fromEntries(searchParams) }).toEqual({
          origin: 'https://portal.example',
          pathname: '/invitation',
          hash: '',
          partner: request.partnerId,
          token: request.token,
        });
      }),
    );
  });

  it('is read back, for every partner, every token and every base URL', () => {
    fc.assert(
      fc.property(parts(), base(), (request, url) => {
        const read = parseInviteLink(inviteLink(request, url)._unsafeUnwrap(), url)._unsafeUnwrap();
        expect(read).toEqual(request);
        expect(Object.isFrozen(read)).toBe(true);
      }),
    );
  });

  it('differs for two requests exactly when the partner or the token differs', () => {
    fc.assert(
      fc.property(parts(), parts(), (one, other) => {
        const isSame = one.partnerId === other.partnerId && one.token === other.token;
        expect(inviteLink(one, baseUrl)._unsafeUnwrap() === inviteLink(other, baseUrl)._unsafeUnwrap()).toBe(isSame);
      }),
    );
  });

  it('says nothing of a request but the partner and the token', () => {
    fc.assert(
      fc.property(relationshipRequest(), relationshipRequest(), (one, other) => {
        const { partnerId: id, token: secret } = one;
        expect(inviteLink(one, baseUrl)).toEqual(inviteLink({ ...other, partnerId: id, token: secret }, baseUrl));
      }),
    );
  });

  it('can be 1,488 characters long, and is read back then', () => {
    const url = `https://portal.example/${'a'.repeat(1024 - 'https://portal.example/'.length)}`;
    const request: InviteLinkParts = {
      partnerId: partnerOf('"'.repeat(128), 'advisor').id,
      token: parseInviteToken('x'.repeat(64))._unsafeUnwrap(),
    };
    const longest = inviteLink(request, url)._unsafeUnwrap();
    expect(longest).toHaveLength(1488);
    expect(parseInviteLink(longest, url)._unsafeUnwrap()).toEqual(request);
  });
});

describe('Reading a link', () => {
  it('invitation-link-is-left-as-is: takes no link with one character changed for the same link', () => {
    fc.assert(
      fc.property(parts(), base(), singleEdit(), (request, url, edit) => {
        const original = inviteLink(request, url)._unsafeUnwrap();
        const edited = editOf(original, edit);
        fc.pre(edited !== original);
        const read = parseInviteLink(edited, url);
        if (read.isErr()) return;
        expect(read.value).not.toEqual(request);
        expect(inviteLink(read.value, url)._unsafeUnwrap()).toBe(edited);
      }),
    );
  });

  it('takes nothing but what is a link, byte for byte', () => {
    const halfOfALink = fc.string({ unit: fc.constantFrom(...Array.from('abAB01%2F2f&=?#_-. ')), maxLength: 40 });
    fc.assert(
      fc.property(halfOfALink, halfOfALink, (one, other) => {
        const tried = `${baseUrl}?partner=${one}&token=${other}`;
        const read = parseInviteLink(tried, baseUrl);
        if (read.isOk()) expect(inviteLink(read.value, baseUrl)._unsafeUnwrap()).toBe(tried);
      }),
    );
  });

  it.each([
    ['another host', 'https://portal.example.org/invitation?partner=contoso&token=V1StGXR8_Z5jdHi6B-myT'],
    ['another scheme', 'http://portal.example/invitation?partner=contoso&token=V1StGXR8_Z5jdHi6B-myT'],
    ['another path', 'https://portal.example/invitations?partner=contoso&token=V1StGXR8_Z5jdHi6B-myT'],
    ['another case of the host', 'https://Portal.example/invitation?partner=contoso&token=V1StGXR8_Z5jdHi6B-myT'],
    ['a default port', 'https://portal.example:443/invitation?partner=contoso&token=V1StGXR8_Z5jdHi6B-myT'],
    ['something appended', `${link}&utm_source=mail`],
    ['a fragment', `${link}#top`],
    ['a fragment before', `#${link}`],
    ['another query before', `?${link}`],
    ['a space before', ` ${link}`],
    ['a line break after', `${link}\n`],
    ['the parameters in the other order', `${baseUrl}?token=V1StGXR8_Z5jdHi6B-myT&partner=contoso`],
    ['a parameter twice', `${baseUrl}?partner=contoso&partner=contoso&token=V1StGXR8_Z5jdHi6B-myT`],
    ['no partner', `${baseUrl}?partner=&token=V1StGXR8_Z5jdHi6B-myT`],
    ['no token', `${baseUrl}?partner=contoso&token=`],
    ['a token too short', `${baseUrl}?partner=contoso&token=V1StGXR8_Z5jdHi`],
    ['a partner that stands for all', `${baseUrl}?partner=all&token=V1StGXR8_Z5jdHi6B-myT`],
    ['a character escaped for nothing', `${baseUrl}?partner=%63ontoso&token=V1StGXR8_Z5jdHi6B-myT`],
    ['an escape in lower case', `${baseUrl}?partner=a%2fb&token=V1StGXR8_Z5jdHi6B-myT`],
    ['an escaped space', `${baseUrl}?partner=a%20b&token=V1StGXR8_Z5jdHi6B-myT`],
    ['a character that should be escaped', `${baseUrl}?partner=a/b&token=V1StGXR8_Z5jdHi6B-myT`],
    ['& as HTML writes it', link.replace('&', '&amp;')],
    ['nothing', ''],
    ['the base URL only', baseUrl],
  ])('refuses a link with %s', (_what, tried) => {
    const error = parseInviteLink(tried, baseUrl)._unsafeUnwrapErr();
    expect(error).toMatchObject({ kind: 'invalid-input', code: 'malformed-input', context: { path: 'link' } });
  });

  it('refuses anything that is no link, and never throws', () => {
    fc.assert(
      fc.property(hostileJson(), (value) => {
        // @ts-expect-error what comes from outside may be anything
        expect(parseInviteLink(value, baseUrl).isErr()).toBe(true);
      }),
    );
  });

  it('refuses a link of twenty million characters without trying to read it', () => {
    const { context } = parseInviteLink(`${baseUrl}?partner=${'a'.repeat(20_000_000)}`, baseUrl)._unsafeUnwrapErr();
    expect(context.received).toBe('a string of 20000042 characters');
  });

  it('does not repeat the token of a link that it refuses', () => {
    expect(JSON.stringify(parseInviteLink(`${link}.`, baseUrl)._unsafeUnwrapErr())).not.toContain(token);
  });
});

describe('A base URL', () => {
  it.each([
    'https://portal.example',
    'https://portal.example/',
    'http://localhost:3000/accept',
    'https://127.0.0.1/x',
    'https://[2001:db8::1]:8443/x',
    'https://xn--fiq228c.example/%E9%82%80%E8%AF%B7',
    'https://portal.example/a;b=1,2/@x/$y/+z/~w/-._:',
  ])('can be %s', (url) => {
    const made = inviteLink({ partnerId: contoso.id, token }, url)._unsafeUnwrap();
    expect(parseInviteLink(made, url)._unsafeUnwrap()).toEqual({ partnerId: contoso.id, token });
  });

  it.each([
    ['no scheme', 'portal.example/invitation'],
    ['another scheme', 'ftp://portal.example/'],
    ['a letter before the scheme', 'xhttps://portal.example/'],
    ['a scheme in capitals', 'HTTPS://portal.example/'],
    ['no host', 'https:///invitation'],
    ['credentials', 'https://user:password@portal.example/'],
    ['a query', 'https://portal.example/?a=1'],
    ['a fragment', 'https://portal.example/#top'],
    ['a space', 'https://portal.example/in vitation'],
    ['a line break at the end', 'https://portal.example/\n'],
    ['an ampersand', 'https://portal.example/a&b'],
    ['a quotation mark', 'https://portal.example/"'],
    ['an apostrophe', "https://portal.example/'"],
    ['an angle bracket', 'https://portal.example/<b>'],
    ['an escape in lower case', 'https://portal.example/%2f'],
    ['half an escape', 'https://portal.example/%2'],
    ['letters beyond ASCII', 'https://portal.example/邀请'],
    ['1,025 characters', `https://portal.example/${'a'.repeat(1025 - 'https://portal.example/'.length)}`],
    ['a number', 1],
  ])('cannot have %s', (_what, url) => {
    // @ts-expect-error what comes from outside may be anything
    const making = inviteLink({ partnerId: contoso.id, token }, url)._unsafeUnwrapErr();
    // @ts-expect-error what comes from outside may be anything
    const reading = parseInviteLink(link, url)._unsafeUnwrapErr();
    expect(making).toMatchObject({ code: 'malformed-input', context: { path: 'baseUrl' } });
    expect(reading).toEqual(making);
  });

  it('that a link was made for is needed to read it', () => {
    fc.assert(
      fc.property(parts(), base(), base(), (request, one, other) => {
        fc.pre(one !== other);
        const read = parseInviteLink(inviteLink(request, one)._unsafeUnwrap(), other);
        expect(read._unsafeUnwrapErr().context.path).toBe('link');
      }),
    );
  });
});

describe('Making a link', () => {
  it.each([
    ['request', null],
    ['request.partnerId', { partnerId: 'con toso', token }],
    ['request.token', { partnerId: contoso.id, token: `${token}!` }],
  ])('is refused, saying where, when the request is malformed: %s', (path, request) => {
    // @ts-expect-error what comes from outside may be anything
    const error = inviteLink(request, baseUrl)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path } });
  });
});
