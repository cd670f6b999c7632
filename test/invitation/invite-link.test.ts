import { format, parse } from 'node:url';
import fc from 'fast-check';
import { inviteLink, parseInviteLink, parseInviteToken, type InviteLinkParts } from 'partner-relationships';
import { checkInvitation } from 'partner-relationships/invitation';
import { relationshipRequest } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { hostileJson } from '../fixtures/hostile-json';
import { baseUrl, contoso, link, partnerOf, token } from '../fixtures/cast';
import { base, editOf, parts, singleEdit } from './spellings';

function unescaped(text: string): string {
  return text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

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

  it('can be 976 characters long, and is read back then', () => {
    const url = `https://portal.example/${'a'.repeat(512 - 'https://portal.example/'.length)}`;
    const request: InviteLinkParts = {
      partnerId: partnerOf('"'.repeat(128), 'advisor').id,
      token: parseInviteToken('x'.repeat(64))._unsafeUnwrap(),
    };
    const longest = inviteLink(request, url)._unsafeUnwrap();
    expect(longest).toHaveLength(976);
    expect(parseInviteLink(longest, url)._unsafeUnwrap()).toEqual(request);
  });

  it('is given back by parsers of URLs as it is', () => {
    fc.assert(
      fc.property(parts(), base(), (request, url) => {
        const made = inviteLink(request, url)._unsafeUnwrap();
        expect(new URL(made).href).toBe(made);
        expect(format(parse(made))).toBe(made);
      }),
    );
  });
});

/** What a browser's URL finds in a link that this library has read. */
function expectReadAlike(tried: string, url: string, read: InviteLinkParts): void {
  expect(tried.startsWith(`${url}?`)).toBe(true);
  const { searchParams } = new URL(tried);
  expect([searchParams.getAll('partner'), searchParams.getAll('token')]).toEqual([[read.partnerId], [read.token]]);
}

/** A query parameter that somebody else adds to a link. To make this arbitrary takes a while, so only its test does. */
function addition(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.oneof(fc.constantFrom('utm_source', 'fbclid', 'gclid', 'Partner', 'tokens', 'amp;utm', 'x[]', ''), fc.string()),
      fc.option(fc.webQueryParameters(), { nil: null }),
    )
    .map(([name, value]) => (value === null ? name : `${name}=${value}`))
    .filter((text) => !text.includes('#') && !/(?:^|&)(?:partner|token)(?:=|&|$)/.test(unescaped(text)));
}

describe('Reading a link', () => {
  it('takes one with a character changed for the same link only if that parts something from it', () => {
    fc.assert(
      fc.property(parts(), base(), singleEdit(), (request, url, edit) => {
        const original = inviteLink(request, url)._unsafeUnwrap();
        const edited = editOf(original, edit);
        fc.pre(edited !== original);
        const read = parseInviteLink(edited, url);
        if (read.isErr()) return;
        expectReadAlike(edited, url, read.value);
        if (edit.character !== '&' && edit.character !== '#') expect(read.value).not.toEqual(request);
      }),
    );
  });

  it('link-survives-additions: other parameters before, between and after, and a fragment, change nothing', () => {
    const some = fc.array(addition(), { maxLength: 3 });
    fc.assert(
      fc.property(
        parts(),
        base(),
        fc.record({ before: some, between: some, after: some, fragment: fc.option(fc.string()), isTurned: fc.boolean() }),
        (request, url, { before, between, after, fragment, isTurned }) => {
          const own = inviteLink(request, url)._unsafeUnwrap().slice(url.length + 1).split('&');
          const [first = '', second = ''] = isTurned ? own.toReversed() : own;
          const query = [...before, first, ...between, second, ...after].join('&');
          const tried = `${url}?${query}${fragment === null ? '' : `#${fragment}`}`;
          expect(parseInviteLink(tried, url)._unsafeUnwrap()).toEqual(request);
        },
      ),
    );
  });

  it.each([
    ['what an analytics tool adds', `${link}&utm_source=newsletter&utm_medium=e-mail&utm_campaign=%E6%98%A5`],
    ['what a social network adds', `${link}&fbclid=IwAR0-x_y.z`],
    ['what a gateway puts in front', link.replace('?', '?trk=1&')],
    ['a parameter between', link.replace('&', '&gclid=a&')],
    ['a parameter without a value', `${link}&mobile`],
    ['nothing after an ampersand', `${link}&`],
    ['a fragment', `${link}#top`],
    ['a fragment that looks like the parameters', `${link}#partner=fabrikam&token=${token}`],
    ['parameters and a fragment', `${link}&utm_source=mail#:~:text=accept`],
    ['the parameters in the other order', `${baseUrl}?token=${token}&partner=contoso`],
    ['parameters of the same names in another case', `${link}&Partner=fabrikam&TOKEN=x`],
    ['8,192 characters', `${link}&x=`.padEnd(8192, 'x')],
  ])('link-survives-additions: a link is read with %s', (_what, tried) => {
    expect(parseInviteLink(tried, baseUrl)._unsafeUnwrap()).toEqual({ partnerId: 'contoso', token });
  });

  it.each([
    ['the partner twice', `${link}&partner=contoso`],
    ['another partner before', link.replace('?', '?partner=fabrikam&')],
    ['the token twice', `${link}&token=${token}`],
    ['another token after', `${link}&token=xxxxxxxxxxxxxxxx`],
    ['the partner a second time, escaped', `${link}&%70artner=fabrikam`],
    ['the token a second time, escaped', `${link}&toke%6E=xxxxxxxxxxxxxxxx`],
    ['the token a second time, without a value', `${link}&token`],
    ['the partner only', `${baseUrl}?partner=contoso&utm_source=mail`],
    ['the token only', `${baseUrl}?token=${token}&utm_source=mail`],
    ['the token in the fragment', `${baseUrl}?partner=contoso#&token=${token}`],
    ['the name of a parameter escaped', link.replace('partner', '%70artner')],
    ['something added to the token', `${link}?utm_source=mail`],
    ['something added to the path', link.replace('?', '/?')],
    ['8,193 characters', `${link}&x=`.padEnd(8193, 'x')],
  ])('link-survives-additions: a link is not read with %s', (_what, tried) => {
    const error = parseInviteLink(tried, baseUrl)._unsafeUnwrapErr();
    expect(error).toMatchObject({ kind: 'invalid-input', code: 'malformed-input', context: { path: 'link' } });
  });

  it('takes nothing in which a browser finds anything else', () => {
    const halfOfALink = fc.string({ unit: fc.constantFrom(...Array.from('abAB01%2F2f&=?#_-. ')), maxLength: 40 });
    fc.assert(
      fc.property(halfOfALink, halfOfALink, (one, other) => {
        const tried = `${baseUrl}?partner=${one}&token=${other}`;
        const read = parseInviteLink(tried, baseUrl);
        if (read.isOk()) expectReadAlike(tried, baseUrl, read.value);
      }),
    );
  });

  it.each([
    ['another host', 'https://portal.example.org/invitation?partner=contoso&token=V1StGXR8_Z5jdHi6B-myT'],
    ['another scheme', 'http://portal.example/invitation?partner=contoso&token=V1StGXR8_Z5jdHi6B-myT'],
    ['another path', 'https://portal.example/invitations?partner=contoso&token=V1StGXR8_Z5jdHi6B-myT'],
    ['another case of the host', 'https://Portal.example/invitation?partner=contoso&token=V1StGXR8_Z5jdHi6B-myT'],
    ['a default port', 'https://portal.example:443/invitation?partner=contoso&token=V1StGXR8_Z5jdHi6B-myT'],
    ['a fragment before', `#${link}`],
    ['another query before', `?${link}`],
    ['a space before', ` ${link}`],
    ['a line break after', `${link}\n`],
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

  it('does not repeat the token of a link that it refuses, however short the link is', () => {
    const url = 'https://a.example/';
    const short = inviteLink({ partnerId: contoso.id, token }, url)._unsafeUnwrap();
    const refusals = [
      parseInviteLink(`${link}.`, baseUrl),
      parseInviteLink(`${short}.`, url),
      parseInviteLink(short, 'https://b.example/'),
      checkInvitation({ text: short }, `${short}.`),
      parseInviteToken(`${token}.`),
    ];
    for (const refused of refusals) expect(JSON.stringify(refused._unsafeUnwrapErr())).not.toContain(token);
  });

  it('needs the base URL that the link was made for', () => {
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
