import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { satisfies } from "semver";
import { describe, expect, it } from "vitest";
import { LAYERS } from "../layers.mjs";

type Ranges = Record<string, string> | undefined;
type Manifest = Record<string, unknown> & {
  name: string;
  version: string;
  files: string[];
  exports: Record<string, unknown>;
  scripts: Record<string, string>;
  devDependencies: Ranges;
  dependencies: Ranges;
  peerDependencies: Ranges;
};

const workspace = join(import.meta.dirname, "../..");
const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(workspace, folder, "package.json"), "utf8"));
const root = manifestIn(".");
const published = Object.entries(LAYERS)
  .filter(([, { folder }]) => folder.startsWith("packages/"))
  .map(([name, { folder, mayImport }]) => ({ name, folder, mayImport, manifest: manifestIn(folder) }));
const versions = new Map(published.map(({ manifest }) => [manifest.name, manifest.version]));

/** The files of an entry point, by the name that its files have in `dist`. */
const entry = (file: string) => ({
  import: { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` },
  require: { types: `./dist/${file}.d.cts`, default: `./dist/${file}.cjs` },
});

describe("package.json of the repository", () => {
  it("has --update after the paths: as an option with a value it would take the first one", () => {
    for (const script of Object.values(root.scripts)) expect(script).not.toMatch(/--update (?![-&|])/);
  });
});

describe.each(published)("package.json of $folder", ({ name, folder, mayImport, manifest }) => {
  const { exports, dependencies = {}, devDependencies = {}, peerDependencies = {} } = manifest;

  it("has what all published packages have in common", () => {
    expect(manifest).toMatchObject({
      name: `@org/${name}`,
      license: "MIT",
      repository: { type: "git", url: "git+https://github.com/org/private-aml-constructs.git", directory: folder },
      type: "module",
      sideEffects: false,
      engines: root["engines"],
      files: expect.arrayContaining(["dist"]),
      publishConfig: { access: "public", provenance: true },
      scripts: {
        build: "tsdown",
        test: `vitest run --root ../.. ${folder}/`,
        "check:package": "publint --strict && attw --pack .",
      },
    });
    expect(manifest["description"]).toBeTruthy();
    expect(readFileSync(join(workspace, folder, "LICENSE"), "utf8")).toBe(
      readFileSync(join(workspace, "LICENSE"), "utf8"),
    );
  });

  it("exports ES modules and CommonJS, each with its own declarations", () => {
    for (const [path, conditions] of Object.entries(exports)) {
      if (path.endsWith(".json")) continue;
      const [, file] = /^\.\/dist\/(.*)\.js$/.exec((conditions as ReturnType<typeof entry>).import.default) ?? [];
      expect(conditions).toEqual(entry(file ?? ""));
      // `moduleResolution: node10`, as in the template of `cdktf init`, doesn't read `exports`.
      if (path === ".") expect(manifest).toMatchObject({ main: "./dist/index.cjs", types: "./dist/index.d.ts" });
      else expect(manifest["typesVersions"]).toMatchObject({ "*": { [path.slice(2)]: [`./dist/${file}.d.ts`] } });
    }
    expect(exports["./package.json"]).toBe("./package.json");
  });

  it("depends on its siblings as they are, and only down the layers", () => {
    for (const [dependency, range] of Object.entries({ ...devDependencies, ...dependencies })) {
      if (versions.has(dependency))
        expect({ [dependency]: range }).toEqual({ [dependency]: `^${versions.get(dependency)}` });
    }
    const siblings = Object.keys(dependencies).filter((dependency) => versions.has(dependency));
    expect(mayImport.map((other) => `@org/${other}`)).toEqual(expect.arrayContaining(siblings));
  });

  it("pins other dependencies, and asks for peers by ranges that include what is tested", () => {
    for (const [dependency, range] of Object.entries(dependencies))
      if (!versions.has(dependency)) expect(range).toMatch(/^\d+\.\d+\.\d+$/);
    for (const [peer, range] of Object.entries(peerDependencies))
      expect({ [peer]: satisfies(root.devDependencies?.[peer] ?? "", range) }).toEqual({ [peer]: true });
  });
});

it("is one range for a package everywhere", () => {
  const ranges = new Map<string, Set<string>>();
  for (const { manifest } of published)
    for (const kind of ["dependencies", "peerDependencies"] as const)
      for (const [name, range] of Object.entries(manifest[kind] ?? {}))
        ranges.set(`${kind} ${name}`, (ranges.get(`${kind} ${name}`) ?? new Set()).add(range));
  expect([...ranges].filter(([, found]) => found.size > 1)).toEqual([]);
});

it("is built by every package's own tsdown.config.ts", () => {
  expect(published.filter(({ folder }) => !existsSync(join(workspace, folder, "tsdown.config.ts")))).toEqual([]);
});
