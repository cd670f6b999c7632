import type { Operation } from '../../rules/operations';
import type { Role, RoleCatalog, RoleCoverage } from './profile';
import { ROLE_IDS, SERVICE_IDS } from './role-ids';

/** The services that a role covers operations for. */
type Services = RoleCoverage['services'];

/** Which operations the roles of Microsoft Graph cover. One that does a part of an operation does not cover it. */
export function roleCatalog(): RoleCatalog {
  const support = covering('all', 'file-service-request');
  const directory = covering('all', 'transition-subscription', 'migrate-subscription');
  return Object.freeze({
    [ROLE_IDS.globalAdministrator]: role(
      'Global Administrator',
      [
        ...covering('all', 'provision-service', 'administer-service', 'manage-users', 'view-service-health'),
        ...support,
        ...directory,
      ],
      'never extends',
    ),
    [ROLE_IDS.globalReader]: role('Global Reader', [...covering('all', 'view-service-health'), ...directory]),
    [ROLE_IDS.directoryReaders]: role('Directory Readers', directory),
    [ROLE_IDS.directoryWriters]: role('Directory Writers', directory),
    [ROLE_IDS.licenseAdministrator]: role('License Administrator', []),
    [ROLE_IDS.serviceSupportAdministrator]: role('Service Support Administrator', [
      ...covering('all', 'view-service-health'),
      ...support,
    ]),
    [ROLE_IDS.userAdministrator]: role('User Administrator', [...covering('all', 'manage-users'), ...support]),
    [ROLE_IDS.helpdeskAdministrator]: role('Helpdesk Administrator', support),
    [ROLE_IDS.privilegedRoleAdministrator]: role('Privileged Role Administrator', []),
    [ROLE_IDS.privilegedAuthenticationAdministrator]: role('Privileged Authentication Administrator', support),
    [ROLE_IDS.cloudApplicationAdministrator]: role('Cloud Application Administrator', support),
    [ROLE_IDS.applicationAdministrator]: role('Application Administrator', support),
    [ROLE_IDS.exchangeAdministrator]: administrator('Exchange Administrator', SERVICE_IDS.exchangeOnline),
    [ROLE_IDS.intuneAdministrator]: administrator('Intune Administrator', SERVICE_IDS.intune),
    [ROLE_IDS.sharePointAdministrator]: administrator('SharePoint Administrator', SERVICE_IDS.sharePointOnline),
    [ROLE_IDS.teamsAdministrator]: administrator('Teams Administrator', SERVICE_IDS.teams),
  });
}

/** A role for one service; that it may ask for support is for the whole of the customer. */
function administrator(name: string, service: string): Role {
  return role(name, [
    ...covering(Object.freeze([service]), 'provision-service', 'administer-service', 'view-service-health'),
    ...covering('all', 'file-service-request'),
  ]);
}

function role(name: string, covers: readonly RoleCoverage[], neverExtends?: 'never extends'): Role {
  return Object.freeze({ name, covers: Object.freeze(covers), neverExtends: neverExtends !== undefined });
}

function covering(services: Services, ...operations: readonly Operation[]): readonly RoleCoverage[] {
  return operations.map((operation) => Object.freeze({ operation, services }));
}
