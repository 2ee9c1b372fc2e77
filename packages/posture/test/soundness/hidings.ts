import type { Stack } from "../support/small-platform.js";

/** A place in a resource whose value opens something. */
export interface Place {
  readonly stack: Stack;
  readonly resource: Stack;
  /** What holds the value: the resource, a block or a body in it. */
  readonly holder: Stack;
  readonly key: string;
  /** The value that opens. */
  readonly open: string | boolean;
}

/** A way to write a value so that a reader of the text alone may overlook it. */
type Hiding = (place: Place) => void;

const declare = (stack: Stack, block: string, content: Stack): void => {
  stack[block] = { ...(stack[block] as Stack | undefined), ...content };
};
const write = ({ holder, key }: Place, value: unknown): void => void (holder[key] = value);

/** Ways to hide one value. */
export const VALUES: Readonly<Record<string, Hiding>> = {
  literal: (place) => write(place, place.open),
  "variable without a default": (place) => {
    declare(place.stack, "variable", { hidden: { type: "any" } });
    write(place, "${var.hidden}");
  },
  "variable with a default": (place) => {
    declare(place.stack, "variable", { hidden: { default: place.open } });
    write(place, "${var.hidden}");
  },
  local: (place) => {
    declare(place.stack, "locals", { hidden: { deep: [place.open] } });
    write(place, "${local.hidden.deep[0]}");
  },
  "data source": (place) => {
    declare(place.stack["data"] as Stack, "external", { hidden: { program: ["true"] } });
    write(place, "${data.external.hidden.result.value}");
  },
  "condition on a variable": (place) => {
    declare(place.stack, "variable", { hidden: { type: "bool" }, other: {} });
    declare(place.stack, "locals", { hidden: place.open });
    write(place, "${var.hidden ? local.hidden : var.other}");
  },
  "output of a module": (place) => {
    declare(place.stack, "module", { hidden: { source: "registry.example/a/b/c" } });
    write(place, "${module.hidden.value}");
  },
  "function of a variable": (place) => {
    declare(place.stack, "variable", { hidden: { type: "string" } });
    write(place, "${jsondecode(var.hidden).value}");
  },
  "for_each over a literal": (place) => {
    place.resource["for_each"] = { one: place.open };
    write(place, "${each.value}");
  },
  "for_each over a local": (place) => {
    declare(place.stack, "locals", { hidden: { one: place.open } });
    place.resource["for_each"] = "${local.hidden}";
    write(place, "${each.value}");
  },
  "for_each over a variable": (place) => {
    declare(place.stack, "variable", { hidden: { type: "map(any)" } });
    place.resource["for_each"] = "${var.hidden}";
    write(place, "${each.value}");
  },
};

/** Ways to make it unsure whether a resource is there. */
export const PRESENCE: Readonly<Record<string, (stack: Stack, resource: Stack) => void>> = {
  "count by a variable": (stack, resource) => {
    declare(stack, "variable", { hidden: { type: "number" } });
    resource["count"] = "${var.hidden}";
  },
  "count by a condition": (stack, resource) => {
    declare(stack, "variable", { hidden: { type: "bool" } });
    resource["count"] = "${var.hidden ? 1 : 0}";
  },
  "for_each over a variable": (stack, resource) => {
    declare(stack, "variable", { hidden: { type: "set(string)" } });
    resource["for_each"] = "${toset(var.hidden)}";
  },
  "for_each over a data source": (stack, resource) => {
    declare(stack["data"] as Stack, "external", { hidden: { program: ["true"] } });
    resource["for_each"] = "${data.external.hidden.result}";
  },
};

/** Ways not to have a resource that looks as if it were there. */
export const ABSENCE: Readonly<Record<string, (resource: Stack) => void>> = {
  "count = 0": (resource) => void (resource["count"] = 0),
  "for_each = {}": (resource) => void (resource["for_each"] = {}),
  "a condition that is false": (resource) => void (resource["count"] = "${false ? 1 : 0}"),
};
