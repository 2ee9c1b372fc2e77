import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { synthesized } from "@org/aml-testing";
import type { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import type { ComputeInstanceOptions } from "../src/index.js";
import { at, COMPUTES, platformWith, SmallPlatform, type SmallPlatformOptions, SOMEONE } from "./fixture.js";

const assignedUser = { objectId: SOMEONE, tenantId: SOMEONE };

function instanceWith(
  options: Partial<ComputeInstanceOptions & { name: string }> = {},
  platformOptions: SmallPlatformOptions = {},
): SynthModel {
  const platform = new SmallPlatform(platformOptions);
  platform.workspace().addComputeInstance("Instance", { name: "ci-dev-anna", assignedUser, ...options });
  return synthesized(platform);
}

describe("addComputeInstance", () => {
  it("adds a person's machine without public address, SSH and local users (S0-WSP-15, S2-CMP-04)", () => {
    expect(instanceWith()).toHaveAzapiResource(`${COMPUTES}@2025-12-01`, {
      name: "ci-dev-anna",
      identity: { type: "UserAssigned" },
      properties: {
        computeType: "ComputeInstance",
        disableLocalAuth: true,
        properties: {
          vmSize: "Standard_F8s_v2",
          enableNodePublicIp: false,
          enableSSO: true,
          applicationSharingPolicy: "Personal",
          computeInstanceAuthorizationType: "personal",
          sshSettings: { sshPublicAccess: "Disabled" },
          personalComputeInstanceSettings: { assignedUser },
        },
      },
    });
  });

  it("accepts SSH with a public key where asked, and no other kind of key (S3-WSP-07)", () => {
    const sshPublicKey = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ== anna";
    const model = instanceWith({ sshPublicKey });
    expect(model).toHaveAzapiResource(COMPUTES, {
      properties: {
        disableLocalAuth: false,
        properties: { sshSettings: { sshPublicAccess: "Enabled", adminPublicKey: sshPublicKey } },
      },
    });
    const [instance] = model.resources({ armType: COMPUTES });
    expect(validateAzapiResource(instance?.attributes as never)).toEqual([]);
    for (const wrong of ["-----BEGIN PRIVATE KEY-----", "ssh-ed25519 AAAAC3Nz anna", ""]) {
      expect(() => instanceWith({ sshPublicKey: wrong })).toThrow("allowed: a public RSA key in one line");
    }
  });

  it("takes its user from the workspace's tenant by default", () => {
    expect(instanceWith({ assignedUser: { objectId: SOMEONE } })).toHaveAzapiResource(COMPUTES, {
      properties: {
        properties: {
          personalComputeInstanceSettings: { assignedUser: { objectId: SOMEONE, tenantId: "${var.tenant_id}" } },
        },
      },
    });
  });

  it("stops when idle, and by schedule (S0-WSP-22)", () => {
    const schedules = [{ action: "Stop", expression: "0 19 * * 1-5", timeZone: "Eastern Standard Time" }] as const;
    expect(instanceWith({ idleTimeBeforeShutdown: "PT30M", schedules })).toHaveAzapiResource(COMPUTES, {
      properties: {
        properties: {
          idleTimeBeforeShutdown: "PT30M",
          schedules: {
            computeStartStop: [
              {
                action: "Stop",
                triggerType: "Cron",
                status: "Enabled",
                cron: { expression: "0 19 * * 1-5", timeZone: "Eastern Standard Time" },
              },
            ],
          },
        },
      },
    });
    expect(instanceWith()).toHaveAzapiResource(COMPUTES, {
      properties: { properties: { idleTimeBeforeShutdown: "PT60M" } },
    });
  });

  it("is named by the environment's names by default", () => {
    const platform = new SmallPlatform();
    platform.workspace().addComputeInstance("Instance", { assignedUser });
    expect(synthesized(platform)).toHaveAzapiResource(COMPUTES, { name: "amli-dev-cc01" });
  });

  it("takes a size, description, tags, api-version, retries and timeouts", () => {
    expect(
      instanceWith({
        vmSize: "Standard_NC4as_T4_v3",
        description: "for training",
        tags: { team: "vision" },
        apiVersion: "2026-05-01",
        retry: { errorMessageRegex: ["Busy"] },
        timeouts: { delete: "2h" },
      }),
    ).toHaveAzapiResource(`${COMPUTES}@2026-05-01`, {
      tags: { team: "vision" },
      retry: { error_message_regex: ["Busy"] },
      timeouts: { create: "60m", update: "60m", delete: "2h" },
      properties: { description: "for training", properties: { vmSize: "Standard_NC4as_T4_v3" } },
    });
  });

  it("reads a schedule in UTC by default (S0-WSP-22)", () => {
    expect(instanceWith({ schedules: [{ action: "Start", expression: "0 7 * * MON-FRI" }] })).toHaveAzapiResource(
      COMPUTES,
      {
        properties: {
          properties: {
            schedules: { computeStartStop: [{ cron: { expression: "0 7 * * MON-FRI", timeZone: "UTC" } }] },
          },
        },
      },
    );
  });

  it.each(["0 19 * *", "0 19 * * 1-5 2026", "19:00", "0  19 * * *", " 0 19 * * *"])(
    "fails on a schedule of %j (S0-WSP-22)",
    (expression) => {
      expect(() => instanceWith({ schedules: [{ action: "Stop", expression }] })).toThrow(
        `aml-dev/Workspace/Instance.schedules.expression: got ${JSON.stringify(expression)}`,
      );
    },
  );

  it.each(["PT15M", "PT900S", "P3D", "PT72H", "P1DT2H3M4S", "${var.idle}"])(
    "stops after %s without work (S0-WSP-22)",
    (idleTimeBeforeShutdown) => {
      expect(instanceWith({ idleTimeBeforeShutdown })).toHaveAzapiResource(COMPUTES, {
        properties: { properties: { idleTimeBeforeShutdown } },
      });
    },
  );

  it.each(["PT14M", "PT899S", "P3DT1S", "PT72H1S", "PT4320M1S", "an hour"])(
    "fails on %s without work: the service takes 15 minutes to 3 days (S0-WSP-22)",
    (idleTimeBeforeShutdown) => {
      expect(() => instanceWith({ idleTimeBeforeShutdown })).toThrow(
        `aml-dev/Workspace/Instance.idleTimeBeforeShutdown: got "${idleTimeBeforeShutdown}"; allowed: an ISO 8601 duration of days, hours, minutes and seconds, from PT15M to P3D`,
      );
    },
  );

  it("has a body that the azapi provider accepts", () => {
    const instance = instanceWith({ schedules: [{ action: "Start", expression: "0 7 * * *" }], description: "x" });
    const { body } = instance.resource({ armType: COMPUTES });
    expect(validateAzapiResource({ type: `${COMPUTES}@2025-12-01`, name: "ci-dev-anna", body })).toEqual([]);
  });

  it("is made after its identity's roles have taken effect (S0-WSP-16)", () => {
    const model = instanceWith();
    expect(model.resource({ armType: COMPUTES })).toDependOn(
      at(model, "aml-dev/Workspace/ComputeRolePropagation/Resource"),
    );
  });

  it("has a record of its own in the central zone, which answers with its workspace's endpoint (S0-DNS-13)", () => {
    expect(instanceWith()).toHaveResource("azurerm_private_dns_a_record", {
      name: expect.stringMatching(/^ci-dev-anna\./),
      records: [expect.stringMatching(/azurerm_private_endpoint\.Workspace_Endpoint_\w+\.private_service_connection/)],
    });
  });

  it("is answered for by its environment's own zone, or by public DNS (S0-DNS-13)", () => {
    const own = instanceWith({}, { instances: "per-environment" });
    expect(own).toHaveResource("azurerm_private_dns_zone", { name: "instances.azureml.ms" });
    expect(own).toHaveResource("azurerm_private_dns_a_record", { name: expect.stringMatching(/^\*\./) });
    expect(instanceWith({}, { instances: false })).toHaveResourceCount("azurerm_private_dns_a_record", 0);
  });

  it("is answered for in its environment's own zone even if it was made in the studio (S0-DNS-13)", () => {
    expect(platformWith({}, { instances: "per-environment" })).toHaveResource("azurerm_private_dns_a_record", {
      name: expect.stringMatching(/^\*\./),
    });
  });

  it("fails on an assigned user who is no GUID", () => {
    expect(() => instanceWith({ assignedUser: { objectId: "anna@example.com", tenantId: SOMEONE } })).toThrow(
      "aml-dev/Workspace/Instance.assignedUser.objectId",
    );
  });

  it("fails on a name that Azure refuses, saying what it is the name of", () => {
    expect(() => instanceWith({ name: "ci-1" })).toThrow(
      'aml-dev/Workspace/Instance.name: got "ci-1"; allowed: the name of a compute instance',
    );
  });

  it("fails on the name of another compute", () => {
    const workspace = new SmallPlatform().workspace();
    workspace.addComputeCluster("Cluster", { name: "shared" });
    expect(() => workspace.addComputeInstance("Instance", { name: "shared", assignedUser })).toThrow(
      "allowed: a name that is unique in the workspace",
    );
  });
});
