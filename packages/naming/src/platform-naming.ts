import { hasExpression, InvalidInputError, NAME_RULES, type UniquenessScope } from "@org/azure-catalog";
import { deriveNames } from "./derive-names.js";
import type { EnvironmentNames, NameOverrides, SharedNames } from "./environment-names.js";
import { composeName, type NameParts } from "./name-parts.js";
import { FIXED_NAME_PATTERNS, FIXED_NAMES, NAME_PATTERNS, SHARED } from "./name-patterns.js";
import { NamesReport, validateAllNames } from "./names-report.js";
import { regionCode } from "./region-code.js";
import { defaultPrefixes, type ResourcePrefixes } from "./resource-prefixes.js";
import { assertName } from "./validate-name.js";

/** Props of {@link PlatformNaming}. */
export interface PlatformNamingProps {
  /**
   * Short name of the platform, 2 to 10 lower-case letters and digits, a letter first.
   * @default "aml"
   */
  readonly prefix?: string | undefined;
  /**
   * Azure region in lower case without spaces.
   * @default "canadacentral"
   */
  readonly location?: string | undefined;
  /**
   * Short code of the region, 1 to 8 lower-case letters and digits, a letter first.
   * @default - that of `regionCodes`, then `cc` for canadacentral, then the region's geo code
   */
  readonly locationCode?: string | undefined;
  /**
   * Your own short codes, by region.
   * @default - none
   */
  readonly regionCodes?: Readonly<Record<string, string>> | undefined;
  /**
   * Distinguishes the names of two platforms: 1 to 8 lower-case letters and digits.
   * @default "01"
   */
  readonly suffix?: string | undefined;
  /**
   * Prefixes of names, by kind of resource.
   * @default - vnet-aml, snet-aml, mlw, mlr, st, cr, kv, log, pip, ...
   */
  readonly resourcePrefixes?: Partial<ResourcePrefixes> | undefined;
  /**
   * Names that replace derived ones, by environment. {@link PlatformNaming.environment} accepts them as well.
   * @default - none
   */
  readonly overrides?: Readonly<Record<string, NameOverrides>> | undefined;
  /**
   * Name of the resource group of shared resources.
   * @default - derived: `rg-aml-dns-shared-cc-01`
   */
  readonly dnsResourceGroup?: string | undefined;
}

const CODE = "1 to 8 lower-case letters and digits, a letter first";

/**
 * Deterministic names for a platform: equal input gives equal names, without random parts.
 *
 * A part that is a Terraform expression or a CDKTF token is passed on; names with such a part are not validated.
 * @throws InvalidInputError for parts that cannot be part of a name, and for names that would not fit
 */
export class PlatformNaming {
  public readonly prefix: string;
  public readonly location: string;
  public readonly locationCode: string;
  public readonly suffix: string;
  public readonly shared: SharedNames;
  readonly #parts: NameParts;
  readonly #overrides: Readonly<Record<string, NameOverrides>>;
  readonly #environments = new Map<string, EnvironmentNames>();
  /** The environment that uses each name, for names that have to be unique in Azure. */
  readonly #reserved = new Map<string, string>();

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
      "an Azure region in lower case without spaces",
      "canadacentral",
    );
    this.locationCode = requirePart(
      "locationCode",
      props.locationCode ?? this.#codeOfLocation(props.regionCodes),
      /^[a-z][a-z0-9]{0,7}$/,
      CODE,
      "cc",
    );
    this.suffix = requirePart(
      "suffix",
      props.suffix ?? "01",
      /^[a-z0-9]{1,8}$/,
      "1 to 8 lower-case letters and digits",
      "01",
    );
    const prefixes = { ...defaultPrefixes(this.prefix), ...props.resourcePrefixes };
    this.#parts = { ...prefixes, prefix: this.prefix, location: this.locationCode, suffix: this.suffix };
    this.#overrides = props.overrides ?? {};
    this.shared = {
      dnsResourceGroup:
        props.dnsResourceGroup === undefined
          ? composeName(NAME_PATTERNS.dnsResourceGroup, "shared.dnsResourceGroup", this.#parts)
          : assertName("resourceGroup", props.dnsResourceGroup, "shared.dnsResourceGroup"),
      dnsStack: `${this.prefix}-dns-${SHARED}`,
    };
    this.#reserved.set(uniqueKey("resourceGroup", this.shared.dnsResourceGroup), SHARED);
  }

  /**
   * The names of an environment. There can be any number of environments.
   * @param environmentName 2 to 12 lower-case letters and digits, a letter first
   * @param overrides names that replace derived ones; they take precedence over those of the props
   * @throws InvalidInputError for names that Azure would reject, overrides for an environment that was requested
   * before, and a name that another environment already has, if it has to be unique in Azure
   */
  public environment(environmentName: string, overrides?: NameOverrides): EnvironmentNames {
    const known = this.#environments.get(environmentName);
    if (known) {
      if (overrides === undefined) return known;
      throw new InvalidInputError({
        path: "environment",
        value: environmentName,
        allowed: "overrides only in the first call for an environment",
        fix: "pass all overrides in one call",
      });
    }
    const given = Object.hasOwn(this.#overrides, environmentName) ? this.#overrides[environmentName] : undefined;
    const names = deriveNames(environmentName, this.#parts, { ...given, ...overrides });
    validateAllNames(names);
    this.#reserve(names);
    this.#environments.set(environmentName, names);
    return names;
  }

  /** All names of the environments that were requested so far. */
  public report(): NamesReport {
    return new NamesReport(this.shared, [...this.#environments.values()]);
  }

  #codeOfLocation(codes: Readonly<Record<string, string>> | undefined): string {
    const code = regionCode(this.location, codes);
    if (code !== undefined) return code;
    throw new InvalidInputError({
      path: "locationCode",
      value: undefined,
      allowed: CODE,
      fix: `set a code for ${this.location}; the catalog has none`,
    });
  }

  /** Reserves the names that have to be unique in Azure, the tenant or the subscription. */
  #reserve(names: EnvironmentNames): void {
    const { environmentName } = names;
    const keys = FIXED_NAMES.filter((name) => WIDE_SCOPES.has(NAME_RULES[FIXED_NAME_PATTERNS[name].kind].unique)).map(
      (name) => {
        const key = uniqueKey(FIXED_NAME_PATTERNS[name].kind, names[name]);
        const other = this.#reserved.get(key);
        if (other === undefined) return key;
        throw new InvalidInputError({
          path: `${environmentName}.${name}`,
          value: names[name],
          allowed: `a ${NAME_RULES[FIXED_NAME_PATTERNS[name].kind].label} name that is unique; ${other} already has this one`,
          fix: "override it in one of the two environments",
        });
      },
    );
    for (const key of keys) this.#reserved.set(key, environmentName);
  }
}

/** Scopes of uniqueness that reach across environments. */
const WIDE_SCOPES: ReadonlySet<UniquenessScope> = new Set(["global", "tenant", "subscription", "region"]);

/** Azure compares names case-insensitively. */
function uniqueKey(kind: string, name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}

function requirePart(path: string, value: string, pattern: RegExp, allowed: string, example: string): string {
  if (hasExpression(value) || pattern.test(value)) return value;
  throw new InvalidInputError({ path, value, allowed, fix: `use ${example}, for instance` });
}
