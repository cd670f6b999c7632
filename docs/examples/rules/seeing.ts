import {
  parseCustomerRelationships,
  parsePartnerId,
  parseSubscription,
  supportDuties,
  type SeeingRule,
} from 'partner-relationships';
import { by, customer, soldBy } from './market';
import type { RuleExample } from './rule-example';

const { tailspin } = customer;
const services = ['exchange-online'];

export const seeing: Readonly<Record<SeeingRule, RuleExample>> = {
  'customer-reviews-partners-by-service': {
    allowed: {
      says: 'Contoso administers Exchange Online; Fabrikam has a relationship and no admin rights. Tailspin sees both.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        await service.acceptRequest({ link: links.fabrikam, customer: tailspin, services: [], by: by.tailspin });
        const page = await service.partnersOf('tailspin');
        return page.map((seen) => seen.services);
      },
    },
    refused: {
      says: 'To be on that page is not to have admin rights.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        await service.acceptRequest({ link: links.fabrikam, customer: tailspin, services: [], by: by.tailspin });
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
      says: 'Tailspin accepted Contoso’s link and Margie’s Travel Fabrikam’s. Contoso’s list has one of them.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        await service.acceptRequest({ link: links.fabrikam, customer: customer.margie, services, by: by.margie });
        return service.customersOf('contoso');
      },
    },
    refused: {
      says: 'Margie’s Travel is not on it, and Contoso has nothing to sell to it.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ link: links.fabrikam, customer: customer.margie, services, by: by.margie });
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
      says: 'Tailspin removed Contoso’s admin rights. Contoso owes support for what it sold all the same.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        await service.removeDelegations({ customerId: 'tailspin', from: 'contoso', services, by: by.tailspin });
        const state = (await service.relationshipsOf('tailspin')).andThen(parseCustomerRelationships)._unsafeUnwrap();
        const contoso = parsePartnerId('contoso')._unsafeUnwrap();
        return supportDuties(state, contoso, [parseSubscription(soldBy('contoso'))._unsafeUnwrap()]);
      },
    },
    refused: {
      says: 'A duty is not a permission: without admin rights Contoso has to help by other means.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        await service.removeDelegations({ customerId: 'tailspin', from: 'contoso', services, by: by.tailspin });
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
