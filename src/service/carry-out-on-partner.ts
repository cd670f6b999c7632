import { err, ok, type Result } from 'neverthrow';
import { trust } from '../model/brand';
import type { Timed } from '../model/command-door';
import { joined, object, type Fields } from '../model/decode';
import { decodePartnerId, type PartnerId } from '../model/identifiers';
import type { MalformedInput } from '../model/malformed-input';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from '../model/partner-change';
import type { Prepare } from './carry-out';
import { carryOutAndAnswer, type Left } from './carry-out-and-answer';
import type { CommandStorageError } from './command-storage-error';
import { documentsIn } from './documents';
import type { Settings } from './options';
import { unknownPartner, type UnknownPartner } from './unknown';

type LeftOfPartner = Left<PartnerAccount, PartnerChange>;

/**
 * Carries out a command on a partner's account, there or not.
 *
 * @param answerOf takes the answer from what the command has left, where it must be
 */
export function carryOutOnPartner<Answer extends object, Refusal>(
  settings: Settings,
  id: PartnerId,
  answerOf: (left: LeftOfPartner) => Answer | null | undefined,
  prepare: Prepare<PartnerAccount, PartnerChange, Refusal>,
): Promise<Result<Answer, Refusal | MalformedInput | CommandStorageError>> {
  const { accounts: documents } = documentsIn(settings.repository);
  return carryOutAndAnswer(settings, { documents, id, prepare }, answerOf);
}

/** The partner whose account it is. */
export function partnerOf({ state }: LeftOfPartner): Partner {
  return state.partner;
}

/** A command of a service on the account of a registered partner. */
export type CommandOnPartner<Input, Answer, Refusal, Known extends Settings = Settings> = (
  settings: Known,
  input: Input,
) => Promise<Result<Answer, Refusal | MalformedInput | UnknownPartner | CommandStorageError>>;

/**
 * Makes a command of a service that concerns the account of a registered partner alone.
 *
 * @param expected the name of its input, for errors
 * @param fields those of its input, besides the partner's id
 * @param answerOf takes the answer from what the command has left, where it must be
 */
export function commandOnPartner<Own extends object, Answer extends object, Refusal, Known extends Settings>(
  expected: string,
  fields: Fields<Own>,
  decide: (
    account: PartnerAccount,
    command: Own & Timed,
    settings: Known,
  ) => Result<readonly PartnerChange[], Refusal>,
  answerOf: (left: LeftOfPartner, command: Own) => Answer | undefined,
): CommandOnPartner<unknown, Answer, Refusal, Known> {
  type CheckedInput = Own & { readonly partnerId: PartnerId };
  const decodeInput = object(expected, trust<Fields<CheckedInput>>(joined({ partnerId: decodePartnerId }, fields)));
  return async (settings, input) => {
    const decoded = decodeInput(input);
    if (decoded.isErr()) return err(decoded.error);
    const command = decoded.value;
    const id = command.partnerId;
    return carryOutOnPartner<Answer, Refusal | UnknownPartner>(
      settings,
      id,
      (left) => answerOf(left, command),
      (account) =>
        account === null ? err(unknownPartner(id)) : ok((at) => decide(account, { ...command, at }, settings)),
    );
  };
}
