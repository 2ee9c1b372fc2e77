import { isJsonObject, type Json, type StackState, type StateResource, SynthModel } from "@org/aml-synth-model";
import { type ComparedSubject, writableBody } from "./settings.js";
import { withValue } from "./values.js";

/**
 * The stacks as they are in Azure: the states with the values that Azure has. What Azure doesn't have any more, and what
 * could not be read, remains as it was deployed; that it's missing or unknown is reported on its own.
 */
export function liveModel(
  states: readonly StackState[],
  compared: readonly ComparedSubject[],
  configured: SynthModel,
  directory: string,
): SynthModel {
  const byResource = new Map(compared.map((one) => [one.resource, one]));
  const live = states.map((state) => ({
    ...state,
    // Reports name the file that can be changed.
    file: configured.stacks.find(({ name }) => name === state.name)?.files[0],
    resources: state.resources.map((resource) => {
      const one = byResource.get(resource);
      return one?.live ? liveResource(resource, one) : resource;
    }),
  }));
  return SynthModel.fromStates(live, directory);
}

function liveResource(resource: StateResource, one: ComparedSubject): StateResource {
  const changed = one.differences.filter(({ path }) => !path.startsWith("body"));
  const start: Json =
    resource.type === "azapi_resource" && one.live
      ? { ...resource.values, body: writableBody(one, one.live) }
      : resource.values;
  const values = changed.reduce<Json>((before, { path, live }) => withValue(before, namesIn(path), live), start);
  return { ...resource, values: isJsonObject(values) ? values : resource.values };
}

/** The names in the path of a difference. Those of tags may contain dots. */
function namesIn(path: string): string[] {
  const tag = /^tags\.(.+)$/s.exec(path)?.[1];
  return tag === undefined ? path.split(".") : ["tags", tag];
}
