import { describe, expect, it } from "vitest";
import { isSqlSkuName } from "../src/index.js";

describe("isSqlSkuName", () => {
  it.each(
    "Basic S0 S12 P15 ElasticPool GP_Gen5_2 GP_S_Gen5_1 GP_S_Gen5_80 GP_Fsv2_72 GP_DC_8 BC_Gen5_128 BC_M_64 HS_Gen5_2 HS_S_Gen5_4 HS_PRMS_128 HS_MOPRMS_80 HS_8IM_24 HS_S_8IM_24 gp_gen5_10".split(
      " ",
    ),
  )("knows %s", (name) => {
    expect(isSqlSkuName(name)).toBe(true);
  });

  it.each([
    ...["Huge", "", "S5", "S13", "P3", "GP_Gen5", "GP_Gen5_0", "GP_Gen5_1", "GP_Gen5_3", "GP_S_Gen5_3", "BC_S_Gen5_2"],
    ...["GP_Gen4_2", "GP_Gen5_1000", "GP_Gen5_02", "Standard", "S0 ", "DW100c"],
  ])("doesn't know '%s'", (name) => {
    expect(isSqlSkuName(name)).toBe(false);
  });
});
