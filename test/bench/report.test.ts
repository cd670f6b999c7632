import { describe, expect, it } from 'vitest';
import { figuresOf, table } from './report';

describe('A table of the report', () => {
  it('aligns figures to the right and words to the left, in the text and on the page', () => {
    const columns = ['answer', 'contestant', 'time', 'against'];
    const rows = [
      ['allow', 'authorize', '7.5 ns', '× 1.00'],
      ['deny', '1password', '10.25 ns', ''],
      ['deny', 'casbin', 12, '× 108'],
    ];
    expect(table({ title: '', about: '', columns, rows }).split('\n')).toEqual([
      '| answer | contestant |     time | against |',
      '| ------ | ---------- | -------: | ------: |',
      '| allow  | authorize  |   7.5 ns |  × 1.00 |',
      '| deny   | 1password  | 10.25 ns |         |',
      '| deny   | casbin     |       12 |   × 108 |',
    ]);
  });
});

describe('The figures of a section', () => {
  const section = { title: '', about: '', leftOut: ['**Galera was left out.**'], columns: ['database', 'time'] };

  it('are what was left out, and no table, if nothing was measured', () => {
    expect(figuresOf({ ...section, rows: [] })).toEqual(section.leftOut);
  });

  it('say what was left out before the table', () => {
    const measured = { ...section, rows: [['PostgreSQL', '1 ms']] };
    expect(figuresOf(measured)).toEqual([...section.leftOut, table(measured)]);
  });
});
