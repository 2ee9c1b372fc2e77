import { App, Testing } from "cdktf";
import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { parseConfiguration } from "../src/config/load.js";
import { buildPlatform } from "../src/platform.js";

/** The platform of a configuration, as it would be written. */
export function platformOf(configuration: object): SynthModel {
  return synthesized(appOf(configuration));
}

/** The app of a configuration, before it is synthesized. */
function appOf(configuration: object): App {
  const app = Testing.stubVersion(new App({ stackTraces: false, outdir: Testing.app().outdir }));
  buildPlatform(app, parseConfiguration("platform.config.json", JSON.stringify(configuration)));
  return app;
}

let defaults: SynthModel | undefined;

/** The source document's platform; read-only, and so made once. */
export function defaultPlatform(): SynthModel {
  return (defaults ??= platformOf({}));
}
