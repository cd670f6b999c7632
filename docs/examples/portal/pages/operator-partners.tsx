import { Hono } from 'hono';
import type { PortalEnv } from '../context';
import { page } from '../layout';
import { Name } from '../names';
import type { OperatorPerson } from '../sign-in';
import { valueOf } from '../value-of';

/** All partners of the marketplace. */
export const partnersPage = new Hono<PortalEnv<OperatorPerson>>();

partnersPage.get('/', async (c) => {
  const { service, texts } = c.var;
  const { items, next } = valueOf(await service.partners({ after: c.req.query('after') ?? null, limit: 50 }));
  return page(
    c,
    texts.partners.title,
    <>
      <ul>
        {items.map(({ id, name, program, standing }) => (
          <li>
            <a href={`/operator/partner?id=${encodeURIComponent(id)}`}>
              <Name>{name}</Name>
            </a>
            <br />
            {texts.programs[program]}
            {texts.gap}
            {texts.standings[standing]}
          </li>
        ))}
      </ul>
      {next !== null && <a href={`/operator?after=${encodeURIComponent(next)}`}>{texts.next}</a>}
    </>,
  );
});
