import { type EnvironmentNames, NamesReport, PlatformNaming } from "@org/aml-naming";
import type { Configuration } from "./config/schema.js";

/** The names of a configuration. */
export class ConfiguredNames {
  readonly #shared: PlatformNaming;
  readonly #environments: ReadonlyMap<string, EnvironmentNames>;

  /** @throws InvalidInputError for names that Azure would refuse */
  public constructor(configuration: Configuration) {
    const { location, locationCode, environments } = configuration;
    this.#shared = namingIn(configuration, location, locationCode);
    // One naming for each region: it finds names that two environments would share.
    const namings = new Map([[regionKey(location, locationCode), this.#shared]]);
    this.#environments = new Map(
      Object.entries(environments).map(([name, environment]) => {
        const region = environment.location ?? location;
        const code = environment.locationCode ?? (region === location ? locationCode : undefined);
        const key = regionKey(region, code);
        const naming = namings.get(key) ?? namingIn(configuration, region, code);
        namings.set(key, naming);
        return [name, naming.environment(name)];
      }),
    );
  }

  /** The names of what environments share. */
  public get shared(): PlatformNaming["shared"] {
    return this.#shared.shared;
  }

  /** The names of an environment of the configuration. */
  public environment(name: string): EnvironmentNames {
    const names = this.#environments.get(name);
    if (names) return names;
    throw new Error(`there is no environment ${name} in the configuration`);
  }

  /** All names. */
  public report(): NamesReport {
    return new NamesReport(this.shared, [...this.#environments.values()]);
  }
}

function regionKey(location: string, locationCode: string | undefined): string {
  return `${location} ${locationCode ?? ""}`;
}

function namingIn(configuration: Configuration, location: string, locationCode: string | undefined): PlatformNaming {
  const { prefix, namingSuffix: suffix, resourcePrefixes } = configuration;
  return new PlatformNaming({ prefix, location, locationCode, suffix, resourcePrefixes });
}
