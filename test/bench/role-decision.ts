import { byHand } from './contestants/roles-by-hand';
import { casbin } from './contestants/roles-casbin';
import { casl } from './contestants/roles-casl';
import { library } from './contestants/roles-library';
import { compared } from './decision-rows';
import { OTHERS, roleWorkloadOf } from '../fixtures/role-workload';
import type { Section } from './section';

export async function run(): Promise<Section> {
  const rows: (readonly string[])[] = [];
  for (const others of OTHERS) {
    rows.push(...(await compared(others, roleWorkloadOf(others), library, [byHand, casl, casbin])));
  }
  return {
    title: 'One decision at a moment, about a person',
    about:
      'One question about a person of a partner that holds ten role delegations of the customer and admin rights for ' +
      'three services, beside role delegations of other partners, up to the 200 that a customer can have; three ' +
      'quarters of the questions are about administration. All contestants gave the same answers before they were timed.',
    columns: ['of other partners', 'answer', 'contestant', 'time', 'against authorizeAt', 'allocated'],
    rows,
  };
}
