import { readConfig } from "@org/aml-posture";
import { verify } from "@org/aml-verify";
import type { AzureEmulator } from "@org/azure-emulator";
import { clientOf } from "../../../verify/test/support/in-process.js";
import type { DeployedPlatform } from "./deployed.js";

/** Verifies a platform against an emulator in this process, and returns what fails. */
export async function verifiedPlatform(
  { states, directory }: DeployedPlatform,
  exemptions: string,
  azure: AzureEmulator,
) {
  const { report, requests } = await verify({ ...readConfig(exemptions), states, directory, client: clientOf(azure) });
  const found = report.findings
    .filter(({ exemption, severity }) => exemption === undefined && severity !== "note")
    .map(({ rule, stack, address, message }) => ({ rule, place: `${stack}/${address}`, message }));
  return { found, requests };
}
