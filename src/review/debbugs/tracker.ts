// Debian's bugs, which answer SOAP: one request for many, and XML both ways (wiki.debian.org/DebbugsSoapInterface).
import type { Bug, Tracker } from '../bugs';
import { ForgeError } from '../error';
import type { Http } from '../http';
import { plain } from '../text';
import { childOf, type Element, escapedXml, readXml } from '../xml';

const AT_ONCE = 500;
const TYPES = ['text/xml', 'application/soap+xml', 'application/xml'];

/** The tracker of bugs.debian.org, at the address of its interface. */
export function debianTracker(http: Http, soap = new URL('https://bugs.debian.org/cgi-bin/soap.cgi')): Tracker {
  return {
    idOf({ hostname, pathname, protocol, searchParams }) {
      if (!/^https?:$/.test(protocol) || hostname !== 'bugs.debian.org') return undefined;
      const id = pathname === '/cgi-bin/bugreport.cgi' ? searchParams.get('bug') : pathname.slice(1);
      return /^\d{1,10}$/.exec(id ?? '')?.[0];
    },
    async read(ids, signal) {
      const found = new Map<string, Bug>();
      for (let start = 0; start < ids.length; start += AT_ONCE) {
        const body = envelope(ids.slice(start, start + AT_ONCE));
        const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: '"Debbugs/SOAP/get_status"' };
        const answer = readXml(await http.text(soap, signal, TYPES, { method: 'POST', body, headers }));
        if (answer?.name !== 'Envelope') throw unusable(soap.host);
        for (const [id, bug] of bugsIn(answer)) found.set(id, bug);
      }
      return found;
    },
  };
}

function envelope(ids: readonly string[]): string {
  const items = ids.map((id) => `<item xsi:type="xsd:int">${escapedXml(id)}</item>`).join('');
  const spaces =
    'xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/"';
  const list = `<bugs enc:arrayType="xsd:int[${ids.length}]" xsi:type="enc:Array">${items}</bugs>`;
  return `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope ${spaces}><soap:Body><get_status xmlns="Debbugs/SOAP">${list}</get_status></soap:Body></soap:Envelope>`;
}

/** The values that have a bug's fields, wherever in the answer they are. */
function* bugsIn(element: Element): Generator<[string, Bug]> {
  const number = childOf(element, 'bug_num')?.text ?? '';
  const subject = childOf(element, 'subject')?.text;
  if (/^\d{1,10}$/.test(number) && subject !== undefined) yield [number, bugOf(element, subject)];
  else for (const child of element.children) yield* bugsIn(child);
}

/** A bug is done once someone has said so (`done` names them); `pending` says how it stands. */
function bugOf(element: Element, subject: string): Bug {
  const word = (name: string) => plain(childOf(element, name)?.text ?? '', 60);
  const done = word('done') !== '';
  const fixed = (childOf(element, 'fixed_versions')?.children ?? []).map(({ text }) => plain(text, 80));
  const series = [...new Set(fixed)].map((name) => ({ name: name.replace('/', ' '), state: 'fixed' }));
  return { title: plain(subject), state: done ? 'done' : word('pending') || 'open', open: !done, series };
}

function unusable(host: string): ForgeError {
  return new ForgeError(
    'forge-answer',
    host,
    `The answer of ${host} cannot be used: it is no SOAP envelope.`,
    'Try again later; what was known before is kept.',
  );
}
