import type { RuleName } from './rule-name';
import {
  ADD,
  ADM,
  BILLING,
  FAQ23,
  MC,
  MP,
  REQ,
  SDK,
  SUPP,
  SUSP,
  UPG,
  WW,
  type RuleSource,
} from './sources';

/** The part of a relationship's life that a rule belongs to. */
export type RuleTopic = 'inviting' | 'accepting' | 'acting' | 'removing' | 'seeing';

/** One rule: what holds, and how we know. */
export interface Rule {
  readonly name: RuleName;
  readonly topic: RuleTopic;
  readonly statement: string;
  /** `documented` when a source says it; `decision` when the sources are silent and this library decides. */
  readonly basis: 'documented' | 'decision';
  /** Where it is documented. Empty for a decision without a source. */
  readonly sources: readonly RuleSource[];
  /** What of the rule is this library's own decision; null when all of it is documented. */
  readonly decided: string | null;
}

function documented(
  name: RuleName,
  topic: RuleTopic,
  statement: string,
  sources: readonly RuleSource[],
  decided: string | null = null,
): Rule {
  return frozen({ name, topic, statement, basis: 'documented', sources, decided });
}

function decision(
  name: RuleName,
  topic: RuleTopic,
  statement: string,
  decided: string,
  sources: readonly RuleSource[] = [],
): Rule {
  return frozen({ name, topic, statement, basis: 'decision', sources, decided });
}

function frozen(rule: Rule): Rule {
  return Object.freeze({ ...rule, sources: Object.freeze(rule.sources.map((source) => Object.freeze({ ...source }))) });
}

/**
 * The rule catalog: every rule by its name. Errors and denials carry these names; this is where to look up what one of
 * them says and where it comes from.
 *
 * @example
 * ```ts
 * import { rules } from 'partner-relationships';
 *
 * rules['invitation-is-reusable'].basis; // => 'documented'
 * ```
 */
export const rules: Readonly<Record<RuleName, Rule>> = /* @__PURE__ */ catalog();

function catalog(): Readonly<Record<RuleName, Rule>> {
  return Object.freeze({
    'invitation-carries-no-customer-data': documented(
      'invitation-carries-no-customer-data',
      'inviting',
      "A request, its token and its link are made from the partner's account and nothing else. No customer, whether " +
        'already known or yet to come, has any influence on a single byte of them.',
      [REQ],
    ),
    'invitation-is-reusable': documented(
      'invitation-is-reusable',
      'inviting',
      'The same link serves every customer, as often as needed: a first acceptance, another one after removal, ten ' +
        'thousand customers. A partner that asks again is handed the link it already has.',
      [REQ],
      'An account keeps at most one open request for itself and one for each indirect reseller it names.',
    ),
    'invitation-link-is-left-as-is': documented(
      'invitation-link-is-left-as-is',
      'inviting',
      'Of the invitation email, the first and the second paragraph may be rewritten or dropped. The link in it stays ' +
        'exactly as it was made.',
      [REQ],
    ),
    'link-survives-additions': decision(
      'link-survives-additions',
      'inviting',
      'A customer that follows the link is led to the invitation even when others have added parameters or a fragment ' +
        'to it on the way: they are left aside, as long as the partner and the token stand in the link once and as they ' +
        'were.',
      'The source has the link stay as it is in the email; what a customer comes with has been through mail gateways ' +
        'and analytics tools, and that this still serves is decided here.',
    ),
    'suspended-partner-cannot-invite': documented(
      'suspended-partner-cannot-invite',
      'inviting',
      'While a partner is suspended it cannot open a new request. Requests it opened before keep serving.',
      [BILLING],
      'That requests opened before keep serving.',
    ),
    'indirect-reseller-uses-provider-invitation': documented(
      'indirect-reseller-uses-provider-invitation',
      'inviting',
      'An indirect reseller has no request of its own: its provider opens one, in which it may name the reseller. The ' +
        'relationship that follows is the provider’s.',
      [MC],
      'That a request can name the reseller. The source has the provider’s own link passed on, and no reseller in it.',
    ),
    'revoked-invitation-cannot-be-accepted': decision(
      'revoked-invitation-cannot-be-accepted',
      'inviting',
      'Once its partner has revoked a request, nobody can accept it any more. What had been accepted through it before ' +
        'is not touched.',
      'That a partner can revoke a request, and what revoking does.',
    ),
    'partner-acts-for-itself': decision(
      'partner-acts-for-itself',
      'inviting',
      'Requests are opened and revoked, and new customers added, by the partner concerned: no other partner and no ' +
        'customer does it in its name.',
      'The sources describe only the partner doing so; this library refuses everybody else.',
    ),
    'only-customer-accepts': documented(
      'only-customer-accepts',
      'accepting',
      'A request is accepted by the customer, and only for itself: not by a partner on its behalf, and not by another ' +
        'customer.',
      [REQ],
    ),
    'acceptance-establishes-relationship': documented(
      'acceptance-establishes-relationship',
      'accepting',
      'By accepting, a customer that has no reseller relationship with the partner gets one, and from then on stands in ' +
        'the partner’s customer list.',
      [REQ],
    ),
    'customer-chooses-services': documented(
      'customer-chooses-services',
      'accepting',
      'The link says nothing about services. Which services a partner may administer is the customer’s choice when it ' +
        'accepts, and it may choose none: then there is a relationship without admin rights.',
      [REQ],
      'That the choice is made explicitly, service by service.',
    ),
    'acceptance-adds-admin-rights-only': documented(
      'acceptance-adds-admin-rights-only',
      'accepting',
      'Acceptance leaves every subscription, the ownership of the account, the terms and every partner of record as ' +
        'they were.',
      [REQ, MP],
    ),
    'one-transacting-partner-per-service': documented(
      'one-transacting-partner-per-service',
      'accepting',
      'For each service of a customer, no more than one transacting partner has admin rights at any time.',
      [REQ],
      'That it holds everywhere. The source says it of customers who buy through several channels.',
    ),
    'replacement-is-explicit': decision(
      'replacement-is-explicit',
      'accepting',
      'If another transacting partner has admin rights for a chosen service, acceptance fails and says who that is. ' +
        'Only when the customer asks for the replacement do the rights change hands, in one step; the former holder ' +
        'keeps its reseller relationship.',
      'The source speaks of rights being granted to a different partner; that this needs the customer’s word is decided here.',
      [REQ],
    ),
    'non-transacting-partners-are-not-capped': documented(
      'non-transacting-partners-are-not-capped',
      'accepting',
      'Any number of advisors and indirect resellers may have admin rights for a service, next to its transacting partner.',
      [REQ, WW],
    ),
    'indirect-reseller-receives-through-provider': documented(
      'indirect-reseller-receives-through-provider',
      'accepting',
      'When a request names an indirect reseller, the customer may delegate services to that reseller as well. The ' +
        'reseller’s rights rest on the provider’s relationship; it has none of its own.',
      [MC],
      'That they rest on the provider’s relationship. The source only lets the customer give rights to another reseller.',
    ),
    'existing-customer-needs-request': documented(
      'existing-customer-needs-request',
      'accepting',
      'A partner can add only a customer that is new; the relationship, and admin rights for the services it names, are ' +
        'there from the start. A customer that exists already is reached by a request.',
      [ADD, FAQ23],
      'That these rights are for the services which the partner names; the sources give them for the whole tenant.',
    ),
    'acceptance-is-idempotent': decision(
      'acceptance-is-idempotent',
      'accepting',
      'Accepting what is in force already succeeds and changes nothing.',
      'The sources do not say what a second acceptance does.',
    ),
    'admin-rights-cover-administration': documented(
      'admin-rights-cover-administration',
      'acting',
      'Admin rights for a service let a partner provision and administer it, manage its users, look at its health and ' +
        'file service requests for it.',
      [REQ, WW],
    ),
    'commercial-operations-need-original-reseller': documented(
      'commercial-operations-need-original-reseller',
      'acting',
      'Being billed, adding or removing seats, ordering add-ons, converting a trial, transitioning, migrating, changing ' +
        'the partner of record, suspending, reactivating and cancelling are for the partner that originally sold this ' +
        'subscription, as long as its reseller relationship is in force. Admin rights give none of them.',
      [REQ, BILLING, SUSP, WW],
    ),
    'moving-a-subscription-also-needs-admin-rights': documented(
      'moving-a-subscription-also-needs-admin-rights',
      'acting',
      'To transition or migrate a subscription, its original reseller needs admin rights for the service too.',
      [UPG, SDK],
      'That migrating needs them. Whether the subscription is active, as the source demands, the application checks.',
    ),
    'new-sale-needs-relationship': documented(
      'new-sale-needs-relationship',
      'acting',
      'Selling a customer something new takes a transacting partner with a reseller relationship in force. Admin rights ' +
        'are neither needed nor enough.',
      [WW],
    ),
    'suspended-partner-manages-what-exists': documented(
      'suspended-partner-manages-what-exists',
      'acting',
      'A suspended partner makes no sale, adds no customer, converts no trial, changes no seats, orders no add-on, and ' +
        'transitions and migrates nothing. What it has, it goes on administering, supporting and being billed for. It is ' +
        'reinstated when it has paid what it owes.',
      [BILLING],
      'That migrating is among what it may not do.',
    ),
    'customer-removes-any-admin-rights': documented(
      'customer-removes-any-admin-rights',
      'removing',
      'At any time the customer may take admin rights away from one partner or from all, transacting or not, for one ' +
        'service, for several or for all.',
      [REQ, WW],
      'That it can be for one service or for several. The sources speak of all rights of a partner.',
    ),
    'commercial-relationship-survives-removal': documented(
      'commercial-relationship-survives-removal',
      'removing',
      'When admin rights are removed, the reseller relationship, the terms of the reseller agreement, the place in the ' +
        'customer list, the customer’s account and the duty to support stay as they are.',
      [REQ],
    ),
    'restoration-is-a-new-acceptance': documented(
      'restoration-is-a-new-acceptance',
      'removing',
      'Admin rights that were lost are regained only when the customer accepts again, and the link that served before ' +
        'serves for that.',
      [REQ],
    ),
    'partner-may-relinquish': documented(
      'partner-may-relinquish',
      'removing',
      'A partner may give up admin rights that are its own, and no others.',
      [WW],
    ),
    'customer-cannot-end-relationship': documented(
      'customer-cannot-end-relationship',
      'removing',
      'A reseller relationship ends when both sides have renegotiated it: it is the partner that ends it, and a ' +
        'reference to the customer’s agreement is recorded. The customer cannot end it alone.',
      [REQ, ADM],
      'That a reference to the agreement is recorded. The source says that the relationship is renegotiated.',
    ),
    'active-subscriptions-keep-relationship': documented(
      'active-subscriptions-keep-relationship',
      'removing',
      'As long as a subscription that the partner sold to the customer is active, their relationship cannot end.',
      [WW],
    ),
    'ending-takes-everything-of-the-partner': documented(
      'ending-takes-everything-of-the-partner',
      'removing',
      'With the relationship go the partner’s admin rights, those an indirect reseller received through it, the duty to ' +
        'support and the place in the customer list. A later request starts from nothing.',
      [WW],
      'That the rights of an indirect reseller end with the relationship of its provider.',
    ),
    'customer-reviews-partners-by-service': documented(
      'customer-reviews-partners-by-service',
      'seeing',
      'For each service the customer can see all its partners, and which of them have admin rights.',
      [REQ],
    ),
    'partner-sees-only-its-customers': documented(
      'partner-sees-only-its-customers',
      'seeing',
      'In a partner’s customer list stand the customers it has a reseller relationship with, all of them and no others.',
      [REQ],
    ),
    'relationship-obliges-support': documented(
      'relationship-obliges-support',
      'seeing',
      'A partner supports what it sold for as long as the relationship lasts, whether or not it has admin rights.',
      [REQ, SUPP],
      'That a cancelled subscription needs no more support.',
    ),
  });
}
