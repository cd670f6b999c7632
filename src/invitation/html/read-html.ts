import { err, ok } from 'neverthrow';
import { unescapeText } from './character-references';
import { collectParts, type HtmlParts } from './html-parts';
import { isAmongWords, isBare, isIsland, opened, problemOfShape, type Open, type Reader } from './html-shape';
import type { Passage, StartTag, Token } from './html-token';
import { paintIn, PLAIN_SIGHT, sightIn } from './sight';
import { declarationsOf } from './declaration';
import { readStyleSheet, together, type Rule, type StyleSheets } from './style-sheet';
import { readsFromRight } from './reading-direction';
import { misleadingCharacterIn, type Judged, type Unjudged } from './unjudged';

const BLANK = /^[\t\n\f\r ]*$/;

/**
 * Splits an HTML email into its parts, if it has only known elements, attributes and styles, spelled and nested so that
 * every parser reads them alike.
 *
 * @param tokens those of the whole email, in order
 * @param link the target that its anchors should have
 * @param reader the program that reads it: Outlook skips elements that others do not know
 * @returns as error: the first thing that is not known
 */
export function readHtml(tokens: readonly Token[], link: string, reader: Reader): Judged<HtmlParts> {
  const sheet = styleSheetOf(tokens, reader);
  if (sheet.isErr()) return err(sheet.error);
  const styles = sheet.value;
  const collector = collectParts(link, styles);
  const open: Open[] = [];
  const takesItsPlace = placesOfADocument();
  const isAuto = tokens.some((token) => token.kind === 'start' && token.attributes.get('dir')?.toLowerCase() === 'auto');
  for (const token of tokens) {
    const problem = problemAt(token);
    if (problem !== null) return err(problem);
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) return err({ what: 'element', name: unclosed.name, at: unclosed.at });
  return ok(collector.parts());

  function problemAt(token: Token): Unjudged | null {
    if (token.kind === 'start') return problemOfStart(token);
    if (token.kind !== 'end') return problemOfPassage(token);
    const { name, at } = token;
    if (open.pop()?.name !== name) return { what: 'element', name, at };
    if (name === 'a') collector.endAnchor();
    collector.tag(isAmongWords(name));
    return null;
  }

  function problemOfPassage({ kind, source, at }: Passage): Unjudged | null {
    const { name = '', sight = PLAIN_SIGHT } = open.at(-1) ?? {};
    const isRaw = name === 'style' || name === 'title';
    const unescaped = name === 'style' ? ok(source) : unescapeText(source);
    if (unescaped.isErr() && kind !== 'comment') return { what: 'character', name: '&', at: at + unescaped.error };
    const text = unescaped.unwrapOr(source);
    if (kind === 'comment' || isRaw || isIsland(name)) {
      // The tags in a comment for Outlook are none of an address that stands before them.
      collector.unseen(text.replace(/[<>]/g, '\n'));
      return kind === 'comment' && isRaw ? { what: 'markup', name: '', at } : null;
    }
    if (!BLANK.test(source)) {
      const isInPlace = takesItsPlace('', open.length === 0);
      if (isBare(name) || !isInPlace) return { what: 'markup', name: '', at };
    }
    if (isAuto && readsFromRight(text)) return { what: 'attribute', name: 'dir', at };
    const misleading = misleadingCharacterIn(text);
    if (misleading !== null) return { ...misleading, at: at + positionIn(source, misleading.at) };
    return collector.text(text, sight, at);
  }

  function problemOfStart(tag: StartTag): Unjudged | null {
    const { name, attributes, at } = tag;
    const problem = problemOfShape(tag, open, reader);
    if (problem !== null) return problem;
    const parent = open.at(-1);
    const isInPlace = takesItsPlace(name, parent === undefined);
    if (!isInPlace) return { what: 'element', name, at };
    const href = name === 'a' ? attributes.get('href') : undefined;
    const isLeading = href !== undefined && isAround(href, link);
    const around = parent?.sight ?? PLAIN_SIGHT;
    const sight = isIsland(name) ? ok(PLAIN_SIGHT) : sightIn(tag, around, styles, isLeading);
    if (sight.isErr()) return sight.error;
    collector.unseen(name);
    for (const attribute of attributes) collector.unseen(attribute.join('\n'));
    if (href === undefined) collector.tag(isAmongWords(name));
    else collector.beginAnchor(isLeading ? link : href, sight.value, at);
    const reach = name === 'img' ? collector.image(attributes.get('alt') ?? '', around, at) : null;
    if (reach !== null) return reach;
    const element = opened(tag, parent, sight.value);
    if (element !== null) open.push(element);
    return null;
  }
}

/** The position in HTML of a character that has this position once references are resolved. */
function positionIn(source: string, position: number): number {
  let resolved = 0;
  for (const { 0: piece, index } of source.matchAll(/&[#\w]+;|[^]/g)) {
    resolved += unescapeText(piece).unwrapOr(piece).length;
    if (resolved > position) return index;
  }
  return source.length;
}

const DOCUMENT: readonly string[] = ['html', 'head', 'body'];

/**
 * Whether html, head, body and the rest come in this order, the rest in a body or in a document without any of them.
 *
 * @returns to be called for each element and each text in order, as it remembers what has come: with the name of the
 *   element, empty for a text, and whether it stands in no element. True when it comes in its place
 */
function placesOfADocument(): (name: string, isOutside: boolean) => boolean {
  const REST = DOCUMENT.length;
  let latest = -1;
  let hasHtml = false;
  return (name, isOutside) => {
    if (!isOutside && !DOCUMENT.includes(name)) return true;
    const place = DOCUMENT.includes(name) ? DOCUMENT.indexOf(name) : REST;
    const isInPlace = place === REST ? latest === -1 || latest === REST : place > latest && !(hasHtml && isOutside);
    hasHtml ||= name === 'html';
    latest = place;
    return isInPlace;
  };
}

/** Whether a target is the link with nothing around it but space that browsers remove. */
function isAround(href: string, link: string): boolean {
  return href.includes(link) && BLANK.test(href.replace(link, ''));
}

/** The only doctype with which all browsers follow the standard in everything. */
const DOCTYPE = /^\s*<!doctype html\s*>/i;

/** The style sheets of an email, together with the colours that the attributes of its body set. */
function styleSheetOf(tokens: readonly Token[], reader: Reader): Judged<StyleSheets> {
  const sheets: (readonly [readonly Rule[], StartTag])[] = [];
  const [first] = tokens;
  const isQuirky = first?.kind !== 'comment' || !DOCTYPE.test(first.source);
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'start') continue;
    const sheet = sheetAt(token, tokens[index + 1], isQuirky);
    if (sheet.isErr()) return err(sheet.error);
    sheets.push([sheet.value, token]);
  }
  return together(sheets).map((rules) => ({ rules, reader, isQuirky }));
}

/** The rules that a tag sets for other elements. */
function sheetAt({ name, attributes }: StartTag, next: Token | undefined, isQuirky: boolean): Judged<readonly Rule[]> {
  if (name === 'style' && next?.kind === 'text') {
    return readStyleSheet(next.source).mapErr((property) => ({ what: 'style', name: property, at: next.at }));
  }
  if (name !== 'body' && name !== 'html') return ok([]);
  const ruleOf = (names: readonly string[], colour: string | undefined): Rule[] =>
    colour === undefined ? [] : [{ names, declarations: [{ name: 'color', value: colour }] }];
  const declared = isQuirky ? declarationsOf(attributes.get('style') ?? '').unwrapOr([]) : [];
  return ok([
    ...['link', 'vlink', 'alink'].flatMap((one) => ruleOf([], paintIn(attributes.get(one)))),
    ...(isQuirky ? ruleOf(['table'], paintIn(attributes.get('text'))) : []),
    ...declared.flatMap((one) => (one.name === 'color' ? ruleOf(['table'], one.value) : [])),
  ]);
}
