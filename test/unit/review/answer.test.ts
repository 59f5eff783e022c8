// How long a server asks to be left alone.
import assert from 'node:assert/strict';
import { faultOfStatus } from '../../../src/review/answer';

suite('answers that are no data', () => {
  const date = 'Sat, 21 Nov 2026 12:00:00 GMT';
  const at = (seconds: number) => `${Date.parse(date) / 1000 + seconds}`;
  const table: [string, Record<string, string>, number | undefined][] = [
    ['nothing said', {}, undefined],
    ['seconds', { 'retry-after': '120' }, 120_000],
    ['a date', { 'retry-after': date }, undefined],
    ['the end of a used-up limit', { date, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': at(90) }, 90_000],
    ["GitLab's names", { date, 'ratelimit-remaining': '0', 'ratelimit-reset': at(30) }, 30_000],
    ['a limit with something left', { date, 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': at(90) }, undefined],
    ['a limit that ended', { date, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': at(-5) }, undefined],
    ['a limit without end', { date, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': at(1e9) }, undefined],
    ['no numbers', { date, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' }, undefined],
  ];
  for (const [what, headers, wait] of table)
    test(what, () => assert.equal(faultOfStatus('x.example', 429, new Headers(headers), '').retryAfter, wait));
});
