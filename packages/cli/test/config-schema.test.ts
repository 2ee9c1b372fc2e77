import { expect, it } from "vitest";
import * as z from "zod";
import { configurationSchema } from "../src/config/schema.js";

it("publishes the configuration's JSON schema for editors", async () => {
  const schema = z.toJSONSchema(configurationSchema, { io: "input" });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot("../schema/platform.config.schema.json");
});
