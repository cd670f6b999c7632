import { checkInvitation, parseInviteLink, type InvitingRule } from 'partner-relationships';
import { by, customer, linkBaseUrl } from './market';
import type { RuleExample } from './rule-example';

export const inviting: Readonly<Record<InvitingRule, RuleExample>> = {
  'invitation-carries-no-customer-data': {
    allowed: {
      says: 'Litware opens a request. There is no place in the question where a customer could be named.',
      run: async ({ service }) => service.openRequest({ partnerId: 'litware', by: by.litware }),
    },
    refused: {
      says: 'An email in which somebody has added a customer to the link is not sent.',
      run: async ({ links }) => checkInvitation({ text: `${links.contoso}&customer=tailspin` }, links.contoso),
    },
  },
  'invitation-is-reusable': {
    allowed: {
      says: 'Tailspin has accepted Contoso’s link, and Margie’s Travel accepts the same one.',
      run: async ({ service, links }) => {
        await service.acceptRequest({
          link: links.contoso,
          customer: customer.tailspin,
          services: [],
          by: by.tailspin,
        });
        return service.acceptRequest({ link: links.contoso, customer: customer.margie, services: [], by: by.margie });
      },
    },
    refused: {
      says: 'It serves until the partner revokes it, and not longer.',
      run: async ({ service, links }) => {
        const { request } = (await service.openRequest({ partnerId: 'contoso', by: by.contoso }))._unsafeUnwrap();
        await service.revokeRequest({ partnerId: 'contoso', requestId: request.id, by: by.contoso });
        return service.acceptRequest({ link: links.contoso, customer: customer.margie, services: [], by: by.margie });
      },
    },
  },
  'invitation-link-is-left-as-is': {
    allowed: {
      says: 'The words around the link are the partner’s own.',
      run: async ({ links }) =>
        checkInvitation({ text: `Dear Tailspin, please accept: ${links.contoso}` }, links.contoso),
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
        return service.acceptRequest({ link, customer: customer.tailspin, services: [], by: by.tailspin });
      },
    },
    refused: {
      says: 'A second token could be another partner’s.',
      run: async ({ links }) => parseInviteLink(`${links.contoso}&token=of-some-other-request`, linkBaseUrl),
    },
  },
  'suspended-partner-cannot-invite': {
    allowed: {
      says: 'Contoso is suspended. The request that it opened before keeps serving.',
      run: async ({ service, links }) => {
        await service.suspendPartner('contoso');
        return service.acceptRequest({
          link: links.contoso,
          customer: customer.tailspin,
          services: [],
          by: by.tailspin,
        });
      },
    },
    refused: {
      says: 'Litware is suspended and has no request yet.',
      run: async ({ service }) => {
        await service.suspendPartner('litware');
        return service.openRequest({ partnerId: 'litware', by: by.litware });
      },
    },
  },
  'indirect-reseller-uses-provider-invitation': {
    allowed: {
      says: 'Wingtip, a provider, names Northwind in a request of its own.',
      run: async ({ service }) =>
        service.openRequest({ partnerId: 'wingtip', indirectResellerId: 'northwind', by: by.wingtip }),
    },
    refused: {
      says: 'Northwind asks for a request of its own.',
      run: async ({ service }) => service.openRequest({ partnerId: 'northwind', by: by.northwind }),
    },
  },
  'revoked-invitation-cannot-be-accepted': {
    allowed: {
      says: 'What Tailspin accepted before Contoso revoked the request stands.',
      run: async ({ service, links }) => {
        const services = ['exchange-online'];
        await service.acceptRequest({ link: links.contoso, customer: customer.tailspin, services, by: by.tailspin });
        const { request } = (await service.openRequest({ partnerId: 'contoso', by: by.contoso }))._unsafeUnwrap();
        await service.revokeRequest({ partnerId: 'contoso', requestId: request.id, by: by.contoso });
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
        const { request } = (await service.openRequest({ partnerId: 'contoso', by: by.contoso }))._unsafeUnwrap();
        await service.revokeRequest({ partnerId: 'contoso', requestId: request.id, by: by.contoso });
        return service.acceptRequest({ link: links.contoso, customer: customer.margie, services: [], by: by.margie });
      },
    },
  },
  'partner-acts-for-itself': {
    allowed: {
      says: 'Contoso adds a customer, itself.',
      run: async ({ service }) =>
        service.addCustomer({ partnerId: 'contoso', customer: customer.margie, services: [], by: by.contoso }),
    },
    refused: {
      says: 'Fabrikam opens a request in Litware’s name.',
      run: async ({ service }) => service.openRequest({ partnerId: 'litware', by: by.fabrikam }),
    },
  },
};
