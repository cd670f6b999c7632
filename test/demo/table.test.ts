import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayName } from 'partner-relationships/arbitraries';
import { inkFor, wantsColours } from '../../docs/examples/demo/ink';
import { linesOf } from '../../docs/examples/demo/table';
import { widthOf } from '../../docs/examples/demo/width';

const plain = inkFor(false);

describe('A table', () => {
  it('aligns its columns, in any script', () => {
    const rows = [
      ['Hartwell Clinics', '3'],
      ['青石书店', { text: 'none', colour: 'bad' as const }],
    ];
    expect(linesOf({ columns: ['Customer', 'Services'], groups: [rows] }, plain, 40)).toEqual([
      ' Customer         │ Services',
      ' ─────────────────┼─────────',
      ' Hartwell Clinics │ 3',
      ' 青石书店         │ none',
    ]);
  });

  it('gives long headings the remaining width, and more lines', () => {
    const table = { columns: ['Blue Heron Cloud', 'Kestrel'], groups: [[['✓', '✗']]] };
    expect(linesOf(table, plain, 24)[0]).toBe(' Blue Heron   │ Kestrel');
    expect(linesOf(table, plain, 40)[0]).toBe(' Blue Heron Cloud │ Kestrel');
  });

  it('ends a long cell with an ellipsis after three lines', () => {
    const table = { columns: ['Name', 'Program'], groups: [[['one two three four five six seven', 'advisor']]] };
    expect(linesOf(table, plain, 20).slice(2)).toEqual([
      ' one two  │ advisor',
      ' three    │',
      ' four fi… │',
    ]);
  });

  it('fits, with every column in its place, with any cells', () => {
    const cell = displayName();
    const table = fc.integer({ min: 1, max: 6 }).chain((columns) =>
      fc.record({
        columns: fc.array(cell, { minLength: columns, maxLength: columns }),
        groups: fc.array(
          fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 2 }),
          { minLength: 1, maxLength: 2 },
        ),
      }),
    );
    fc.assert(
      fc.property(table, fc.integer({ min: 72, max: 100 }), ({ columns, groups }, width) => {
        const lines = linesOf({ columns, groups }, plain, width);
        const rule = lines.find((line) => /^ [─┼]+$/.test(line)) ?? '';
        const places = Array.from(rule.matchAll(/┼/g), ({ index }) => index);
        expect(places).toHaveLength(columns.length - 1);
        for (const line of lines) {
          expect(widthOf(line)).toBeLessThanOrEqual(width);
          expect(separatorsOf(line)).toEqual(expect.arrayContaining(places));
        }
      }),
    );
  });

  /** In which columns a line has something that separates. */
  function separatorsOf(line: string): readonly number[] {
    const places: number[] = [];
    let place = 0;
    for (const piece of line.split(/[│┼]/).slice(0, -1)) {
      place += widthOf(piece);
      places.push(place);
      place += 1;
    }
    return places;
  }
});

describe('Colours', () => {
  it.each([
    ['on a terminal', true, {}, true],
    ['in a pipe', undefined, {}, false],
    ['on a terminal that has none', true, { TERM: 'dumb' }, false],
    ['in a pipe, forced', undefined, { FORCE_COLOR: '1' }, true],
    ['on a terminal, forced off', true, { FORCE_COLOR: '0' }, false],
    ['on a terminal, unwanted', true, { NO_COLOR: '1' }, false],
    ['unwanted and forced, as Node.js has it', undefined, { NO_COLOR: '1', FORCE_COLOR: '1' }, true],
    ['on a terminal, with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['in a pipe of a build server', undefined, { CI: 'true' }, false],
  ])('%s', (_where, isTTY, environment, expected) => {
    expect(wantsColours(isTTY === undefined ? {} : { isTTY }, environment)).toBe(expected);
  });
});
