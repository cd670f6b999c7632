import { beforeAll, expect, it } from 'vitest';
import { link } from '../fixtures/cast';
import { counting, type CountWork } from './counted-work';
import { bodiesOf, fillings } from './fillings';

let countWork: CountWork;
beforeAll(async () => {
  const counted = await counting();
  countWork = counted.countWork;
  return counted.end;
});

/** More than is looked at before each link, as less would seem to grow faster. */
const FEW = 2500;
const TIMES = 3;

it.each(fillings)('The work of a check grows as a body of %j does', async (filling) => {
  const longer = bodiesOf(filling, TIMES * FEW);
  for (const [at, body] of bodiesOf(filling, FEW).entries()) {
    for (const kind of ['text', 'html'] as const) {
      const work = await countWork({ [kind]: body }, link);
      // Were each character read again for each other one, it would be nine times as much.
      expect((await countWork({ [kind]: longer[at] ?? '' }, link)) / work, kind).toBeLessThan(1.7 * TIMES);
    }
  }
});
