import { err, ok, type Result } from 'neverthrow';
import { commandDoor } from '../model/command-door';
import { orNone } from '../model/document-kind';
import type { Instant } from '../model/instant';
import { contradiction, type ContradictoryInput } from '../model/contradictory-input';
import { describe } from '../model/describe';
import { malformedInput, type MalformedInput } from '../model/malformed-input';
import { decodePartner, type Partner } from '../model/partner';
import { accountDocument, type PartnerAccount } from '../model/partner-account';
import { newNameProblem } from '../model/text';
import { ifClosed, type PartnerIsClosed } from '../rules/partner-is-closed';
import { checkedPartnerChange, type PartnerChange } from '../model/partner-change';

/** Opens a partner's account. */
export interface RegisterPartner {
  readonly partner: Partner;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why a partner is not registered. */
export type RegisterPartnerError = MalformedInput | ContradictoryInput | PartnerIsClosed<'closing-is-final'>;

/**
 * Decides what registering a partner changes. Registering the same partner again changes nothing, whatever its
 * standing is by now.
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parsePartner,
 *   registerPartner,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const parsed = Result.combine([
 *   parsePartner({
 *     id: 'contoso',
 *     name: 'Contoso',
 *     program: 'direct-bill',
 *     standing: 'active',
 *   }),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const [partner, at] = parsed.value;
 *   const changes = registerPartner(null, { partner, at });
 *   changes.unwrapOr([]).map(({ kind }) => kind); // => ['partner-registered']
 *
 *   // An id in use is not given to another partner.
 *   const account = {
 *     partner: { ...partner, name: 'Contoso East' },
 *     requests: [],
 *   };
 *   const refused = registerPartner(account, { partner, at });
 *   refused.match(
 *     () => 'registered',
 *     (error) => error.code,
 *   ); // => 'contradictory-input'
 * }
 * ```
 * @param account the account under this partner's id; null if there is none
 * @returns the changes, empty if the account exists. As errors, the first that applies: {@link MalformedInput} if an
 *   argument is malformed, or if a new partner is closed, or has a name without a visible character or one that changes
 *   the direction of the text around it; {@link ContradictoryInput} if the id belongs to a partner of another name or
 *   program; {@link PartnerIsClosed} if it belongs to a partner whose account is closed (`closing-is-final`)
 */
export function registerPartner(
  account: PartnerAccount | null,
  command: RegisterPartner,
): Result<readonly PartnerChange[], RegisterPartnerError> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  /* @__PURE__ */ orNone(accountDocument),
  'a registration',
  { partner: decodePartner },
  decideRegisterPartner,
);

/** The same decision on checked data. */
export function decideRegisterPartner(
  account: PartnerAccount | null,
  { partner, at }: RegisterPartner,
): Result<readonly PartnerChange[], RegisterPartnerError> {
  if (account === null) {
    const problem = newNameProblem(partner.name, 'partner.name') ?? closedProblem(partner);
    return problem === null ? ok([checkedPartnerChange({ kind: 'partner-registered', at, partner })]) : err(problem);
  }
  for (const field of ['id', 'name', 'program'] as const) {
    if (account.partner[field] !== partner[field]) {
      return err(
        contradiction(`partner.${field}`, `what is registered under this id, ${describe(account.partner[field])}`, partner[field]),
      );
    }
  }
  const closed = ifClosed('closing-is-final', account.partner);
  return closed === null ? ok([]) : err(closed);
}

/** What is wrong with registering a partner whose account would be closed from the start; null if it would not. */
function closedProblem({ standing }: Partner): MalformedInput | null {
  return standing === 'closed' ? malformedInput('"active" or "suspended"', standing, 'partner.standing') : null;
}
