import fc from 'fast-check';
import { checkInvitation } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { link, token } from '../fixtures/cast';
import { anyHtml, lawfulEmail, spoiltEmail } from './html-emails';
import { asOutlookReads, problemForReader, tagsAsParsed, tagsAsWritten } from './what-a-reader-gets';

const accepts = (html: string): boolean => checkInvitation({ html }, link).isOk();

/** What is wrong with an email, by what a parser makes of it, in both readings. */
const problemIn = (html: string): string | null =>
  problemForReader(html, link, token) ??
  (html.includes('[if') ? problemForReader(asOutlookReads(html), link, token) : null);

/** So many of a hundred are accepted, at least; so that a check that refuses everything does not pass. */
function expectAccepted(emails: fc.Arbitrary<string>, share: number): void {
  const drawn = fc.sample(emails, { numRuns: 1000, seed: 14 });
  expect(drawn.filter(accepts).length / 10).toBeGreaterThanOrEqual(share);
}

describe('What is accepted, by the tree that a parser makes of it', () => {
  it.each([
    ['emails as composers write them', lawfulEmail, 99],
    ['emails that were spoilt a little', spoiltEmail, 5],
    ['HTML of any pieces', anyHtml, 1],
  ] as const)('invitation-link-is-left-as-is: shows the link, and leads nowhere else from it: %s', (_what, emails, share) => {
    fc.assert(
      fc.property(emails, (html) => {
        if (!accepts(html)) return;
        expect(problemIn(html)).toBeNull();
        expect(tagsAsParsed(html)).toBe(tagsAsWritten(html));
      }),
    );
    expectAccepted(emails, share);
  });
});
