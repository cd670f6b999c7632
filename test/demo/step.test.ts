import { errAsync, okAsync } from 'neverthrow';
import type { RuleName } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { castOf } from '../../docs/examples/demo/cast';
import { inkFor } from '../../docs/examples/demo/ink';
import { stageFor, type Stage } from '../../docs/examples/demo/stage';
import { invitation } from '../../docs/examples/demo/story/invitation';
import { isRefused, mustHold, succeeds, UnexpectedAnswer } from '../../docs/examples/demo/story/step';
import { tellerTo } from '../../docs/examples/demo/teller';
import { marketOf } from './performance';

const market = marketOf({ partners: [{ id: 'contoso' }], customers: [{ id: 'adatum' }] });

function stage(): { readonly stage: Stage; readonly lines: string[] } {
  const lines: string[] = [];
  const tell = tellerTo((line) => lines.push(line), inkFor(false), 100);
  return { stage: stageFor(market, castOf(market)._unsafeUnwrap(), tell), lines };
}

interface Refusal {
  readonly code: 'service-held' | 'customer-exists';
  readonly rule: RuleName;
  readonly message: string;
}

const refusal = {
  kind: 'rule-violation',
  code: 'service-held',
  rule: 'one-transacting-partner-per-service',
  message: 'somebody holds it',
} as const;
const asExpected = { code: 'service-held', rule: 'one-transacting-partner-per-service' } as const;

describe('A step of the story', () => {
  it('that succeeds takes an hour and is printed', async () => {
    const { stage: here, lines } = stage();
    expect(await succeeds(here, 'Adatum accepts', () => okAsync(7))).toBe(7);
    expect(await succeeds(here, 'Adatum accepts', () => okAsync(8))).toBe(8);
    expect(lines).toEqual(['  Mon 09:00 ✓ Adatum accepts', '  Mon 10:00 ✓ Adatum accepts']);
    expect(here.tally).toEqual({ done: 2, refused: 0 });
  });

  it('that is refused is printed with the rule, and returns the error', async () => {
    const { stage: here, lines } = stage();
    expect(await isRefused(here, 'Adatum accepts', asExpected, () => errAsync(refusal))).toBe(refusal);
    expect(lines).toEqual([
      '  Mon 09:00 ✗ Adatum accepts',
      '              refused by the rule one-transacting-partner-per-service',
      '              service-held: somebody holds it',
    ]);
    expect(here.tally).toEqual({ done: 0, refused: 1 });
  });

  it.each<[what: string, play: (here: Stage) => Promise<unknown>]>([
    ['a refusal instead of a success', (here) => succeeds(here, 'it', () => errAsync(refusal))],
    ['a success instead of a refusal', (here) => isRefused(here, 'it', asExpected, () => okAsync(1))],
    [
      'a refusal with another code',
      (here) =>
        isRefused(here, 'it', asExpected, () => errAsync<number, Refusal>({ ...refusal, code: 'customer-exists' })),
    ],
    [
      'a refusal by another rule',
      (here) => isRefused(here, 'it', { ...asExpected, rule: 'only-customer-accepts' }, () => errAsync(refusal)),
    ],
    [
      'an error without a rule',
      (here) =>
        isRefused(here, 'it', asExpected, () => errAsync({ code: 'service-held' as const, message: 'no rule' })),
    ],
  ])('brings the story to a halt and is not told: %s', async (_what, play) => {
    const { stage: here, lines } = stage();
    await expect(play(here)).rejects.toThrow(UnexpectedAnswer);
    expect(lines).toEqual([]);
  });

  it('stops the story when its claim does not hold', () => {
    expect(() => mustHold('the same link', false)).toThrow('the same link: this is not true');
    expect(() => mustHold('the same link', true)).not.toThrow();
  });

  it('stops the story in the middle of a chapter', async () => {
    const { stage: here, lines } = stage();
    // Nobody has registered the partners.
    await expect(invitation(here)).rejects.toThrow(/asks for a relationship.*unknown-partner/);
    expect(lines.filter((line) => /[✓✗]/.test(line))).toEqual([]);
  });
});
