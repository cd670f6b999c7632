import { Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { valueOrThrow } from 'partner-relationships';
import type { PortalEnv } from '../context';
import { page } from '../layout';
import { Name } from '../names';
import type { PartnerPerson } from '../sign-in';
import type { Texts } from '../texts/english';

/** The customers that a partner administers, and until when. */
export const endingPage = new Hono<PortalEnv<PartnerPerson>>();

const SOON = 30 * 24 * 60 * 60 * 1000;

endingPage.get('/', async (c) => {
  const { service, person, texts } = c.var;
  const at = { after: c.req.query('after') ?? null, limit: 50 };
  const { items, next } = valueOrThrow(await service.customersAdministeredBy(person.organization.id, at));
  return page(
    c,
    texts.ending.title,
    <>
      <p>{texts.ending.explanation}</p>
      {items.length === 0 && <p>{texts.ending.none}</p>}
      <ul>
        {items.map(({ customer, administersUntil }) => (
          <li>
            <a href={`/partner/customer?id=${encodeURIComponent(customer.id)}`}>
              <Name>{customer.name}</Name>
            </a>
            <br />
            {untilWhen(administersUntil, texts)}
          </li>
        ))}
      </ul>
      {next !== null && <a href={`/partner/ending?after=${encodeURIComponent(next)}`}>{texts.next}</a>}
    </>,
  );
});

/** The list has what ends until the next change of the customer: by then it can be over. */
function untilWhen(end: string | null, texts: Texts): Child {
  if (end === 'open') return texts.ending.open;
  const left = end === null ? 0 : Date.parse(end) - Date.now();
  if (end === null || left <= 0) return texts.termination.nothing;
  const isSoon = left < SOON;
  return [texts.ending.until(texts.moment(end)), isSoon && [texts.gap, texts.ending.soon]];
}
