import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { App, Testing } from "cdktf";
import { addPlatform } from "../src/platform.js";

/** The platform of a configuration, as it would be written. */
export function platformOf(configuration: object): SynthModel {
  const app = Testing.stubVersion(new App({ stackTraces: false, outdir: Testing.app().outdir }));
  addPlatform(app, configuration);
  return synthesized(app);
}

let defaults: SynthModel | undefined;

/** The default platform; read-only, and so made once. */
export function defaultPlatform(): SynthModel {
  return (defaults ??= platformOf({}));
}
