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

/**
 * Rejects missing props. TypeScript reports them at compile time; this is for callers from JavaScript.
 * @param scope the construct that was given the props
 * @param names the props that must have a value
 * @throws InvalidInputError for the first one that is missing
 */
export function requireProps<Props extends object>(
  scope: { readonly node: { readonly path: string } },
  props: Props,
  ...names: readonly (keyof Props & string)[]
): void {
  const given = props as Partial<Props> | null | undefined;
  const missing = names.find((name) => given?.[name] === undefined || given[name] === null);
  if (missing === undefined) return;
  refuse(scope, missing, {
    value: undefined,
    allowed: "a value, because the prop is required",
    fix: `pass ${missing}; all required props are ${names.join(", ")}`,
  });
}
