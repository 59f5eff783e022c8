// Dates as git and mail write them.

/** A moment as git records it: seconds since 1970, and the zone as `+hhmm`. */
export interface Moment {
  epoch: number;
  zone: string;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The moment of a clock, in the zone of this machine. */
export function momentOf(time: Date): Moment {
  const minutes = -time.getTimezoneOffset();
  const parts = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const clock = parts.map((part) => String(part).padStart(2, '0')).join('');
  return { epoch: Math.floor(time.getTime() / 1000), zone: `${minutes < 0 ? '-' : '+'}${clock}` };
}

/** A mail's `Date`, as git format-patch writes it (RFC 5322 3.3): `Thu, 1 Oct 2026 12:00:00 +0200`. */
export function mailDate({ epoch, zone }: Moment): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(zone) ?? ['', '+', '00', '00'];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60);
  const local = new Date((epoch + offset) * 1000);
  const clock = local.toISOString().slice(11, 19);
  return `${DAYS[local.getUTCDay()]}, ${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]} ${local.getUTCFullYear()} ${clock} ${zone}`;
}

/** Reads a mail's `Date`; undefined when it is none. */
export function readMailDate(text: string): Moment | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : { epoch: time / 1000, zone: /[+-]\d{4}/.exec(text)?.[0] ?? '+0000' };
}

/** A day as DEP-3's `Last-Update` has it, in UTC: `2026-10-01`. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
