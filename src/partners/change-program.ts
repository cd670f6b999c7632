import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import type { Fields } from '../model/decode';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../model/partner-account';
import { checkedPartnerChange, type PartnerChange } from '../model/partner-change';
import type { PartnerId } from '../model/identifiers';
import { decodePartnerProgram, mayChangeProgram, type Partner, type PartnerProgram } from '../model/partner';
import { afterLapses } from '../model/settlement';
import { isOperator, notTheOperator, type NotTheOperator } from '../rules/not-the-operator';
import { ifClosed, type PartnerIsClosed } from '../rules/partner-is-closed';
import { violation, type RuleViolation } from '../rules/rule-violation';

/** Moves a partner to another program. The operator of the marketplace does it. */
export interface ChangeProgram {
  /** The new program. */
  readonly program: PartnerProgram;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** The partner stays in its program: after the move, its delegations and requests would tell an untruth. */
export type ProgramKept = RuleViolation<
  'program-kept',
  'program-keeps-its-side',
  { readonly partnerId: PartnerId; readonly from: PartnerProgram; readonly to: PartnerProgram }
>;

/** Why a partner does not move to a program. */
export type ChangeProgramError =
  | MalformedInput
  | NotTheOperator<'operator-keeps-accounts'>
  | PartnerIsClosed<'closing-is-final'>
  | ProgramKept;

/** The fields that the command and the input of the service have in common. */
export const changeProgramFields: Fields<Omit<ChangeProgram, 'at'>> = {
  program: decodePartnerProgram,
  by: decodeActor,
};

/**
 * Decides what moving a partner to another program changes. Only a direct-bill partner moves, and becomes an indirect
 * provider (`program-keeps-its-side`): after any other move, delegations and requests would tell an untruth. For those,
 * close the account and register the partner under another id.
 *
 * @example
 * ```ts
 * import {
 *   changeProgram,
 *   parseInstant,
 *   parsePartnerAccount,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const partner = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 * const parsed = Result.combine([
 *   parsePartnerAccount({ partner, requests: [] }),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * const by = { kind: 'operator' } as const;
 * const changes = parsed.andThen(([account, at]) =>
 *   changeProgram(account, { program: 'indirect-provider', by, at }),
 * );
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['program-changed']
 * ```
 * @returns the changes, empty if the partner is in that program. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed; {@link NotTheOperator} if somebody other than the operator acts
 *   (`operator-keeps-accounts`); {@link PartnerIsClosed} if the account is closed (`closing-is-final`);
 *   {@link ProgramKept} for any move but the lawful one (`program-keeps-its-side`)
 */
export function changeProgram(
  account: PartnerAccount,
  command: ChangeProgram,
): Result<readonly PartnerChange[], ChangeProgramError> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  accountDocument,
  'a change of program',
  changeProgramFields,
  decideChangeProgram,
);

/** The same decision on checked data. */
export function decideChangeProgram(
  account: PartnerAccount,
  { program, by, at }: ChangeProgram,
): Result<readonly PartnerChange[], ChangeProgramError> {
  if (!isOperator(by)) return err(notTheOperator('operator-keeps-accounts', by));
  const { partner } = account;
  const closed = ifClosed('closing-is-final', partner);
  if (closed !== null) return err(closed);
  if (partner.program === program) return ok([]);
  if (!mayChangeProgram(partner.program, program)) return err(programKept(partner, program));
  return ok(afterLapses(account, { at, by }, [checkedPartnerChange({ kind: 'program-changed', at, by, program })]));
}

function programKept({ id: partnerId, program: from }: Partner, to: PartnerProgram): ProgramKept {
  return violation(
    'program-keeps-its-side',
    'program-kept',
    `a partner in the program "${from}" does not move to "${to}": close its account and register it under another id`,
    { partnerId, from, to },
  );
}
