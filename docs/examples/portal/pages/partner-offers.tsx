import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Child } from 'hono/jsx';
import { parseInstant, valueOrThrow, type RelationshipService, type RoleOffer } from 'partner-relationships';
import { offerStandingAt, roleOfferLink, type OfferStanding } from 'partner-relationships/roles';
import { fieldsOf, type PortalEnv } from '../context';
import { page } from '../layout';
import { allPartners, customerNames, Name, partnerNames, type CustomerName, type PartnerName } from '../names';
import type { Problem } from '../problem';
import { roleList } from '../role-choice';
import { actorOf, type PartnerPerson } from '../sign-in';
import type { Texts } from '../texts/english';

type Env = PortalEnv<PartnerPerson>;

/** A partner's role offers: drafts, and those that wait for a customer; for a reseller also those that name it. */
export const offersPage = new Hono<Env>();

offersPage.get('/', (c) => show(c));

offersPage.post('/', async (c) => {
  const { roles, person } = c.var;
  const form = await fieldsOf(c);
  // Whose account the offer belongs to: a reseller consents to one of its provider.
  const input = { partnerId: form.one('partner'), offerId: form.one('offer'), by: actorOf(person) };
  const done = (what: string): Response => c.redirect(`/partner/offers?done=${what}`, 303);
  switch (form.one('action')) {
    case 'lock': {
      const locked = await roles.lockRoleOffer(input);
      return locked.isErr() ? show(c, locked.error) : done('locked');
    }
    case 'discard': {
      const discarded = await roles.discardRoleOffer(input);
      return discarded.isErr() && isThere(discarded.error) ? show(c, discarded.error) : done('discarded');
    }
    case 'consent': {
      const consented = await roles.consentToRoleOffer(input);
      return consented.isErr() ? show(c, consented.error) : done('consented');
    }
    case 'reject': {
      const rejected = await roles.rejectRoleOffer(input);
      return rejected.isErr() && isThere(rejected.error) ? show(c, rejected.error) : done('rejected');
    }
    default:
      throw new HTTPException(400);
  }
});

/** What a second click is to take away is gone. */
function isThere({ code }: Problem): boolean {
  return code !== 'unknown-offer';
}

async function show(c: Context<Env>, problem: Problem | null = null): Promise<Response> {
  const { service, person, texts, origin } = c.var;
  const { partner, roleOffers: own = [] } = valueOrThrow(await service.accountOf(person.organization.id));
  const forMe = partner.program === 'indirect-reseller' ? await offersTo(partner.id, service) : [];
  const all = [...own, ...forMe];
  const named = all.flatMap(({ partnerId, indirectResellerId }) => [partnerId, indirectResellerId ?? partnerId]);
  const partnerName = await partnerNames(service, named);
  const customerName = await customerNames(service, all.flatMap(({ customerId }) => customerId ?? []));
  return page(
    c,
    texts.offers.title,
    <>
      <p>{texts.offers.explanation}</p>
      <p>
        <a href="/partner/offer">{texts.offers.draw}</a>
      </p>
      {own.length > 0 && (
        <ul>
          {own.map((offer) => (
            <OfferCard {...{ offer, texts, partnerName, customerName }}>
              {offer.lockedAt === null ? (
                <>
                  <a href={`/partner/offer?id=${encodeURIComponent(offer.id)}`}>{texts.offers.change}</a>{' '}
                  <button name="action" value="lock">
                    {texts.offers.lock}
                  </button>{' '}
                  <button name="action" value="discard">
                    {texts.offers.discard}
                  </button>
                </>
              ) : (
                <>
                  {texts.offers.link} <code>{valueOrThrow(roleOfferLink(offer, `${origin}/offer`))}</code>
                </>
              )}
            </OfferCard>
          ))}
        </ul>
      )}
      {forMe.length > 0 && (
        <>
          <h2>{texts.offers.forYou}</h2>
          <p>{texts.offers.whatConsenting}</p>
          <ul>
            {forMe.map((offer) => (
              <OfferCard {...{ offer, texts, partnerName, customerName }}>
                <button name="action" value="consent">
                  {texts.offers.consent}
                </button>{' '}
                <button name="action" value="reject">
                  {texts.offers.reject}
                </button>
              </OfferCard>
            ))}
          </ul>
        </>
      )}
    </>,
    problem,
  );
}

interface OfferCardProps {
  readonly offer: RoleOffer;
  readonly texts: Texts;
  readonly partnerName: PartnerName;
  readonly customerName: CustomerName;
  /** What can be done with it. */
  readonly children: Child;
}

/** What an offer says, and how it stands. */
function OfferCard({ offer, texts, partnerName, customerName, children }: OfferCardProps): Child {
  const { status, lapsesAt } = standingOf(offer);
  return (
    <li class="card">
      <p>
        <strong>
          <Name>{offer.name}</Name>
        </strong>
      </p>
      <dl>
        {offer.indirectResellerId !== null && (
          <>
            <dt>{texts.offers.by}</dt>
            <dd>{partnerName(offer.partnerId)}</dd>
            <dt>{texts.requests.together}</dt>
            <dd>{partnerName(offer.indirectResellerId)}</dd>
          </>
        )}
        <dt>{texts.offers.roles}</dt>
        <dd>{roleList(offer.roles, texts)}</dd>
        <dt>{texts.offers.term}</dt>
        <dd>{texts.offers.days(offer.termDays)}</dd>
        <dt>{texts.extension.title}</dt>
        <dd>{offer.extends ? texts.extension.on : texts.extension.off}</dd>
        <dt>{texts.offers.customer}</dt>
        <dd>{offer.customerId === null ? texts.offers.anyCustomer : customerName(offer.customerId)}</dd>
        <dt>{texts.offers.state}</dt>
        <dd>{texts.offers.states[status](lapsesAt && texts.moment(lapsesAt))}</dd>
      </dl>
      <form method="post" action="/partner/offers">
        <input type="hidden" name="partner" value={offer.partnerId} />
        <input type="hidden" name="offer" value={offer.id} />
        {children}
      </form>
    </li>
  );
}

/** The offers that wait for this reseller. They are in the accounts of its providers, of which there are few. */
async function offersTo(resellerId: string, service: RelationshipService): Promise<readonly RoleOffer[]> {
  const providers = (await allPartners(service)).filter(({ program }) => program === 'indirect-provider');
  const accounts = await Promise.all(providers.map(async ({ id }) => valueOrThrow(await service.accountOf(id))));
  return accounts
    .flatMap(({ roleOffers = [] }) => roleOffers)
    .filter((offer) => offer.indirectResellerId === resellerId && standingOf(offer).status === 'waits-for-reseller');
}

function standingOf(offer: RoleOffer): OfferStanding {
  const now = valueOrThrow(parseInstant(new Date().toISOString()));
  return valueOrThrow(offerStandingAt(offer, now));
}
