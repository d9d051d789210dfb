import type { GraphQLSchema } from 'graphql';
import type { Context } from './context.ts';
import { limitExceeded } from './errors.ts';
import { createCostOf } from './graphql/cost.ts';
import type { ValidOperation } from './graphql/documents.ts';
import { addressSubject, type Balance, type Budget } from './rate-limits/budgets.ts';

/** What an operation costs, and what is left of the viewer's budget after it, both in points. */
export interface OperationCost {
  readonly asked: number;
  /** Points that one operation may cost. */
  readonly maximum: number;
  readonly balance: Balance;
}

/**
 * Takes an operation's cost from the budget of its viewer or, where nobody has signed in, of its address. Throws
 * LIMIT_EXCEEDED for one that costs too much, and RATE_LIMITED when too little is left; nothing is taken then.
 */
export type Admit = (operation: ValidOperation, context: Context) => OperationCost;

export interface AdmissionOptions {
  readonly schema: GraphQLSchema;
  readonly maximum: number;
  readonly budget: Budget;
}

export function createAdmission({ schema, maximum, budget }: AdmissionOptions): Admit {
  const costOf = createCostOf(schema);
  return ({ document, operationName, variables }, { viewer, request }) => {
    const asked = costOf(document, operationName, variables);
    if (asked > maximum) {
      const told = asked === Infinity ? undefined : asked;
      throw limitExceeded('cost', maximum, told, `The operation costs ${told ?? 'too many'} points`);
    }
    const who = viewer === null ? `at ${addressSubject(request.ip)}` : viewer.userId;
    return { asked, maximum, balance: budget.take(who, asked) };
  };
}

/** As it is told in an answer's `extensions`. */
export const costExtension = ({ asked, maximum, balance }: OperationCost) => ({
  cost: {
    asked,
    maximum,
    ...(balance.left === Infinity ? {} : { left: balance.left, resetsIn: balance.resetsIn }),
  },
});
