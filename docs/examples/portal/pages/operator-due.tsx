import { Hono } from 'hono';
import { valueOrThrow } from 'partner-relationships';
import { fieldsOf, type PortalEnv } from '../context';
import { page } from '../layout';
import { actorOf, type OperatorPerson } from '../sign-in';

/** Writes into the histories what time has done: for those who read them, as every decision knows it already. */
export const duePage = new Hono<PortalEnv<OperatorPerson>>();

duePage.get('/', (c) => {
  const { texts } = c.var;
  const after = c.req.query('after');
  return page(
    c,
    texts.due.title,
    <>
      <p>{texts.due.explanation}</p>
      <form method="post" action="/operator/due">
        <input type="hidden" name="after" value={after ?? ''} />
        <button>{after === undefined ? texts.due.settle : texts.due.more}</button>
      </form>
    </>,
  );
});

duePage.post('/', async (c) => {
  const { roles, person } = c.var;
  const form = await fieldsOf(c);
  const after = form.one('after') || null;
  const { next } = valueOrThrow(await roles.settleDue({ by: actorOf(person), after }));
  const more = next === null ? '' : `&after=${encodeURIComponent(next)}`;
  return c.redirect(`/operator/due?done=settled${more}`, 303);
});
