import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntaxProblem } from '../../docs/examples/demo/json-syntax';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON with one character left out, put in or exchanged; sometimes it still is JSON. */
function almostJson(): fc.Arbitrary<string> {
  const space = ' \n\t\r\u0000\u001f\u007f\u00a0\ufeff';
  const character = fc.constantFrom('\ud800', ...Array.from(`${space}{}[],:"\\/01.eE+-truefalsn😀`));
  return fc
    .record({ json: fc.json(), at: fc.nat(), gone: fc.nat(1), character: fc.option(character) })
    .map(({ json, at, gone, character: inserted }) => {
      const place = at % (json.length + 1);
      return json.slice(0, place) + (inserted ?? '') + json.slice(place + gone);
    });
}

describe('A syntax problem', () => {
  it('is found exactly where JSON.parse fails', () => {
    fc.assert(
      fc.property(almostJson(), (text) => {
        expect(syntaxProblem(text) === null).toBe(isJson(text));
      }),
    );
  });

  it.each([
    ['01', 2, '"1"'],
    ['-', 1, '"-"'],
    ['1.', 2, '"."'],
    ['.5', 1, '"."'],
    ['tru', 1, '"t"'],
    ['truex', 5, '"x"'],
    ['"\\x"', 1, '"\\""'],
    ['"\\u12"', 1, '"\\""'],
    ['[1,]', 4, '"]"'],
    ['{,}', 2, '","'],
    ['{"a":}', 6, '"}"'],
    ['{"a":1]', 7, '"]"'],
    ['[1}', 3, '"}"'],
    ['1 1', 3, '"1"'],
    ['\ufeff1', 1, '"\ufeff"'],
  ])('of %j is in column %i', (text, column, found) => {
    expect(syntaxProblem(text)).toMatchObject({ line: 1, column, found });
  });
});
