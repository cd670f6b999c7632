import { parsePartner } from 'partner-relationships';
import { rules } from 'partner-relationships/catalog';
import { composeInvitation } from 'partner-relationships/invitation';
import { expect, it } from 'vitest';
import { contoso, link } from '../fixtures/samples';

/** To record intended changes: npm run vitest -- test/message-snapshots -u. */
it('The rule catalog is the recorded one, word for word', () =>
  expect(`${JSON.stringify(Object.values(rules), null, 2)}\n`).toMatchFileSnapshot('rules.json'));

it('An invitation is the recorded one, word for word', async () => {
  const partner = parsePartner(contoso)._unsafeUnwrap();
  const { subject, text, html } = composeInvitation({ partner, link })._unsafeUnwrap();
  await expect(`${subject}\n\n${text}`).toMatchFileSnapshot('invitation.txt');
  await expect(html).toMatchFileSnapshot('invitation.html');
});
