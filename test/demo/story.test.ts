import fc from 'fast-check';
import { marketplace } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { castOf, type Cast } from '../../docs/examples/demo/cast';
import { widthOf } from '../../docs/examples/demo/width';
import { isWholeCheck } from '../fixtures/whole-check';
import { marketOf, perform } from './performance';

const worlds = marketplace({
  directBillPartners: { min: 0, max: 2 },
  indirectProviders: { min: 0, max: 1 },
  indirectResellers: { min: 0, max: 1 },
  advisors: { min: 1, max: 1 },
  customers: { min: 1, max: 2 },
});

/** The chapters that this cast can play. */
function chaptersOf({ rival, advisor, provider, indirectReseller, leaver, otherCustomers }: Cast): readonly string[] {
  const isLeftOut = new Map([
    ['3', rival === null],
    ['4', advisor === null],
    ['7', provider === null || indirectReseller === null],
    ['10', leaver === null],
    ['11', otherCustomers.length === 0],
  ]);
  const chapters = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];
  return chapters.filter((chapter) => isLeftOut.get(chapter) !== true);
}

/** Fewer than of other properties, as a story takes long; as many as of those where more are asked for. */
const RUNS = isWholeCheck || process.env['PROPERTY_RUNS'] !== undefined ? {} : { numRuns: 50 };

const UNPRINTABLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe('The story', () => {
  it('reaches its end in every market that has a cast, within its columns and lines', () =>
    fc.assert(
      fc.asyncProperty(worlds, fc.integer({ min: 72, max: 100 }), async (market, width) => {
        const { lines, problems } = await perform(market, width);
        const cast = castOf(market);
        if (cast.isErr()) {
          expect({ lines, problems }).toEqual({ lines: [], problems: cast.error });
          return;
        }
        expect(lines.flatMap((line) => /^(\d+) {2}(?!Left out)/.exec(line)?.[1] ?? [])).toEqual(chaptersOf(cast.value));
        expect(lines.slice(-5).join('\n')).toMatch(/\d+ steps done and \d+ refused/);
        expect(lines.filter((line) => UNPRINTABLE.test(line) || widthOf(line) > width)).toEqual([]);
      }),
      RUNS,
    ));

  it('suspends and closes those partners that are so in the file, and plays without them', async () => {
    const { lines, problems } = await perform(
      marketOf({
        partners: [{ id: 'a', name: 'Open' }, { id: 'b', name: 'Late', standing: 'suspended' }, { id: 'c', name: 'Gone', standing: 'closed' }],
        customers: [{ id: 'adatum' }],
      }),
    );
    expect(problems).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/✓ The marketplace suspends Late$/)]));
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/✓ The marketplace closes the accounts of Gone$/)]));
  });

  it('is the same in every performance', async () => {
    const market = marketOf({
      partners: [{ id: 'a' }, { id: 'b' }],
      customers: [{ id: 'adatum' }],
      subscriptions: [{ id: 's', originalResellerId: 'b' }],
    });
    expect(await perform(market)).toEqual(await perform(market));
  });
});
