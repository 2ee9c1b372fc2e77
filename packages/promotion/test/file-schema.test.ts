import { expect, it } from "vitest";
import * as z from "zod";
import { promotionSchema } from "../src/file/schema.js";

it("publishes the JSON schema of promotion files for editors", async () => {
  const schema = z.toJSONSchema(promotionSchema, { io: "input" });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot("../schema/promotion.schema.json");
});
