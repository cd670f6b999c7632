/** Where documents stand on the site, beside the reference of the code. */
export type DocumentGroup = 'Guides' | 'Rules' | 'Examples' | 'Carrying it on' | 'About';

/** A page of the site that no file of the project holds: Markdown, to be written next to the others. */
export interface Page {
  /** Its file name, without the ending, and so its address. */
  readonly name: string;
  readonly title: string;
  readonly group: DocumentGroup;
  readonly markdown: string;
  /** Names of pages that stand under it. */
  readonly children?: readonly string[];
  /** Files and folders of the project that links to it may name instead. */
  readonly standsFor?: readonly string[];
}

/** A fenced block; longer fences when the code has some. */
export function fenced(language: string, code: string): string {
  return `\`\`\`\`${language}\n${code.replace(/\n+$/, '')}\n\`\`\`\``;
}

/** A row of a table. */
export function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
