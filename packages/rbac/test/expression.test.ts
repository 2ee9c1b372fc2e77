import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { expression } from "../src/expression.js";
import { devStack, resolve } from "./platform.js";

describe("expression", () => {
  it("writes texts with tokens and with Terraform's own interpolations as quoted templates", () => {
    const stack = devStack();
    const value = expression(
      (quote) => `lower(${quote(`/subscriptions/${stack.subscription.stringValue}/\${var.name}`)})`,
    );
    const output = new TerraformOutput(stack, "out", { value: `id: ${value}` });
    expect(resolve(stack, output.value)).toBe('id: ${lower("/subscriptions/${var.subscription_id}/${var.name}")}');
  });
});
