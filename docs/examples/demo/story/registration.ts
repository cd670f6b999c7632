import { ResultAsync } from 'neverthrow';
import type { Partner, PartnerStanding } from 'partner-relationships';
import type { Market } from '../market';
import { byOperator, type Stage } from '../stage';
import { counted, listed } from './enumeration';
import { succeeds, type LibraryError } from './step';

const UNPAID = 'invoice 2026-31 is unpaid';
const LEFT = 'left the marketplace';

/** The partners register, and the marketplace suspends and closes those that are so in the market's file. */
export async function registration(stage: Stage, { partners }: Market): Promise<void> {
  const { service, tell } = stage;
  tell.chapter('1  The partners');
  await succeeds(stage, `Accounts are opened for ${counted(partners.length, 'partner')}`, () =>
    ResultAsync.combine(partners.map(({ id, name, program }) => service.registerPartner({ id, name, program }))),
  );
  await bringTo('suspended', 'suspends', ({ id }) =>
    service.suspendPartner({ partnerId: id, reason: UNPAID, by: byOperator }),
  );
  await bringTo('closed', 'closes the accounts of', ({ id }) =>
    service.closePartner({ partnerId: id, reason: LEFT, by: byOperator }),
  );

  async function bringTo<E extends LibraryError>(
    standing: PartnerStanding,
    verb: string,
    act: (partner: Partner) => ResultAsync<Partner, E>,
  ): Promise<void> {
    const concerned = partners.filter((partner) => partner.standing === standing);
    if (concerned.length === 0) return;
    await succeeds(
      stage,
      `The marketplace ${verb} ${listed(concerned.map(({ name }) => name))}`,
      () => ResultAsync.combine(concerned.map(act)),
      (answered) => answered.every((partner) => partner.standing === standing),
    );
  }
}
