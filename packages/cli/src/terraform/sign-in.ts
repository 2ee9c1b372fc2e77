import { isMissingProgram } from "@org/terraform-runner";
import type { Problem } from "../config/problem.js";
import type { CommandContext } from "../context.js";

const isOn = (value: string | undefined) => value !== undefined && /^(1|true)$/i.test(value);

/** A sign-in method that environment variables select, and its required variables. */
interface SignIn {
  readonly asked: readonly string[];
  /** One variable of each group is required. */
  readonly needed: readonly (readonly string[])[];
}

/** azurerm, azapi and the azurerm backend use the same variables. */
const CLIENT = ["ARM_CLIENT_ID", "ARM_CLIENT_ID_FILE_PATH"];
const SECRETS: SignIn = {
  asked: ["ARM_CLIENT_SECRET", "ARM_CLIENT_SECRET_FILE_PATH", "ARM_CLIENT_CERTIFICATE", "ARM_CLIENT_CERTIFICATE_PATH"],
  needed: [CLIENT],
};
const OIDC: SignIn = {
  asked: ["ARM_USE_OIDC"],
  needed: [
    CLIENT,
    [
      "ARM_OIDC_TOKEN",
      "ARM_OIDC_TOKEN_FILE_PATH",
      "ARM_OIDC_REQUEST_URL",
      "ACTIONS_ID_TOKEN_REQUEST_URL",
      "SYSTEM_OIDCREQUESTURI",
    ],
  ],
};
const MANAGED = ["ARM_USE_MSI", "ARM_USE_AKS_WORKLOAD_IDENTITY"];

/**
 * Problems of Terraform's sign-in to Azure, with environment variables or otherwise the Azure CLI.
 * @param remoteState whether the state is stored in Azure, too
 */
export async function signInProblems(
  { remoteState }: { readonly remoteState: boolean },
  { env, runProgram }: Pick<CommandContext, "env" | "runProgram">,
): Promise<Problem[]> {
  const has = (name: string) => (env[name] ?? "") !== "";
  for (const { asked, needed } of [SECRETS, OIDC]) {
    const by = asked.find((name) => (name.startsWith("ARM_USE_") ? isOn(env[name]) : has(name)));
    if (by === undefined) continue;
    const all = remoteState ? [...needed, ["ARM_TENANT_ID"]] : needed;
    return all
      .filter((names) => !names.some(has))
      .map((names) => ({
        path: "sign-in",
        value: `${by} without ${names.join(" or ")}`,
        allowed: `${by} together with one of ${names.join(", ")}`,
        fix: `export ${names[0] ?? ""}, or unset ${by} to sign in with the Azure CLI`,
      }));
  }
  return MANAGED.some((name) => isOn(env[name])) ? [] : azureCliProblems({ env, runProgram });
}

async function azureCliProblems(context: Pick<CommandContext, "env" | "runProgram">): Promise<Problem[]> {
  const allowed = "a sign-in with the Azure CLI, or ARM_CLIENT_ID with a secret, certificate or OIDC, or ARM_USE_MSI";
  const value = await azureCliComplaint(context);
  return value === undefined ? [] : [{ path: "sign-in", value, allowed, fix: "run `az login`" }];
}

/** The Azure CLI's error, if it can't get a token. The token itself is not printed. */
async function azureCliComplaint({
  env,
  runProgram,
}: Pick<CommandContext, "env" | "runProgram">): Promise<string | undefined> {
  try {
    const { code, stderr } = await runProgram("az", ["account", "get-access-token", "--output", "none"], {
      env,
      scriptOnWindows: true,
      forwardSignals: true,
    });
    return code === 0 ? undefined : (stderr.trim().split("\n", 1)[0] ?? "az refuses");
  } catch (error) {
    if (!isMissingProgram(error)) throw error;
    return "no Azure CLI (az) on PATH, and no ARM_* variable that signs in";
  }
}
