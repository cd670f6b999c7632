import type { AcceptingRule } from 'partner-relationships';
import { by, customer, soldBy } from './market';
import type { RuleExample } from './rule-example';

const { tailspin } = customer;

export const accepting: Readonly<Record<AcceptingRule, RuleExample>> = {
  'only-customer-accepts': {
    allowed: {
      says: 'Tailspin accepts, for itself.',
      run: async ({ service, links }) =>
        service.acceptRequest({ link: links.contoso, customer: tailspin, services: [], by: by.tailspin }),
    },
    refused: {
      says: 'Contoso accepts its own request on Tailspin’s behalf.',
      run: async ({ service, links }) =>
        service.acceptRequest({ link: links.contoso, customer: tailspin, services: [], by: by.contoso }),
    },
  },
  'acceptance-establishes-relationship': {
    allowed: {
      says: 'Once Tailspin has accepted, it stands in Contoso’s customer list.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services: [], by: by.tailspin });
        return service.customersOf('contoso');
      },
    },
    refused: {
      says: 'Before that there is no relationship, and without one Contoso sells Tailspin nothing.',
      run: async ({ service }) =>
        service.authorize({
          customerId: 'tailspin',
          partnerId: 'contoso',
          operation: 'sell-subscription',
          serviceId: 'exchange-online',
        }),
    },
  },
  'customer-chooses-services': {
    allowed: {
      says: 'Tailspin accepts and delegates no service: a relationship without admin rights.',
      run: async ({ service, links }) =>
        service.acceptRequest({ link: links.contoso, customer: tailspin, services: [], by: by.tailspin }),
    },
    refused: {
      says: 'Tailspin chose Exchange Online. Intune it did not choose.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        return service.authorize({
          customerId: 'tailspin',
          partnerId: 'contoso',
          operation: 'manage-users',
          serviceId: 'intune',
        });
      },
    },
  },
  'acceptance-adds-admin-rights-only': {
    allowed: {
      says: 'Fabrikam sold the subscription. Contoso, which Tailspin accepts now, may administer the service.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        return service.authorize({
          customerId: 'tailspin',
          partnerId: 'contoso',
          operation: 'administer-service',
          subscription: soldBy('fabrikam'),
        });
      },
    },
    refused: {
      says: 'The bill does not come to Contoso with it: the subscription is as Fabrikam sold it.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        return service.authorize({
          customerId: 'tailspin',
          partnerId: 'contoso',
          operation: 'receive-bill',
          subscription: soldBy('fabrikam'),
        });
      },
    },
  },
  'one-transacting-partner-per-service': {
    allowed: {
      says: 'Contoso holds Exchange Online. Fabrikam gets Intune.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        return service.acceptRequest({
          link: links.fabrikam,
          customer: tailspin,
          services: ['intune'],
          by: by.tailspin,
        });
      },
    },
    refused: {
      says: 'Contoso holds Exchange Online, and Fabrikam is to have it as well.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        return service.acceptRequest({ link: links.fabrikam, customer: tailspin, services, by: by.tailspin });
      },
    },
  },
  'replacement-is-explicit': {
    allowed: {
      says: 'Tailspin says that Fabrikam replaces Contoso: the rights change hands in one step.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        return service.acceptRequest({
          link: links.fabrikam,
          customer: tailspin,
          services,
          onHeldService: 'replace',
          by: by.tailspin,
        });
      },
    },
    refused: {
      says: 'It does not say so, and is told who holds the service.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        return service.acceptRequest({ link: links.fabrikam, customer: tailspin, services, by: by.tailspin });
      },
    },
  },
  'non-transacting-partners-are-not-capped': {
    allowed: {
      says: 'Adatum, an advisor, gets the service that Contoso holds, beside Contoso.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        return service.acceptRequest({ link: links.adatum, customer: tailspin, services, by: by.tailspin });
      },
    },
    refused: {
      says: 'Wingtip, a provider, is a transacting partner too: for it there is no room beside Contoso.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        return service.acceptRequest({ link: links.wingtip, customer: tailspin, services, by: by.tailspin });
      },
    },
  },
  'indirect-reseller-receives-through-provider': {
    allowed: {
      says: 'Wingtip’s link names Northwind. Tailspin lets Northwind administer Intune; the relationship is Wingtip’s.',
      run: async ({ service, links }) =>
        service.acceptRequest({
          link: links.northwind,
          customer: tailspin,
          services: [],
          indirectResellerServices: ['intune'],
          by: by.tailspin,
        }),
    },
    refused: {
      says: 'Northwind adds a customer, which would give it a relationship of its own.',
      run: async ({ service }) =>
        service.addCustomer({ partnerId: 'northwind', customer: tailspin, services: ['intune'], by: by.northwind }),
    },
  },
  'existing-customer-needs-request': {
    allowed: {
      says: 'Nobody knows Tailspin yet. Contoso adds it, with admin rights from the start.',
      run: async ({ service }) =>
        service.addCustomer({
          partnerId: 'contoso',
          customer: tailspin,
          services: ['exchange-online'],
          by: by.contoso,
        }),
    },
    refused: {
      says: 'Now Tailspin exists. Fabrikam cannot add it, and has to send its link.',
      run: async ({ service }) => {
        await service.addCustomer({ partnerId: 'contoso', customer: tailspin, services: [], by: by.contoso });
        return service.addCustomer({ partnerId: 'fabrikam', customer: tailspin, services: [], by: by.fabrikam });
      },
    },
  },
  'acceptance-is-idempotent': {
    allowed: {
      says: 'Tailspin accepts twice; the second time nothing changes.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        return service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
      },
    },
    refused: {
      says: 'Fabrikam has replaced Contoso since. Accepting Contoso’s link again is no repetition any more.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
        await service.acceptRequest({
          link: links.fabrikam,
          customer: tailspin,
          services,
          onHeldService: 'replace',
          by: by.tailspin,
        });
        return service.acceptRequest({ link: links.contoso, customer: tailspin, services, by: by.tailspin });
      },
    },
  },
};
