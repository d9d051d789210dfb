import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import { scrubText } from '../domains/system-errors/scrub.ts';
import { logFailure } from '../errors.ts';
import { reportRun, type Report } from './runs.repository.ts';

/** Pause between two writes, in milliseconds. */
const interval = 1_000;
const maxLines = 1_000;
const maxLength = 2_000;

/** Text that PostgreSQL takes, without secrets and personal data. */
export const storable = (text: string, length: number): string =>
  scrubText(text.replaceAll('\0', '').toWellFormed()).slice(0, length).toWellFormed();

/** Gathers what a run says and writes it now and then; a failure to write does not fail the run. */
export class RunReporter {
  #lines: string[] = [];
  #count = 0;
  #progress: Report['progress'] = null;
  #timer: NodeJS.Timeout | undefined;
  #writing = Promise.resolve();
  readonly #write: (report: Report) => Promise<void>;

  constructor(db: Db, run: { readonly job_log_id: string; readonly fencing_token: string }, log: Logger) {
    this.#write = (report) =>
      reportRun(db, run.job_log_id, run.fencing_token, report).catch((error: unknown) => {
        logFailure(log, error, 'what a job says could not be written', { jobLog: run.job_log_id });
      });
  }

  say(message: string): void {
    this.#count += 1;
    if (this.#count > maxLines) return;
    this.#lines.push(this.#count === maxLines ? 'Further lines are left out.' : storable(message, maxLength));
    this.#schedule();
  }

  progress(done: number, total: number, message?: string): void {
    if (!Number.isFinite(done) || !Number.isFinite(total)) return;
    this.#progress = { done, total, message: message === undefined ? null : storable(message, maxLength) };
    this.#schedule();
  }

  /** Writes what is left. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const report = { lines: this.#lines, progress: this.#progress };
    this.#lines = [];
    this.#progress = null;
    if (report.lines.length > 0 || report.progress !== null)
      this.#writing = this.#writing.then(() => this.#write(report));
    await this.#writing;
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => void this.flush(), interval).unref();
  }
}
