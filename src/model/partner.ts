import type { Result } from 'neverthrow';
import { object, oneOf, type Decoder } from './decode';
import { decodePartnerId, type PartnerId } from './identifiers';
import type { MalformedInput } from './malformed-input';
import { decodeName } from './text';

/**
 * The program that a partner takes part in. `direct-bill` partners and `indirect-provider`s are transacting: they
 * sell subscriptions and are billed for them. An `indirect-reseller` works through a provider; an `advisor` sells
 * nothing.
 */
export type PartnerProgram = 'direct-bill' | 'indirect-provider' | 'indirect-reseller' | 'advisor';

/**
 * Whether a partner may act. A `suspended` partner manages what exists and takes on nothing new. A `closed` one has
 * left the marketplace and may do nothing; it never comes back.
 */
export type PartnerStanding = 'active' | 'suspended' | 'closed';

export const PARTNER_PROGRAMS: readonly PartnerProgram[] = [
  'direct-bill',
  'indirect-provider',
  'indirect-reseller',
  'advisor',
];

export const PARTNER_STANDINGS: readonly PartnerStanding[] = ['active', 'suspended', 'closed'];

/** A reseller account. */
export interface Partner {
  readonly id: PartnerId;
  /**
   * 1 to 256 characters on one line, not blank. A new name has at least one visible character, and no embedding,
   * override or isolate of direction (U+202A to U+202E, U+2066 to U+2069).
   */
  readonly name: string;
  readonly program: PartnerProgram;
  readonly standing: PartnerStanding;
}

export const decodePartnerProgram: Decoder<PartnerProgram> = /* @__PURE__ */ oneOf(PARTNER_PROGRAMS);

export const decodePartner: Decoder<Partner> = /* @__PURE__ */ object<Partner>('a partner', {
  id: decodePartnerId,
  name: decodeName,
  program: decodePartnerProgram,
  standing: /* @__PURE__ */ oneOf(PARTNER_STANDINGS),
});

/**
 * Checks a partner and copies it, frozen; other fields are dropped.
 *
 * @returns the partner, or {@link MalformedInput} naming the first field that is wrong
 * @example
 * ```ts
 * import { parsePartner } from 'partner-relationships';
 *
 * const contoso = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 *
 * parsePartner({ ...contoso, phone: '555-0100' }).unwrapOr(null); // => contoso
 * parsePartner({ ...contoso, program: 'reseller' }).match(
 *   () => 'fine',
 *   (error) => error.context.path,
 * ); // => 'program'
 * ```
 */
export function parsePartner(value: unknown): Result<Partner, MalformedInput> {
  return decodePartner(value);
}

/** Whether a program sells subscriptions and is billed for them: `direct-bill` and `indirect-provider` do. */
export function isTransacting(program: PartnerProgram): boolean {
  return program === 'direct-bill' || program === 'indirect-provider';
}

/**
 * Whether a partner may move from one program to another. Only a direct-bill partner that becomes an indirect provider
 * keeps its side: both are transacting, and both have requests of their own, so no delegation or request becomes
 * untrue.
 */
export function mayChangeProgram(from: PartnerProgram, to: PartnerProgram): boolean {
  return from === 'direct-bill' && to === 'indirect-provider';
}
