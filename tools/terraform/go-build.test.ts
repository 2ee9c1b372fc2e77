import { readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { goAnswer, goBuild, isRefusal } from "./go-build.mjs";
import type { Program } from "./programs.mjs";
import { fakeProgram, folderWith } from "./test-support/fake-programs.js";

const path = process.env["PATH"];
afterEach(() => {
  process.env["PATH"] = path;
});

function goIs(script: string): void {
  process.env["PATH"] = `${dirname(fakeProgram("go", script))}${delimiter}${path}`;
}

const ignore = () => undefined;
const WRITES_ITS_ARGUMENTS = `
  const out = args.includes("-o") ? args[args.indexOf("-o") + 1] : process.env.GOBIN + "/terraform-provider-x";
  require("fs").writeFileSync(out, JSON.stringify({ args, cgo: process.env.CGO_ENABLED }));`;

describe("goBuild", () => {
  it("installs a module by name and version, under the name that Terraform looks for", async () => {
    goIs(WRITES_ITS_ARGUMENTS);
    const target = folderWith();
    const program: Program = {
      title: "x",
      executable: "terraform-provider-x_v1.0.0",
      from: "example.org/terraform-provider-x@v1.0.0",
      linkerFlags: "-s",
    };
    expect(await goBuild(program, target, ignore)).toBeUndefined();
    expect(JSON.parse(readFileSync(join(target, "terraform-provider-x_v1.0.0"), "utf8"))).toEqual({
      args: ["install", "-v", "-ldflags", "-s", "example.org/terraform-provider-x@v1.0.0"],
      cgo: "0",
    });
  });

  it("builds a folder of ours and lays the schema beside it", async () => {
    goIs(WRITES_ITS_ARGUMENTS);
    const target = folderWith();
    const schema = join(folderWith({ "azapi.json": "{}" }), "azapi.json");
    await goBuild({ title: "x", executable: "x", from: ".", folder: "/ours", linkerFlags: "", schema }, target, ignore);
    expect(JSON.parse(readFileSync(join(target, "x"), "utf8")).args).toEqual([
      "build",
      "-C",
      "/ours",
      "-v",
      "-o",
      join(target, "x"),
      "-ldflags",
      "",
      ".",
    ]);
    expect(readFileSync(join(target, "stub-schema.json"), "utf8")).toBe("{}");
  });

  it("builds with a scaled clock by an overlay over the installed Go", async () => {
    const goRoot = folderWith({
      "src/time/sleep.go": "func After(d Duration) <-chan Time {\n\treturn NewTimer(d).C\n}\n",
    });
    goIs(`
      if (args[0] === "env") return console.log(${JSON.stringify(goRoot)});
      const overlay = require("fs").readFileSync(args[args.indexOf("-overlay") + 1], "utf8");
      const { Replace } = JSON.parse(overlay);
      const added = require("fs").readFileSync(Object.values(Replace)[1], "utf8");
      require("fs").writeFileSync(process.env.GOBIN + "/x", added);`);
    const target = folderWith();
    const program: Program = { title: "x", executable: "x_v1", from: "m/x@v1", linkerFlags: "", clockScaled: true };
    expect(await goBuild(program, target, ignore)).toBeUndefined();
    expect(readFileSync(join(target, "x_v1"), "utf8")).toContain("func clockScale() Duration");
  });

  it("says so where another Go toolchain has built it, to which the overlay does not apply", async () => {
    const goRoot = folderWith({
      "src/time/sleep.go": "func After(d Duration) <-chan Time {\n\treturn NewTimer(d).C\n}\n",
    });
    goIs(`
      if (args[0] === "env") return console.log(${JSON.stringify(goRoot)});
      require("fs").writeFileSync(process.env.GOBIN + "/x", "");`);
    const program: Program = { title: "x", executable: "x_v1", from: "m/x@v1", linkerFlags: "", clockScaled: true };
    expect(await goBuild(program, folderWith(), ignore)).toContain("its clock isn't scaled");
  });

  it("gives what the proxy answered", async () => {
    goIs(`console.error("go: m@v1: reading https://proxy.example.org/m.info: 403 Forbidden"); process.exit(1);`);
    const program: Program = { title: "x", executable: "x", from: "m@v1", linkerFlags: "" };
    expect(await goBuild(program, folderWith(), ignore)).toBe("403 Forbidden");
  });

  it("says that Go is missing", async () => {
    process.env["PATH"] = folderWith();
    const program: Program = { title: "azurerm 5.2.0", executable: "x", from: "m@v1", linkerFlags: "" };
    await expect(goBuild(program, folderWith(), ignore)).rejects.toThrow(
      "azurerm 5.2.0 has to be built here, and there is no `go` on PATH: install Go 1.26.6 or newer (https://go.dev/doc/install)",
    );
  });
});

const REFUSED = `go: example.org/provider@v2.0.0: example.org/provider@v2.0.0: reading https://proxy.example.org/provider/@v/v2.0.0.info: 403 Forbidden
	server response: This module version is not available.
`;

describe("goAnswer", () => {
  it("gives the proxy's status and response", () => {
    expect(goAnswer(REFUSED)).toBe("403 Forbidden, server response: This module version is not available.");
  });

  it("gives the status alone if the proxy said no more", () => {
    expect(goAnswer("go: m@v1: reading https://proxy.example.org/m.info: 404 Not Found\n")).toBe("404 Not Found");
  });

  it("gives the last lines of a build that failed, without the downloads", () => {
    expect(goAnswer("go: downloading example.org/a v1.0.0\n# example.org/b\nb.go:3:1: undefined: x\n")).toBe(
      "# example.org/b; b.go:3:1: undefined: x",
    );
  });
});

describe("isRefusal", () => {
  it.each(["403 Forbidden", "404 Not Found", "410 Gone, server response: not found"])("takes %s as final", (answer) => {
    expect(isRefusal(answer)).toBe(true);
  });

  it.each(["502 Bad Gateway", "dial tcp: lookup proxy.example.org: no such host", "b.go:3:1: undefined: x"])(
    "takes %s as worth another try",
    (answer) => {
      expect(isRefusal(answer)).toBe(false);
    },
  );
});
