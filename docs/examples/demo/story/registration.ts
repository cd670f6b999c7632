import { ResultAsync } from 'neverthrow';
import type { Market } from '../market';
import { byOperator, type Stage } from '../stage';
import { counted, listed } from './enumeration';
import { succeeds } from './step';

const UNPAID = 'invoice 2026-31 is unpaid';

/** The partners register, and the marketplace suspends those that are suspended in the market's file. */
export async function registration(stage: Stage, { partners }: Market): Promise<void> {
  const { service, tell } = stage;
  tell.chapter('1  The partners');
  await succeeds(stage, `Accounts are opened for ${counted(partners.length, 'partner')}`, () =>
    ResultAsync.combine(partners.map(({ id, name, program }) => service.registerPartner({ id, name, program }))),
  );
  const suspended = partners.filter(({ standing }) => standing === 'suspended');
  if (suspended.length === 0) return;
  const names = listed(suspended.map(({ name }) => name));
  await succeeds(
    stage,
    `The marketplace suspends ${names}`,
    () =>
      ResultAsync.combine(
        suspended.map(({ id }) => service.suspendPartner({ partnerId: id, reason: UNPAID, by: byOperator })),
      ),
    (answered) => answered.every(({ standing }) => standing === 'suspended'),
  );
}
