/** What was found, and what to do about it. */
export interface Finding {
  /** A problem harms the service or what it protects; a warning may be meant so. */
  readonly level: 'warning' | 'problem';
  /** What is wrong, in a sentence. */
  readonly text: string;
  /** What to do about it, in a sentence. */
  readonly advice: string;
  /** Statements that do it, in order; what only the operator knows stands as `…`. */
  readonly sql?: readonly string[];
}

/** The result of one check. */
export interface Result {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'problem' | 'skipped';
  readonly findings: readonly Finding[];
}

/** The results of all checks; `ok` without any problem, whatever the warnings. */
export interface Report {
  readonly ok: boolean;
  readonly results: readonly Result[];
}

/** Something to look into by itself: what it is called, and what it finds. It changes nothing. */
export interface Check<Input> {
  readonly name: string;
  readonly run: (input: Input) => readonly Finding[] | Promise<readonly Finding[]>;
}

export const problem = (text: string, advice: string, ...sql: string[]): Finding =>
  finding('problem', text, advice, sql);
export const warning = (text: string, advice: string, ...sql: string[]): Finding =>
  finding('warning', text, advice, sql);

function finding(level: Finding['level'], text: string, advice: string, sql: string[]): Finding {
  return { level, text, advice, ...(sql.length > 0 && { sql }) };
}

export const asOwner = 'As the owner of the tables:';
export const asSuperuser = 'As a superuser:';

/** Runs checks one after the other. One that cannot be carried out is a problem, not the end. */
export async function runChecks<Input>(checks: readonly Check<Input>[], input: Input): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, run } of checks) {
    try {
      const findings = await run(input);
      const levels = findings.map(({ level }) => level);
      const status = levels.includes('problem') ? 'problem' : levels.includes('warning') ? 'warning' : 'ok';
      results.push({ name, status, findings });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const advice = 'Correct what the other findings name, then run it again.';
      results.push({ name, status: 'problem', findings: [problem(`It could not be checked: ${reason}.`, advice)] });
    }
  }
  return results;
}

/** For checks that have nothing to look at. */
export const skipChecks = (checks: readonly Check<never>[]): Result[] =>
  checks.map(({ name }) => ({ name, status: 'skipped', findings: [] }));

/** The report as text for a terminal. */
export function printReport({ results }: Report): string {
  const lines = results.flatMap(({ name, status, findings }) => [
    `${status.padEnd(8)} ${name}`,
    ...findings.flatMap((each) =>
      printFinding(
        each,
        findings.some(({ level }) => level !== each.level),
      ),
    ),
  ]);
  const count = (level: Finding['level']) =>
    results.flatMap(({ findings }) => findings).filter((each) => each.level === level).length;
  const amount = (number: number, noun: string) => `${number || 'no'} ${noun}${number === 1 ? '' : 's'}`;
  const skipped = results.filter(({ status }) => status === 'skipped').length;
  const rest = skipped > 0 ? `; ${amount(skipped, 'check')} could not begin before the rest is corrected` : '';
  return [...lines, '', `${amount(count('problem'), 'problem')}, ${amount(count('warning'), 'warning')}${rest}.`].join(
    '\n',
  );
}

function printFinding({ level, text, advice, sql = [] }: Finding, isMixed: boolean): string[] {
  return [
    `    ${isMixed ? `${level}: ` : ''}${text}`,
    `    → ${advice}`,
    ...sql.flatMap((statement) => `${statement.replace(/;$/, '')};`.split('\n')).map((line) => `        ${line}`),
  ];
}
