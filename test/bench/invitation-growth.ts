import { checkInvitation } from 'partner-relationships';
import { race } from './stopwatch';

const LINK = 'https://portal.example/invitation?partner=contoso&token=token-0000000000000001';

/** What has to be read on and on, and might be read again and again. */
const FILLINGS = [
  '<a ',
  '<a href=',
  '<a href="x">y</a>',
  `<a href="${LINK}">${LINK}</a>`,
  '<p>',
  '<p></p>',
  '<p style="color:red">',
  '<p style="',
  '<!--',
  '<!---->',
  '<!',
  '</',
  '<style>',
  '<style>p{}</style>',
  '<script',
  '<script>',
  '</script',
  '<title></title>',
  '<',
  '"',
  '&',
  '&#',
  '&amp',
  '&amp;',
  '%41',
  '\u00ad',
  ' ',
  '.',
  '://',
  LINK,
  `${LINK}.`,
  `${LINK} `,
  `://${LINK}`,
];

const FEW = 20_000;

/** How many times as many characters are checked. */
export const TIMES_THE_CHARACTERS = 10;

/** By what is checked: how many times as long it takes to check ten times as much of it. */
export async function invitationGrowth(): Promise<readonly (readonly [what: string, growth: number])[]> {
  const growth: (readonly [string, number])[] = [];
  for (const filling of FILLINGS) {
    const repeated = filling.repeat(Math.ceil((TIMES_THE_CHARACTERS * FEW) / filling.length));
    const [few, many] = [repeated.slice(0, FEW), repeated.slice(0, TIMES_THE_CHARACTERS * FEW)];
    // What is refused at its first character is read no further, so each also stands where more is expected.
    const bodies = (of: string): readonly string[] => [of, `<a href="${LINK}">${LINK}</a>${of}`];
    for (const [at, body] of bodies(few).entries()) {
      const longer = bodies(many)[at] ?? '';
      for (const kind of ['text', 'html'] as const) {
        const check = (checked: string) => (times: number) => {
          for (let done = 0; done < times; done += 1) checkInvitation({ [kind]: checked }, LINK);
        };
        const times = await race(
          [
            { name: 'few', run: check(body) },
            { name: 'many', run: check(longer) },
          ],
          { rounds: 3, roundMs: 0.1 },
        );
        const ratio = (times.get('many') ?? Number.NaN) / (times.get('few') ?? Number.NaN);
        growth.push([`${kind} of ${JSON.stringify(filling)}${at === 0 ? '' : ' after the link'}`, ratio]);
      }
    }
  }
  return growth;
}
