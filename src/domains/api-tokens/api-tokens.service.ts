import { audited } from '../../audit.ts';
import { createSecret, hashSecret } from '../../auth/secrets.ts';
import type { SignedInContext } from '../../context.ts';
import { userError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import type { CreateApiTokenInput, RevokeApiTokenInput } from '../../graphql/types.ts';
import * as tokens from './api-tokens.repository.ts';

const day = 86_400_000;
/** Lifetimes in days: what a token gets unless told, and the most it can have. */
const lifetime = { default: 90, max: 730 } as const;
const maxTokens = 50;
const maxNameLength = 100;

/**
 * Creates a token for the viewer and gives its secret, this once. It can do no more than the credential that
 * creates it, and a narrow credential also gives no longer life: whoever gets hold of one cannot widen it.
 * Throws user errors.
 */
export function createApiToken(context: SignedInContext, input: CreateApiTokenInput) {
  const { viewer } = context;
  const name = input.name.trim();
  if (name.length < 1 || name.length > maxNameLength) {
    throw userError('INVALID', ['name'], `name must have 1 to ${maxNameLength} characters.`);
  }
  const isNarrow = !viewer.abilities.includes('*');
  const ownEnd = (isNarrow ? viewer.expiresAt : null) ?? Infinity;
  const now = context.now();
  const expiresAt = input.expiresAt ?? new Date(Math.min(now + lifetime.default * day, ownEnd)).toISOString();
  const days = (Date.parse(expiresAt) - now) / day;
  if (days <= 0 || days > lifetime.max) {
    throw userError(
      'INVALID',
      ['expiresAt'],
      `expiresAt must be in the future and at most ${lifetime.max} days ahead.`,
    );
  }
  if (Date.parse(expiresAt) > ownEnd) {
    const end = new Date(ownEnd).toISOString();
    throw userError('INVALID', ['expiresAt'], `expiresAt must not be later than ${end}, when your own token ends.`);
  }
  const secret = createSecret();
  return audited(context, async (tx) => {
    if ((await tokens.countLiveTokens(tx, viewer.userId)) >= maxTokens) {
      throw userError('NOT_ALLOWED', [], `You have ${maxTokens} tokens already: revoke one first.`);
    }
    const token = await tokens.insertToken(tx, {
      userId: viewer.userId,
      name,
      hash: hashSecret(secret),
      abilities: viewer.abilities,
      expiresAt,
    });
    return { result: { token, secret }, audit: [entry(context, 'api_token.created', token.id, { after: token })] };
  });
}

/** Revokes one of the viewer's own tokens. Throws a user error when there is none. */
export function revokeApiToken(context: SignedInContext, input: RevokeApiTokenInput) {
  const id = idInput('ApiToken', input.id, ['id']);
  return audited(context, async (tx) => {
    const token = await tokens.deleteToken(tx, context.viewer.userId, id);
    if (!token) throw userError('NOT_FOUND', ['id'], 'You have no API token with this id.');
    return { result: token, audit: [entry(context, 'api_token.revoked', token.id, { before: token })] };
  });
}

const entry = (
  { viewer }: SignedInContext,
  event: string,
  entityId: string,
  change: { before?: object; after?: object },
) => ({
  event,
  entityType: 'api_tokens',
  entityId,
  institutionId: viewer.institutionId,
  ...change,
});
