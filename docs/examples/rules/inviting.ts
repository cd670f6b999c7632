import { parseInviteLink, type InvitingRule } from 'partner-relationships';
import { checkInvitation } from 'partner-relationships/invitation';
import { by, linkBaseUrl, margie, tailspin } from './market';
import type { RuleExample } from './rule-example';

export const inviting: Readonly<Record<InvitingRule, RuleExample>> = {
  'invitation-carries-no-customer-data': {
    allowed: {
      says: 'Litware opens a request. The input has no field for a customer.',
      run: async ({ service }) =>
        service.openRequest({ partnerId: 'litware', by: by.litware }),
    },
    refused: {
      says: 'Somebody has added a customer to the link in the email.',
      run: async ({ links }) => {
        const text = `${links.contoso}&customer=tailspin`;
        return checkInvitation({ text }, links.contoso);
      },
    },
  },
  'invitation-is-reusable': {
    allowed: {
      says: 'Tailspin has accepted Contoso’s link, and Margie’s Travel accepts the same one.',
      run: async ({ service, links }) => {
        await service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
        return service.acceptRequest({ ...margie, link: links.contoso, services: [] });
      },
    },
    refused: {
      says: 'Once Contoso has revoked the request, Margie’s Travel cannot accept it.',
      run: async ({ service, links }) => {
        const contoso = { partnerId: 'contoso', by: by.contoso };
        await service
          .openRequest(contoso)
          .map(({ request }) => ({ ...contoso, requestId: request.id }))
          .andThen((open) => service.revokeRequest(open));
        return service.acceptRequest({ ...margie, link: links.contoso, services: [] });
      },
    },
  },
  'invitation-link-is-left-as-is': {
    allowed: {
      says: 'Contoso may choose the words around the link.',
      run: async ({ links }) => {
        const text = `Dear Tailspin, please accept: ${links.contoso}`;
        return checkInvitation({ text }, links.contoso);
      },
    },
    refused: {
      says: 'A mail tool has put its tracker around the link.',
      run: async ({ links }) => {
        const text = `Please accept: https://click.example/?to=${links.contoso}`;
        return checkInvitation({ text }, links.contoso);
      },
    },
  },
  'link-survives-additions': {
    allowed: {
      says: 'A newsletter tool has added its parameters, and Tailspin accepts all the same.',
      run: async ({ service, links }) => {
        const link = `${links.contoso}&utm_source=newsletter&utm_medium=email`;
        return service.acceptRequest({ ...tailspin, link, services: [] });
      },
    },
    refused: {
      says: 'A second token could be another partner’s.',
      run: async ({ links }) => {
        const link = `${links.contoso}&token=of-some-other-request`;
        return parseInviteLink(link, linkBaseUrl);
      },
    },
  },
  'suspended-partner-cannot-invite': {
    allowed: {
      says: 'Contoso is suspended. Customers can still accept the request that it opened before.',
      run: async ({ service, links }) => {
        await service.suspendPartner({
          partnerId: 'contoso',
          reason: 'an unpaid invoice',
          by: by.operator,
        });
        return service.acceptRequest({ ...tailspin, link: links.contoso, services: [] });
      },
    },
    refused: {
      says: 'Litware is suspended, and has no request that it opened before.',
      run: async ({ service }) => {
        await service.suspendPartner({
          partnerId: 'litware',
          reason: 'an unpaid invoice',
          by: by.operator,
        });
        return service.openRequest({ partnerId: 'litware', by: by.litware });
      },
    },
  },
  'indirect-reseller-uses-provider-invitation': {
    allowed: {
      says: 'Wingtip, a provider, opens a request that names Northwind.',
      run: async ({ service }) =>
        service.openRequest({
          partnerId: 'wingtip',
          indirectResellerId: 'northwind',
          by: by.wingtip,
        }),
    },
    refused: {
      says: 'Northwind tries to open a request itself.',
      run: async ({ service }) =>
        service.openRequest({ partnerId: 'northwind', by: by.northwind }),
    },
  },
  'revoked-invitation-cannot-be-accepted': {
    allowed: {
      says: 'Tailspin accepted before Contoso revoked the request. Its acceptance stands.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ ...tailspin, link: links.contoso, services });
        const contoso = { partnerId: 'contoso', by: by.contoso };
        await service
          .openRequest(contoso)
          .map(({ request }) => ({ ...contoso, requestId: request.id }))
          .andThen((open) => service.revokeRequest(open));
        return service.authorize({
          customerId: 'tailspin',
          partnerId: 'contoso',
          operation: 'manage-users',
          serviceId: 'exchange-online',
        });
      },
    },
    refused: {
      says: 'Margie’s Travel opens the link afterwards.',
      run: async ({ service, links }) => {
        const contoso = { partnerId: 'contoso', by: by.contoso };
        await service
          .openRequest(contoso)
          .map(({ request }) => ({ ...contoso, requestId: request.id }))
          .andThen((open) => service.revokeRequest(open));
        return service.acceptRequest({ ...margie, link: links.contoso, services: [] });
      },
    },
  },
  'partner-acts-for-itself': {
    allowed: {
      says: 'Contoso itself adds a customer. The operator may give Contoso another name, but not add its customers.',
      run: async ({ service }) => {
        await service.renamePartner({
          partnerId: 'contoso',
          name: 'Contoso Ltd.',
          by: by.operator,
        });
        return service.addCustomer({
          partnerId: 'contoso',
          customer: margie.customer,
          services: [],
          by: by.contoso,
        });
      },
    },
    refused: {
      says: 'Fabrikam opens a request in Litware’s name.',
      run: async ({ service }) =>
        service.openRequest({ partnerId: 'litware', by: by.fabrikam }),
    },
  },
};
