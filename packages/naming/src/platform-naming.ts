import { hasExpression, InvalidInputError, NAME_RULES, type UniquenessScope } from "@org/azure-catalog";
import { deriveNames, environmentParts } from "./derive-names.js";
import type { EnvironmentNames, NameOverrides, SharedNames } from "./environment-names.js";
import { composeName, type NameParts } from "./name-parts.js";
import { SHARED } from "./name-patterns.js";
import { memberResources, NamesReport, namesReportRow, type NamedResource, namedResources } from "./names-report.js";
import { abbreviations, type NamingConvention, resolveConvention, type ResolvedPatterns } from "./naming-convention.js";
import { regionCode } from "./region-code.js";
import { defaultPrefixes, type ResourcePrefixes } from "./resource-prefixes.js";
import { assertName } from "./validate-name.js";

/** Props of {@link PlatformNaming}. */
export interface PlatformNamingProps extends NamingConvention {
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

/** Region of an environment. */
export interface EnvironmentRegion {
  /** Azure region in lower case without spaces. */
  readonly location: string;
  /**
   * Short code of the region, 1 to 8 lower-case letters and digits, a letter first.
   * @default - as for the platform
   */
  readonly locationCode?: string | undefined;
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
  readonly #patterns: ResolvedPatterns;
  readonly #regionCodes: Readonly<Record<string, string>> | undefined;
  readonly #overrides: Readonly<Record<string, NameOverrides>>;
  readonly #environments = new Map<string, EnvironmentNames>();
  /** The names of additional workspaces and registries, with their environments. */
  readonly #members: (readonly [environmentName: string, resources: readonly NamedResource[]])[] = [];
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
    this.#regionCodes = props.regionCodes;
    const { location = "canadacentral", locationCode } = props;
    this.location = location;
    this.locationCode = this.#codeOf({ location, locationCode });
    this.suffix = requirePart(
      "suffix",
      props.suffix ?? "01",
      /^[a-z0-9]{1,8}$/,
      "1 to 8 lower-case letters and digits",
      "01",
    );
    const prefixes = { ...defaultPrefixes(this.prefix), ...props.resourcePrefixes };
    this.#parts = {
      ...prefixes,
      ...abbreviations(props.resourcePrefixes),
      prefix: this.prefix,
      region: this.locationCode,
      suffix: this.suffix,
    };
    this.#patterns = resolveConvention(props);
    this.#overrides = props.overrides ?? {};
    this.shared = {
      dnsResourceGroup:
        props.dnsResourceGroup === undefined
          ? composeName(
              this.#patterns.dnsResourceGroup,
              "shared.dnsResourceGroup",
              this.#parts,
              environmentParts(SHARED),
            )
          : assertName("resourceGroup", props.dnsResourceGroup, "shared.dnsResourceGroup"),
      dnsStack: `${this.prefix}-dns-${SHARED}`,
    };
    this.#reserve(SHARED, [{ of: "dnsResourceGroup", kind: "resourceGroup", name: this.shared.dnsResourceGroup }]);
  }

  /**
   * The names of an environment. There can be any number of environments.
   * @param environmentName 2 to 12 lower-case letters and digits, a letter first
   * @param overrides names that replace derived ones; they take precedence over those of the props
   * @param region region of the environment, if it isn't the platform's
   * @throws InvalidInputError for names that Azure would reject, overrides for an environment that was requested
   * before, and a name that must be unique but belongs to another resource
   */
  public environment(environmentName: string, overrides?: NameOverrides, region?: EnvironmentRegion): EnvironmentNames {
    const known = this.#environments.get(environmentName);
    if (known) {
      if (overrides === undefined && region === undefined) return known;
      throw new InvalidInputError({
        path: "environment",
        value: environmentName,
        allowed: "overrides only in the first call for an environment",
        fix: "pass all overrides in one call",
      });
    }
    const given = Object.hasOwn(this.#overrides, environmentName) ? this.#overrides[environmentName] : undefined;
    const parts = region === undefined ? this.#parts : { ...this.#parts, region: this.#codeOf(region) };
    const all = { ...given, ...overrides };
    const names = deriveNames(environmentName, parts, this.#patterns, all, ({ path, own, names: members }) => {
      const resources = memberResources(members, path, own);
      this.#reserve(environmentName, resources, all);
      this.#members.push([environmentName, resources]);
    });
    this.#reserve(environmentName, namedResources(names), all);
    this.#environments.set(environmentName, names);
    return names;
  }

  /** All names of the environments, additional workspaces and registries that were requested so far. */
  public report(): NamesReport {
    const { rows } = NamesReport.ofNames(this.shared, [...this.#environments.values()]);
    const members = this.#members.flatMap(([environmentName, resources]) =>
      resources.map((resource) => namesReportRow(environmentName, resource)),
    );
    return new NamesReport([...rows, ...members]);
  }

  #codeOf({ location, locationCode }: EnvironmentRegion): string {
    requirePart("location", location, /^[a-z0-9]+$/, "an Azure region in lower case without spaces", "canadacentral");
    const code = locationCode ?? regionCode(location, this.#regionCodes);
    if (code !== undefined) return requirePart("locationCode", code, /^[a-z][a-z0-9]{0,7}$/, CODE, "cc");
    throw new InvalidInputError({
      path: "locationCode",
      value: undefined,
      allowed: CODE,
      fix: `set a code for ${location}; the catalog has none`,
    });
  }

  /** Reserves the names of an environment, all of them or none. */
  #reserve(environmentName: string, resources: readonly NamedResource[], overrides: NameOverrides = {}): void {
    const added = new Map<string, string>();
    for (const { of, kind, name } of resources) {
      const key = uniqueKey(environmentName, { of, kind, name });
      if (key === undefined || hasExpression(name)) continue;
      const other = this.#reserved.get(key) ?? added.get(key);
      added.set(key, `${environmentName}.${of}`);
      if (other === undefined) continue;
      const [environment = "", resource = ""] = other.split(/\.(.*)/);
      const within = environment === environmentName;
      const part = within ? "{purpose}" : "{environment}";
      throw new InvalidInputError({
        path: `${environmentName}.${of}`,
        value: name,
        allowed: `a ${NAME_RULES[kind].label} name that is unique; ${within ? resource : environment} already has this one`,
        fix: isOverridden(overrides, of)
          ? `override it ${within ? "with another name" : "in one of the two environments"}`
          : `add ${part} to the pattern, or override the name`,
      });
    }
    for (const [key, owner] of added) this.#reserved.set(key, owner);
  }
}

/** Whether a name is an override: `keyVault`, or `workspaces.vision.keyVault`. */
function isOverridden(overrides: NameOverrides, of: string): boolean {
  let value: unknown = overrides;
  for (const key of of.split(".")) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  return value !== undefined;
}

/** Scopes of uniqueness that reach across environments. */
const WIDE_SCOPES: ReadonlySet<UniquenessScope> = new Set(["global", "tenant", "subscription", "region"]);

/**
 * Key of a name in its scope of uniqueness: two resources must not have the same key. A workspace has outbound rules to
 * the registries of several environments, and a zone has links to their networks. Azure compares names
 * case-insensitively.
 */
function uniqueKey(environmentName: string, { of, kind, name }: NamedResource): string | undefined {
  const scope = NAME_RULES[kind].unique;
  const lower = name.toLowerCase();
  if (WIDE_SCOPES.has(scope) || kind === "outboundRule") return `${kind} ${lower}`;
  if (kind === "privateDnsZoneLink") return `${of} ${lower}`;
  return scope === "resource group" || kind === "subnet" ? `${environmentName} ${kind} ${lower}` : undefined;
}

function requirePart(path: string, value: string, pattern: RegExp, allowed: string, example: string): string {
  if (hasExpression(value) || pattern.test(value)) return value;
  throw new InvalidInputError({ path, value, allowed, fix: `use ${example}, for instance` });
}
