/** A page of the site that is made from the code: Markdown, which begins with its heading. */
export interface Page {
  /** Its file name, without the ending. */
  readonly name: string;
  readonly markdown: string;
  /** Files and folders of the repository that links may name instead. */
  readonly standsFor?: readonly string[];
}

/** A fenced block; the fence is longer than any in the code. */
export function fenced(language: string, code: string): string {
  return `\`\`\`\`${language}\n${code.replace(/\n+$/, '')}\n\`\`\`\``;
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
