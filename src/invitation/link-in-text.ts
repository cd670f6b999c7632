import { matchAt } from './html/match-at';
import type { Unjudged } from './html/unjudged';
import { decodePunycode } from './punycode';

/** Ends an address before the link for every program that makes links of addresses. */
const GAP = /[^\S\ufeff]|\ufdd0/u;
/**
 * Ends with nothing, or with an opening bracket or quotation mark: after anything else, some programs see no address.
 */
const OPENING = /^(?:.*[\p{Ps}\p{Pi}"'<：])?$/u;
/**
 * Characters of addresses other than letters and digits: a word with one before the link may be an address that takes
 * it in.
 */
const OF_ADDRESS = /[.:/?#@%&=\\。．｡]/u;
/** Makes the link that follows it the tail of another address or of a word. */
const TAIL = /:\/\/|[\w-]\.[a-z]{2,}[/?#:]|[A-Za-z0-9%=&?#/@]$/i;

/**
 * May stand directly after the link: all programs that make links of addresses leave it out of them. Some programs take
 * in a colon, two marks in a row, words between two quotation marks, or marks of scripts other than Latin.
 */
const AFTER = /\0*(?:<|(?:\.*|[,;!?]|(?:"[)\]}>\0]*|[)\]}>][)\]}>\0]*"?)\0*(?:\.*|[,;:!?]))\0*(?:$|[^\S\ufeff]))/uy;
/** Continues the link, perhaps after marks, or is appended to it invisibly. */
const GOES_ON = /[.,;:!?'")\]}\0\ufdd0]*(?:[\w%=&#/~+@$-]|[\p{Default_Ignorable_Code_Point}\ufeff])/uy;
/** Opens a bracket after the link: programs and readers take an address in it for the target of the link. */
const TARGET = /(?:[\t \0]*<|\]\0*[([:][\t \0]*<?)/y;

/** A text without the link where it stands. */
export interface WithoutLink {
  /** The rest of the text. A changed link stays in it. */
  readonly rest: string;
  /** How often it stands there as it was made. */
  readonly count: number;
  /** A character beside the link with which some programs may open another address, or none; null if there is none. */
  readonly unjudged: Unjudged | null;
}

/** Takes the link out of a text, wherever it stands in it by itself. */
export function takeOut(link: string, body: string): WithoutLink {
  const pieces: string[] = [];
  let unjudged: Unjudged | null = null;
  let count = 0;
  let from = 0;
  let latest = 0;
  for (let at = body.indexOf(link); at !== -1; at = body.indexOf(link, at + link.length)) {
    const end = at + link.length;
    const lead = leadOf(body.slice(latest, at));
    latest = end;
    if (TAIL.test(lead) || !isWhole(body, end, link)) continue;
    const besides = isApart(lead) ? end : at - 1;
    if (besides === end && matchAt(AFTER, body, end) !== null) count += 1;
    else unjudged ??= { what: 'character', name: body.slice(besides, besides + 1), at: besides };
    pieces.push(body.slice(from, at));
    from = end;
  }
  return { rest: [...pieces, body.slice(from)].join(''), count, unjudged };
}

/** The text before the link back to the last gap or copy of it, without tags within the line. */
function leadOf(between: string): string {
  return between.replaceAll('\0', '').split(GAP).at(-1) ?? '';
}

function isApart(lead: string): boolean {
  return OPENING.test(lead) && !OF_ADDRESS.test(lead);
}

function isWhole(body: string, end: number, link: string): boolean {
  const target = matchAt(TARGET, body, end);
  if (target !== null) return body.startsWith(link, end + target[0].length);
  return matchAt(GOES_ON, body, end) === null;
}

/**
 * Patterns of what a changed link still holds, in lower case: its token, or its host before a parameter of an
 * invitation, whatever the path. A link in which both were changed still has the two parameters.
 */
export function tracesOf(token: string, host: string): readonly RegExp[] {
  return [
    new RegExp(literally(foldCase(token))),
    new RegExp(`${literally(host)}\\.?(?::\\d*)?[/?][\\w.~%+=&;:,@$/?-]{0,512}?(?:partner|token)=`),
  ];
}

/** The host of an address with its port, in lower case; empty if it has none. */
export function hostOf(address: string): string {
  return /^(?:[a-z]+:)?\/\/([^/?#]*)/.exec(foldCase(address))?.[1] ?? '';
}

/**
 * An excerpt with a host that may be taken for that of the link: a longer one, or one with letters beyond ASCII in
 * place of its own, written as they are or as `xn--`; null if there is none. Letters within a word, all of them beyond
 * ASCII, such as `çã` in `ação`, are no host.
 */
export function lookAlikeIn(rest: string, lookAlike: RegExp, host: string): string | null {
  const text = namedIn(foldCase(rest.normalize('NFKC')));
  for (const { 0: found, 1: before, 2: similar = '', 3: after, index } of text.matchAll(lookAlike)) {
    const isOwn = similar.replace(/[\0\ufdd0]/g, '') === namedIn(host);
    const isOther = !isOwn && /[a-z\d]/.test(similar);
    const isPartOfWord = !isOwn && !/[a-z\d.。]/.test(similar) && !/^\W/.test(after ?? '');
    const isLonger = before !== '' || after !== undefined;
    if (isOther || (isLonger && !isPartOfWord)) return excerptAt(text, index + found.indexOf(similar));
  }
  return null;
}

/**
 * Matches the host of the link, with any letter beyond ASCII in place of each of its own, and whatever makes it another
 * host before and after it.
 */
export function lookAlikeOf(host: string): RegExp {
  const letters = Array.from(namedIn(host), (letter) => {
    const other = letter === '.' ? '。' : `(?!${UNNOTICED_IN_WORDS.source})[^\\0-\\x7f]`;
    return `(?:${letter.replace(/[.[\]]/, '\\$&')}|${other})(?:${UNNOTICED_IN_WORDS.source})*`;
  });
  return new RegExp(`([\\w-]?)(${letters.join('')})(\\.?[\\w@%-]|:[^\\s/?#]{0,512}@)?`, 'gu');
}

/** A text with each `xn--` label of a host as the letters that it stands for. */
function namedIn(text: string): string {
  return text.replace(/\bxn--([a-z\d-]{1,59})/g, (label, letters: string) => decodePunycode(letters) || label);
}

const PARAMETERS = /\b(?:partner=[^\s<>"']{0,512}?\btoken|token=[^\s<>"']{0,512}?\bpartner)=/;

export function literally(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}

const LONGEST_EXCERPT = 120;

/** Characters that nobody notices within a link: spaces, marks, invisible ones, names of such characters, images. */
const UNNOTICED = /[\s\p{Cc}\p{M}\p{Default_Ignorable_Code_Point}\ufdd0\ufffc]+|&[A-Za-z]+;/gu;
/** The same without spaces, which separate words. */
const UNNOTICED_IN_WORDS = /(?!\s)[\p{Cc}\p{M}\p{Default_Ignorable_Code_Point}\ufdd0\ufffc]/u;

const MOST_ESCAPES = 3;

/**
 * An excerpt with a part of the link, in any case, escaped up to three times, in one piece or broken up; null if there
 * is none.
 */
export function traceIn(rest: string, traces: readonly RegExp[]): string | null {
  const forms = new Set([rest]);
  for (let form = rest; forms.size <= MOST_ESCAPES; forms.add(form)) {
    const inner = unescapePercent(form);
    if (inner === form) break;
    form = inner;
  }
  for (const form of forms) {
    for (const [text, patterns] of [[form, [...traces, PARAMETERS]], [form.replace(UNNOTICED, ''), traces]] as const) {
      const folded = foldCase(text);
      for (const pattern of patterns) {
        const at = folded.search(pattern);
        if (at !== -1) return excerptAt(text, at);
      }
    }
  }
  return null;
}

/**
 * In lower case, but only letters of ASCII, so that every position stays; with slashes for backslashes, as browsers
 * read them.
 */
export function foldCase(value: string): string {
  return value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replaceAll('\\', '/');
}

function unescapePercent(value: string): string {
  return value.replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

export function excerptAt(body: string, at: number): string {
  const from = Math.max(0, at - LONGEST_EXCERPT / 4);
  return body.slice(from, from + LONGEST_EXCERPT).replace(/\p{Cs}/gu, '\ufffd');
}

