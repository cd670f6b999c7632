import { safeTry } from 'neverthrow';
import {
  parsePartnerId,
  parseSubscription,
  supportDuties,
  type SeeingRule,
} from 'partner-relationships';
import { by, margie, soldBy, tailspin } from './market';
import type { RuleExample } from './rule-example';

const services = ['exchange-online'];

export const seeing: Readonly<Record<SeeingRule, RuleExample>> = {
  'customer-reviews-partners-by-service': {
    allowed: {
      says: 'Contoso administers Exchange Online; Fabrikam has a relationship and no admin rights. Tailspin sees both.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.acceptRequest({
          ...tailspin,
          link: links.fabrikam,
          services: [],
        });
        const page = await service.partnersOf('tailspin');
        return page.map((seen) => seen.services);
      },
    },
    refused: {
      says: 'A partner on that page does not necessarily have admin rights.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.acceptRequest({
          ...tailspin,
          link: links.fabrikam,
          services: [],
        });
        return service.authorize({
          customerId: 'tailspin',
          partnerId: 'fabrikam',
          operation: 'view-service-health',
          serviceId: 'exchange-online',
        });
      },
    },
  },
  'partner-sees-only-its-customers': {
    allowed: {
      says: 'Tailspin accepted Contoso’s link, Margie’s Travel Fabrikam’s. Contoso’s list has only Tailspin.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.acceptRequest({ ...margie, link: links.fabrikam, services });
        return service.customersOf('contoso');
      },
    },
    refused: {
      says: 'Margie’s Travel is not on it, and Contoso may not sell to it.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...margie, link: links.fabrikam, services });
        return service.authorize({
          customerId: 'margie',
          partnerId: 'contoso',
          operation: 'sell-subscription',
          serviceId: 'intune',
        });
      },
    },
  },
  'relationship-obliges-support': {
    allowed: {
      says: 'Tailspin removed Contoso’s admin rights. Contoso still owes support for what it sold.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return safeTry(async function* () {
          const { relationships } = yield* service.removeDelegations({
            customerId: 'tailspin',
            from: 'contoso',
            services,
            by: by.tailspin,
          });
          const contoso = yield* parsePartnerId('contoso');
          const subscription = yield* parseSubscription(soldBy('contoso'));
          return supportDuties(relationships, contoso, [subscription]);
        });
      },
    },
    refused: {
      says: 'A duty is not a permission: without admin rights Contoso has to help by other means.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.removeDelegations({
          customerId: 'tailspin',
          from: 'contoso',
          services,
          by: by.tailspin,
        });
        return service.authorize({
          customerId: 'tailspin',
          partnerId: 'contoso',
          operation: 'file-service-request',
          subscription: soldBy('contoso'),
        });
      },
    },
  },
};
