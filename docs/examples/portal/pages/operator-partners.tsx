import { Hono, type Context } from 'hono';
import { valueOrThrow, type PartnerProgram } from 'partner-relationships';
import { fieldsOf, noFields, type Fields, type PortalEnv } from '../context';
import { Field } from '../field';
import { page } from '../layout';
import { Name } from '../names';
import type { Problem } from '../problem';
import type { OperatorPerson } from '../sign-in';

type Env = PortalEnv<OperatorPerson>;

/** All partners of the marketplace, and the form that registers one. */
export const partnersPage = new Hono<Env>();

partnersPage.get('/', (c) => show(c));

partnersPage.post('/', async (c) => {
  const form = await fieldsOf(c);
  const id = form.one('id');
  // The service checks the program as well.
  const program = form.one('program') as PartnerProgram;
  const registered = await c.var.service.registerPartner({ id, name: form.one('name'), program });
  if (registered.isErr()) return show(c, form, registered.error);
  return c.redirect(`/operator/partner?id=${encodeURIComponent(id)}&done=registered`, 303);
});

async function show(c: Context<Env>, form: Fields = noFields, problem: Problem | null = null): Promise<Response> {
  const { service, texts } = c.var;
  const { items, next } = valueOrThrow(await service.partners({ after: c.req.query('after') ?? null, limit: 50 }));
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
      <h2>{texts.partners.register}</h2>
      <form method="post" action="/operator">
        <Field name="id" value={form.one('id')} problem={problem} texts={texts} />
        <Field name="name" value={form.one('name')} problem={problem} texts={texts} />
        <label>
          {texts.partners.program}
          <select name="program">
            {Object.entries(texts.programs).map(([program, words]) => (
              <option value={program} selected={form.one('program') === program}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <button>{texts.partners.registerIt}</button>
      </form>
    </>,
    problem,
  );
}
