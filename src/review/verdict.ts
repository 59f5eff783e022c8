// What CI says as a whole, out of what each of its reports says; for forges whose reports are each the newest of their kind.
import type { CiReport, CiVerdict } from './types';

/** One failure of a report that votes fails the whole; else one that runs keeps it running. */
export function verdictOf(reports: CiReport[]): CiVerdict {
  const of = (state: CiReport['state']) => reports.find((report) => report.voting && report.state === state);
  const deciding = of('failed') ?? of('running') ?? of('passed');
  if (!deciding) return { state: 'none', pipeline: '', failing: [], reports };
  const failing = reports.flatMap((report) => (report.voting ? report.failing : []));
  return { state: deciding.state, pipeline: deciding.pipeline, failing, reports };
}
