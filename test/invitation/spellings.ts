import fc from 'fast-check';
import { inviteLink, type InviteLinkParts } from 'partner-relationships';
import { inviteToken, partnerId } from 'partner-relationships/arbitraries';

/** A partner and a token, as a link carries them. */
export function parts(): fc.Arbitrary<InviteLinkParts> {
  return fc.record({ partnerId: partnerId(), token: inviteToken() });
}

const OF_A_NAME = Array.from('abcxyz019-');
const OF_A_PATH = [...Array.from('abcxyzABC019._~+,;=:@$/-'), '%2F', '%E9', '%20'];

/** Base URLs of every kind that is taken: with and without a port and a path, with names and addresses of hosts. */
export function base(): fc.Arbitrary<string> {
  const label = fc
    .string({ unit: fc.constantFrom(...OF_A_NAME), maxLength: 8 })
    .map((inner) => `a${inner}0`);
  const name = fc
    .tuple(fc.array(label, { maxLength: 2 }), fc.constantFrom('example', 'localhost', 'xn--fiqs8s', 'x0', '0x0g'))
    .map(([labels, top]) => [...labels, top].join('.'));
  const host = fc.oneof(
    { weight: 4, arbitrary: name },
    { weight: 1, arbitrary: fc.constantFrom('127.0.0.1', '255.0.10.1', '[::1]', '[2001:db8::1]', '[1:0:2::3:0:4]') },
  );
  const port = fc.option(
    fc.integer({ min: 1, max: 65_535 }).filter((number) => number !== 80 && number !== 443),
    { nil: null },
  );
  const path = fc
    .string({ unit: fc.constantFrom(...OF_A_PATH), maxLength: 12 })
    .filter((rest) => !rest.split('/').some((segment) => segment === '.' || segment === '..'));
  return fc
    .tuple(fc.constantFrom('https', 'http'), host, port, path)
    .map(([scheme, where, number, rest]) => `${scheme}://${where}${number === null ? '' : `:${number}`}/${rest}`);
}

/** Invitation links with what they are made of. */
export function anyLink(): fc.Arbitrary<{ readonly parts: InviteLinkParts; readonly link: string }> {
  return fc.tuple(parts(), base()).map(([made, url]) => ({
    parts: made,
    link: inviteLink(made, url)._unsafeUnwrap(),
  }));
}

/** One character inserted, deleted or replaced, at a place from 0 (the first) to 1 (the last). */
export interface SingleEdit {
  readonly kind: 'insert' | 'delete' | 'replace';
  readonly place: number;
  readonly character: string;
}

/** What links, HTML and mailers make something of, what nobody sees, and what looks like something else. */
const CHARACTERS = [
  ...Array.from('aZ0%&=?#/:;.,_-~+@$!\'"<>()[]{}|\\^`*'),
  ' ',
  '\n',
  '\r',
  '\t',
  '\u0000',
  '\u00a0',
  '\u00ad',
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u0430',
  '\uff0f',
  '\u{1f600}',
  '\ud800',
];

export function singleEdit(): fc.Arbitrary<SingleEdit> {
  return fc.record({
    kind: fc.constantFrom('insert', 'delete', 'replace'),
    place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    character: fc.oneof(fc.constantFrom(...CHARACTERS), fc.string({ minLength: 1, maxLength: 1 })),
  });
}

/** The text after the edit. Something is inserted between two of its characters, not before or after all of them. */
export function editOf(text: string, { kind, place, character }: SingleEdit): string {
  const at = Math.floor(place * text.length);
  switch (kind) {
    case 'insert': {
      const between = 1 + Math.floor(place * (text.length - 1));
      return `${text.slice(0, between)}${character}${text.slice(between)}`;
    }
    case 'delete':
      return text.slice(0, at) + text.slice(at + 1);
    case 'replace':
      return `${text.slice(0, at)}${character}${text.slice(at + 1)}`;
  }
}
