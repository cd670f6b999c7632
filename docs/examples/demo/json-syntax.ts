/** Where a text stops being JSON. */
export interface SyntaxProblem {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  readonly expected: Due;
  readonly found: string;
}

type Due =
  | 'a value'
  | 'a value or "]"'
  | 'a name in double quotes'
  | 'a name in double quotes or "}"'
  | '":"'
  | '"," or "]"'
  | '"," or "}"'
  | 'the end of the file';

const SPACE = /[ \t\n\r]*/y;
const MARK = /[{}[\],:]/;
const PLAIN = String.raw`[\u0020\u0021\u0023-\u005b\u005d-\uffff]*`;
const TEXT = new RegExp(String.raw`"${PLAIN}(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})${PLAIN})*"`);
const OTHER = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/;
const TOKEN = new RegExp(`${MARK.source}|${TEXT.source}|${OTHER.source}`, 'y');

/**
 * Finds where a text stops being JSON, as `JSON.parse` does not say it in every case; null when it is JSON. Nesting
 * costs memory only, never the stack.
 */
export function syntaxProblem(text: string): SyntaxProblem | null {
  const open: Bracket[] = [];
  let due: Due = 'a value';
  let at = endOf(SPACE, text, 0);
  while (at < text.length || due !== 'the end of the file') {
    const token = tokenAt(text, at);
    const next: Due | null = token === null ? null : following(due, kindOf(token), open);
    if (token === null || next === null) return problemAt(text, at, due);
    due = next;
    at = endOf(SPACE, text, at + token.length);
  }
  return null;
}

type Bracket = '{' | '[';
type Kind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'other value';

function tokenAt(text: string, at: number): string | null {
  const end = endOf(TOKEN, text, at);
  return end === at ? null : text.slice(at, end);
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function kindOf(token: string): Kind {
  switch (token) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ',':
    case ':':
      return token;
    default:
      return token.startsWith('"') ? 'string' : 'other value';
  }
}

/** What is due after this token; null when the token is not the one that is due. */
function following(due: Due, kind: Kind, open: Bracket[]): Due | null {
  switch (due) {
    case 'a value':
    case 'a value or "]"':
      if (kind === '{') return opened(kind, open);
      if (kind === '[') return opened(kind, open);
      if (kind === 'string' || kind === 'other value') return afterValue(open);
      return kind === ']' && due === 'a value or "]"' ? closed(open) : null;
    case 'a name in double quotes':
    case 'a name in double quotes or "}"':
      if (kind === 'string') return '":"';
      return kind === '}' && due === 'a name in double quotes or "}"' ? closed(open) : null;
    case '":"':
      return kind === ':' ? 'a value' : null;
    case '"," or "]"':
      if (kind === ',') return 'a value';
      return kind === ']' ? closed(open) : null;
    case '"," or "}"':
      if (kind === ',') return 'a name in double quotes';
      return kind === '}' ? closed(open) : null;
    case 'the end of the file':
      return null;
  }
}

function opened(bracket: Bracket, open: Bracket[]): Due {
  open.push(bracket);
  return bracket === '{' ? 'a name in double quotes or "}"' : 'a value or "]"';
}

function closed(open: Bracket[]): Due {
  open.pop();
  return afterValue(open);
}

function afterValue(open: readonly Bracket[]): Due {
  const innermost = open.at(-1);
  if (innermost === undefined) return 'the end of the file';
  return innermost === '{' ? '"," or "}"' : '"," or "]"';
}

function problemAt(text: string, at: number, expected: Due): SyntaxProblem {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  const character = text.codePointAt(at);
  return {
    line: before.split('\n').length,
    column: Array.from(before.slice(lineStart)).length + 1,
    expected,
    found: character === undefined ? 'the end of the file' : JSON.stringify(String.fromCodePoint(character)),
  };
}
