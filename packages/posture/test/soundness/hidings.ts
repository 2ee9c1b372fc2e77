import type { Stack } from "../support/small-platform.js";

/** A place in a resource whose value opens something. */
export interface Slot {
  readonly stack: Stack;
  readonly resource: Stack;
  /** What holds the value: the resource, a block or a body in it. */
  readonly holder: Stack;
  readonly key: string;
  /** The value that opens. */
  readonly open: string | boolean;
}

/** A way to write a value so that a reader of the text alone may overlook it. */
type Hiding = (slot: Slot) => void;

const declare = (stack: Stack, block: string, content: Stack): void => {
  stack[block] = { ...(stack[block] as Stack | undefined), ...content };
};
const write = ({ holder, key }: Slot, value: unknown): void => void (holder[key] = value);

/** Ways to hide one value. */
export const VALUES: Readonly<Record<string, Hiding>> = {
  literal: (slot) => write(slot, slot.open),
  "variable without a default": (slot) => {
    declare(slot.stack, "variable", { hidden: { type: "any" } });
    write(slot, "${var.hidden}");
  },
  "variable with a default": (slot) => {
    declare(slot.stack, "variable", { hidden: { default: slot.open } });
    write(slot, "${var.hidden}");
  },
  local: (slot) => {
    declare(slot.stack, "locals", { hidden: { deep: [slot.open] } });
    write(slot, "${local.hidden.deep[0]}");
  },
  "data source": (slot) => {
    declare(slot.stack["data"] as Stack, "external", { hidden: { program: ["true"] } });
    write(slot, "${data.external.hidden.result.value}");
  },
  "condition on a variable": (slot) => {
    declare(slot.stack, "variable", { hidden: { type: "bool" }, other: {} });
    declare(slot.stack, "locals", { hidden: slot.open });
    write(slot, "${var.hidden ? local.hidden : var.other}");
  },
  "output of a module": (slot) => {
    declare(slot.stack, "module", { hidden: { source: "registry.example/a/b/c" } });
    write(slot, "${module.hidden.value}");
  },
  "function of a variable": (slot) => {
    declare(slot.stack, "variable", { hidden: { type: "string" } });
    write(slot, "${jsondecode(var.hidden).value}");
  },
  "for_each over a literal": (slot) => {
    slot.resource["for_each"] = { one: slot.open };
    write(slot, "${each.value}");
  },
  "for_each over a local": (slot) => {
    declare(slot.stack, "locals", { hidden: { one: slot.open } });
    slot.resource["for_each"] = "${local.hidden}";
    write(slot, "${each.value}");
  },
  "for_each over a variable": (slot) => {
    declare(slot.stack, "variable", { hidden: { type: "map(any)" } });
    slot.resource["for_each"] = "${var.hidden}";
    write(slot, "${each.value}");
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
