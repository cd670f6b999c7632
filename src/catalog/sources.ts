/** A document that a rule comes from. */
export interface RuleSource {
  readonly title: string;
  /** When it was published, as a day or a span of years; null if it has no date. */
  readonly date: string | null;
}

export const REQ: RuleSource = {
  title: 'Request a reseller relationship with a customer, Partner Center operated by 21Vianet',
  date: '2018-10-29',
};
export const MP: RuleSource = { title: 'Multipartner, Partner Center operated by 21Vianet', date: '2016-10-20' };
export const MC: RuleSource = { title: 'Multichannel, Partner Center operated by 21Vianet', date: '2016-10-20' };
export const BILLING: RuleSource = { title: 'Billing, Partner Center operated by 21Vianet', date: '2018-10-29' };
export const UPG: RuleSource = {
  title: 'Add licenses or services to an existing subscription, Partner Center operated by 21Vianet',
  date: '2018-10-29',
};
export const SUSP: RuleSource = {
  title: 'Suspend a subscription, Partner Center operated by 21Vianet',
  date: '2018-10-29',
};
export const SUPP: RuleSource = { title: 'Customer support, Partner Center operated by 21Vianet', date: '2018-10-29' };
export const ADD: RuleSource = { title: 'Add a new customer, Partner Center operated by 21Vianet', date: '2016-10-20' };
export const ADM: RuleSource = {
  title: 'Add, change or remove a partner, admin help for Office 365 operated by 21Vianet',
  date: null,
};
export const WW: RuleSource = { title: 'Partner Center, worldwide pages', date: '2016–2023' };
export const SDK: RuleSource = { title: 'Partner Center REST and .NET SDK reference, error enumerations', date: null };
export const FAQ23: RuleSource = { title: 'GDAP frequently asked questions, worldwide', date: '2023-10-12' };
export const USERS: RuleSource = {
  title: 'Create user accounts and set permissions, Partner Center operated by 21Vianet',
  date: '2018-10-29',
};
export const GRAPH: RuleSource = { title: 'Microsoft Graph v1.0 reference, delegatedAdmin resources', date: '2022–2024' };
export const FAQ_LATER: RuleSource = { title: 'GDAP frequently asked questions, worldwide, later version', date: null };
export const OBT: RuleSource = { title: 'Obtain granular admin permissions, worldwide', date: '2023-10-23' };
export const EXT: RuleSource = { title: 'Extend granular delegated admin privileges, worldwide', date: null };
export const APPR: RuleSource = { title: 'Customer approval of a partner’s GDAP request, worldwide', date: null };
export const MLT: RuleSource = { title: 'Microsoft-led transition from DAP to GDAP, worldwide', date: '2023' };
export const TASKS: RuleSource = { title: 'GDAP role guidance, worldwide', date: null };
export const HOOKS23: RuleSource = { title: 'Partner Center webhook events', date: '2023-10-17' };
