import { z } from 'zod';
import type { JsonValue } from '../../db/column-types.ts';
import { text } from '../../db/column-schemas.ts';
import { UserErrors, type UserError } from '../../errors.ts';
import { isSemanticVersion, isVersionRange, type ModuleDependency } from './module-dependencies.ts';
import type { JsonObject } from './module-settings.ts';

/** Modules at most: lists of them have no pages. */
export const maxModules = 500;
const maxDependencies = 50;
const maxSettings = 65_536;

const code = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,49}$/, 'must be a lower-case letter and up to 49 of: a-z, 0-9, "_", "-"');
const name = z.string('must not be null').trim().min(1, 'must not be empty').pipe(text(100));
const description = text(10_000).nullish();
const version = z
  .string()
  .max(20, 'must have at most 20 characters')
  .refine((value) => isSemanticVersion(value), 'must be a semantic version such as 1.4.0 or 2.0.0-beta.1')
  .nullish();
const dependencies = z
  .array(
    z.object({
      code: z.string(),
      versionRange: z
        .string()
        .trim()
        .min(1, 'must not be empty: leave it out for any version')
        .max(100, 'must have at most 100 characters')
        .refine(isVersionRange, 'must be a range of versions such as ^1.2 or >=2 <4')
        .nullish(),
    }),
  )
  .max(maxDependencies, `must name at most ${maxDependencies} modules`);

const settings = z
  .record(z.string(), z.unknown())
  .refine(isSmall, 'must have at most 64 KB as JSON text')
  .transform((value) => value as JsonObject);

export function isSmall(value: object): boolean {
  return Buffer.byteLength(JSON.stringify(value)) <= maxSettings;
}

export const registerInput = z.object({
  code,
  name,
  description,
  version,
  isCore: z.boolean(),
  requiresLicense: z.boolean(),
  dependencies,
  settings: settings.nullish(),
});

/** The settings of an input that has others beside them. */
export const settingsInput = z.object({ settings });

export const updateInput = z.object({
  name: name.optional(),
  description,
  version,
  requiresLicense: z.boolean().nullish(),
  dependencies: dependencies.nullish(),
});

type GivenDependencies = z.output<typeof dependencies>;

/** Dependencies as PHP writes them: a code alone where any version does, so that `@> '["a"]'` finds it. */
export const dependencyColumn = (given: GivenDependencies): JsonValue =>
  given.map(({ code, versionRange }) =>
    versionRange == null || versionRange === '*' ? code : { code, version: versionRange },
  );

/** Throws a user error for each dependency that is named twice, that does not exist, or that is the module itself. */
export function checkDependencies(
  given: readonly Pick<ModuleDependency, 'code'>[],
  own: string,
  exists: (code: string) => boolean,
): void {
  const seen = new Set<string>();
  const errors = given.flatMap((dependency, index): UserError[] => {
    const field = ['dependencies', String(index), 'code'];
    const refusal = (errorCode: 'INVALID' | 'NOT_FOUND', problem: string): UserError[] => [
      { code: errorCode, field, message: `${field.join('.')} ${problem}` },
    ];
    if (seen.has(dependency.code)) return refusal('INVALID', 'is named before: name each module once.');
    seen.add(dependency.code);
    if (dependency.code === own) return refusal('INVALID', 'is the module itself, which cannot need itself.');
    return exists(dependency.code) ? [] : refusal('NOT_FOUND', 'is the code of no module: register that one first.');
  });
  if (errors.length > 0) throw new UserErrors(errors);
}
