import fc from 'fast-check';
import { isLine, isNewName } from '../model/text';

const READABLE = ['Contoso', 'Fabrikam', 'Northwind Traders', 'Tailspin Toys', 'Adatum Corporation', 'A. Datum & Sons'];

const PLAIN = Array.from('abcdefghijklmnopqrstuvwxyz ABC012');
const PUNCTUATION = Array.from('<>&"\'/\\%=;:,.-_(){}[]');

/** Texts with a meaning in HTML, email headers, SQL, JSON or spreadsheets. */
const SPECIAL = [
  '<script>alert(1)</script>',
  '"Contoso" <sales@contoso.example>',
  "O'Reilly & Sons",
  '&lt;b&gt;',
  '</title>',
  '${name}',
  '{{name}}',
  '=1+1',
  '\\n',
  '%00',
  '__proto__',
  "Robert'); DROP TABLE partners;--",
];

/** Characters that take two code units, combine with the previous one, have a direction, or are invisible. */
const UNUSUAL = [
  '\u{1f600}',
  '\u{20000}',
  '\u{10fffd}',
  '\u0301',
  '\u0308',
  '\u05d0',
  '\u0627',
  '\u200f',
  '\u200d',
  '\u200b',
  '\u00a0',
  '\ufeff',
  '\ufffd',
  '\u00e9',
  '\u00df',
  '\u0130',
  '\u4e16',
  '\uac00',
];

/**
 * Names of people and organisations that a new partner or customer may have: 1 to 256 characters (code points) on one
 * line, with a visible character, without noncharacters and text-direction controls. Most are readable; some have
 * markup, combining marks, right-to-left text, characters beyond the Basic Multilingual Plane, or 256 characters. They
 * are valid wherever the model accepts a name, a user id or an agreement.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { parseCustomer } from 'partner-relationships';
 * import { displayName } from 'partner-relationships/arbitraries';
 *
 * fc.assert(
 *   fc.property(displayName(), (name) =>
 *     parseCustomer({ id: 'tailspin', name }).isOk(),
 *   ),
 * );
 * ```
 */
export function displayName(): fc.Arbitrary<string> {
  const unit = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...PLAIN) },
    { weight: 2, arbitrary: fc.constantFrom(...PUNCTUATION) },
    { weight: 3, arbitrary: fc.constantFrom(...UNUSUAL) },
    { weight: 1, arbitrary: anyCharacter() },
  );
  return fc
    .oneof(
      { withCrossShrink: true },
      { weight: 12, arbitrary: fc.constantFrom(...READABLE) },
      { weight: 2, arbitrary: fc.constantFrom(...SPECIAL) },
      { weight: 4, arbitrary: fc.string({ unit, minLength: 1, maxLength: 256 }) },
      { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...UNUSUAL), minLength: 256, maxLength: 256 }) },
    )
    .filter(isNewName);
}

function anyCharacter(): fc.Arbitrary<string> {
  return fc
    .integer({ min: 0x20, max: 0x10ffff })
    .map((codePoint) => String.fromCodePoint(codePoint))
    .filter((character) => character === ' ' || isLine(character));
}
