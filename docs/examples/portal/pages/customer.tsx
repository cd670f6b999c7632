import { Hono } from 'hono';
import { valueOrThrow } from 'partner-relationships';
import type { PortalEnv } from '../context';
import { page } from '../layout';
import { serviceName } from '../market';
import { Name, partnerNames } from '../names';
import type { CustomerPerson } from '../sign-in';
import { subscriptionsOf } from '../subscriptions';

/** "Partner relationships": all partners of a customer, service by service. */
export const customerPage = new Hono<PortalEnv<CustomerPerson>>();

customerPage.get('/', async (c) => {
  const { service, db, person, texts } = c.var;
  const { id } = person.organization;
  const bought = (await subscriptionsOf(db, id)).filter(({ status }) => status !== 'cancelled');
  const { partners, services } = valueOrThrow(await service.partnersOf(id, bought.map(({ serviceId }) => serviceId)));
  const partnerName = await partnerNames(service, partners.map((partner) => partner.id));
  const rights = services.flatMap((row) => row.partners).filter(({ hasAdminRights }) => hasAdminRights);
  const holders = new Set(rights.map(({ partnerId }) => partnerId));
  return page(
    c,
    texts.relationships.title,
    <>
      {partners.length === 0 && <p>{texts.relationships.none}</p>}
      {partners.map(({ id: partnerId, name, program, standing }) => (
        <p>
          <strong>
            <Name>{name}</Name>
          </strong>
          <br />
          {texts.programs[program]}
          {texts.gap}
          {standing === 'closed' && [texts.relationships.hasLeft, texts.gap]}
          {holders.has(partnerId) && (
            <a href={`/customer/removal?partner=${encodeURIComponent(partnerId)}`}>
              {texts.relationships.removeAllOf(<Name>{name}</Name>)}
            </a>
          )}
        </p>
      ))}
      {services.map(({ serviceId, partners: onService }) => (
        <section>
          <h2>{serviceName(serviceId)}</h2>
          {onService.every(({ hasAdminRights }) => !hasAdminRights) && <p>{texts.relationships.nobody}</p>}
          <ul>
            {onService.map(({ partnerId, hasAdminRights, through, grantedAt, hasRelationship }) => (
              <li>
                {grantedAt === null
                  ? texts.relationships.doesNotAdminister(partnerName(partnerId))
                  : texts.relationships.administers(
                      partnerName(partnerId),
                      texts.moment(grantedAt),
                      through.length > 0 && texts.list(through.map(partnerName)),
                    )}
                {texts.gap}
                {hasRelationship && [texts.relationships.hasRelationship, texts.gap]}
                {hasAdminRights && (
                  <a
                    href={`/customer/removal?${new URLSearchParams({ partner: partnerId, service: serviceId })}`}
                    aria-label={texts.relationships.removeFor(serviceName(serviceId))}
                  >
                    {texts.relationships.remove}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {holders.size > 1 && (
        <p>
          <a href="/customer/removal?partner=all">{texts.relationships.removeAll}</a>
        </p>
      )}
    </>,
  );
});
