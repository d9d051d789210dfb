import { parseArgs } from 'node:util';
import { diagnose } from './doctor/diagnose.ts';
import { printReport } from './doctor/report.ts';

const usage = `Usage: npm run -s doctor [-- --json]

Checks the installation that the environment describes, changes nothing, and says what to do.
Ends with exit code 0 unless there is a problem.

  --json  the same as JSON`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const report = await diagnose();
  console.log(values.json ? JSON.stringify(report, null, 2) : printReport(report));
  if (!report.ok) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
