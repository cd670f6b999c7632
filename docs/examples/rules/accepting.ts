import type { AcceptingRule } from 'partner-relationships';
import { by, soldBy, tailspin } from './market';
import type { RuleExample } from './rule-example';

export const accepting: Readonly<Record<AcceptingRule, RuleExample>> = {
  'only-customer-accepts': {
    allowed: {
      says: 'Tailspin accepts for itself.',
      run: async ({ service, links }) =>
        service.acceptRequest({ ...tailspin, link: links.contoso, services: [] }),
    },
    refused: {
      says: 'Contoso accepts its own request on Tailspin’s behalf.',
      run: async ({ service, links }) =>
        service.acceptRequest({
          ...tailspin,
          link: links.contoso,
          services: [],
          by: by.contoso,
        }),
    },
  },
  'acceptance-establishes-relationship': {
    allowed: {
      says: 'Once Tailspin has accepted, it is in Contoso’s customer list.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        return service.customersOf('contoso');
      },
    },
    refused: {
      says: 'Before that there is no relationship, and without one Contoso cannot sell to Tailspin.',
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
        service.acceptRequest({ ...tailspin, link: links.contoso, services: [] }),
    },
    refused: {
      says: 'Tailspin chose Exchange Online, but not Intune.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
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
      says: 'Fabrikam sold the subscription. Tailspin now accepts Contoso, which may administer the service.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.authorize({
          customerId: 'tailspin',
          partnerId: 'contoso',
          operation: 'administer-service',
          subscription: soldBy('fabrikam'),
        });
      },
    },
    refused: {
      says: 'Contoso does not receive the bill: the subscription stays as Fabrikam sold it.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
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
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.acceptRequest({
          ...tailspin,
          link: links.fabrikam,
          services: ['intune'],
        });
      },
    },
    refused: {
      says: 'Contoso holds Exchange Online, and Tailspin accepts Fabrikam for it as well.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.acceptRequest({ ...tailspin, link: links.fabrikam, services });
      },
    },
  },
  'replacement-is-explicit': {
    allowed: {
      says: 'Tailspin says that Fabrikam replaces Contoso: the rights change hands in one step.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.acceptRequest({
          ...tailspin,
          link: links.fabrikam,
          services,
          onHeldService: 'replace',
        });
      },
    },
    refused: {
      says: 'Tailspin does not say so. The refusal tells who holds the service.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.acceptRequest({ ...tailspin, link: links.fabrikam, services });
      },
    },
  },
  'replacement-names-what-was-seen': {
    allowed: {
      says: 'Tailspin has seen that Contoso holds the service, and names it.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        const seen = { serviceId: 'exchange-online', holderId: 'contoso' };
        return service.acceptRequest({
          ...tailspin,
          link: links.fabrikam,
          services,
          onHeldService: { replace: [seen] },
        });
      },
    },
    refused: {
      says: 'Meanwhile a colleague has given the service to Wingtip. The refusal tells so.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        const seen = { serviceId: 'exchange-online', holderId: 'contoso' };
        await service.acceptRequest({
          ...tailspin,
          link: links.wingtip,
          services,
          onHeldService: { replace: [seen] },
        });
        return service.acceptRequest({
          ...tailspin,
          link: links.fabrikam,
          services,
          onHeldService: { replace: [seen] },
        });
      },
    },
  },
  'non-transacting-partners-are-not-capped': {
    allowed: {
      says: 'Adatum, an advisor, gets admin rights for the service that Contoso holds.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.acceptRequest({ ...tailspin, link: links.adatum, services });
      },
    },
    refused: {
      says: 'Wingtip, a provider, is a transacting partner like Contoso, and only one can hold the service.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.acceptRequest({ ...tailspin, link: links.wingtip, services });
      },
    },
  },
  'indirect-reseller-receives-through-provider': {
    allowed: {
      says: 'Wingtip’s link names Northwind. Tailspin lets Northwind administer Intune; the relationship is Wingtip’s.',
      run: async ({ service, links }) =>
        service.acceptRequest({
          ...tailspin,
          link: links.northwind,
          services: [],
          indirectResellerServices: ['intune'],
        }),
    },
    refused: {
      says: 'Northwind adds a customer itself, which would give it its own relationship.',
      run: async ({ service }) =>
        service.addCustomer({
          partnerId: 'northwind',
          customer: tailspin.customer,
          services: ['intune'],
          by: by.northwind,
        }),
    },
  },
  'existing-customer-needs-request': {
    allowed: {
      says: 'Nobody knows Tailspin yet. Contoso adds it, with admin rights from the start.',
      run: async ({ service }) =>
        service.addCustomer({
          partnerId: 'contoso',
          customer: tailspin.customer,
          services: ['exchange-online'],
          by: by.contoso,
        }),
    },
    refused: {
      says: 'Now Tailspin exists. Fabrikam cannot add it and has to send its link.',
      run: async ({ service }) => {
        await service.addCustomer({
          partnerId: 'contoso',
          customer: tailspin.customer,
          services: [],
          by: by.contoso,
        });
        return service.addCustomer({
          partnerId: 'fabrikam',
          customer: tailspin.customer,
          services: [],
          by: by.fabrikam,
        });
      },
    },
  },
  'acceptance-is-idempotent': {
    allowed: {
      says: 'Tailspin accepts twice; the second time nothing changes.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.acceptRequest({ ...tailspin, link: links.contoso, services });
      },
    },
    refused: {
      says: 'Fabrikam has replaced Contoso since. Accepting Contoso’s link again is no longer a repetition.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.acceptRequest({
          ...tailspin,
          link: links.fabrikam,
          services,
          onHeldService: 'replace',
        });
        return service.acceptRequest({ ...tailspin, link: links.contoso, services });
      },
    },
  },
};
