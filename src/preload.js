// Plain JavaScript, loaded before anything else, because an old Node cannot even read TypeScript.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `ATİS System API needs Node.js 24 or newer; this is ${process.version}. Use "npm start", which brings its own.`,
  );
  process.exit(1);
}
// Libraries look at it while they load; their development checks cost a third of the speed.
process.env.NODE_ENV ??= 'production';
