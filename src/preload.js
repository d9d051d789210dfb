import { join } from 'node:path';
import * as nodeModule from 'node:module';

// Plain JavaScript, loaded before anything else, because an old Node cannot even read TypeScript.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `ATİS System API needs Node.js 24 or newer; this is ${process.version}. Use "npm start", which brings its own.`,
  );
  process.exit(1);
}
// What was compiled once is read back from there: the service is ready in half the time.
nodeModule.enableCompileCache?.(join(import.meta.dirname, '../node_modules/.cache/compile'));
// Libraries look at it while they load; their development checks cost a third of the speed.
process.env.NODE_ENV ??= 'production';
