import { checkInvitation } from 'partner-relationships/invitation';
import { link } from '../fixtures/cast';
import { bodiesOf, fillings } from '../invitation/fillings';
import { race } from './stopwatch';

const FEW = 20_000;

/** How many times as many characters are checked. */
export const TIMES_THE_CHARACTERS = 10;

/** By what is checked: how many times as long it takes to check ten times as much of it. */
export async function invitationGrowth(): Promise<readonly (readonly [what: string, growth: number])[]> {
  const growth: (readonly [string, number])[] = [];
  for (const filling of fillings) {
    const longer = bodiesOf(filling, TIMES_THE_CHARACTERS * FEW);
    for (const [at, body] of bodiesOf(filling, FEW).entries()) {
      for (const kind of ['text', 'html'] as const) {
        const check = (checked: string) => (times: number) => {
          for (let done = 0; done < times; done += 1) checkInvitation({ [kind]: checked }, link);
        };
        const runners = [
          { name: 'few', run: check(body) },
          { name: 'many', run: check(longer[at] ?? '') },
        ];
        const times = await race(runners, { rounds: 3, roundMs: 0.1 });
        const ratio = (times.get('many') ?? Number.NaN) / (times.get('few') ?? Number.NaN);
        growth.push([`${kind} of ${JSON.stringify(filling)}${at === 0 ? '' : ' after the link'}`, ratio]);
      }
    }
  }
  return growth;
}
