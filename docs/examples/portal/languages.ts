import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { languageDetector } from 'hono/language';
import { fieldsOf, type PortalEnv } from './context';
import type { Person } from './sign-in';
import { chinese } from './texts/chinese';
import { english, type Texts } from './texts/english';
import { portuguese } from './texts/portuguese';
import { withinPortal } from './within-portal';

/** To add a language, copy a file of `texts`, translate it and name it here. */
export const languages: readonly Texts[] = [english, portuguese, chinese];

/** The texts in the language with this tag; English if there are none. */
export function textsIn(lang: string): Texts {
  return languages.find((texts) => texts.lang === lang) ?? english;
}

/** Finds the language of a request: the one that was chosen, otherwise the first that the browser asks for. */
export const findLanguage = languageDetector({
  supportedLanguages: languages.map(({ lang }) => lang),
  fallbackLanguage: english.lang,
  order: ['cookie', 'header'],
  lookupCookie: 'language',
  caches: false,
  // Browsers name a place, such as zh-CN, where our tag names the characters.
  convertDetectedLanguage: (tag) => (tag.startsWith('zh') ? chinese.lang : tag),
});

/** Where the form in the header of every page is sent. */
export const chooseLanguage = new Hono<PortalEnv<Person | null>>();

chooseLanguage.post('/', async (c) => {
  const { origin } = c.var;
  const form = await fieldsOf(c);
  const chosen = languages.find(({ lang }) => lang === form.one('language'));
  if (chosen === undefined) throw new HTTPException(400);
  const secure = origin.startsWith('https:');
  const maxAge = 365 * 24 * 60 * 60;
  setCookie(c, 'language', chosen.lang, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge });
  return c.redirect(withinPortal(form.one('to'), origin), 303);
});
