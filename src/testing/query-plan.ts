import type { CompiledQuery } from 'kysely';
import type pg from 'pg';

/** A node of a plan, as PostgreSQL tells it after the statement ran. */
export interface PlanNode {
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: PlanNode[];
}

/** Runs a statement once more: all nodes of its plan, and how many blocks it touched. */
export async function explain(
  client: pg.Pool | pg.Client,
  { sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>,
): Promise<{ blocks: number; nodes: PlanNode[] }> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `explain (analyze, buffers, format json) ${sql}`,
    parameters as unknown[],
  );
  const { Plan: plan } = rows[0]!['QUERY PLAN'][0];
  const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
  return { blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], nodes: nodesOf(plan) };
}
