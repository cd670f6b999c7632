import type { RemovingRule } from 'partner-relationships';
import { by, soldBy, tailspin } from './market';
import type { RuleExample } from './rule-example';

const services = ['exchange-online'];

export const removing: Readonly<Record<RemovingRule, RuleExample>> = {
  'customer-removes-any-admin-rights': {
    allowed: {
      says: 'Tailspin takes all admin rights away from everybody.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.acceptRequest({ ...tailspin, link: links.adatum, services });
        return service.removeDelegations({
          customerId: 'tailspin',
          from: 'all',
          services: 'all',
          by: by.tailspin,
        });
      },
    },
    refused: {
      says: 'Fabrikam takes Contoso’s admin rights away.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.removeDelegations({
          customerId: 'tailspin',
          from: 'contoso',
          services,
          by: by.fabrikam,
        });
      },
    },
  },
  'operator-removes-with-reason': {
    allowed: {
      says: 'Contoso’s accounts have been broken into. The operator takes its admin rights away, and says why.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.removeDelegations({
          customerId: 'tailspin',
          from: 'contoso',
          services: 'all',
          reason: 'incident 2026-7: stolen credentials',
          by: by.operator,
        });
      },
    },
    refused: {
      says: 'The operator gives no reason.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.removeDelegations({
          customerId: 'tailspin',
          from: 'contoso',
          services: 'all',
          by: by.operator,
        });
      },
    },
  },
  'commercial-relationship-survives-removal': {
    allowed: {
      says: 'Tailspin removes Contoso’s admin rights. Contoso is still billed for what it sold.',
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
          operation: 'receive-bill',
          subscription: soldBy('contoso'),
        });
      },
    },
    refused: {
      says: 'It may no longer administer the service.',
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
          operation: 'administer-service',
          subscription: soldBy('contoso'),
        });
      },
    },
  },
  'restoration-is-a-new-acceptance': {
    allowed: {
      says: 'Tailspin removed the rights and accepts the same link again.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.removeDelegations({
          customerId: 'tailspin',
          from: 'contoso',
          services,
          by: by.tailspin,
        });
        return service.acceptRequest({ ...tailspin, link: links.contoso, services });
      },
    },
    refused: {
      says: 'Contoso cannot bring them back itself.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.removeDelegations({
          customerId: 'tailspin',
          from: 'contoso',
          services,
          by: by.tailspin,
        });
        return service.acceptRequest({
          ...tailspin,
          link: links.contoso,
          services,
          by: by.contoso,
        });
      },
    },
  },
  'partner-may-relinquish': {
    allowed: {
      says: 'Contoso gives up its admin rights.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.relinquishDelegations({
          customerId: 'tailspin',
          partnerId: 'contoso',
          services: 'all',
          by: by.contoso,
        });
      },
    },
    refused: {
      says: 'Fabrikam gives up Contoso’s admin rights.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.relinquishDelegations({
          customerId: 'tailspin',
          partnerId: 'contoso',
          services: 'all',
          by: by.fabrikam,
        });
      },
    },
  },
  'customer-cannot-end-relationship': {
    allowed: {
      says: 'Contoso and Tailspin have renegotiated. Contoso ends the relationship, with a reference to their agreement.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        return service.endRelationship({
          customerId: 'tailspin',
          partnerId: 'contoso',
          agreement: 'contract 2026-17',
          subscriptions: [],
          by: by.contoso,
        });
      },
    },
    refused: {
      says: 'Tailspin ends the relationship alone.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        return service.endRelationship({
          customerId: 'tailspin',
          partnerId: 'contoso',
          agreement: 'contract 2026-17',
          subscriptions: [],
          by: by.tailspin,
        });
      },
    },
  },
  'active-subscriptions-keep-relationship': {
    allowed: {
      says: 'The subscription that Contoso sold is cancelled.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        return service.endRelationship({
          customerId: 'tailspin',
          partnerId: 'contoso',
          agreement: 'contract 2026-17',
          subscriptions: [{ ...soldBy('contoso'), status: 'cancelled' }],
          by: by.contoso,
        });
      },
    },
    refused: {
      says: 'The subscription is active.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        return service.endRelationship({
          customerId: 'tailspin',
          partnerId: 'contoso',
          agreement: 'contract 2026-17',
          subscriptions: [soldBy('contoso')],
          by: by.contoso,
        });
      },
    },
  },
  'ending-takes-everything-of-the-partner': {
    allowed: {
      says: 'Wingtip ends its relationship. Northwind loses what it received through that relationship.',
      run: async ({ service, links }) => {
        await service.acceptRequest({
          ...tailspin,
          link: links.northwind,
          services,
          indirectResellerServices: ['intune'],
        });
        return service.endRelationship({
          customerId: 'tailspin',
          partnerId: 'wingtip',
          agreement: 'contract 2026-18',
          subscriptions: [],
          by: by.wingtip,
        });
      },
    },
    refused: {
      says: 'Afterwards Northwind may no longer administer Intune for Tailspin.',
      run: async ({ service, links }) => {
        await service.acceptRequest({
          ...tailspin,
          link: links.northwind,
          services,
          indirectResellerServices: ['intune'],
        });
        await service.endRelationship({
          customerId: 'tailspin',
          partnerId: 'wingtip',
          agreement: 'contract 2026-18',
          subscriptions: [],
          by: by.wingtip,
        });
        return service.authorize({
          customerId: 'tailspin',
          partnerId: 'northwind',
          operation: 'manage-users',
          serviceId: 'intune',
        });
      },
    },
  },
  'erasure-needs-no-rights': {
    allowed: {
      says: 'Contoso’s relationship has ended, and Tailspin has no other. The operator erases Tailspin.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.endRelationship({
          customerId: 'tailspin',
          partnerId: 'contoso',
          agreement: 'contract 2026-17',
          subscriptions: [],
          by: by.contoso,
        });
        return service.eraseCustomer({
          customerId: 'tailspin',
          reason: 'ticket 2026-61',
          by: by.operator,
        });
      },
    },
    refused: {
      says: 'Tailspin has only taken the admin rights away. Contoso still has the relationship.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.removeDelegations({
          customerId: 'tailspin',
          from: 'all',
          services: 'all',
          by: by.tailspin,
        });
        return service.eraseCustomer({
          customerId: 'tailspin',
          reason: 'ticket 2026-61',
          by: by.operator,
        });
      },
    },
  },
};
