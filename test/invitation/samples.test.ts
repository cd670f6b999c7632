import { readdirSync, readFileSync } from 'node:fs';
import { checkInvitation, chinese, composeInvitation, english, portuguese } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { baseUrl, contoso, link, token, wingtip } from '../fixtures/cast';

const folder = new URL('samples/', import.meta.url);
const escaped = (text: string): string => text.replaceAll('&', '&amp;');

const verdict = (html: string): string => checkInvitation({ html }, link).match(() => 'as it was made', ({ message }) => message);

/** The last way holds of addresses that mail programs still follow, though nobody who looks at them would mind. */
const ALTERATIONS = [
  ['another host', link.replace('portal.example', 'portal.example.org')],
  ['another token', link.replace(token, 'X'.repeat(21))],
  ['another token and the parameters turned round', `${baseUrl}?token=${'X'.repeat(21)}&partner=contoso`],
  ['another token and a full stop behind the host', link.replace(token, 'X'.repeat(21)).replace('.example', '.example.')],
  ['something appended', `${link}&utm_source=mail`],
  ['a tracker around it', `https://click.example/?to=${encodeURIComponent(link)}`],
] as const;

const shapes = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

/** As composed, with paragraphs that somebody has edited around the link. */
const composed = [english, portuguese, chinese].map((texts) => {
  const paragraphs = [texts.greeting, `${texts.instruction} ${link} .`];
  const email = { partner: contoso, indirectReseller: wingtip, link, texts, paragraphs };
  const { html } = composeInvitation(email)._unsafeUnwrap();
  return [`a composed one in ${texts.lang}`, html.replaceAll(link.replaceAll('&', '&#38;'), '%link%')] as const;
});

describe.each([...shapes, ...composed])('An email in the shape of %s', (_name, sample) => {

  it('invitation-link-is-left-as-is: is fine with the link as it was made', () => {
    expect(sample).toContain('%link%');
    expect(verdict(sample.replaceAll('%link%', escaped(link)))).toBe('as it was made');
  });

  it.each(ALTERATIONS)('invitation-link-is-left-as-is: is not with %s, in one place or in all', (_what, altered) => {
    for (const place of Array.from({ length: sample.split('%link%').length - 1 }).keys()) {
      let at = 0;
      const changed = sample.replaceAll('%link%', () => escaped(at++ === place ? altered : link));
      expect(verdict(changed)).toContain('a changed link');
    }
    expect(verdict(sample.replaceAll('%link%', escaped(altered)))).toContain('a changed link');
  });
});
