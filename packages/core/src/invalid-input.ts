import { InvalidInputError, likelyName, type InvalidInput } from "@org/azure-catalog";
import { isUnresolved } from "./tokens.js";

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

/**
 * Rejects anything but a whole number in a range. A number that only Terraform knows passes.
 * @param range `unit` is what is counted, such as `days`; `fix` defaults to the nearest allowed number
 * @throws InvalidInputError for anything else
 */
export function requireWholeNumber(
  scope: { readonly node: { readonly path: string } },
  prop: string,
  value: unknown,
  range: {
    readonly least: number;
    readonly most: number;
    readonly unit?: string | undefined;
    readonly fix?: string | undefined;
  },
): void {
  const { least, most, unit, fix } = range;
  if (isUnresolved(value) || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most)) return;
  refuse(scope, prop, {
    value,
    allowed: `a whole number${unit === undefined ? "" : ` of ${unit}`} from ${least} to ${most}`,
    fix: fix ?? `use ${Number(value) > most ? most : least}`,
  });
}

/**
 * Rejects a text that isn't one of the allowed ones; absent ones and those that only Terraform knows pass. TypeScript
 * reports them at compile time; this is for callers from JavaScript.
 * @throws InvalidInputError for any other value
 */
export function requireChoice(
  scope: { readonly node: { readonly path: string } },
  prop: string,
  value: unknown,
  choices: readonly string[],
): void {
  if (value === undefined || isUnresolved(value) || choices.some((choice) => choice === value)) return;
  const meant = typeof value === "string" ? likelyName(value, choices) : undefined;
  refuse(scope, prop, {
    value,
    allowed: choices.join(", "),
    fix: meant === undefined ? "leave it out for the default" : `use ${meant}`,
  });
}
