import { link } from '../fixtures/cast';

/** What has to be read on and on, and might be read again and again. */
export const fillings: readonly string[] = [
  '<a ',
  '<a href=',
  '<a href="x">y</a>',
  `<a href="${link}">${link}</a>`,
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
  'portal.example:',
  'portal\u0301',
  'xn--',
  link,
  `${link}.`,
  `${link} `,
  `://${link}`,
];

/**
 * Bodies of about so many characters, of one filling. What is refused at its first character is read no further, so each also
 * stands where an email may go on.
 */
export function bodiesOf(filling: string, characters: number): readonly string[] {
  const filled = filling.repeat(Math.ceil(characters / filling.length));
  return [filled, `<a href="${link}">${link}</a>${filled}`];
}
