import { hidingOf, reachOf, type Sight } from './sight';
import type { StyleSheets } from './style-sheet';
import type { Unjudged } from './unjudged';

/** A link in an HTML email: where it leads, and what the reader sees of it. */
export interface Anchor {
  readonly href: string;
  /** Its text, whether seen or not, and what stands in for its images. */
  readonly label: string;
  /** Whether the reader sees some text of it. */
  readonly isSeen: boolean;
  /** The reason why the reader may not see a part of it; null if there is none. */
  readonly hiding: Unjudged | null;
  /** Where it begins in the HTML. */
  readonly at: number;
}

/** Text that the reader may not see. */
export interface HiddenText {
  readonly text: string;
  readonly hiding: Unjudged;
}

/** An HTML email taken apart, character references resolved. */
export interface HtmlParts {
  /**
   * What the reader sees. A line ends where a block begins or ends, and where an anchor ends. U+FDD0 stands where an
   * anchor begins and for what is hidden: there an address is in pieces, although the words go on. Outside of anchors,
   * U+0000 stands for every tag within a line, as some mail programs part addresses there.
   */
  readonly text: string;
  readonly hidden: readonly HiddenText[];
  readonly anchors: readonly Anchor[];
  /** Everything but text, line by line: names and attributes of tags, comments, style sheets, titles. */
  readonly unseen: string;
  /** The position in the HTML of the passage that `text` has at this position. */
  readonly sourceOf: (position: number) => number;
}

/** Collects the parts of an email, from its beginning to its end. */
export interface PartsCollector {
  readonly unseen: (passage: string) => void;
  /** Takes a tag; `isAmongWords` says whether the text before it and after it stands in one line. */
  readonly tag: (isAmongWords: boolean) => void;
  readonly beginAnchor: (href: string, sight: Sight, at: number) => void;
  readonly endAnchor: () => void;
  /** These two return the reason why an anchor may lie over its neighbours; null if it cannot. */
  readonly image: (alternative: string, sight: Sight, at: number) => Unjudged | null;
  readonly text: (text: string, sight: Sight, at: number) => Unjudged | null;
  readonly parts: () => HtmlParts;
}

const SEAM = '\ufdd0';
/** Stands in the text for an image, which this library cannot see. */
const IMAGE = ' \ufffc ';
/** Characters that a reader can see by themselves: no marks, and no letters that are blank. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800\u{1d159}\u{13441}\u{13442}])[\p{L}\p{N}\p{S}]/u;
/** Of the size of an anchor's letters: words of this share make a line that is hardly lower than the anchor. */
const LEAST_SHARE = 0.75;
/** Of a text that is more than the blanks between tags. */
const SOMETHING = /[^\t\n\f\r ]/;

interface OpenAnchor extends Pick<Anchor, 'href' | 'at'> {
  readonly sight: Sight;
  readonly label: string[];
  length: number;
  isSeen: boolean;
  hiding: Unjudged | null;
}

export function collectParts(link: string, sheet: StyleSheets): PartsCollector {
  const text: string[] = [];
  const hidden: HiddenText[] = [];
  const unseen: string[] = [];
  const anchors: Anchor[] = [];
  const passages: { readonly begin: number; readonly at: number }[] = [];
  let length = 0;
  let anchor: OpenAnchor | null = null;

  const show = (piece: string): void => {
    text.push(piece);
    length += piece.length;
  };

  return {
    unseen: (passage) => {
      unseen.push(passage);
    },
    tag: (isAmongWords) => {
      if (!isAmongWords) anchor?.label.push('\n');
      if (!isAmongWords || anchor === null) show(isAmongWords ? '\0' : '\n');
    },
    beginAnchor: (href, sight, at) => {
      show(SEAM);
      anchor = { href, at, sight, label: [], length: 0, isSeen: false, hiding: null };
    },
    endAnchor: () => {
      if (anchor !== null) anchors.push({ ...anchor, label: anchor.label.join('') });
      anchor = null;
    },
    image: (alternative, sight, at) => {
      show(IMAGE);
      if (anchor === null) return null;
      anchor.label.push(IMAGE, alternative, IMAGE);
      anchor.hiding ??= { what: 'element', name: 'img', at };
      const isHigher = sheet.isQuirky && anchor.href !== link && !sight.isGone;
      return isHigher ? { what: 'element', name: 'img', at } : reachOf(sight, '', Infinity, at);
    },
    text: (shown, sight, at) => {
      if (anchor !== null && SOMETHING.test(shown)) {
        anchor.length += shown.length;
        const reach = reachOf(sight, shown, anchor.length, at);
        if (reach !== null) return reach;
        const isHigher = sheet.isQuirky && anchor.href !== link && !sight.isGone;
        const leastSize = anchor.sight.sizes[1] * LEAST_SHARE;
        if (isHigher && sight.sizes[0] < leastSize) return { what: 'style', name: 'font-size', at };
      }
      const recasing = anchor === null || shown.includes('://') ? sight.recasing : null;
      const hiding = VISIBLE.test(shown) ? (hidingOf(sight, shown, at) ?? recasing) : null;
      if (hiding !== null) hidden.push({ text: shown, hiding });
      passages.push({ begin: length, at });
      show(hiding === null ? shown : SEAM);
      if (anchor === null) return null;
      anchor.label.push(shown);
      anchor.isSeen ||= hiding === null && VISIBLE.test(shown);
      anchor.hiding ??= hiding;
      return null;
    },
    parts: () => ({
      text: text.join(''),
      hidden,
      anchors,
      unseen: unseen.join('\n'),
      sourceOf: (position) => {
        let source = 0;
        for (const { begin, at } of passages) if (begin <= position) source = at;
        return source;
      },
    }),
  };
}
