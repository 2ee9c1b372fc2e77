import { NAME_RULES } from "@org/azure-catalog";
import {
  EnvironmentNames,
  FIXED_NAME_KINDS,
  type FixedNames,
  type NameBasis,
  type NameOverrides,
} from "./environment-names.js";
import { composeName } from "./name-parts.js";
import { NamingError } from "./naming-error.js";
import { NamesReport } from "./names-report.js";
import { regionCode } from "./region-code.js";
import { defaultPrefixes, type ResourcePrefixes } from "./resource-prefixes.js";
import { assertName } from "./validate-name.js";

/** Props of {@link PlatformNaming}. */
export interface PlatformNamingProps {
  /**
   * Short name of the platform, 2 to 10 lower-case letters and digits, a letter first.
   * @default "aml"
   */
  readonly prefix?: string;
  /**
   * Azure region, as `location` takes it.
   * @default "canadacentral"
   */
  readonly location?: string;
  /**
   * Short code of the region, 1 to 8 lower-case letters and digits.
   * @default - `cc` for canadacentral, otherwise the region's geo code
   */
  readonly locationCode?: string;
  /**
   * What keeps the names of one platform apart from another's: 1 to 8 lower-case letters and digits (S0-NAM-10).
   * @default "01"
   */
  readonly suffix?: string;
  /**
   * What the names of the kinds begin with.
   * @default - the source document's: vnet-aml, snet-aml, mlw, mlr, st, cr, kv, log, pip, ...
   */
  readonly resourcePrefixes?: Partial<ResourcePrefixes>;
  /**
   * Name of the group that holds what environments share.
   * @default - `rg-aml-dns-shared-cc-01`
   */
  readonly dnsResourceGroup?: string;
}

/** Names of what environments share. */
export interface SharedNames {
  /** Group of the private DNS zones: `rg-aml-dns-shared-cc-01`. */
  readonly dnsResourceGroup: string;
}

/**
 * Deterministic names for a platform: equal input, equal names, no random part (S0-ARC-13, S0-NAM-10).
 * @throws NamingError for parts that cannot be part of a name, and for names that would not fit
 */
export class PlatformNaming {
  public readonly prefix: string;
  public readonly location: string;
  public readonly locationCode: string;
  public readonly suffix: string;
  public readonly shared: SharedNames;
  readonly #basis: NameBasis;
  readonly #environments = new Map<string, EnvironmentNames>();
  /** Which environment took a name that only one resource in Azure can have. */
  readonly #taken = new Map<string, string>();

  constructor(props: PlatformNamingProps = {}) {
    this.prefix = requirePart(
      "prefix",
      props.prefix ?? "aml",
      /^[a-z][a-z0-9]{1,9}$/,
      "2 to 10 lower-case letters and digits, a letter first",
      "aml",
    );
    this.location = requirePart(
      "location",
      props.location ?? "canadacentral",
      /^[a-z0-9]+$/,
      "an Azure region as location takes it, lower case without spaces",
      "canadacentral",
    );
    const code = props.locationCode ?? regionCode(this.location);
    if (code === undefined) {
      throw new NamingError({
        path: "locationCode",
        value: undefined,
        allowed: "1 to 8 lower-case letters and digits",
        fix: `give the code that stands for ${this.location} in your names; the catalogue knows none`,
      });
    }
    const short = ["1 to 8 lower-case letters and digits", /^[a-z0-9]{1,8}$/] as const;
    this.locationCode = requirePart("locationCode", code, short[1], short[0], "cc");
    this.suffix = requirePart("suffix", props.suffix ?? "01", short[1], short[0], "01");
    this.#basis = {
      prefix: this.prefix,
      locationCode: this.locationCode,
      suffix: this.suffix,
      prefixes: { ...defaultPrefixes(this.prefix), ...props.resourcePrefixes },
    };
    this.shared = {
      dnsResourceGroup:
        props.dnsResourceGroup === undefined
          ? composeName("resourceGroup", "shared.dnsResourceGroup", "-", [
              ["resource group prefix", "rg"],
              ["prefix", this.prefix],
              ["component", "dns"],
              ["environment", "shared"],
              ["location code", this.locationCode],
              ["suffix", this.suffix],
            ])
          : assertName("resourceGroup", props.dnsResourceGroup, "shared.dnsResourceGroup"),
    };
  }

  /**
   * The names of an environment; any number of environments, `dev` and `prod` among them.
   * @throws NamingError for names that Azure would refuse, overrides for an environment that was named before, and a
   * name that another environment has where Azure lets only one resource have it
   */
  public environment(environmentName: string, overrides?: NameOverrides): EnvironmentNames {
    const known = this.#environments.get(environmentName);
    if (known) {
      if (overrides === undefined) return known;
      throw new NamingError({
        path: "environment",
        value: environmentName,
        allowed: "overrides the first time that an environment is named",
        fix: "give all overrides in one call",
      });
    }
    const names = new EnvironmentNames(environmentName, this.#basis, overrides);
    for (const [name, kind] of Object.entries(FIXED_NAME_KINDS)) {
      const { unique, label } = NAME_RULES[kind];
      if (unique !== "global" && unique !== "tenant" && unique !== "subscription") continue;
      const value = names[name as keyof FixedNames];
      const key = `${kind} ${value.toLowerCase()}`;
      const other = this.#taken.get(key);
      if (other !== undefined) {
        throw new NamingError({
          path: `${environmentName}.${name}`,
          value,
          allowed: `a ${label} name that no other environment has; ${other} has it`,
          fix: "override it in one of the two",
        });
      }
      this.#taken.set(key, environmentName);
    }
    this.#environments.set(environmentName, names);
    return names;
  }

  /** Everything that the environments named so far will be called (S0-NAM-19). */
  public report(): NamesReport {
    return new NamesReport(this.shared, [...this.#environments.values()]);
  }
}

function requirePart(path: string, value: string, pattern: RegExp, allowed: string, example: string): string {
  if (pattern.test(value)) return value;
  throw new NamingError({ path, value, allowed, fix: `use ${example}, for instance` });
}
