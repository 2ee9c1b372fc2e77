import { TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { expression } from "../src/expression.js";

describe("expression", () => {
  it("writes texts with tokens and with Terraform's own interpolations as quoted templates", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    const subscription = new TerraformVariable(stack, "subscription_id", { type: "string" });
    const value = expression((quote) => `lower(${quote(`/subscriptions/${subscription.stringValue}/\${var.name}`)})`);
    new TerraformOutput(stack, "out", { value: `id: ${value}` });
    expect(JSON.parse(Testing.synth(stack)).output.out.value).toBe(
      'id: ${lower("/subscriptions/${var.subscription_id}/${var.name}")}',
    );
  });
});
