import { type Stack, SynthModel } from "@org/aml-synth-model";

/** A model of stacks in memory, by name. */
export function modelOf(stacks: Readonly<Record<string, object>>): SynthModel {
  return SynthModel.fromStacks(stacks);
}

/** A stack in memory. */
export function stackOf(terraform: object, name = "dev"): Stack {
  return modelOf({ [name]: terraform }).stack(name);
}

/** Two stacks of which `dev` reads the state of `dns`. */
export function readingStacks(dev: object = {}): SynthModel {
  const state = { backend: "local", config: { path: "/states/dns.tfstate" } };
  return modelOf({
    dev: { data: { terraform_remote_state: { dns: state } }, ...dev },
    dns: {
      terraform: { backend: { local: { path: "/states/dns.tfstate" } } },
      resource: { random_pet: { zone: {} } },
      output: { zone: { value: "${random_pet.zone.id}" } },
    },
  });
}
