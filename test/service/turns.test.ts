import { describe, expect, it } from 'vitest';
import { inTurn, type Lines } from '../../src/service/turns';

/** Something that takes until it is told to end. */
function task() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

describe('the line for a document', () => {
  it('is still there for whoever comes when the first has left it, and gone after the last', async () => {
    const lines: Lines<string> = new Map();
    const [first, second] = [task(), task()];
    const begun: string[] = [];
    const stand = (name: string, { ended }: { ended: Promise<void> }) =>
      inTurn(
        lines,
        'northwind',
        async (_milliseconds, until) => {
          await until;
        },
        async () => {
          begun.push(name);
          await ended;
        },
      );
    const places = [stand('first', first), stand('second', second)];
    first.end();
    await places[0];
    const last = stand('third', { ended: Promise.resolve() });
    await new Promise(setImmediate);
    expect(begun).toEqual(['first', 'second']);
    second.end();
    await last;
    expect(begun).toEqual(['first', 'second', 'third']);
    expect(lines.size).toBe(0);
  });
});
