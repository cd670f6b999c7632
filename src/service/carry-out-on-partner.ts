import { err, ok, type Result } from 'neverthrow';
import type { PartnerId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from '../model/partner-change';
import { carryOut, type Outcome, type Prepare } from './carry-out';
import type { CommandStorageError } from './command-storage-error';
import { documentsIn } from './documents';
import type { Settings } from './options';
import { unknownPartner, type UnknownPartner } from './unknown';

/** Carries out a command on a partner's account, there or not. */
export function carryOutOnPartner<Refusal>(
  settings: Settings,
  id: PartnerId,
  prepare: Prepare<PartnerAccount, PartnerChange, Refusal>,
): Promise<Result<Outcome<PartnerAccount, PartnerChange>, Refusal | MalformedInput | CommandStorageError>> {
  return carryOut(settings, { documents: documentsIn(settings.repository).accounts, id, prepare });
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
  const outcome = await carryOutOnPartner<Refusal | UnknownPartner>(settings, command.partnerId, (account) =>
    account === null ? err(unknownPartner(command.partnerId)) : ok((at) => decide(account, { ...command, at })),
  );
  return outcome.map(({ state }) => state.partner);
}
