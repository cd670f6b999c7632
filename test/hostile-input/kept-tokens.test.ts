import { describe, expect, it } from 'vitest';
import { openSampledService } from '../fixtures/sampled-service';
import { fieldsIn, replaced } from './places';
import { functions, samples } from '../fixtures/samples';

const TOKEN = 'k3PzVt0Wc9yQd5Lm';
/** So short that an error which is free to repeat what it has received does so. */
const LINK = `https://a.example/?partner=a&token=${TOKEN}`;

/** What is no token and no link, and holds one. */
const SPOILT = [
  `${TOKEN}.`,
  ` ${TOKEN}`,
  `${TOKEN}\n`,
  LINK,
  `${LINK}.`,
  `${LINK}&token=${TOKEN}`,
  LINK.replace('https', 'ftp'),
  `?token=${TOKEN}`,
];

/** The arguments with each of these in place of each of their tokens and links, and of each text that holds one. */
function spoiltSecrets(given: readonly unknown[]): readonly (readonly unknown[])[] {
  const ways = [...given.map((_, place) => [String(place)]), ...fieldsIn(given)];
  return ways
    .filter((way) => /token-/.test(String(way.reduce<unknown>((value, key) => Reflect.get(Object(value), key), given))))
    .flatMap((way) => SPOILT.map((spoilt) => replaced(given, way, spoilt)));
}

/** All that an error says; of a changed link all but its context, which shows it to the author of the email. */
function saidOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null;
  const { code, message, context } = answer.error as { code: string; message: string; context: unknown };
  return code === 'link-altered' ? message : `${message} ${JSON.stringify(context)}`;
}

describe('No error repeats a token or a link that it refuses', () => {
  const taking = Object.keys(samples).filter((name) => spoiltSecrets(samples[name] ?? []).length > 0);

  it('whatever function of the root entry takes one', () => {
    expect(taking.sort()).toEqual([
      'acceptRequest',
      'checkInvitation',
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
      'revokeRequest',
      'suspendPartner',
    ]);
  });

  it.each(taking)('to %s', (name) => {
    const said = spoiltSecrets(samples[name] ?? []).map((given) => saidOf(functions.get(name)?.(...given)));
    expect(said.filter((words) => words !== null).length).toBeGreaterThan(0);
    for (const words of said) expect(words ?? '').not.toContain(TOKEN);
  });

  it('to a method of the service', async () => {
    const { methods, samples: ofMethods } = await openSampledService();
    const said: Record<string, (string | null)[]> = {};
    for (const [name, given] of Object.entries(ofMethods)) {
      for (const spoilt of spoiltSecrets(given)) (said[name] ??= []).push(saidOf(await methods.get(name)?.(...spoilt)));
    }
    expect(Object.keys(said).sort()).toEqual(['acceptRequest', 'invitationOf']);
    for (const words of Object.values(said).flat()) expect(words).toEqual(expect.not.stringContaining(TOKEN));
  });
});
