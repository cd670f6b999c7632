import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Portal } from './open-portal';
import type { Person } from './sign-in';
import type { Texts } from './texts/english';

/** What the handlers of a page find in `c.var`. */
export interface PortalEnv<Someone extends Person | null = Person> {
  Variables: Portal & { readonly person: Someone; readonly texts: Texts };
}

/** The fields of a form that was sent. Nothing in them is trusted: the service checks what it is given. */
export interface Fields {
  /** The first of this name; empty if there is none. */
  readonly one: (name: string) => string;
  readonly all: (name: string) => string[];
}

export const noFields: Fields = { one: () => '', all: () => [] };

export async function fieldsOf(c: Context): Promise<Fields> {
  const body = await c.req.parseBody({ all: true }).catch((cause: unknown) => {
    throw new HTTPException(400, { cause });
  });
  const sent = Object.values(body).flat();
  if (sent.some((value) => typeof value === 'string' && value.includes('\0'))) throw new HTTPException(400);
  const all = (name: string): string[] => [body[name] ?? []].flat().filter((value) => typeof value === 'string');
  return { one: (name) => all(name)[0] ?? '', all };
}
