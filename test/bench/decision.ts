import { casbin } from './contestants/casbin';
import { casl } from './contestants/casl';
import { cedar } from './contestants/cedar';
import { floor } from './contestants/floor';
import { library } from './contestants/library';
import { compared } from './decision-rows';
import { workloadOf, SIZES } from '../fixtures/workload';
import type { Section } from './section';

export async function run(): Promise<Section> {
  const rows: (readonly string[])[] = [];
  for (const size of SIZES) rows.push(...(await compared(size, workloadOf(size), library, [floor, casl, casbin, cedar])));
  return {
    title: 'One decision',
    about:
      'One question about one customer, allowed or denied, half of them about administration and half about ' +
      'subscriptions. All contestants gave the same answers before they were timed.',
    columns: ['delegations', 'answer', 'contestant', 'time', 'against authorize', 'allocated'],
    rows,
  };
}
