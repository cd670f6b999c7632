import picocolors from 'picocolors';

type Paint = (text: string) => string;

/** The colours of the demo, by meaning. */
export interface Ink {
  readonly heading: Paint;
  readonly quiet: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly rule: Paint;
}

export type Colour = keyof Ink;

/** Colours on a terminal, plain text in a pipe or a file, unless FORCE_COLOR or, next, NO_COLOR decides. */
export function wantsColours(
  output: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const { NO_COLOR: none = '', FORCE_COLOR: forced = '', TERM: terminal } = environment;
  if (forced !== '') return forced !== '0' && forced !== 'false';
  if (none !== '') return false;
  return output.isTTY === true && terminal !== 'dumb';
}

export function inkFor(coloured: boolean): Ink {
  const colours = picocolors.createColors(coloured);
  return {
    heading: (text) => colours.bold(text),
    quiet: (text) => colours.dim(text),
    good: (text) => colours.green(text),
    bad: (text) => colours.red(text),
    rule: (text) => colours.cyan(text),
  };
}
