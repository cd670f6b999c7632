import {
  acceptRequest,
  evolveCustomer,
  removeDelegations,
  type AcceptRequest,
  type CustomerRelationships,
  type RelationshipChange,
  type RemoveDelegations,
} from 'partner-relationships';
import type { Result } from 'neverthrow';
import { bytesEach } from './allocation';
import { bytes, duration, ratio } from './figures';
import { workloadOf, SIZES } from '../fixtures/workload';
import type { Section } from './section';
import { race, type Runner } from './stopwatch';

const AT = '2026-03-02T09:00:00.000Z';
const CUSTOMER = { id: 'northwind', name: 'Northwind Traders' };
const BY = { kind: 'customer', customerId: CUSTOMER.id, userId: 'alice' };

/** Commands as an application has them: they came from outside, and the decision checks them. */
export const ACCEPTANCE = {
  customer: CUSTOMER,
  partner: { id: 'fabrikam', name: 'Fabrikam', program: 'direct-bill', standing: 'active' },
  request: {
    id: 'request-1',
    partnerId: 'fabrikam',
    indirectResellerId: null,
    token: 'token-0000000000000001',
    openedAt: AT,
    revokedAt: null,
  },
  services: ['exchange-online'],
  by: BY,
  at: AT,
} as unknown as AcceptRequest;

const REMOVAL = { from: 'partner-0', services: ['service-0'], by: BY, at: AT } as unknown as RemoveDelegations;

export async function run(): Promise<Section> {
  const runners = SIZES.flatMap((size): readonly Runner[] => {
    const { state } = workloadOf(size);
    return [
      { name: nameOf('accept', size), run: (times) => repeat(times, () => accept(state)) },
      { name: nameOf('remove', size), run: (times) => repeat(times, () => remove(state)) },
    ];
  });
  const times = await race(runners, { rounds: 30, roundMs: 3 });
  const rows = ['accept', 'remove'].flatMap((command) =>
    SIZES.map((size) => {
      const time = times.get(nameOf(command, size)) ?? Number.NaN;
      const atOne = times.get(nameOf(command, 1)) ?? Number.NaN;
      const runner = runners.find(({ name }) => name === nameOf(command, size));
      const allocated = runner === undefined ? Number.NaN : bytesEach(runner.run, 16);
      return [command, size, duration(time), ratio(time / atOne), bytes(allocated)];
    }),
  );
  return {
    title: 'One command',
    about:
      'One command on the relationships of one customer: the core decides what changes and applies the changes. ' +
      '*Accept* establishes a relationship and delegates a service; *remove* ends one delegation.',
    columns: ['command', 'delegations', 'time', 'against 1', 'allocated'],
    rows,
  };
}

function nameOf(command: string, size: number): string {
  return `${command} ${size}`;
}

function repeat(times: number, carryOut: () => number): number {
  let delegations = 0;
  for (let done = 0; done < times; done += 1) delegations += carryOut();
  return delegations;
}

/** Decides the acceptance and applies it; how many delegations there are after it. */
export function accept(state: CustomerRelationships): number {
  return after(state, acceptRequest(state, ACCEPTANCE), 1);
}

function remove(state: CustomerRelationships): number {
  return after(state, removeDelegations(state, REMOVAL), -1);
}

/** How many delegations there are after the changes; it must be so many more than before. */
function after(
  state: CustomerRelationships,
  decided: Result<readonly RelationshipChange[], { readonly message: string }>,
  more: number,
): number {
  if (decided.isErr()) throw new Error(decided.error.message);
  let evolved = state;
  for (const change of decided.value) {
    const next = evolveCustomer(evolved, change);
    if (next.isErr()) throw new Error(next.error.message);
    if (next.value === null) throw new Error('the command erased the customer');
    evolved = next.value;
  }
  if (evolved.delegations.length !== state.delegations.length + more) throw new Error('the command did something else');
  return evolved.delegations.length;
}
