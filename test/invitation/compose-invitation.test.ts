import fc from 'fast-check';
import { inviteLink, parsePartner } from 'partner-relationships';
import {
  checkInvitation,
  chinese,
  composeInvitation,
  english,
  portuguese,
  type ComposeInvitation,
  type InvitationEmail,
} from 'partner-relationships/invitation';
import { displayName, inviteToken, partner } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { baseUrl, contoso, fabrikam, link, partnerOf, tailspin, token, wingtip } from '../fixtures/cast';

const composed = (change: Partial<ComposeInvitation> = {}): InvitationEmail =>
  composeInvitation({ partner: contoso, link, texts: english, ...change })._unsafeUnwrap();

const INVITATION = 'To accept, open this link as an administrator of your organization:';
const CHOICE =
  'When you accept, you choose the services that contoso Ltd may administer; you may also choose none. ' +
  'Your subscriptions, their billing and your other partners stay as they are.';
const CONTROL = 'You can review your partners and remove their admin rights at any time.';

/** What follows the paragraphs that can be edited: in the text, and in HTML. */
const REST = [INVITATION, link, CHOICE, CONTROL].join('\n\n').concat('\n');
const REST_IN_HTML = `<p>${INVITATION}</p>
<p style="word-break:break-all"
><a href="${baseUrl}?partner=contoso&#38;token=${token}"
>${baseUrl}?partner=contoso&#38;token=${token}</a></p>
<p>${CHOICE.replace('contoso Ltd', '<bdi>contoso Ltd</bdi>')}</p>
<p>${CONTROL}</p>
</body>
</html>
`;
const HEAD_IN_HTML = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A reseller relationship with your organization</title></head>
<body>
`;

/** Paragraphs as people write them, some with what HTML makes something of. */
/** So many marks on one letter that they cover other lines. */
const STACK = /(?:(?!\p{Default_Ignorable_Code_Point})\p{M}\p{Default_Ignorable_Code_Point}*){5}/u;

const paragraph = fc
  .array(
    fc.oneof(
      displayName(),
      fc.constantFrom('\n', '\r\n', '\t', '<b>', '</p>', '<script>', '&amp;', '&', '"', "'", '-->', 'https://'),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((pieces) => pieces.join(''))
  .filter((text) => /\S/u.test(text) && !STACK.test(text));

const OF_HTML = Array.from('a <>&"\'');
const OF_DIRECTION = Array.from('\u202a\u202d\u202e\u2066\u2069\u05d0');
const NONCHARACTERS = Array.from('\ufdd0\ufdef\ufffe\uffff\u{1fffe}\u{10ffff}');

/** Any character that may stand in a name that an earlier release has stored, most of them of no use in one. */
const storedCharacter = fc.oneof(
  fc.constantFrom(...OF_HTML, ...OF_DIRECTION, ...NONCHARACTERS),
  fc.integer({ min: 0x20, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
);
/** Names that the model reads, whether a new partner may have them or not. */
const storedName = fc
  .oneof(displayName(), fc.string({ unit: storedCharacter, minLength: 1, maxLength: 256 }))
  .filter((name) => parsePartner({ ...contoso, name }).isOk());

/** What a paragraph may not hold: what has it shown the other way round, and what is no character. */
const STRANGE = /[\u202d\u202e\p{Noncharacter_Code_Point}]/u;

const language = fc.constantFrom(english, portuguese, chinese);

const anyInvitation = fc
  .record({
    texts: language,
    partner: partner(),
    token: inviteToken(),
    indirectReseller: fc.option(partner({ program: 'indirect-reseller' }), { nil: null }),
    paragraphs: fc.option(fc.array(paragraph, { maxLength: 2 }), { nil: null }),
  })
  .map(({ paragraphs, token: secret, ...rest }) => ({
    ...rest,
    ...(paragraphs === null ? {} : { paragraphs }),
    link: inviteLink({ partnerId: rest.partner.id, token: secret }, baseUrl)._unsafeUnwrap(),
  }));

/** All of an HTML part that is not text: what this library writes, and nothing that somebody's text has brought. */
const SKELETON = new RegExp(
  `^<!doctype html>\n<html lang="(?:en|pt|zh-Hans)">\n<head><meta charset="utf-8"><title>[^<>&]+</title></head>\n<body>\n((?:<p(?: style="word-break:break-all"\n)?>(?:[^<>"']|<br>|<wbr\\n>|</?bdi>|<a href="[^<>"']*"\\n>[^<>"']*</a>)*</p>\\n)*)</body>\\n</html>\\n$`,
);

/** What a browser reads, given that no reference but a numeric one with its semicolon occurs. */
function readAs(html: string): string {
  expect(html.replaceAll(/&#[1-9][0-9]*;/g, '')).not.toContain('&');
  return html.replaceAll(/&#([0-9]+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

function octetsIn(text: string): number {
  return new TextEncoder().encode(text).length;
}

describe('An invitation email', () => {
  it('has a subject, a text and an HTML document', () => {
    const request =
      'contoso Ltd would like to work with your organization as its reseller and look after services for you.';
    expect(composed()).toEqual({
      subject: 'contoso Ltd asks for a reseller relationship with your organization',
      paragraphs: ['Hello,', request],
      text: `Hello,\n\n${request}\n\n${REST}`,
      html: `${HEAD_IN_HTML}<p>Hello,</p>\n<p>${request.replace('contoso Ltd', '<bdi>contoso Ltd</bdi>')}</p>\n${REST_IN_HTML}`,
    });
  });

  it('names the indirect reseller that the request names: who asks, and what can be chosen for it', () => {
    const { subject, text, html } = composed({ indirectReseller: wingtip });
    const request =
      'contoso Ltd, together with wingtip Ltd, would like to work with your organization as its reseller and look ' +
      'after services for you.';
    const choice = CHOICE.replace('administer;', 'administer, and those that wingtip Ltd may administer;');
    expect(subject).toBe(composed().subject);
    expect(text).toBe(`Hello,\n\n${request}\n\n${REST.replace(CHOICE, choice)}`);
    const marked = `<p>${request}</p>\n${REST_IN_HTML.replace(/<p>When.*/, `<p>${choice}</p>`)}`;
    expect(html.replaceAll(/<\/?bdi>/g, '')).toBe(`${HEAD_IN_HTML}<p>Hello,</p>\n${marked}`);
    expect(html.match(/<bdi>contoso Ltd<\/bdi>|<bdi>wingtip Ltd<\/bdi>/g)).toHaveLength(4);
    expect(composed({ indirectReseller: null })).toEqual(composed());
  });

  it.each([
    [portuguese, 'uma relação de revendedor', 'privilégios de administrador'],
    [chinese, '经销商关系', '管理员权限'],
  ])('is written in the language of its texts, and says which: $lang', (texts, relationship, rights) => {
    const { subject, text, html } = composed({ texts, indirectReseller: wingtip });
    expect(subject).toBe(texts.subject.replace('{partner}', 'contoso Ltd'));
    expect([subject, texts.title].map((heading) => heading.includes(relationship.replace('uma ', '')))).toEqual([true, true]);
    const { greeting, proposalWithReseller, instruction, choiceWithReseller, control } = texts;
    const named = (content: string): string =>
      content.replace('{partner}', 'contoso Ltd').replace('{reseller}', 'wingtip Ltd');
    const paragraphs = [greeting, named(proposalWithReseller), instruction, link, named(choiceWithReseller), control];
    expect(text).toBe(`${paragraphs.join('\n\n')}\n`);
    expect(control).toContain(rights);
    expect(html).toContain(`<html lang="${texts.lang}">\n<head><meta charset="utf-8"><title>${texts.title}</title></head>`);
    expect(html.match(/<bdi>contoso Ltd<\/bdi>|<bdi>wingtip Ltd<\/bdi>/g)).toHaveLength(4);
    expect(`${subject}${text}${html}`).not.toMatch(/[{}]|relationship/);
  });

  it.each(['x0', 'xn--fiqs8s'])('is composed in every language for a host of two letters: %s', (host) => {
    for (const texts of [english, portuguese, chinese]) {
      const short = link.replace('portal.example', host);
      expect(composed({ link: short, texts }).text).toContain(short);
    }
  });

  it('takes texts of the application’s own as text, and puts a name into each place for one, but nothing into a name', () => {
    const texts = {
      ...english,
      lang: 'de-CH',
      title: 'A & B',
      subject: '{partner} & {partner} fragen',
      proposal: '<b>{partner}</b>, {partner}',
      choice: '{partner}?',
    };
    const { subject, text, html } = composed({ texts, partner: { ...contoso, name: '{reseller} {partner} $&' } });
    const name = '{reseller} {partner} $&';
    expect(subject).toBe(`${name} & ${name} fragen`);
    expect(text.split('\n\n')[1]).toBe(`<b>${name}</b>, ${name}`);
    const inHtml = `<bdi>${name.replace('&', '&#38;')}</bdi>`;
    expect(html).toContain(`<p>&#60;b&#62;${inHtml}&#60;/b&#62;, ${inHtml}</p>`);
    expect(html).toContain('<html lang="de-CH">\n<head><meta charset="utf-8"><title>A &#38; B</title></head>');
    const long = composed({ texts, partner: { ...contoso, name: '世'.repeat(256) } });
    expect(octetsIn(`Subject: ${long.subject}`)).toBeLessThanOrEqual(998);
  });

  it('takes nobody but an indirect reseller for one', () => {
    const error = composeInvitation({ partner: contoso, link, texts: english, indirectReseller: tailspin })._unsafeUnwrapErr();
    expect(error).toMatchObject({
      code: 'contradictory-input',
      context: {
        path: 'indirectReseller.program',
        expected: '"indirect-reseller"',
        received: '"indirect-provider"',
      },
    });
  });

  it('is frozen', () => {
    expect(Object.isFrozen(composed())).toBe(true);
  });

  it.each([
    ['two paragraphs of the partner’s own', ['Dear Ana,', 'we spoke on Monday.']],
    ['one paragraph instead of two', ['Dear Ana, we spoke on Monday.']],
    ['none, as they can be deleted', []],
  ])('opens with %s, and the rest stays', (_what, paragraphs) => {
    const { text, html } = composed({ paragraphs });
    expect(text).toBe([...paragraphs, REST].join('\n\n'));
    expect(html).toBe([HEAD_IN_HTML, ...paragraphs.map((content) => `<p>${content}</p>\n`), REST_IN_HTML].join(''));
  });

  it('shows line breaks within a paragraph in both parts', () => {
    const { text, html } = composed({ paragraphs: ['one\ntwo\r\nthree\rfour\tfive'] });
    expect(text.startsWith('one\ntwo\nthree\nfour\tfive\n\nTo accept')).toBe(true);
    expect(html).toContain('<p>one<br>two<br>three<br>four\tfive</p>');
  });

  it('gives the paragraphs of the partner as well, in the form in which it has taken them', () => {
    expect(composed({ paragraphs: ['one\r\ntwo'] }).paragraphs).toEqual(['one\ntwo']);
    expect(composed({ paragraphs: [] }).paragraphs).toEqual([]);
    expect(Object.isFrozen(composed().paragraphs)).toBe(true);
  });

  it('takes the paragraphs that it gives, and writes the same text and subject with them', () => {
    fc.assert(
      fc.property(anyInvitation, (invitation) => {
        const email = composeInvitation(invitation)._unsafeUnwrap();
        const again = composeInvitation({ ...invitation, paragraphs: email.paragraphs })._unsafeUnwrap();
        expect(again).toEqual({ ...email, html: again.html });
      }),
    );
  });

  it('shows names and paragraphs in HTML as they are written, never as markup', () => {
    const { text, html, subject } = composed({
      partner: { ...contoso, name: '<script>alert("A & B\'s")</script>' },
      paragraphs: ['</p><a href="https://elsewhere.example">click</a>&amp;'],
    });
    expect(html).not.toMatch(/<script|elsewhere\.example">|&amp;/);
    expect(html).toContain(
      '<p>&#60;/p&#62;&#60;a href=&#34;https://elsewhere.example&#34;&#62;click&#60;/a&#62;&#38;amp;</p>',
    );
    expect(html).toContain('&#60;script&#62;alert(&#34;A &#38; B&#39;s&#34;)&#60;/script&#62;');
    expect(text).toContain('</p><a href="https://elsewhere.example">click</a>&amp;');
    expect(subject).toContain('<script>alert("A & B\'s")</script>');
  });

  it('says the same in both parts, whatever the names and paragraphs are', () => {
    fc.assert(
      fc.property(anyInvitation, (input) => {
        const { text, html } = composed(input);
        const [, body = ''] = SKELETON.exec(html) ?? [];
        const shown = body
          .split(/<\/?p(?: style="[^"]*"\n)?>\n?/)
          .filter((line) => line !== '')
          .map((line) => readAs(line.replaceAll('<br>', '\n').replaceAll(/<a href="[^"]*"\n>|<\/a>|<\/?bdi>|<wbr\n>/g, '')));
        // Where a line is broken differs, as does the mark that isolates a name.
        const words = (written: string): string => written.replaceAll(/[\s\u2068\u2069]/g, '');
        expect(words(shown.join('\n\n'))).toBe(words(text));
      }),
    );
  });

  it('has a subject of one line, whatever the partner’s name is', () => {
    fc.assert(
      fc.property(partner(), (sender) => {
        const own = inviteLink({ partnerId: sender.id, token }, baseUrl)._unsafeUnwrap();
        const { subject } = composed({ partner: sender, link: own });
        expect(subject).toMatch(/^[^\p{Cc}\p{Cs}\u2028\u2029]+$/u);
        const called = subject.replaceAll(/[\u2068\u2069]/g, '');
        if (octetsIn(sender.name) <= 927) {
          expect(called).toBe(`${sender.name} asks for a reseller relationship with your organization`);
        } else {
          const [, begun = ''] = /^(.*)… asks for a reseller relationship with your organization$/u.exec(called) ?? [];
          expect(sender.name.startsWith(begun) && octetsIn(begun) > 850).toBe(true);
        }
      }),
    );
  });

  it('isolates a name that reads from right to left, and writes no mark around another', () => {
    const [arabic, hebrew] = ['شركة 365', 'חברה (Contoso)'];
    const { subject, text, html } = composed({
      partner: { ...contoso, name: arabic },
      indirectReseller: { ...wingtip, name: hebrew },
    });
    expect(subject).toBe(`\u2068${arabic}\u2069 asks for a reseller relationship with your organization`);
    expect(text).toContain(`\u2068${arabic}\u2069, together with \u2068${hebrew}\u2069, would like`);
    expect(text.split(`\u2068${arabic}\u2069`)).toHaveLength(3);
    expect(text.split(`\u2068${hebrew}\u2069`)).toHaveLength(3);
    expect(html).toContain(`<bdi>${arabic}</bdi>, together with <bdi>${hebrew}</bdi>, would like`);
    const plain = composed({ partner: { ...contoso, name: 'Łódź 世界 42' } });
    expect(`${plain.subject}${plain.text}`).not.toMatch(/[\u2066-\u2069]/);
  });

  it.each(['\u202d', '\u202e', '\u2066', '\u2068', '\u2069'])(
    'leaves out of a stored name what could turn the link or the sentence: %j',
    (control) => {
      const stored = { ...contoso, name: `Con${control}toso حساب${control}` };
      const { subject, text, html } = composed({ partner: stored });
      expect(subject).toBe('\u2068Contoso حساب\u2069 asks for a reseller relationship with your organization');
      expect(`${subject}${text}`.replaceAll('\u2068Contoso حساب\u2069', '')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    },
  );

  it.each(['\u0302', '\u0302\u200d', '\u05b4', '\u034f\u0e49'])('leaves the first four of the marks on a letter of a name: %j', (mark) => {
    const sender = { ...contoso, name: `Conto${mark.repeat(20)}so` };
    const { text, html } = composed({ partner: sender, link });
    expect(/Conto(.*?)so/u.exec(text)?.[1]).toBe(mark.repeat(4).replace(/\u200d$/, ''));
    expect(checkInvitation({ text, html }, link).isOk()).toBe(true);
  });

  it('writes the character that stands for what is none in place of a noncharacter of a stored name', () => {
    const stored = { ...contoso, name: 'Con\ufdd0toso\u{10ffff} & \uffffSons' };
    const { subject, text, html } = composed({ partner: stored, indirectReseller: { ...wingtip, name: '\ufdd0' } });
    expect(subject).toBe('Con\ufffdtoso\ufffd & \ufffdSons asks for a reseller relationship with your organization');
    expect(text).toContain('Con\ufffdtoso\ufffd & \ufffdSons, together with \ufffd, would like');
    expect(html).toContain('<bdi>Con\ufffdtoso\ufffd &#38; \ufffdSons</bdi>, together with <bdi>\ufffd</bdi>, would');
  });

  it('is composed for every partner that the model reads', () => {
    fc.assert(
      fc.property(storedName, storedName, (name, other) => {
        const stored = { partner: { ...contoso, name }, indirectReseller: { ...wingtip, name: other }, link, texts: english };
        const { subject, text, html } = composeInvitation(stored)._unsafeUnwrap();
        expect(`${subject}${text}${html}`).not.toMatch(STRANGE);
      }),
    );
  });

  /** Links up to the longest. */
  const long = fc.record({ url: fc.nat({ max: 488 }).map((more) => `${'https://portal.example/'}${'a'.repeat(more)}`), id: fc.nat({ max: 128 }) });
  const lengthy = fc
    .array(
      fc.tuple(
        fc.constantFrom(...Array.from('a <>&\n世\u0301\u{1f600}\u200d\u05d0'), 'LINK', ' LINK ', '：LINK', '\r\n', '</p>', '"', 'ab cd '),
        fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 1500 })),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((runs) => runs.map(([unit, times]) => unit.repeat(unit.includes('LINK') ? Math.min(times, 2) : times)).join(''));

  it('has no line of more than 998 octets and the link in one piece, whatever is in it', () => {
    fc.assert(
      fc.property(partner(), displayName(), inviteToken(), long, fc.array(lengthy, { maxLength: 2 }), language, (sender, name, secret, size, own, texts) => {
        const { id: partnerId } = partnerOf('"'.repeat(size.id) || 'contoso', 'advisor');
        const made = inviteLink({ partnerId, token: secret }, size.url)._unsafeUnwrap();
        const paragraphs = own
          .map((content) => Array.from(content.replaceAll('LINK', made)).slice(0, 4000).join(''))
          .filter((content) => /\S/u.test(content));
        const written = composeInvitation({
          partner: { ...sender, id: partnerId },
          indirectReseller: { ...wingtip, name },
          link: made,
          texts,
          paragraphs,
        });
        // A link that stands between letters, or that the limit of a paragraph has cut, is a changed one.
        if (written.isErr()) {
          expect(written.error.code).toMatch(/^(?:link-altered|cannot-judge)$/);
          return;
        }
        const { subject, text, html } = written.value;
        const lines = [`Subject: ${subject}`, ...text.split('\n'), ...html.split('\n')];
        expect(Math.max(...lines.map(octetsIn))).toBeLessThanOrEqual(998);
        expect(text.split('\n')).toContain(made);
        expect(text.split(made)).toHaveLength(paragraphs.join('\n').split(made).length + 1);
        expect(checkInvitation({ text, html }, made)).toMatchObject({ value: { text, html } });
      }),
    );
  });

  it.each(['<', '&', '</p>', '\n'])('breaks no line within what stands for %j, even behind a joiner', (joined) => {
    for (let length = 970; length < 990; length += 1) {
      const own = `${'a'.repeat(length)}\u200d${joined}b`;
      const { html } = composed({ paragraphs: [own] });
      const [shown = ''] = /(?<=<p>).*?(?=<\/p>)/s.exec(html) ?? [];
      const whole = shown.replaceAll('<wbr\n>', '').replaceAll('<br>', '\n');
      expect(whole.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))).toBe(own);
    }
  });

  it('breaks a line that is too long at a space, and at any place only where there is none', () => {
    const words = 'word '.repeat(500).trim();
    const { text, html } = composed({ paragraphs: [words, '世'.repeat(1000)] });
    const [first = '', second = ''] = text.split('\n\n');
    expect(first.replaceAll('\n', ' ')).toBe(words);
    expect(second.replaceAll('\n', '')).toBe('世'.repeat(1000));
    expect([first, second].map((part) => part.split('\n').length)).toEqual([3, 4]);
    expect(html).toContain(`<p>${first}</p>`);
    expect(html).toContain(`<p>${second.replaceAll('\n', '<wbr\n>')}</p>`);
  });

  it('is broken at a space before, when a word does not fit', () => {
    const { text } = composed({ paragraphs: [`a ${'b'.repeat(980)}${'c'.repeat(990)}`] });
    expect(text.split('\n').slice(0, 3).map((line) => line.length)).toEqual([1, 984, 984]);
  });

  it.each(['\r\nBcc: everybody@example.com', '\n', '\r', '\u0000', '\u0085', '\u2028', '\u2029', '\ud800'])(
    'takes no name that would end a header: %j',
    (ending) => {
      const sender = { ...contoso, name: `Contoso${ending}` };
      expect(composeInvitation({ partner: sender, link, texts: english })._unsafeUnwrapErr()).toMatchObject({
        code: 'malformed-input',
        context: { path: 'partner.name' },
      });
    },
  );

  it('invitation-link-is-left-as-is: holds the link, in both parts, whatever else is in it', () => {
    fc.assert(
      fc.property(anyInvitation, (input) => {
        const { text, html } = composed(input);
        expect(text.split('\n')).toContain(input.link);
        const [, href = '', label = ''] = /<p style="word-break:break-all"\n><a href="([^"]*)"\n>([^<]*)<\/a><\/p>/.exec(html) ?? [];
        expect([readAs(href), readAs(label)]).toEqual([input.link, input.link]);
        expect(checkInvitation({ text, html }, input.link)).toMatchObject({ value: { text, html } });
      }),
    );
  });

  it('invitation-link-is-left-as-is: may hold it in the paragraphs as well', () => {
    const { text } = composed({ paragraphs: [`You know ${link} already.`] });
    expect(text.split(link)).toHaveLength(3);
  });

  it.each([
    ['in a paragraph, with another token', { paragraphs: ['Hello,', link.replace(token, 'x'.repeat(21))] }],
    ['in a paragraph, with another host', { paragraphs: [link.replace('portal', 'portal2')] }],
    ['in a paragraph, going on', { paragraphs: [`${link}&from=mail`] }],
    ['in the partner’s name', { partner: { ...contoso, name: link.toUpperCase() } }],
  ])('invitation-link-is-left-as-is: is not composed with the link changed %s', (_where, change) => {
    expect(composeInvitation({ partner: contoso, link, texts: english, ...change })._unsafeUnwrapErr()).toMatchObject({
      kind: 'rule-violation',
      code: 'link-altered',
      rule: 'invitation-link-is-left-as-is',
    });
  });
});

describe('An invitation email is not composed', () => {
  it.each(['\u202d', '\u202e', '\ufdd0', '\uffff', '\u{1fffe}'])(
    'with a paragraph that holds what turns text round or is no character: %j',
    (strange) => {
      const turned = { partner: contoso, link, texts: english, paragraphs: ['Hello,', `${strange}nekot`] };
      expect(composeInvitation(turned)._unsafeUnwrapErr()).toMatchObject({
        code: 'cannot-judge',
        context: { part: 'text', what: 'character', at: 'Hello,\n\n'.length },
      });
    },
  );

  it('with such a paragraph, and with any other one it is', () => {
    const own = fc
      .string({ unit: storedCharacter, minLength: 1, maxLength: 60 })
      .filter((content) => /\S/.test(content) && !/[\p{Cc}\p{Cs}]/u.test(content));
    fc.assert(
      fc.property(own, storedName, (content, name) => {
        const written = composeInvitation({ partner: { ...contoso, name }, link, texts: english, paragraphs: [content] });
        const code = written.match(
          () => null,
          (error) => error.code,
        );
        expect(code).toBe(STRANGE.test(content) || STACK.test(content) ? 'cannot-judge' : null);
      }),
    );
  });

  it('with a link of another partner', () => {
    expect(composeInvitation({ partner: fabrikam, link, texts: english })._unsafeUnwrapErr()).toMatchObject({
      kind: 'invalid-input',
      code: 'contradictory-input',
      context: { path: 'link', expected: 'a link of this partner', received: 'one of "contoso"' },
    });
  });

  it('with a link of a partner whose id differs in case only', () => {
    const sender = partnerOf('Contoso', 'direct-bill');
    expect(composeInvitation({ partner: sender, link, texts: english })._unsafeUnwrapErr().code).toBe('contradictory-input');
  });

  const withParagraphs = (...paragraphs: unknown[]): object => ({ partner: contoso, link, texts: english, paragraphs });

  const withTexts = (change: object): object => ({ partner: contoso, link, texts: { ...english, ...change } });

  it.each([
    ['', null],
    ['partner', { link }],
    ['partner.program', { partner: { ...contoso, program: 'reseller' }, link }],
    ['link', { partner: contoso }],
    ['link', { partner: contoso, link: `${link}.`, texts: english }],
    ['paragraphs', { partner: contoso, link, texts: english, paragraphs: 'Hello,' }],
    ['paragraphs', withParagraphs('one', 'two', 'three')],
    ['paragraphs[0]', withParagraphs('')],
    ['paragraphs[1]', withParagraphs('one', ' \n\t\u00a0')],
    ['paragraphs[0]', withParagraphs('x'.repeat(4001))],
    ['paragraphs[0]', withParagraphs('a\u0000b')],
    ['paragraphs[0]', withParagraphs('a\u001bb')],
    ['paragraphs[0]', withParagraphs('a\ud800b')],
    ['paragraphs[0]', withParagraphs(1)],
    ['texts', { partner: contoso, link }],
    ['texts.lang', withTexts({ lang: 'pt"' })],
    ['texts.lang', withTexts({ lang: '' })],
    ['texts.title', withTexts({ title: 'x'.repeat(101) })],
    ['texts.title', withTexts({ title: 'An invitation of {partner}' })],
    ['texts.subject', withTexts({ subject: `{partner}${'x'.repeat(92)}` })],
    ['texts.subject', withTexts({ subject: 'An invitation' })],
    ['texts.subject', withTexts({ subject: '{partner} and {reseller}' })],
    ['texts.subject', withTexts({ subject: '{partner}\r\nBcc: everybody@example.com' })],
    ['texts.greeting', withTexts({ greeting: ' ' })],
    ['texts.greeting', withTexts({ greeting: 'x'.repeat(257) })],
    ['texts.greeting', withTexts({ greeting: 'שלום' })],
    ['texts.proposal', withTexts({ proposal: 'We would like to work for you.' })],
    ['texts.proposalWithReseller', withTexts({ proposalWithReseller: '{partner} would like to work for you.' })],
    ['texts.instruction', withTexts({ instruction: 'Accept {partner}:' })],
    ['texts.choice', withTexts({ choice: '{partner} and {reseller}' })],
    ['texts.choiceWithReseller', withTexts({ choiceWithReseller: '{reseller}' })],
    ['texts.control', withTexts({ control: undefined })],
  ])('when the input is malformed: %s', (path, input) => {
    // @ts-expect-error what comes from outside may be anything
    expect(composeInvitation(input)._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path } });
  });

  it('with a paragraph of more than 4,000 characters, counted as code points', () => {
    const smileys = '\u{1f600}'.repeat(4000);
    expect(composed({ paragraphs: ['x'.repeat(4000), smileys] }).text.replaceAll('\n', '')).toContain(smileys);
    expect(composeInvitation({ partner: contoso, link, texts: english, paragraphs: [`${smileys}.`] }).isErr()).toBe(true);
  });
});
