import type { AccountRule } from 'partner-relationships';
import { by, tailspin } from './market';
import type { RuleExample } from './rule-example';

export const accounts: Readonly<Record<AccountRule, RuleExample>> = {
  'operator-keeps-accounts': {
    allowed: {
      says: 'Contoso has not paid. The operator suspends it, and says why.',
      run: async ({ service }) =>
        service.suspendPartner({
          partnerId: 'contoso',
          reason: 'an unpaid invoice',
          by: by.operator,
        }),
    },
    refused: {
      says: 'Fabrikam suspends its competitor.',
      run: async ({ service }) =>
        service.suspendPartner({
          partnerId: 'contoso',
          reason: 'an unpaid invoice',
          by: by.fabrikam,
        }),
    },
  },
  'program-keeps-its-side': {
    allowed: {
      says: 'Contoso, a direct-bill partner, becomes a provider.',
      run: async ({ service }) =>
        service.changeProgram({
          partnerId: 'contoso',
          program: 'indirect-provider',
          by: by.operator,
        }),
    },
    refused: {
      says: 'Adatum, an advisor, wants to sell. It has to register as another partner.',
      run: async ({ service }) =>
        service.changeProgram({
          partnerId: 'adatum',
          program: 'direct-bill',
          by: by.operator,
        }),
    },
  },
  'closing-is-final': {
    allowed: {
      says: 'Contoso’s account is closed. When it comes back, it registers under another id.',
      run: async ({ service }) => {
        await service.closePartner({
          partnerId: 'contoso',
          reason: 'left the marketplace',
          by: by.operator,
        });
        return service.registerPartner({
          id: 'contoso-2027',
          name: 'Contoso',
          program: 'direct-bill',
        });
      },
    },
    refused: {
      says: 'The operator tries to open the account again.',
      run: async ({ service }) => {
        await service.closePartner({
          partnerId: 'contoso',
          reason: 'left the marketplace',
          by: by.operator,
        });
        return service.reinstatePartner({
          partnerId: 'contoso',
          reason: 'came back',
          by: by.operator,
        });
      },
    },
  },
  'import-is-the-operators': {
    allowed: {
      says: 'Tailspin and Contoso have worked together elsewhere since 2019. The operator brings that in.',
      run: async ({ service }) =>
        service.importCustomer({
          customer: tailspin.customer,
          relationships: [
            { partnerId: 'contoso', establishedAt: '2019-03-01T09:00:00.000Z' },
          ],
          delegations: [
            {
              partnerId: 'contoso',
              serviceId: 'exchange-online',
              grantedAt: '2021-06-30T12:00:00.000Z',
            },
          ],
          by: by.operator,
        }),
    },
    refused: {
      says: 'Contoso brings in a customer itself. It has to invite it, or add it when it is new.',
      run: async ({ service }) =>
        service.importCustomer({
          customer: tailspin.customer,
          relationships: [
            { partnerId: 'contoso', establishedAt: '2019-03-01T09:00:00.000Z' },
          ],
          delegations: [],
          by: by.contoso,
        }),
    },
  },
};
