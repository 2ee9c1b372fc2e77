import { isVmSizeName } from "@org/azure-catalog";
import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";
import { isUnresolved } from "./tokens.js";

/**
 * Warns about a VM size whose name doesn't follow Azure's pattern. It isn't rejected, because Azure adds new families.
 */
export function warnOfUnknownVmSize(scope: IConstruct, prop: string, size: string | undefined): void {
  if (size === undefined || isUnresolved(size) || isVmSizeName(size)) return;
  Annotations.of(scope).addWarning(
    `${prop}: ${size} isn't a known VM size, and Azure rejects an unknown one at apply. ` +
      "List the sizes of the region with `az vm list-sizes --location REGION`.",
  );
}
