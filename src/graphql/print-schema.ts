import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from './schema.ts';

// Part of `npm run generate`: the whole contract in one file, for reviews and for clients' code generators.
const file = new URL('../../schema.graphql', import.meta.url);
const note = '# Generated from schema/*.graphql by `npm run generate`: change the files there instead.\n\n';
writeFileSync(file, `${note}${printSchema(lexicographicSortSchema(createSchema()))}\n`);
