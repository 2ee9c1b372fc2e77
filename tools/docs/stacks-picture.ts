import type { Element, Resource, SynthModel } from "@org/aml-synth-model";

/** The stacks of a synthesized app, with their resources and references, as a Mermaid flow chart. */
export function stacksPicture(model: SynthModel): string {
  const lines = ["flowchart LR"];
  for (const { name, resources } of model.stacksInOrder()) {
    lines.push(`  ${idOf(name)}["${name}, ${resources.length} resources"]`);
  }
  for (const stack of model.stacksInOrder()) {
    for (const [other, taken] of takenBy(stack.resources, stack.name)) {
      const what = [...taken].map(([type, elements]) => `${elements.size}x ${type}`);
      lines.push(`  ${idOf(other)} -- "${what.join(", ")}" --> ${idOf(stack.name)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

/** References to other stacks, by stack and type, each resource once. */
function takenBy(resources: readonly Resource[], own: string): Map<string, Map<string, Set<Element>>> {
  const taken = new Map<string, Map<string, Set<Element>>>();
  for (const element of resources.flatMap((resource) => resource.references()).map(({ target }) => target?.element)) {
    if (!element || element.stack.name === own) continue;
    const types = taken.get(element.stack.name) ?? new Map<string, Set<Element>>();
    taken.set(element.stack.name, types);
    const type = typeOf(element);
    types.set(type, (types.get(type) ?? new Set()).add(element));
  }
  return taken;
}

function typeOf(element: Element): string {
  const { armType, type } = element as Partial<Resource>;
  return armType ?? type ?? element.kind;
}

function idOf(stack: string): string {
  return stack.replace(/[^A-Za-z0-9]/g, "_");
}
