import type { Operation } from '../../rules/operations';
import type { AgentRole } from './profile';

const ADMINISTRATION: readonly Operation[] = [
  'provision-service',
  'administer-service',
  'manage-users',
  'view-service-health',
  'file-service-request',
];

const SELLING: readonly Operation[] = [
  'change-partner-of-record',
  'suspend-subscription',
  'reactivate-subscription',
  'cancel-subscription',
  'convert-trial',
  'add-seats',
  'remove-seats',
  'order-add-ons',
  'transition-subscription',
  'migrate-subscription',
  'sell-subscription',
];

const BILLING: readonly Operation[] = ['receive-bill'];

/** What each agent role permits, after the table of Partner Center operated by 21Vianet. */
export const agentRoles: Readonly<Record<AgentRole, readonly Operation[]>> = /* @__PURE__ */ Object.freeze({
  'admin-agent': /* @__PURE__ */ Object.freeze([...ADMINISTRATION, ...BILLING, ...SELLING]),
  'sales-agent': /* @__PURE__ */ Object.freeze(SELLING),
  'helpdesk-agent': /* @__PURE__ */ Object.freeze(ADMINISTRATION),
  'global-admin': /* @__PURE__ */ Object.freeze(BILLING),
  'billing-admin': BILLING,
  'user-management-admin': /* @__PURE__ */ Object.freeze([]),
});
