import { checkInvitation } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { link } from '../fixtures/cast';

const written = link.replace('&', '&amp;');
const intact = `<p><a href="${written}">${written}</a></p>`;
const astray = `<p><a href="https://elsewhere.example/">${written}</a></p>`;

/** The code, and what the message names. */
const verdict = (html: string): string =>
  checkInvitation({ html }, link).match(
    () => 'as it was made',
    ({ code, context }) => ('name' in context ? `${code}: ${context.what} ${context.name}`.trim() : code),
  );

describe('What stands under a condition that holds in Outlook', () => {
  it.each([
    ...['mso', 'MSO', 'mso | IE', 'mso|IE', 'mso |IE', 'mso| IE', 'gte vml 1'],
    ...['gte mso 9', 'gte mso 9 | IE', 'gte mso 9|IE', 'gte mso 9 |ie', 'gte mso 9| IE'],
  ])('invitation-link-is-left-as-is: is read there, and nowhere else: [if %s]', (condition) => {
    const forOutlook = (inside: string): string => `<!--[if ${condition}]>${inside}<![endif]-->`;
    expect(verdict(forOutlook('<p>Hello</p>') + intact)).toBe('as it was made');
    expect(verdict(forOutlook(astray) + intact)).toBe('link-altered');
    expect(verdict(forOutlook(intact))).toBe('link-missing');
  });
});

describe('What stands under a condition that does not hold in Outlook', () => {
  const conditions = [
    ...['!mso', '!MSO', '!mso | IE', '!mso|IE', '!mso |IE', '!mso| IE', '!vml', '!supportLists', '!supportEmptyParas'],
  ];
  const begins = ['<!--[if *]><!-->', '<!--[if *]><! -->', '<!--[if *]><!---->', '<!--[if *]><!-- -->', '<![if *]>'];
  const ends = ['<!--<![endif]-->', '<!-- <![endif]-->', '<![endif]>'];

  it.each(conditions.flatMap((condition) => begins.map((begin) => begin.replace('*', condition))))(
    'invitation-link-is-left-as-is: is skipped there, and read elsewhere: %s',
    (begin) => {
      for (const end of ends) {
        expect(verdict(`${begin}<p>Hello</p>${end}${intact}`)).toBe('as it was made');
        expect(verdict(`${begin}${astray}${end}${intact}`)).toBe('link-altered');
        expect(verdict(`${begin}${intact}${end}`)).toBe('link-missing');
        expect(verdict(`${begin}${intact}${end}<!--[if mso]>${intact}<![endif]-->`)).toBe('as it was made');
      }
    },
  );

  it.each(conditions)('invitation-link-is-left-as-is: is read nowhere in a comment: [if %s]', (condition) => {
    expect(verdict(`<!--[if ${condition}]><p>Hello</p><![endif]-->${intact}`)).toBe('as it was made');
    expect(verdict(`<!--[if ${condition}]>${intact}<![endif]-->`)).toBe('link-missing');
  });
});

describe('What stands under another condition', () => {
  it.each([
    ...['IE', 'IE 9', 'true', 'mso 9', 'mso 12', 'mso & IE', 'mso | IE 9', 'IE | mso', '(mso)', 'gte mso 90'],
    ...['lt mso 9', ' mso', 'vml', 'gte vml 12'],
    ...['!', '!IE', '!(mso)', '!mso 12', '!mso | IE 9', '!gte mso 9', 'IE & !mso', '!vml 1'],
    '!supportLists 1',
  ])('invitation-link-is-left-as-is: is not judged: [if %s]', (condition) => {
    for (const inside of ['<p>Hello</p>', '<style>.x{color:#222}</style>']) {
      expect(verdict(`<!--[if ${condition}]>${inside}<![endif]-->${intact}`)).toBe('cannot-judge: markup');
      expect(verdict(`<!--[if ${condition}]><!-->${inside}<!--<![endif]-->${intact}`)).toBe('cannot-judge: markup');
      expect(verdict(`<![if ${condition}]>${inside}<![endif]>${intact}`)).toBe('cannot-judge: markup');
    }
  });

  it.each(['gt mso 11', 'gte mso 16', 'lt mso 15', 'lte mso 11', 'LTE MSO 11'])(
    'is judged when it is a style sheet for some versions of Outlook, which may count: [if %s]',
    (condition) => {
      const forSome = (inside: string): string => `<!--[if ${condition}]>${inside}<![endif]-->${intact}`;
      expect(verdict(forSome('<style>.x{display:none}</style>'))).toBe('as it was made');
      expect(verdict(forSome(' <STYLE type="text/css">p{color:#222}</STYLE>\n'))).toBe('as it was made');
      expect(verdict(forSome('<style>p{display:none}</style>'))).toBe('cannot-judge: style display');
      expect(verdict(forSome('<p>Hello</p>'))).toBe('cannot-judge: markup');
      expect(verdict(forSome('<p>Hello</p><style>.x{color:#222}</style>'))).toBe('cannot-judge: markup');
      expect(verdict(forSome('<style>.x{color:#222}</style><p>Hello</p>'))).toBe('cannot-judge: markup');
      expect(verdict(forSome('<style>.x{}</style><style>.y{}</style>'))).toBe('cannot-judge: markup');
    },
  );

  it.each(['!gte mso 15', 'gte mso 15 | IE', 'gte mso 150', 'eq mso 15'])(
    'is not judged, though it is a style sheet: [if %s]',
    (condition) => {
      const html = `<!--[if ${condition}]><style>.x{color:#222}</style><![endif]-->${intact}`;
      expect(verdict(html)).toBe('cannot-judge: markup');
    },
  );
});

describe('Marks of conditions', () => {
  it.each([
    ['in a note', '<!-- <!--[if mso]><p>Hello</p><![endif]-->'],
    ['in a note, for all but Outlook', '<!-- for others <!--[if !mso]><!--><p>Hello</p><!--<![endif]-->'],
    ['of which the last stands in a note', '<!--[if !mso]><!--><p>Hello</p><!-- for others <![endif]-->'],
    ['without an end', '<!--[if !mso]><!--><p>Hello</p>'],
    ['without an end, in a comment', '<!--[if mso]><p>Hello</p>-->'],
    ['without an end, in a comment for all but Outlook', '<!--[if !mso]><p>Hello</p>-->'],
    ['with an end alone', '<p>Hello</p><!--<![endif]-->'],
    ['with an end alone, not in a comment', '<p>Hello</p><![endif]>'],
    ['with an end too many', '<![if !vml]><p>Hello</p><![endif]><![endif]>'],
    ['with something behind the end', '<!--[if mso]><p>Hello</p><![endif] -->'],
    ['with a note that begins in it', '<!--[if mso]><p>Hello</p><!-- note <![endif]-->'],
    ['in each other, with one end', '<![if !vml]><p>Hello</p><![if !supportLists]><p>Ada</p><![endif]>'],
    ['in each other, with two ends', '<![if !vml]><p>Hello</p><![if !supportLists]><p>Ada</p><![endif]><![endif]>'],
    ['with a comment for Outlook in what it skips', '<![if !vml]>Hello<!--[if mso]>Ada<![endif]--><![endif]>'],
    ['with a comment for others in what it skips', '<![if !vml]>Hello<!--[if !mso]>Ada<![endif]--><![endif]>'],
    ['in capitals', '<!--[IF mso]><p>Hello</p><![endif]-->'],
  ])('invitation-link-is-left-as-is: are not judged: %s', (_where, html) => {
    expect(verdict(html + intact)).toBe('cannot-judge: markup');
  });

  it.each([
    '<p>Answer [if you can] by Friday [endif]</p>',
    '<!-- [iffy] --><p>Hello</p>',
    '<p title="[if mso]">Hello</p>',
  ])('are none in words, titles and other notes: %s', (html) => {
    expect(verdict(html + intact)).toBe('as it was made');
  });

  it('leave everything after them at its place', () => {
    const skipped = '<!--[if !mso]><!--><p>Hello</p><!--<![endif]--><![if !vml]><p>Ada</p><![endif]>';
    const read = '<!--[if !vml]><p>Hello</p><![endif]--><!--[if mso]><p>Hello</p><![endif]-->';
    const before = `${intact}${skipped}${read}<!--[if gte mso 9]><p>A &amp; B `;
    expect(checkInvitation({ html: `${before}&nosuch;</p><![endif]-->` }, link)._unsafeUnwrapErr()).toMatchObject({
      context: { what: 'character', name: '&', at: before.length },
    });
  });

  it('are told with the place of the first one that has no end', () => {
    const html = `${intact}<!--[if !mso]><!--><p>Hello</p>`;
    expect(checkInvitation({ html }, link)._unsafeUnwrapErr()).toMatchObject({
      code: 'cannot-judge',
      context: { part: 'html', what: 'markup', name: '', at: intact.length },
    });
  });
});
