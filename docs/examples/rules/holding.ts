import type { HoldingRule } from 'partner-relationships';
import { ROLE_IDS } from 'partner-relationships/roles';
import { by, draft, held, mail, tailspin } from './market';
import type { RuleExample } from './rule-example';

export const holding: Readonly<Record<HoldingRule, RuleExample>> = {
  'roles-share-one-end': {
    allowed: {
      says: 'Contoso needs a second role for a month only, so it makes a second offer.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        const month = { ...draft, name: 'Users for a month', termDays: 30 };
        const roles = [ROLE_IDS.userAdministrator];
        return roleService
          .draftRoleOffer({ ...month, roles })
          .map(({ id }) => ({ partnerId: 'contoso', offerId: id }))
          .andThen((offer) =>
            roleService
              .lockRoleOffer({ ...offer, by: by.contoso })
              .andThen(() =>
                roleService.approveRoleOffer({ ...offer, ...tailspin }),
              ),
          );
      },
    },
    refused: {
      says: 'Fabrikam holds two roles in one delegation, and would like to end one of them early.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.fabrikam, ...tailspin });
        return roleService.dropRole({
          customerId: 'tailspin',
          offerId: offers.fabrikam.offerId,
          roleId: ROLE_IDS.userAdministrator,
          by: by.fabrikam,
        });
      },
    },
  },
  'role-covers-the-operation': {
    allowed: {
      says: 'Exchange Administrator covers administering Exchange Online.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        return roleService
          .authorizeUntil(mail)
          .andThen(({ decision }) => decision);
      },
    },
    refused: {
      says: 'It does not cover Intune.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        return roleService
          .authorizeUntil({ ...mail, serviceId: 'intune' })
          .andThen(({ decision }) => decision);
      },
    },
  },
  'role-delegations-add-up': {
    allowed: {
      says: 'Contoso has roles at Tailspin, and Fabrikam gets some beside it.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        await roleService.approveRoleOffer({ ...offers.fabrikam, ...tailspin });
        return roleService
          .authorizeUntil({ ...mail, partnerId: 'fabrikam' })
          .andThen(({ decision }) => decision);
      },
    },
    refused: {
      says: 'What the two have does not add up for Litware.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        await roleService.approveRoleOffer({ ...offers.fabrikam, ...tailspin });
        return roleService
          .authorizeUntil({ ...mail, partnerId: 'litware' })
          .andThen(({ decision }) => decision);
      },
    },
  },
  'delegation-ends-on-time': {
    allowed: {
      says: 'On the last day Contoso may still administer Exchange Online.',
      run: async ({ roleService, offers, passDays }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        passDays(364);
        return roleService
          .authorizeUntil(mail)
          .andThen(({ decision }) => decision);
      },
    },
    refused: {
      says: 'A day later it may not, although nobody has written down that the delegation is over.',
      run: async ({ roleService, offers, passDays }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        passDays(365);
        return roleService
          .authorizeUntil(mail)
          .andThen(({ decision }) => decision);
      },
    },
  },
  'extension-moves-the-end': {
    allowed: {
      says: 'The extension is on: after 400 days the end has moved.',
      run: async ({ roleService, offers, passDays }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        await roleService.setExtension({ ...held, on: true, by: by.contoso });
        passDays(400);
        return roleService
          .authorizeUntil(mail)
          .andThen(({ decision }) => decision);
      },
    },
    refused: {
      says: 'Tailspin has switched it off before the end.',
      run: async ({ roleService, offers, passDays }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        await roleService.setExtension({ ...held, on: true, by: by.contoso });
        await roleService.setExtension({ ...held, on: false, by: by.tailspin });
        passDays(400);
        return roleService
          .authorizeUntil(mail)
          .andThen(({ decision }) => decision);
      },
    },
  },
  'either-side-sets-the-extension': {
    allowed: {
      says: 'Tailspin switches the extension on.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        return roleService.setExtension({ ...held, on: true, by: by.tailspin });
      },
    },
    refused: {
      says: 'Fabrikam does so for Contoso.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        return roleService.setExtension({ ...held, on: true, by: by.fabrikam });
      },
    },
  },
  'global-administrator-never-extends': {
    allowed: {
      says: 'Fabrikam drops Global Administrator, and then switches the extension on.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.fabrikam, ...tailspin });
        const { offerId } = offers.fabrikam;
        const ours = { customerId: 'tailspin', offerId, by: by.fabrikam };
        return roleService
          .dropRole({ ...ours, roleId: ROLE_IDS.globalAdministrator })
          .andThen(() => roleService.setExtension({ ...ours, on: true }));
      },
    },
    refused: {
      says: 'Fabrikam switches the extension on while it holds Global Administrator.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.fabrikam, ...tailspin });
        const { offerId } = offers.fabrikam;
        const ours = { customerId: 'tailspin', offerId, by: by.fabrikam };
        return roleService.setExtension({ ...ours, on: true });
      },
    },
  },
  'only-that-role-can-be-dropped': {
    allowed: {
      says: 'Fabrikam drops Global Administrator, which never extends.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.fabrikam, ...tailspin });
        return roleService.dropRole({
          customerId: 'tailspin',
          offerId: offers.fabrikam.offerId,
          roleId: ROLE_IDS.globalAdministrator,
          by: by.fabrikam,
        });
      },
    },
    refused: {
      says: 'It would like to drop User Administrator, which extends as others do.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.fabrikam, ...tailspin });
        return roleService.dropRole({
          customerId: 'tailspin',
          offerId: offers.fabrikam.offerId,
          roleId: ROLE_IDS.userAdministrator,
          by: by.fabrikam,
        });
      },
    },
  },
  'ended-is-final': {
    allowed: {
      says: 'The delegation is about to end, and Contoso switches the extension on.',
      run: async ({ roleService, offers, passDays }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        passDays(364);
        return roleService.setExtension({ ...held, on: true, by: by.contoso });
      },
    },
    refused: {
      says: 'It has ended, and Contoso switches the extension on.',
      run: async ({ roleService, offers, passDays }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        passDays(365);
        return roleService.setExtension({ ...held, on: true, by: by.contoso });
      },
    },
  },
  'either-side-terminates': {
    allowed: {
      says: 'Tailspin terminates the delegation, without asking Contoso.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        return roleService.terminateRoleDelegation({ ...held, by: by.tailspin });
      },
    },
    refused: {
      says: 'Fabrikam has no say in what Contoso holds.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        return roleService.terminateRoleDelegation({ ...held, by: by.fabrikam });
      },
    },
  },
  'termination-touches-nothing-commercial': {
    allowed: {
      says: 'Contoso sells to Tailspin and had roles. Without them it may go on selling.',
      run: async ({ service, roleService, links, offers }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        await roleService.terminateRoleDelegation({ ...held, by: by.tailspin });
        return roleService
          .authorizeUntil({ ...mail, operation: 'sell-subscription' })
          .andThen(({ decision }) => decision);
      },
    },
    refused: {
      says: 'It administers nothing any more.',
      run: async ({ service, roleService, links, offers }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        await roleService.terminateRoleDelegation({ ...held, by: by.tailspin });
        return roleService
          .authorizeUntil(mail)
          .andThen(({ decision }) => decision);
      },
    },
  },
  'roles-outlive-the-relationship': {
    allowed: {
      says: 'The relationship of Contoso has ended. Its roles remain.',
      run: async ({ service, roleService, links, offers }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        await service.endRelationship({
          customerId: 'tailspin',
          partnerId: 'contoso',
          agreement: 'Termination agreement 2026-14',
          subscriptions: [],
          by: by.contoso,
        });
        return roleService
          .authorizeUntil(mail)
          .andThen(({ decision }) => decision);
      },
    },
    refused: {
      says: 'It sells nothing more.',
      run: async ({ service, roleService, links, offers }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        await service.endRelationship({
          customerId: 'tailspin',
          partnerId: 'contoso',
          agreement: 'Termination agreement 2026-14',
          subscriptions: [],
          by: by.contoso,
        });
        return roleService
          .authorizeUntil({ ...mail, operation: 'sell-subscription' })
          .andThen(({ decision }) => decision);
      },
    },
  },
};
