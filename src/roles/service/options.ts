import type { Result } from 'neverthrow';
import { argument, object, type Decoder } from '../../model/decode';
import type { MalformedInput } from '../../model/malformed-input';
import type { ObservedRoleCall } from '../../service/observe';
import { settingsFrom, type RelationshipServiceOptions, type Settings } from '../../service/options';
import { decodeProfile, type DelegationProfile } from '../profiles/profile';

/** The options of a role service: those of the relationship service beside it, and the profile. */
export interface RoleServiceOptions extends Omit<RelationshipServiceOptions, 'linkBaseUrl' | 'observe'> {
  /**
   * The page where your application shows a customer the offer that a link leads to; spelled as that of the relationship
   * service. Links made for one base URL do not lead anywhere under another.
   */
  readonly linkBaseUrl: string;
  /**
   * Is told about every call of a method, as the observer of the relationship service is. One for both services takes
   * an `ObservedCall | ObservedRoleCall`.
   */
  readonly observe?: ((call: ObservedRoleCall) => void) | undefined;
  /** The answers of the marketplace: {@link partnerCenterGdap}, or {@link partnerCenter21Vianet}, which has no roles. */
  readonly profile: DelegationProfile;
}

/** Checked options. */
export interface RoleSettings extends Settings {
  readonly profile: DelegationProfile;
}

const decodeProfileOption: Decoder<Pick<RoleSettings, 'profile'>> = /* @__PURE__ */ object<
  Pick<RoleSettings, 'profile'>
>('the options of a service', { profile: decodeProfile });

/**
 * @returns the settings, or {@link MalformedInput} naming the first option that is wrong
 */
export function roleSettingsFrom(options: RoleServiceOptions): Result<RoleSettings, MalformedInput> {
  return settingsFrom(options).andThen((settings) =>
    argument('options', decodeProfileOption, options).map(({ profile }) => ({ ...settings, profile })),
  );
}
