import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';

/**
 * Refuses `@skip` and `@include` on what a subscription selects at its root, as the specification demands since 2025.
 * graphql-js does not know that rule, and its own rule about the single root field throws instead of reporting when
 * the condition is a variable. So that it does not, the refused conditions are taken from the document.
 */
export const SubscriptionRootRule: ValidationRule = (context) => ({
  Document(document) {
    for (const selection of subscriptionRoots(document)) {
      const conditions = selection.directives?.filter(isCondition) ?? [];
      if (conditions.length === 0) continue;
      context.reportError(
        new GraphQLError('The root field of a subscription must not be under @skip or @include.', {
          nodes: conditions,
        }),
      );
      Object.assign(selection, { directives: selection.directives?.filter((directive) => !isCondition(directive)) });
    }
  },
});

const isCondition = ({ name }: DirectiveNode): boolean => name.value === 'skip' || name.value === 'include';

/** What subscriptions select at their root, fragments and what is in them included. */
function subscriptionRoots({ definitions }: DocumentNode): Set<SelectionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const roots = new Set<SelectionNode>();
  const collect = (selectionSet: SelectionSetNode | undefined): void => {
    for (const selection of selectionSet?.selections ?? []) {
      if (roots.has(selection)) continue;
      roots.add(selection);
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      if (selection.kind === Kind.FRAGMENT_SPREAD) collect(fragments.get(selection.name.value)?.selectionSet);
    }
  };
  for (const node of definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION && node.operation === OperationTypeNode.SUBSCRIPTION)
      collect(node.selectionSet);
  }
  return roots;
}
