import { SynthModel } from "@org/aml-synth-model";

/** For each private endpoint its subnet, in whichever stack, and the number of its dependencies. */
export function endpoints(directory: string): string[] {
  const model = SynthModel.fromDirectory(directory);
  const errors = model.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));

  return model.resources({ type: "azurerm_private_endpoint" }).map((endpoint) => {
    const name = endpoint.value("name")?.value;
    const subnet = endpoint.value("subnet_id")?.target?.element.id;
    return `${name} in ${subnet}, after ${endpoint.transitiveDependencies().length} others`;
  });
}
