import { Hono } from 'hono';
import { valueOrThrow } from 'partner-relationships';
import type { PortalEnv } from '../context';
import { page } from '../layout';
import { Name } from '../names';
import type { PartnerPerson } from '../sign-in';

/** A partner's customers, by name. */
export const partnerCustomersPage = new Hono<PortalEnv<PartnerPerson>>();

partnerCustomersPage.get('/', async (c) => {
  const { service, person, texts } = c.var;
  const { id } = person.organization;
  const { partner } = valueOrThrow(await service.accountOf(id));
  const at = { after: c.req.query('after') ?? null, limit: 50 };
  // An indirect reseller has no relationship of its own: its rights come through its provider.
  const isIndirect = partner.program === 'indirect-reseller';
  const list = await (isIndirect ? service.customersAdministeredBy(id, at) : service.customersOf(id, at));
  const { items, next } = valueOrThrow(list);
  // As a text, `open` is later than every moment.
  const now = new Date().toISOString();
  return page(
    c,
    texts.customers.title,
    <>
      {items.length === 0 && <p>{texts.customers.none}</p>}
      <ul>
        {items.map(({ customer, establishedAt, administersUntil }) => (
          <li>
            <a href={`/partner/customer?id=${encodeURIComponent(customer.id)}`}>
              <Name>{customer.name}</Name>
            </a>
            <br />
            {establishedAt !== null && [texts.customers.since(texts.moment(establishedAt)), texts.gap]}
            {(administersUntil ?? '') > now ? texts.customers.administered : texts.customers.notAdministered}
          </li>
        ))}
      </ul>
      <p>
        <a href="/partner/new-customer">{texts.newCustomer.title}</a>
      </p>
      {next !== null && <a href={`/partner/customers?after=${encodeURIComponent(next)}`}>{texts.next}</a>}
    </>,
  );
});
