import { readFileSync } from 'node:fs';
import {
  isObjectType,
  isInputObjectType,
  isEnumType,
  isInterfaceType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { unannouncedBreakingChanges } from './contract.ts';
import { createSchema } from './schema.ts';

const schema = createSchema();

describe('the contract', () => {
  it('is the committed schema.graphql', () => {
    const committed = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8').replace(/^#.*\n\n/, '');
    expect(`${printSchema(lexicographicSortSchema(schema))}\n`).toBe(committed);
  });

  it('describes every type, field, argument and enum value', () => {
    const missing: string[] = [];
    const describedBy = (description: string | null | undefined, name: string) => {
      if (!description) missing.push(name);
    };
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__') || ['Query', 'Mutation', 'Subscription'].includes(type.name)) continue;
      describedBy(type.description, type.name);
    }
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__')) continue;
      if (isEnumType(type))
        for (const value of type.getValues()) describedBy(value.description, `${type.name}.${value.name}`);
      if (isInputObjectType(type))
        for (const field of Object.values(type.getFields()))
          describedBy(field.description, `${type.name}.${field.name}`);
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      const isNode = isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
      for (const field of Object.values(type.getFields())) {
        // A node's id is described by the interface.
        if (!(isNode && field.name === 'id')) describedBy(field.description, `${type.name}.${field.name}`);
        for (const arg of field.args) describedBy(arg.description, `${type.name}.${field.name}(${arg.name})`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('gives every mutation one input and a payload with user errors', () => {
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      const name = `${field.name[0]!.toUpperCase()}${field.name.slice(1)}`;
      expect(field.args.map((arg) => [arg.name, String(arg.type)])).toEqual([['input', `${name}Input!`]]);
      expect(String(field.type)).toBe(`${name}Payload!`);
      const payload = schema.getType(`${name}Payload`);
      expect(isObjectType(payload) && String(payload.getFields()['userErrors']?.type)).toBe('[UserError!]!');
    }
  });

  it('refuses a breaking change unless it is announced', () => {
    const released = 'type Query { old: Int kept: Int }';
    const current = 'type Query { kept: Int }';
    expect(unannouncedBreakingChanges(released, current, '')).toEqual(['Query.old was removed.']);
    expect(unannouncedBreakingChanges(released, current, '- 2026-12-01: Query.old was removed.')).toEqual([]);
    expect(unannouncedBreakingChanges(current, released, '')).toEqual([]);
  });
});
