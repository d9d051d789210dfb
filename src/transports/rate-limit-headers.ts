import type { Balance } from '../rate-limits/budgets.ts';
import type { OperationAnswer } from './answer.ts';

/** Headers that tell what is left of a budget (draft-ietf-httpapi-ratelimit-headers). None where there is no limit. */
function balanceHeaders({ policy, left, resetsIn }: Balance): [name: string, value: string][] {
  if (policy.maximum === Infinity) return [];
  return [
    ['ratelimit-policy', `"${policy.name}";q=${policy.maximum};w=${policy.window}`],
    ['ratelimit', `"${policy.name}";r=${left};t=${resetsIn}`],
  ];
}

/** Headers of an operation's answer: what its viewer has left or, when it was refused, when to come again. */
export function budgetHeaders({ cost, errors }: OperationAnswer): [name: string, value: string][] {
  const balance = cost ? balanceHeaders(cost.balance) : [];
  const retryAfter = errors?.[0]?.extensions?.retryAfter;
  return typeof retryAfter === 'number' ? [...balance, ['retry-after', String(retryAfter)]] : balance;
}
