// What the ladder hands to the process that runs a tier's tests, and what it gets back: two small JSON files.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** How many tests passed and failed. */
export interface Counts {
  passed: number;
  failed: number;
}

/** The tests to run; all paths absolute. `timeout` is one test's limit in milliseconds. */
export interface Job {
  files: string[];
  timeout: number;
  grep?: string;
  /** Where the counts are to be written at the end. */
  result: string;
}

/** Writes a job into an empty folder; gives its path, and that of the result to come. */
export function writeJob(folder: string, job: Omit<Job, 'result'>): { path: string; result: string } {
  const path = join(folder, 'job.json');
  const result = join(folder, 'result.json');
  writeFileSync(path, JSON.stringify({ ...job, files: job.files.map((file) => resolve(file)), result }));
  return { path, result };
}

/** Reads a job written by `writeJob`. */
export function readJob(path: string): Job {
  return JSON.parse(readFileSync(path, 'utf8')) as Job;
}

/** The counts that the tests left; undefined when they did not get to their end. */
export function readCounts(result: string): Counts | undefined {
  return existsSync(result) ? (JSON.parse(readFileSync(result, 'utf8')) as Counts) : undefined;
}
