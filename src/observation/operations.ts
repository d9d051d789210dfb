import { getOperationAST, Kind, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { Context } from '../context.ts';

/** A query or mutation that was executed. */
export interface ObservedOperation {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly context: Context;
  /** Milliseconds. */
  readonly duration: number;
  /** `extensions.code` of each of its errors. */
  readonly errorCodes: readonly string[];
}

/** Is told of every query and mutation, on every transport, after it was executed. Must not throw. */
export type Observe = (operation: ObservedOperation) => void;

/** What an operation is, in the terms of the schema: names that clients make up do not occur. */
export interface OperationKind {
  readonly type: 'query' | 'mutation' | 'subscription';
  /** Names of the root fields in the order of the document, each once; never empty. */
  readonly fields: readonly [string, ...string[]];
}

const known = new WeakMap<DocumentNode, Map<string, OperationKind>>();

/** What the operation of a valid document is. */
export function operationKind({
  document,
  operationName,
}: Pick<ObservedOperation, 'document' | 'operationName'>): OperationKind {
  const ofDocument = known.get(document) ?? new Map<string, OperationKind>();
  known.set(document, ofDocument);
  const name = operationName ?? '';
  const kind = ofDocument.get(name) ?? readKind(document, getOperationAST(document, operationName));
  ofDocument.set(name, kind);
  return kind;
}

function readKind(document: DocumentNode, operation: OperationDefinitionNode | null | undefined): OperationKind {
  const fields = new Set<string>();
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  const collect = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else {
        const fragment = fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  if (operation) collect(operation.selectionSet);
  const [first = '__typename', ...others] = fields;
  return { type: operation?.operation ?? 'query', fields: [first, ...others] };
}
