import { describe, expect, it } from "vitest";
import { isArmVmSize, isVmSizeName, windowsTimeZoneOf } from "../src/index.js";

describe("isVmSizeName", () => {
  it.each([
    "Standard_F8s_v2",
    "Standard_NC24ads_A100_v4",
    "Standard_ND96isr_H200_v5",
    "Standard_M416-208s_v2",
    "Standard_NG32ads_V620_v1",
    "Standard_HB120-16rs_v3",
    "Standard_DS1_v2",
    "standard_d8s_v5",
  ])("knows %s", (name) => {
    expect(isVmSizeName(name)).toBe(true);
  });

  it.each(["NC24", "Standard_Nonsense", "Standard_F8s_v99", "Basic_A1", "Standard_8s", "Standard F8s v2"])(
    "doesn't know %s",
    (name) => {
      expect(isVmSizeName(name)).toBe(false);
    },
  );
});

describe("isArmVmSize", () => {
  it("knows the sizes with ARM processors", () => {
    for (const name of ["Standard_D4ps_v5", "Standard_D16plds_v6", "Standard_B2pts_v2", "standard_e4pds_v6"]) {
      expect(isArmVmSize(name)).toBe(true);
    }
    for (const name of ["Standard_D4s_v5", "Standard_NP10s", "Standard_D11_v2_Promo", "Standard_HB120rs_v3"]) {
      expect(isArmVmSize(name)).toBe(false);
    }
  });
});

describe("windowsTimeZoneOf", () => {
  it("finds the name that Azure takes", () => {
    expect(windowsTimeZoneOf("Europe/Berlin")).toBe("W. Europe Standard Time");
    expect(windowsTimeZoneOf("Mars/Olympus")).toBeUndefined();
  });
});
