import fc from 'fast-check';
import type { PartnerId } from '../model/identifiers';
import {
  PARTNER_PROGRAMS,
  PARTNER_STANDINGS,
  parsePartner,
  type Partner,
  type PartnerProgram,
  type PartnerStanding,
} from '../model/partner';
import { displayName } from './display-name';
import { partnerId } from './identifiers';
import { lawful } from './lawful';

/** The fixed fields of a partner; fields that are left out vary. */
export interface PartnerConstraints {
  readonly id?: PartnerId | undefined;
  readonly program?: PartnerProgram | undefined;
  readonly standing?: PartnerStanding | undefined;
}

/**
 * Partners of every program and standing. Shrinks to an active direct-bill partner.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { partner } from 'partner-relationships/arbitraries';
 *
 * fc.assert(
 *   fc.property(
 *     partner({ program: 'advisor' }),
 *     ({ program }) => program === 'advisor',
 *   ),
 * );
 * ```
 */
export function partner(constraints: PartnerConstraints = {}): fc.Arbitrary<Partner> {
  const { id, program, standing } = constraints;
  return fc
    .record({
      id: id === undefined ? partnerId() : fc.constant(id),
      name: displayName(),
      program: program === undefined ? fc.constantFrom(...PARTNER_PROGRAMS) : fc.constant(program),
      standing: standing === undefined ? fc.constantFrom(...PARTNER_STANDINGS) : fc.constant(standing),
    })
    .map((fields) => lawful(parsePartner(fields)));
}
