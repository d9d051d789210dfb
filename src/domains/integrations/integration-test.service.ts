import { audited } from '../../audit.ts';
import type { SignedInContext } from '../../context.ts';
import { UserErrors } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import type { TestIntegrationInput } from '../../graphql/types.ts';
import { readCredentials } from './credentials.ts';
import { configProblems, storedConfig } from './integration-config.ts';
import { runTest, type TestResult } from './integration-test.ts';
import * as integrations from './integrations.repository.ts';
import { entry, knownType, manageScope, notFound } from './integrations.service.ts';

/**
 * Connects to the other system and records that. No transaction is open meanwhile: it would hold a connection of the
 * database for as long as a stranger likes. Throws user errors.
 */
export async function testIntegration(context: SignedInContext, input: TestIntegrationInput): Promise<TestResult> {
  const id = idInput('Integration', input.id, ['id']);
  const { db, keyring } = context;
  const { outbound } = context.settings;
  const found = await integrations.findWithCredentials(db, manageScope(context), id);
  if (!found) throw notFound();
  const info = knownType(found.integration_type, ['id']);
  const config = storedConfig(found.config);
  const problems = configProblems(info, config);
  if (problems.length > 0) {
    throw new UserErrors(
      problems.map(({ message }) => ({
        code: 'NOT_ALLOWED',
        field: ['id'],
        message: `It cannot be tested: ${message} Correct it by updateIntegration.`,
      })),
    );
  }
  const result = await runTest(info, config, readCredentials(found.credentials, keyring), {
    allowedNetworks: outbound.allowedNetworks,
    signal: AbortSignal.timeout(outbound.timeoutSeconds * 1_000),
  });
  return audited(context, async (tx) => {
    const row = await integrations.findIntegration(tx, manageScope(context), id);
    if (!row) throw notFound();
    const { outcome, status, durationMs } = result;
    const record = { test_outcome: outcome, test_status: status, test_duration_ms: durationMs };
    return { result, audit: [entry('tested', { before: row, after: row }, record)] };
  });
}
