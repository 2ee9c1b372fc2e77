import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { App, Testing } from "cdktf";
import { addPlatform } from "../src/platform.js";

const known = new Map<string, SynthModel>();

/** The platform of a configuration, as it would be written; read-only, and so made once for each configuration. */
export function platformOf(configuration: object): SynthModel {
  const key = JSON.stringify(configuration);
  const model = known.get(key) ?? synthesizedPlatform(configuration);
  known.set(key, model);
  return model;
}

function synthesizedPlatform(configuration: object): SynthModel {
  const app = Testing.stubVersion(new App({ stackTraces: false, outdir: Testing.app().outdir }));
  addPlatform(app, configuration);
  return synthesized(app);
}

export function defaultPlatform(): SynthModel {
  return platformOf({});
}
