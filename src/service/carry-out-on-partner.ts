import { err, ok, type Result } from 'neverthrow';
import type { PartnerId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from '../model/partner-change';
import { corruptData } from '../repository/storage-error';
import { carryOut, WITHOUT_STATE, type Prepare } from './carry-out';
import type { CommandStorageError } from './command-storage-error';
import { documentsIn } from './documents';
import type { Settings } from './options';
import { unknownPartner, type UnknownPartner } from './unknown';

/**
 * Carries out a command on a partner's account, there or not.
 *
 * @param answerOf takes the answer from the account after it, where it must be
 */
export async function carryOutOnPartner<Answer extends object, Refusal>(
  settings: Settings,
  id: PartnerId,
  answerOf: (account: PartnerAccount) => Answer | null | undefined,
  prepare: Prepare<PartnerAccount, PartnerChange, Refusal>,
): Promise<Result<Answer, Refusal | MalformedInput | CommandStorageError>> {
  const outcome = await carryOut(settings, { documents: documentsIn(settings.repository).accounts, id, prepare });
  return outcome.andThen(({ state }) => {
    const answer = state && answerOf(state);
    return answer ? ok(answer) : err(corruptData(WITHOUT_STATE));
  });
}

/** The partner whose account it is. */
export function partnerOf({ partner }: PartnerAccount): Partner {
  return partner;
}

/** Carries out a command that concerns a registered partner alone, and gives the partner after it. */
export async function carryOutOnRegisteredPartner<Command extends { readonly partnerId: PartnerId }, Refusal>(
  settings: Settings,
  input: Result<Command, MalformedInput>,
  decide: (
    account: PartnerAccount,
    command: Command & { readonly at: Instant },
  ) => Result<readonly PartnerChange[], Refusal>,
): Promise<Result<Partner, Refusal | MalformedInput | UnknownPartner | CommandStorageError>> {
  if (input.isErr()) return err(input.error);
  const command = input.value;
  return carryOutOnPartner<Partner, Refusal | UnknownPartner>(settings, command.partnerId, partnerOf, (known) =>
    known === null ? err(unknownPartner(command.partnerId)) : ok((at) => decide(known, { ...command, at })),
  );
}
