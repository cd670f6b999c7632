import type { ActingRule } from 'partner-relationships';
import { by, soldBy, tailspin } from './market';
import type { RuleExample } from './rule-example';

const services = ['exchange-online'];
const contosoForTailspin = { customerId: 'tailspin', partnerId: 'contoso' } as const;

export const acting: Readonly<Record<ActingRule, RuleExample>> = {
  'admin-rights-cover-administration': {
    allowed: {
      says: 'Tailspin delegated Exchange Online to Contoso, so Contoso manages its users.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.authorize({
          ...contosoForTailspin,
          operation: 'manage-users',
          serviceId: 'exchange-online',
        });
      },
    },
    refused: {
      says: 'Contoso sold the subscription, but Tailspin delegated nothing.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        return service.authorize({
          ...contosoForTailspin,
          operation: 'manage-users',
          subscription: soldBy('contoso'),
        });
      },
    },
  },
  'commercial-operations-need-original-reseller': {
    allowed: {
      says: 'Contoso sold the subscription, so it may cancel it, without admin rights.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        return service.authorize({
          ...contosoForTailspin,
          operation: 'cancel-subscription',
          subscription: soldBy('contoso'),
        });
      },
    },
    refused: {
      says: 'Fabrikam sold it. Contoso’s admin rights for the service do not help.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.authorize({
          ...contosoForTailspin,
          operation: 'cancel-subscription',
          subscription: soldBy('fabrikam'),
        });
      },
    },
  },
  'moving-a-subscription-also-needs-admin-rights': {
    allowed: {
      says: 'Contoso sold the subscription and administers the service.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        return service.authorize({
          ...contosoForTailspin,
          operation: 'transition-subscription',
          subscription: soldBy('contoso'),
        });
      },
    },
    refused: {
      says: 'Contoso sold it, and Tailspin has not delegated the service.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        return service.authorize({
          ...contosoForTailspin,
          operation: 'transition-subscription',
          subscription: soldBy('contoso'),
        });
      },
    },
  },
  'new-sale-needs-relationship': {
    allowed: {
      says: 'A relationship is enough for Contoso to sell; it needs no admin rights.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        return service.authorize({
          ...contosoForTailspin,
          operation: 'sell-subscription',
          serviceId: 'intune',
        });
      },
    },
    refused: {
      says: 'Adatum has a relationship and admin rights, but an advisor sells no subscriptions.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.adatum, services });
        return service.authorize({
          customerId: 'tailspin',
          partnerId: 'adatum',
          operation: 'sell-subscription',
          serviceId: 'exchange-online',
        });
      },
    },
  },
  'suspended-partner-manages-what-exists': {
    allowed: {
      says: 'Contoso is suspended, and is still billed for what it sold.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.suspendPartner({
          partnerId: 'contoso',
          reason: 'an unpaid invoice',
          by: by.operator,
        });
        return service.authorize({
          ...contosoForTailspin,
          operation: 'receive-bill',
          subscription: soldBy('contoso'),
        });
      },
    },
    refused: {
      says: 'It cannot add seats.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.suspendPartner({
          partnerId: 'contoso',
          reason: 'an unpaid invoice',
          by: by.operator,
        });
        return service.authorize({
          ...contosoForTailspin,
          operation: 'add-seats',
          subscription: soldBy('contoso'),
        });
      },
    },
  },
  'closed-partner-may-do-nothing': {
    allowed: {
      says: 'Contoso’s account is closed. Fabrikam takes over its service, and Tailspin asks for no replacement.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.closePartner({
          partnerId: 'contoso',
          reason: 'left the marketplace',
          by: by.operator,
        });
        return service.acceptRequest({ ...tailspin, link: links.fabrikam, services });
      },
    },
    refused: {
      says: 'Contoso no longer administers the service, although Tailspin delegated it.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        await service.closePartner({
          partnerId: 'contoso',
          reason: 'left the marketplace',
          by: by.operator,
        });
        return service.authorize({
          ...contosoForTailspin,
          operation: 'manage-users',
          serviceId: 'exchange-online',
        });
      },
    },
  },
};
