import { expect, it } from "vitest";
import { cliConfig } from "./cli-config.mjs";

it("takes providers from the mirror and, naming no other method, from nowhere else", () => {
  expect(cliConfig('/home/some "one"/mirror')).toBe(`disable_checkpoint = true

provider_installation {
  filesystem_mirror {
    path    = "/home/some \\"one\\"/mirror"
    include = ["registry.terraform.io/*/*"]
  }
}
`);
});
