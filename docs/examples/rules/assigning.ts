import type { AssigningRule } from 'partner-relationships';
import { ROLE_IDS } from 'partner-relationships/roles';
import { by, held, mail, tailspin } from './market';
import type { RuleExample } from './rule-example';

export const assigning: Readonly<Record<AssigningRule, RuleExample>> = {
  'roles-reach-people-through-groups': {
    allowed: {
      says: 'Contoso assigns its role to a group. Kim is in that group, and needs no agent role.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        await roleService.assignAccess({
          ...held,
          groupId: 'mail-team',
          roles: [ROLE_IDS.exchangeAdministrator],
          by: by.contoso,
        });
        return roleService
          .authorizeUntil({
            ...mail,
            person: { userId: 'kim', agentRoles: [], groups: ['mail-team'] },
          })
          .andThen(({ decision }) => decision);
      },
    },
    refused: {
      says: 'The role is assigned to nobody. Contoso holds it, and none of its people does.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        return roleService
          .authorizeUntil({
            ...mail,
            person: { userId: 'kim', agentRoles: [], groups: ['mail-team'] },
          })
          .andThen(({ decision }) => decision);
      },
    },
  },
  'assignment-stays-within-the-delegation': {
    allowed: {
      says: 'Contoso assigns the role that it holds.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        return roleService.assignAccess({
          ...held,
          groupId: 'mail-team',
          roles: [ROLE_IDS.exchangeAdministrator],
          by: by.contoso,
        });
      },
    },
    refused: {
      says: 'It assigns a role that is not in the delegation.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        return roleService.assignAccess({
          ...held,
          groupId: 'mail-team',
          roles: [ROLE_IDS.userAdministrator],
          by: by.contoso,
        });
      },
    },
  },
  'assignment-needs-a-delegation-in-force': {
    allowed: {
      says: 'Contoso takes the role back from a group while the delegation is in force.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        await roleService.assignAccess({
          ...held,
          groupId: 'mail-team',
          roles: [ROLE_IDS.exchangeAdministrator],
          by: by.contoso,
        });
        return roleService.removeAccess({
          ...held,
          groupId: 'mail-team',
          by: by.contoso,
        });
      },
    },
    refused: {
      says: 'The delegation has ended, and Contoso assigns its role.',
      run: async ({ roleService, offers, passDays }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        passDays(365);
        return roleService.assignAccess({
          ...held,
          groupId: 'mail-team',
          roles: [ROLE_IDS.exchangeAdministrator],
          by: by.contoso,
        });
      },
    },
  },
  'one-assignment-per-group': {
    allowed: {
      says: 'The group has one of Fabrikam’s roles. Fabrikam changes that, and it has both.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.fabrikam, ...tailspin });
        const { offerId } = offers.fabrikam;
        const ours = { customerId: 'tailspin', offerId, by: by.fabrikam };
        const { userAdministrator, globalAdministrator } = ROLE_IDS;
        await roleService.assignAccess({
          ...ours,
          groupId: 'night-shift',
          roles: [userAdministrator],
        });
        return roleService.changeAccess({
          ...ours,
          groupId: 'night-shift',
          roles: [userAdministrator, globalAdministrator],
        });
      },
    },
    refused: {
      says: 'Fabrikam assigns the other role to the same group. The refusal shows what the group has.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.fabrikam, ...tailspin });
        const { offerId } = offers.fabrikam;
        const ours = { customerId: 'tailspin', offerId, by: by.fabrikam };
        const { userAdministrator, globalAdministrator } = ROLE_IDS;
        await roleService.assignAccess({
          ...ours,
          groupId: 'night-shift',
          roles: [userAdministrator],
        });
        return roleService.assignAccess({
          ...ours,
          groupId: 'night-shift',
          roles: [globalAdministrator],
        });
      },
    },
  },
  'agent-role-limits-the-person': {
    allowed: {
      says: 'Contoso may sell to Tailspin, and Kim is a sales agent.',
      run: async ({ service, roleService, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        return roleService
          .authorizeUntil({
            ...mail,
            operation: 'sell-subscription',
            person: { userId: 'kim', agentRoles: ['sales-agent'], groups: [] },
          })
          .andThen(({ decision }) => decision);
      },
    },
    refused: {
      says: 'Lee is a helpdesk agent, who sells nothing.',
      run: async ({ service, roleService, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        return roleService
          .authorizeUntil({
            ...mail,
            operation: 'sell-subscription',
            person: { userId: 'lee', agentRoles: ['helpdesk-agent'], groups: [] },
          })
          .andThen(({ decision }) => decision);
      },
    },
  },
  'granular-takes-precedence': {
    allowed: {
      says: 'Contoso has admin rights for Intune. Kim is an admin agent, and in no group with roles.',
      run: async ({ service, roleService, links }) => {
        const services = ['intune'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return roleService
          .authorizeUntil({
            ...mail,
            serviceId: 'intune',
            person: { userId: 'kim', agentRoles: ['admin-agent'], groups: [] },
          })
          .andThen(({ decision }) => decision);
      },
    },
    refused: {
      says: 'Kim’s group gets a role for Exchange Online. From now on only roles count for Kim here.',
      run: async ({ service, roleService, links, offers }) => {
        const services = ['intune'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        const groups = ['mail-team'];
        await roleService.assignAccess({
          ...held,
          groupId: 'mail-team',
          roles: [ROLE_IDS.exchangeAdministrator],
          by: by.contoso,
        });
        return roleService
          .authorizeUntil({
            ...mail,
            serviceId: 'intune',
            person: { userId: 'kim', agentRoles: ['admin-agent'], groups },
          })
          .andThen(({ decision }) => decision);
      },
    },
  },
};
