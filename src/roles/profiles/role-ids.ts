import { trust } from '../../model/brand';
import type { RoleId, ServiceId } from '../../model/identifiers';

/** A role of {@link partnerCenterGdap}, by its name. */
export type CatalogRole =
  | 'globalAdministrator'
  | 'globalReader'
  | 'directoryReaders'
  | 'directoryWriters'
  | 'licenseAdministrator'
  | 'serviceSupportAdministrator'
  | 'userAdministrator'
  | 'helpdeskAdministrator'
  | 'privilegedRoleAdministrator'
  | 'privilegedAuthenticationAdministrator'
  | 'cloudApplicationAdministrator'
  | 'applicationAdministrator'
  | 'exchangeAdministrator'
  | 'intuneAdministrator'
  | 'sharePointAdministrator'
  | 'teamsAdministrator';

/** The ids of the roles of {@link partnerCenterGdap}: those that they have in Microsoft Graph. */
export const ROLE_IDS: Readonly<Record<CatalogRole, RoleId>> = /* @__PURE__ */ known<Record<CatalogRole, RoleId>>({
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  directoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  directoryWriters: '9360feb5-f418-4baa-8175-e2a00bac4301',
  licenseAdministrator: '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
  serviceSupportAdministrator: 'f023fd81-a637-4b56-95fd-791ac0226033',
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  helpdeskAdministrator: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  privilegedAuthenticationAdministrator: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  cloudApplicationAdministrator: '158c047a-c907-4556-b7ef-446551a6b5f7',
  applicationAdministrator: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  exchangeAdministrator: '29232cdf-9323-42fd-ade2-1d097af3e4de',
  intuneAdministrator: '3a2c62db-5318-420d-8d74-23affee5d9d5',
  sharePointAdministrator: 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  teamsAdministrator: '69091246-20e8-4a56-aa4d-066075b2a7a8',
});

/** A service that roles of {@link partnerCenterGdap} administer by itself: its id in the role catalog. */
export type CatalogService = 'exchange-online' | 'intune' | 'sharepoint-online' | 'teams';

/**
 * The ids of the services that roles of {@link partnerCenterGdap} administer one by one. An application that has other
 * ids for them says so by {@link withServices}.
 */
export const SERVICE_IDS: Readonly<Record<'exchangeOnline' | 'intune' | 'sharePointOnline' | 'teams', ServiceId>> =
  /* @__PURE__ */ known<Record<'exchangeOnline' | 'intune' | 'sharePointOnline' | 'teams', ServiceId>, CatalogService>({
    exchangeOnline: 'exchange-online',
    intune: 'intune',
    sharePointOnline: 'sharepoint-online',
    teams: 'teams',
  });

function known<Ids extends object, Text = string>(ids: Readonly<Record<keyof Ids, Text>>): Readonly<Ids> {
  return trust<Readonly<Ids>>(Object.freeze(ids));
}
