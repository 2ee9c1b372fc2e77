import { delimiter } from "node:path";
import { describe, expect, it } from "vitest";
import { npmrc, strangersEnvironment } from "./environment.mjs";

describe("strangersEnvironment", () => {
  const env = strangersEnvironment({
    home: "/home/stranger",
    workspace: "/src/workspace",
    env: {
      PATH: ["/src/workspace/node_modules/.bin", "/usr/bin", "/src/workspaces/bin"].join(delimiter),
      NODE_PATH: "/src/workspace/node_modules",
      npm_config_userconfig: "/home/me/.npmrc",
      CDKTF_OUTDIR: "out",
      TF_CLI_CONFIG_FILE: "/home/me/terraformrc",
      LANG: "C",
    },
  });

  it("has no folder of the workspace on PATH", () => {
    expect(env["PATH"]).toBe(["/usr/bin", "/src/workspaces/bin"].join(delimiter));
  });

  it.each(["NODE_PATH", "npm_config_userconfig", "CDKTF_OUTDIR", "TF_CLI_CONFIG_FILE"])("takes %s away", (name) => {
    expect(env).toHaveProperty(name, undefined);
  });

  it("leaves the rest", () => {
    expect(env).not.toHaveProperty("LANG");
  });

  it("has a home of its own", () => {
    expect(env).toMatchObject({ HOME: "/home/stranger", XDG_CONFIG_HOME: "/home/stranger/.config" });
  });
});

describe("npmrc", () => {
  const options = { registry: "http://127.0.0.1:4873/", cache: "/cache" };

  it("knows one registry, and refuses peers and engines out of range", () => {
    expect(npmrc(options).split("\n")).toEqual(
      expect.arrayContaining(["registry=http://127.0.0.1:4873/", "strict-peer-deps=true", "engine-strict=true"]),
    );
  });

  it("lets publish only who has a token", () => {
    expect(npmrc(options)).not.toContain("_authToken");
    expect(npmrc({ ...options, token: "t" })).toContain("\n//127.0.0.1:4873/:_authToken=t\n");
  });
});
