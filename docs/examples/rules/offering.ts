import type { OfferingRule } from 'partner-relationships';
import { ROLE_IDS } from 'partner-relationships/roles';
import { by, draft, mail, margie, tailspin } from './market';
import type { RuleExample } from './rule-example';

export const offering: Readonly<Record<OfferingRule, RuleExample>> = {
  'profile-grants-roles': {
    allowed: {
      says: 'Contoso draws up an offer under the profile that has roles.',
      run: async ({ roleService }) =>
        roleService.draftRoleOffer({ ...draft, name: 'Mailboxes' }),
    },
    refused: {
      says: 'Under the profile of Partner Center operated by 21Vianet there are no roles to offer.',
      run: async ({ roleServiceOf21Vianet }) =>
        roleServiceOf21Vianet.draftRoleOffer({ ...draft, name: 'Mailboxes' }),
    },
  },
  'offer-names-roles-and-term': {
    allowed: {
      says: 'The offer has a name of its own, a role of the catalog and a term of 730 days.',
      run: async ({ roleService }) =>
        roleService.draftRoleOffer({
          partnerId: 'contoso',
          name: 'Mailboxes for two years',
          roles: [ROLE_IDS.exchangeAdministrator],
          termDays: 730,
          extends: false,
          by: by.contoso,
        }),
    },
    refused: {
      says: 'Contoso’s first offer still waits, and another one gets its name.',
      run: async ({ roleService }) =>
        roleService.draftRoleOffer({ ...draft, name: 'Mailboxes for a year' }),
    },
  },
  'offer-is-editable-as-a-draft': {
    allowed: {
      says: 'Contoso shortens the term of a draft.',
      run: async ({ roleService }) => {
        const name = 'Mailboxes for a month';
        const drafted = await roleService.draftRoleOffer({ ...draft, name });
        return drafted.asyncAndThen(({ id }) =>
          roleService.reviseRoleOffer({
            partnerId: 'contoso',
            offerId: id,
            termDays: 30,
            by: by.contoso,
          }),
        );
      },
    },
    refused: {
      says: 'The offer is locked, and its term stays.',
      run: async ({ roleService, offers }) =>
        roleService.reviseRoleOffer({
          ...offers.contoso,
          termDays: 30,
          by: by.contoso,
        }),
    },
  },
  'locked-offer-waits': {
    allowed: {
      says: 'Contoso’s offer waits for a customer, and Tailspin approves it.',
      run: async ({ roleService, offers }) =>
        roleService.approveRoleOffer({ ...offers.contoso, ...tailspin }),
    },
    refused: {
      says: 'Contoso would like to take it back.',
      run: async ({ roleService, offers }) =>
        roleService.discardRoleOffer({ ...offers.contoso, by: by.contoso }),
    },
  },
  'locked-offer-lapses': {
    allowed: {
      says: 'Tailspin approves the offer after 80 days.',
      run: async ({ roleService, offers, passDays }) => {
        passDays(80);
        return roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
      },
    },
    refused: {
      says: 'Tailspin approves it after 90 days.',
      run: async ({ roleService, offers, passDays }) => {
        passDays(90);
        return roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
      },
    },
  },
  'offer-serves-one-customer': {
    allowed: {
      says: 'Contoso’s offer names no customer. Tailspin is the first to approve it.',
      run: async ({ roleService, offers }) =>
        roleService.approveRoleOffer({ ...offers.contoso, ...tailspin }),
    },
    refused: {
      says: 'Tailspin has approved it. To Margie’s Travel, which comes with the same link, there is no offer any more.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        return roleService.approveRoleOffer({ ...offers.contoso, ...margie });
      },
    },
  },
  'reseller-consents-to-its-offer': {
    allowed: {
      says: 'Wingtip has drawn up an offer for Northwind. Northwind consents, and Tailspin approves.',
      run: async ({ roleService, offers }) => {
        const { wingtip } = offers;
        await roleService.consentToRoleOffer({ ...wingtip, by: by.northwind });
        return roleService.approveRoleOffer({ ...wingtip, ...tailspin });
      },
    },
    refused: {
      says: 'Northwind has not consented yet.',
      run: async ({ roleService, offers }) =>
        roleService.approveRoleOffer({ ...offers.wingtip, ...tailspin }),
    },
  },
  'resellers-ask-themselves': {
    allowed: {
      says: 'Northwind, an indirect reseller, draws up an offer of its own.',
      run: async ({ roleService }) =>
        roleService.draftRoleOffer({
          ...draft,
          partnerId: 'northwind',
          by: by.northwind,
        }),
    },
    refused: {
      says: 'What Northwind holds, Wingtip does not, although Wingtip has drawn up the offer.',
      run: async ({ roleService, offers }) => {
        const { wingtip } = offers;
        await roleService.consentToRoleOffer({ ...wingtip, by: by.northwind });
        await roleService.approveRoleOffer({ ...wingtip, ...tailspin });
        const question = { ...mail, partnerId: 'wingtip' };
        return roleService
          .authorizeUntil(question)
          .andThen(({ decision }) => decision);
      },
    },
  },
  'customer-approves-the-whole-offer': {
    allowed: {
      says: 'Tailspin approves the offer for itself.',
      run: async ({ roleService, offers }) =>
        roleService.approveRoleOffer({ ...offers.contoso, ...tailspin }),
    },
    refused: {
      says: 'Contoso approves its own offer on Tailspin’s behalf.',
      run: async ({ roleService, offers }) =>
        roleService.approveRoleOffer({
          ...offers.contoso,
          ...tailspin,
          by: by.contoso,
        }),
    },
  },
  'silence-is-the-only-no': {
    allowed: {
      says: 'Northwind, an indirect reseller, rejects what Wingtip would like to offer for it.',
      run: async ({ roleService, offers }) =>
        roleService.rejectRoleOffer({ ...offers.wingtip, by: by.northwind }),
    },
    refused: {
      says: 'Tailspin, a customer, would like to reject an offer. It lets the offer lapse instead.',
      run: async ({ roleService, offers }) =>
        roleService.rejectRoleOffer({ ...offers.contoso, by: by.tailspin }),
    },
  },
  'approval-touches-nothing-commercial': {
    allowed: {
      says: 'Tailspin approves the offer, and Contoso may administer Exchange Online.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        return roleService
          .authorizeUntil(mail)
          .andThen(({ decision }) => decision);
      },
    },
    refused: {
      says: 'That makes Contoso no seller: it has no relationship with Tailspin.',
      run: async ({ roleService, offers }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        return roleService
          .authorizeUntil({ ...mail, operation: 'sell-subscription' })
          .andThen(({ decision }) => decision);
      },
    },
  },
  'term-starts-at-activation': {
    allowed: {
      says: 'The offer waits for 80 days. The term of 365 days begins when Tailspin approves it.',
      run: async ({ roleService, offers, passDays }) => {
        passDays(80);
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        passDays(364);
        return roleService
          .authorizeUntil(mail)
          .andThen(({ decision }) => decision);
      },
    },
    refused: {
      says: 'Tailspin approves the offer at once. 365 days later the term is over.',
      run: async ({ roleService, offers, passDays }) => {
        await roleService.approveRoleOffer({ ...offers.contoso, ...tailspin });
        passDays(365);
        return roleService
          .authorizeUntil(mail)
          .andThen(({ decision }) => decision);
      },
    },
  },
};
