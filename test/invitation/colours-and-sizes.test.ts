import { checkInvitation } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { link } from '../fixtures/cast';

const H = link.replace('&', '&amp;');

const verdictOf = (body: string): string =>
  checkInvitation({ html: `<!doctype html><html><head><title>x</title></head><body>${body}</body></html>` }, link).match(
    () => 'as it was made',
    ({ code }) => code,
  );

/** A colour whose red, green and blue have this sum. */
const shade = (sum: number): string => {
  const channels = [sum, sum - 255, sum - 510].map((one) => Math.min(255, Math.max(0, one)));
  return `#${channels.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
};
const painted = (letters: string, ground: string): string => `<p style="background-color:${ground};color:${letters}">${H}</p>`;

describe('Letters and what is behind them', () => {
  it.each([
    ...([['black', 0], ['blue', 255], ['gray', 384], ['green', 128], ['grey', 384], ['navy', 128], ['red', 255]] as const),
    ...([['silver', 576], ['white', 765], ['window', 765], ['windowtext', 0], ['yellow', 510]] as const),
    ...([['#fff', 765], ['#333', 153], ['#1af', 442], ['#0078d4', 332], ['#C0FFEE', 685]] as const),
    ...([['rgb(7,0,9)', 16], ['rgb(16, 32, 148)', 196], ['rgb( 250 , 128 , 114 )', 492], ['rgb(300,0,0)', 255]] as const),
  ])('are told apart when their red, green and blue differ by 96 in all: those of %s are %i', (colour, sum) => {
    for (const [difference, expected] of [[95, 'cannot-judge'], [96, 'as it was made']] as const) {
      for (const other of [sum - difference, sum + difference].filter((one) => one >= 0 && one <= 765)) {
        expect(verdictOf(painted(colour, shade(other)))).toBe(expected);
        expect(verdictOf(painted(shade(other), colour))).toBe(expected);
      }
    }
  });

  it.each([
    ...['pink', '#99', '#fffe', '#11223', '#1122334', '1#fff', '1rgb(0,0,0)', 'rgb(0,0,0)1', 'rgb(0,0)'],
    ...['rgb(0,0,0,0)', 'rgba(0,0,0,0)', 'rgb(0 0 0)', 'rgb(0%,0%,0%)'],
  ])('are not judged in a colour that is not known here, or is none: %s', (colour) => {
    for (const other of ['#000', '#fff']) {
      expect(verdictOf(painted(colour, other))).toBe('cannot-judge');
      expect(verdictOf(painted(other, colour))).toBe('cannot-judge');
    }
  });
});
