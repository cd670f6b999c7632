import { checkInvitation } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { link } from '../fixtures/cast';

const written = link.replace('&', '&amp;');
const shown = `<a href="${written}">${written}</a>`;
const elsewhere = (): string => '<a href="https://elsewhere.example/">help</a>';

/** The code, and what the message names. */
const verdict = (html: string): string =>
  checkInvitation({ html }, link).match(
    () => 'as it was made',
    ({ code, context }) => ('name' in context ? `${code}: ${context.what} ${context.name}`.trim() : code),
  );
const inDocument = (body: string): string =>
  `<!doctype html><html><head><title>x</title></head><body>${body}</body></html>`;

describe('An attribute for looks', () => {
  it.each([
    ['1', 10],
    ['2', 13],
    ['3', 16],
    ['4', 18],
    ['5', 24.8],
    ['6', 34.4],
    ['7', 53.6],
    ['8', 53.6],
    ['17', 53.6],
    ['0', 10],
    ['-1', 13],
    ['-5', 10],
    ['+1', 18],
    ['+4', 53.6],
    ['+9', 53.6],
    [' +2', 24.8],
    [' 7', 53.6],
    ['x', 16],
  ])('gives letters the size that browsers give them: %j', (size, height) => {
    const email = (line: number): string =>
      inDocument(`<p>${shown}</p><p style="line-height:${line}px"><font size="${size}">${elsewhere()}</font></p>`);
    expect(verdict(email(height))).toBe('as it was made');
    expect(verdict(email(height - 1))).toBe('cannot-judge: style line-height');
  });
});
