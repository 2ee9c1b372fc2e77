import { z } from "zod";
import { configSchema } from "./config/config.js";
import { reportSchema } from "./report/report.js";

/** The published JSON schemas (draft 2020-12), by name. */
export function schemas(): Readonly<Record<"config" | "report", object>> {
  return {
    config: z.toJSONSchema(configSchema, { io: "input" }),
    report: z.toJSONSchema(reportSchema, { io: "input" }),
  };
}
