import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { unannouncedBreakingChanges } from './contract.ts';

// `npm run check-contract`: compares schema.graphql with that of the newest release (tag v…).
const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).trim();

const [release] = git('tag', '--list', 'v*', '--sort=-version:refname', '--merged', 'HEAD').split('\n');
if (release === undefined || release === '') {
  console.log('The contract has not been released yet (no tag v…): every change is free.');
} else {
  const changes = unannouncedBreakingChanges(
    git('show', `${release}:schema.graphql`),
    read('schema.graphql'),
    read('docs/breaking-changes.md'),
  );
  for (const change of changes) console.error(`breaks clients of ${release}: ${change}`);
  if (changes.length > 0) {
    console.error('Deprecate instead, or announce the line above in docs/breaking-changes.md with a date.');
    process.exitCode = 1;
  } else {
    console.log(`Nothing breaks clients of ${release} unannounced.`);
  }
}
