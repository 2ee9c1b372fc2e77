import { InvalidInputError, type InvalidInput } from "@org/azure-catalog";

/**
 * Rejects a prop of a construct.
 * @param scope the construct that was given the value
 * @param prop the name of the prop
 * @throws InvalidInputError always
 */
export function refuse(
  scope: { readonly node: { readonly path: string } },
  prop: string,
  input: Omit<InvalidInput, "path">,
): never {
  throw new InvalidInputError({ path: `${scope.node.path}.${prop}`, ...input });
}
