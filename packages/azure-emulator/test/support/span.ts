import type { Span } from "../../src/deployment-test/timeline.js";

/** A second of the deployment test on one resource. */
export function spanOf(span: Partial<Span>): Span {
  return {
    stack: "dev",
    address: "azurerm_subnet.pe",
    kind: "resource",
    start: 0,
    end: 1,
    simulatedSeconds: 0,
    azureSeconds: 1,
    unscaledSeconds: 1,
    needs: [],
    ...span,
  };
}
