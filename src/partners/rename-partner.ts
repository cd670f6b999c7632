import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import type { Fields } from '../model/decode';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../model/partner-account';
import { checkedPartnerChange, type PartnerChange } from '../model/partner-change';
import { afterLapses } from '../model/settlement';
import { decodeName, newNameProblem } from '../model/text';
import { unlessPartnerOrOperator, type NotThePartner } from '../rules/not-the-partner';
import { ifClosed, type PartnerIsClosed } from '../rules/partner-is-closed';

/** Gives a partner another name. The partner does it, or the operator of the marketplace. */
export interface RenamePartner {
  /** The new name, with the conditions of a new {@link Partner.name | name}. */
  readonly name: string;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why a partner is not renamed. */
export type RenamePartnerError =
  | MalformedInput
  | NotThePartner<'partner-acts-for-itself'>
  | PartnerIsClosed<'closed-partner-may-do-nothing'>;

/** The fields that the command and the input of the service have in common. */
export const renamePartnerFields: Fields<Omit<RenamePartner, 'at'>> = {
  name: decodeName,
  by: decodeActor,
};

/**
 * Decides what a new name of a partner changes: the name, from then on, and nothing else. The history keeps the name
 * of then.
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parsePartnerAccount,
 *   renamePartner,
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
 *   renamePartner(account, { name: 'Contoso Ltd.', by, at }),
 * );
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['partner-renamed']
 * ```
 * @returns the changes, empty if the partner has that name. As errors, the first that applies: {@link MalformedInput}
 *   if an argument is malformed; {@link NotThePartner} if somebody other than the partner or the operator acts
 *   (`partner-acts-for-itself`); {@link PartnerIsClosed} if the account is closed and the partner acts
 *   (`closed-partner-may-do-nothing`); {@link MalformedInput} if the name has no visible character or changes the
 *   direction of the text around it
 */
export function renamePartner(
  account: PartnerAccount,
  command: RenamePartner,
): Result<readonly PartnerChange[], RenamePartnerError> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  accountDocument,
  'a renaming',
  renamePartnerFields,
  decideRenamePartner,
);

/** The same decision on checked data. */
export function decideRenamePartner(
  account: PartnerAccount,
  { name, by, at }: RenamePartner,
): Result<readonly PartnerChange[], RenamePartnerError> {
  const { partner } = account;
  const refusal =
    unlessPartnerOrOperator('partner-acts-for-itself', partner.id, by) ??
    (by.kind === 'partner' ? ifClosed('closed-partner-may-do-nothing', partner) : null) ??
    newNameProblem(name, 'name');
  if (refusal !== null) return err(refusal);
  const renaming = partner.name === name ? [] : [checkedPartnerChange({ kind: 'partner-renamed', at, by, name })];
  return ok(afterLapses(account, { at, by }, renaming));
}
