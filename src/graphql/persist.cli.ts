import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  concatAST,
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  print,
  separateOperations,
  type DocumentNode,
} from 'graphql';
import { loadConfig } from '../config.ts';
import { Documents, isErrors, sha256 } from './documents.ts';
import { createSchema } from './schema.ts';
import type { Manifest } from './trusted-documents.ts';

const usage = `Usage: npm run -s persist -- FOLDER [--out FILE]

  FOLDER   its *.graphql files, also in folders below, hold the operations and the fragments that they share
  --out    the manifest, for TRUSTED_DOCUMENTS (default persisted-operations.json)`;

/** Throws Error that names the file of a syntax error. */
async function readDocuments(folder: string): Promise<DocumentNode> {
  const files = await readdir(folder, { recursive: true });
  const paths = files.filter((name) => name.endsWith('.graphql')).sort();
  if (paths.length === 0) throw new Error(`There are no *.graphql files in ${folder}.\n\n${usage}`);
  const documents = await Promise.all(
    paths.map(async (name) => {
      try {
        return parse(await readFile(join(folder, name), 'utf8'));
      } catch (error) {
        const { line, column } = (error instanceof GraphQLError && error.locations?.[0]) || { line: 0, column: 0 };
        throw new Error(`${name}:${line}:${column}: ${(error as Error).message}`, { cause: error });
      }
    }),
  );
  return concatAST(documents);
}

/** The manifest of all operations. Throws Error that lists what cannot be executed within the limits. */
function createManifest(document: DocumentNode): Manifest {
  const { limits } = loadConfig();
  const documents = new Documents({ schema: createSchema(), limits, trusted: new Map(), trustedOnly: false });
  const names = document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? [one.name?.value] : [],
  );
  const problems = names
    .filter((name, index) => name !== undefined && names.indexOf(name) !== index)
    .map((name) => `${name ?? ''}: two operations have this name`);
  const operations = Object.entries(separateOperations(document)).map(([name, separated]) => {
    const body = print(separated);
    const read = documents.read(body);
    if (name === '') problems.push('an operation has no name: name it, because clients and logs need one');
    if (isErrors(read)) problems.push(...read.map(({ message }) => `${name}: ${message}`));
    return { id: sha256(body), name, type: getOperationAST(separated)?.operation ?? OperationTypeNode.QUERY, body };
  });
  if (problems.length > 0) throw new Error(`Nothing was written.\n${problems.map((line) => `  ${line}`).join('\n')}`);
  return { format: 'apollo-persisted-query-manifest', version: 1, operations };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: 'persisted-operations.json' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new Error(`Name one folder.\n\n${usage}`);
  const manifest = createManifest(await readDocuments(folder));
  await writeFile(values.out, `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`${manifest.operations.length} operations written to ${values.out}`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
