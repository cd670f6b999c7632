import type { InvitationTexts } from './invitation-texts';

/** The invitation email in English. */
export const english: InvitationTexts = /* @__PURE__ */ Object.freeze({
  lang: 'en',
  title: 'A reseller relationship with your organization',
  subject: '{partner} asks for a reseller relationship with your organization',
  greeting: 'Hello,',
  proposal: '{partner} would like to work with your organization as its reseller and look after services for you.',
  proposalWithReseller:
    '{partner}, together with {reseller}, would like to work with your organization as its reseller and look ' +
    'after services for you.',
  instruction: 'To accept, open this link as an administrator of your organization:',
  choice:
    'When you accept, you choose the services that {partner} may administer; you may also choose none. Your ' +
    'subscriptions, their billing and your other partners stay as they are.',
  choiceWithReseller:
    'When you accept, you choose the services that {partner} may administer, and those that {reseller} may ' +
    'administer; you may also choose none. Your subscriptions, their billing and your other partners stay as they are.',
  control: 'You can review your partners and remove their admin rights at any time.',
});
