const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const OPENING = 9;
const CLOSING = 18;

/** The time in the story. It moves only by these two, so that every performance is the same. */
export interface Clock {
  readonly now: () => Date;
  /** Moves the time to the next office hour. */
  readonly letAnHourPass: () => void;
  readonly letDaysPass: (days: number) => void;
}

export function storyClock(): Clock {
  let time = Date.parse('2026-03-02T08:00:00.000Z');
  return {
    now: () => new Date(time),
    letAnHourPass: () => {
      time += HOUR;
      while (!isOfficeHour(new Date(time))) time += HOUR;
    },
    letDaysPass: (days) => {
      time += days * DAY;
    },
  };
}

function isOfficeHour(date: Date): boolean {
  const hour = date.getUTCHours();
  return hour >= OPENING && hour < CLOSING;
}

/** A moment of the story in a few characters, such as `Mon 09:00`. */
export function shortTime(moment: Date | string): string {
  const date = new Date(moment);
  return `${WEEKDAYS[date.getUTCDay()] ?? ''} ${date.toISOString().slice(11, 16)}`;
}

/** A moment of the story with its day, such as `2026-03-02 09:00`. */
export function longDate(moment: string): string {
  return moment.slice(0, 16).replace('T', ' ');
}
