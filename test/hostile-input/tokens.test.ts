import fc from 'fast-check';
import { createRelationshipService, type RelationshipServiceOptions } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { openSampledService } from '../fixtures/sampled-service';
import { fieldsIn, replaced } from './places';
import { functions, samples } from '../fixtures/samples';

/** The link has 53 characters: messages repeat text of at most 60. */
const base = 'https://p.example/i';
const token = 'k3PzVt0Wc9yQd5Lm';
const link = `${base}?partner=a&token=${token}`;

/** Neither tokens nor links, though each holds one; put in place of every token and every link. */
const spoiltSecrets = [
  ...[`${token}.`, ` ${token}`, `${token}\n`, `?token=${token}`],
  ...[link, `${link}.`, `${link}&token=${token}`, link.replace('https', 'ftp')],
];
/** Links in place of other values, spoilt so that they are no ids either: an error may repeat an id. */
const spoiltLinks = [
  ...[` ${link}`, `${link} `, `\0${link}`, `${link}\ud800`],
  ...[`${link.replaceAll('=', '%3D')} `, `?token=${token} `, `é TOKEN=${token}`],
];
/** Links in place of a token, another link, a base URL or a part of an email. */
const links = [
  ...[...spoiltLinks, link, link.replace('https', 'HTTPS'), link.replace('?', '#'), link.replace('&', '&amp;')],
  ...[link.replaceAll('=', '%3D'), `token=${token}`, `TOKEN=${token}`],
];
/** The token without a link, in place of other values. */
const tokens = [
  ...[token, `${token} `, `${token}!`, `\0${token}`, ` ${token}`],
  ...[`${base};${token}/../`, `${base}/../?${token}`, `${base}#${token}`],
];

/** These make an error with the message that an adapter passes. */
const makers = ['alongsideFailed', 'corruptData', 'outcomeUnknown', 'storageFailed', 'toException'];
/** Those that take a token, a link, a base URL, or the parts of an email. */
const takingTokens = ['parseInviteToken', 'inviteLink', 'parseInviteLink', 'checkInvitation', 'composeInvitation'];

/**
 * The arguments with this value in place of each of them and of each field, however deep: by itself, in a list, in a
 * record.
 */
function everywhere(given: readonly unknown[], value: string): readonly (readonly unknown[])[] {
  const values = [value, [value], { text: value, html: value, token: value }];
  const places = [...given.map((_, place) => [String(place)]), ...fieldsIn(given)];
  return [...places.flatMap((path) => values.map((one) => replaced(given, path, one))), given.map(() => value)];
}

/**
 * Errors whose context may repeat a token: it shows the author of an email the altered link, and an adapter its cursor.
 */
const showing = ['link-altered', 'unknown-cursor'];

/** The message of an error, and its context unless that may repeat a token; null for other answers. */
function textOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null;
  const { message, code, context } = answer.error as { message: string; code: string; context: unknown };
  return showing.includes(code) ? message : message + JSON.stringify(context);
}

function tellsTheToken(answer: unknown): boolean {
  return textOf(answer)?.toLowerCase().includes(token.toLowerCase()) === true;
}

/** The arguments with each spoilt secret in place of each text that holds a token, however deep. */
function withSpoiltSecrets(given: readonly unknown[]): readonly (readonly unknown[])[] {
  const places = [...given.map((_, place) => [String(place)]), ...fieldsIn(given)];
  return places
    .filter((path) => /token-/.test(String(path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), given))))
    .flatMap((path) => spoiltSecrets.map((spoilt) => replaced(given, path, spoilt)));
}

describe('No error repeats a token that it refuses', () => {
  const taking = Object.keys(samples).filter((name) => withSpoiltSecrets(samples[name] ?? []).length > 0);

  it('of any function that takes a token or a link', () => {
    expect(taking.sort()).toEqual([
      'acceptRequest',
      'changeProgram',
      'checkInvitation',
      'closePartner',
      'composeInvitation',
      'evolvePartner',
      'foldPartner',
      'inviteLink',
      'openRequest',
      'parseInviteLink',
      'parseInviteToken',
      'parsePartnerAccount',
      'partnerCodec.decode',
      'partnerCodec.encode',
      'reinstatePartner',
      'renamePartner',
      'revokeRequest',
      'suspendPartner',
    ]);
  });

  it.each(taking)('in %s', (name) => {
    const answers = withSpoiltSecrets(samples[name] ?? []).map((given) => functions.get(name)?.(...given));
    expect(answers.filter((answer) => textOf(answer) !== null).length).toBeGreaterThan(0);
    expect(answers.filter(tellsTheToken)).toEqual([]);
  });

  it('in a method of the service', async () => {
    const { methods, samples: ofMethods } = await openSampledService();
    const answers: Record<string, unknown[]> = {};
    for (const [name, given] of Object.entries(ofMethods)) {
      for (const spoilt of withSpoiltSecrets(given)) (answers[name] ??= []).push(await methods.get(name)?.(...spoilt));
    }
    expect(Object.keys(answers).sort()).toEqual(['acceptRequest', 'invitationOf']);
    expect(Object.values(answers).flat().filter(tellsTheToken)).toEqual([]);
  });
});

describe('No error repeats a token', () => {
  it('in a link that stands in place of any argument of any function', () => {
    const told: unknown[] = [];
    for (const [name, given] of Object.entries(samples)) {
      if (makers.includes(name)) continue;
      for (const value of takingTokens.includes(name) ? links : spoiltLinks) {
        for (const tried of everywhere(given, value)) {
          if (tellsTheToken(functions.get(name)?.(...tried))) told.push([name, ...tried]);
        }
      }
    }
    expect(told).toEqual([]);
  });

  it('that stands in place of any argument of a function that takes tokens, links or emails', () => {
    const told: unknown[] = [];
    for (const name of takingTokens) {
      for (const value of tokens) {
        for (const tried of everywhere(samples[name] ?? [], value)) {
          if (tellsTheToken(functions.get(name)?.(...tried))) told.push([name, ...tried]);
        }
      }
    }
    expect(told).toEqual([]);
  });

  it('that two arguments of such a function hold, swapped and spoilt', () => {
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
          composeInvitation?.({ partner: one, link: other, texts: one, paragraphs: one }),
        ];
        expect(asked.filter(tellsTheToken)).toEqual([]);
      }),
    );
  });

  it('in a link that stands in place of any argument of a method, or of any option of the service', async () => {
    const told: unknown[] = [];
    const { methods, samples: given, repository } = await openSampledService();
    const [acceptance] = given.acceptRequest;
    for (const value of links) {
      for (const [name, sample] of Object.entries(given)) {
        const tries = spoiltLinks.includes(value) ? everywhere(sample, value) : [];
        const asLink: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
          invitationOf: [[value]],
          acceptRequest: [[Object.assign({}, acceptance, { link: value })]],
        };
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

  it('of which the name of an HTML attribute holds a part', () => {
    const html = `<p ${token.slice(0, -1)}=1>`;
    const answer = functions.get('checkInvitation')?.({ html }, link);
    expect(JSON.stringify(answer).toLowerCase()).not.toContain(token.slice(0, -1).toLowerCase());
  });
});
