import { parsePartner } from 'partner-relationships';
import { rules } from 'partner-relationships/catalog';
import { chinese, composeInvitation, english, portuguese } from 'partner-relationships/invitation';
import { expect, it } from 'vitest';
import { contoso, link, wingtip } from '../fixtures/samples';

/** To record intended changes: npm run vitest -- test/message-snapshots -u. */
it('The rule catalog is the recorded one, word for word', () =>
  expect(`${JSON.stringify(Object.values(rules), null, 2)}\n`).toMatchFileSnapshot('rules.json'));

it.each([english, portuguese, chinese])('An invitation is the recorded one, word for word: $lang', async (texts) => {
  const partner = parsePartner(contoso)._unsafeUnwrap();
  const indirectReseller = parsePartner(wingtip)._unsafeUnwrap();
  const { subject, text, html } = composeInvitation({ partner, link, texts })._unsafeUnwrap();
  const together = composeInvitation({ partner, indirectReseller, link, texts })._unsafeUnwrap();
  await expect(`${subject}\n\n${text}`).toMatchFileSnapshot(`invitation-${texts.lang}.txt`);
  await expect(html).toMatchFileSnapshot(`invitation-${texts.lang}.html`);
  await expect(`${together.subject}\n\n${together.text}`).toMatchFileSnapshot(`invitation-together-${texts.lang}.txt`);
});
