import fc from 'fast-check';
import { createRelationshipService, type RelationshipServiceOptions } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { openSampledService } from '../fixtures/sampled-service';
import { fieldsIn, replaced } from './places';
import { functions, samples } from '../fixtures/samples';

/** Its link has 58 characters: messages repeat what is no longer than 60. */
const base = 'https://p.example/i';
const token = 'k3PzVt0Wc9yQd5Lm';
const link = `${base}?partner=contoso&token=${token}`;

/** A link in place of something else, spoilt so that it is no id either: what is one may be named. */
const spoiltLinks = [` ${link}`, `${link} `, `\0${link}`, `${link}\ud800`, `${link.replaceAll('=', '%3D')} `, `?token=${token} `, `é TOKEN=${token}`];
/** A link where a token, another link, a base or a part of an email is due. */
const links = [
  ...[...spoiltLinks, link, link.replace('https', 'HTTPS'), link.replace('?', '#'), link.replace('&', '&amp;')],
  ...[link.replaceAll('=', '%3D'), `token=${token}`, `TOKEN=${token}`],
];
/** The token alone, in place of something else, whole or spoilt. */
const tokens = [token, `${token} `, `${token}!`, `\0${token}`, ` ${token}`, `${base};${token}/../`, `${base}/../?${token}`, `${base}#${token}`];

/** These make an error of the words that an adapter gives them. */
const makers = ['corruptData', 'outcomeUnknown', 'storageFailed', 'toException'];
/** Those that take a token by itself, a link, its base, or what an email is made of. */
const takingTokens = ['parseInviteToken', 'inviteLink', 'parseInviteLink', 'checkInvitation', 'composeInvitation'];

/** The arguments with this value in each place and in each field of each of them, however deep, alone and in a list. */
function everywhere(given: readonly unknown[], value: string): readonly (readonly unknown[])[] {
  const values = [value, [value], { text: value, html: value, token: value }];
  const places = [...given.map((_, place) => [String(place)]), ...fieldsIn(given)];
  return [...places.flatMap((path) => values.map((one) => replaced(given, path, one))), given.map(() => value)];
}

/** Whether an error says the token. The context of these two shows where in an email it stands, and a cursor as it was given. */
const showing = ['link-altered', 'unknown-cursor'];

function tellsTheToken(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return false;
  const { message, code, context } = answer.error as { readonly message: string; readonly code: string; readonly context: unknown };
  const told = showing.includes(code) ? message : message + JSON.stringify(context);
  return told.toLowerCase().includes(token.toLowerCase());
}

describe('no error tells a token', () => {
  it('of a link that any function of the root entry is given in whatever place', () => {
    const told: unknown[] = [];
    for (const [name, given] of Object.entries(samples)) {
      if (makers.includes(name)) continue;
      for (const value of takingTokens.includes(name) ? links : spoiltLinks) {
        told.push(...everywhere(given, value).flatMap((tried) => (tellsTheToken(functions.get(name)?.(...tried)) ? [[name, ...tried]] : [])));
      }
    }
    expect(told).toEqual([]);
  });

  it('that a function which takes tokens, links or bodies is given in whatever place', () => {
    const told: unknown[] = [];
    for (const name of takingTokens) {
      for (const value of tokens) {
        const tries = everywhere(samples[name] ?? [], value);
        told.push(...tries.flatMap((tried) => (tellsTheToken(functions.get(name)?.(...tried)) ? [[name, ...tried]] : [])));
      }
    }
    expect(told).toEqual([]);
  });

  it('that any two arguments of them hold after they are swapped and spoilt', () => {
    const { inviteLink, parseInviteLink, checkInvitation, composeInvitation } = Object.fromEntries(functions);
    const spoilt = fc
      .tuple(fc.constantFrom(link, base, token, `${base}/${token}`), fc.string({ maxLength: 2 }), fc.string({ maxLength: 2 }))
      .map(([value, before, after]) => `${before}${value}${after}`);
    fc.assert(
      fc.property(spoilt, spoilt, (one, other) => {
        const asked = [
          inviteLink?.({ partnerId: one, token: other }, base),
          inviteLink?.(one, other.includes(token) && !other.includes('?') ? base : other),
          parseInviteLink?.(one, other.includes('?') ? other : base),
          checkInvitation?.(one, other),
          checkInvitation?.({ text: link, html: one }, link),
          composeInvitation?.({ partner: one, link: other, paragraphs: one }),
        ];
        expect(asked.filter(tellsTheToken)).toEqual([]);
      }),
    );
  });

  it('of a link that a method of the service is given in whatever place, or the service in whatever option', async () => {
    const told: unknown[] = [];
    const { methods, samples: given, repository } = await openSampledService();
    const [acceptance] = given.acceptRequest;
    for (const value of links) {
      for (const [name, sample] of Object.entries(given)) {
        const tries = spoiltLinks.includes(value) ? everywhere(sample, value) : [];
        const asLink: Readonly<Record<string, readonly (readonly unknown[])[]>> = { invitationOf: [[value]], acceptRequest: [[Object.assign({}, acceptance, { link: value })]] };
        for (const tried of [...tries, ...(asLink[name] ?? [])]) {
          if (tellsTheToken(await methods.get(name)?.(...tried))) told.push([name, ...tried]);
        }
      }
      for (const key of ['repository', 'linkBaseUrl', 'attempts', 'now', 'newId', 'newToken']) {
        const options = { repository, linkBaseUrl: base, [key]: key.startsWith('new') ? () => value : value };
        const service = createRelationshipService(options as RelationshipServiceOptions);
        const asked = await service.registerPartner({ name: 'Contoso', program: 'direct-bill' });
        if (tellsTheToken(asked)) told.push([key, value]);
      }
    }
    expect(told).toEqual([]);
  });

  it('of which the name of an attribute holds a part', () => {
    const html = `<p ${token.slice(0, -1)}=1>`;
    const answer = functions.get('checkInvitation')?.({ html }, link);
    expect(JSON.stringify(answer).toLowerCase()).not.toContain(token.slice(0, -1).toLowerCase());
  });
});
