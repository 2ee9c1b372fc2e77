import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a platform of many environments by copying dev's stack of a synthesized reference platform under other names.
 * @param {string} from the reference platform's `cdktf.out`
 * @param {string} folder @param {number} environments dev and prod among them
 * @returns {number} how many resources there are
 */
export function writeManyEnvironments(from, folder, environments) {
  cpSync(join(from, "stacks"), join(folder, "stacks"), { recursive: true });
  const dev = readFileSync(join(from, "stacks/aml-dev/cdk.tf.json"), "utf8");
  const names = ["aml-dns-shared", "aml-dev", "aml-prod"];
  for (let number = 3; number <= environments; number++) {
    const name = `t${String(number).padStart(3, "0")}`;
    mkdirSync(join(folder, "stacks", `aml-${name}`), { recursive: true });
    writeFileSync(
      join(folder, "stacks", `aml-${name}`, "cdk.tf.json"),
      dev.replaceAll(/\bdev\b/g, name).replaceAll("devcc01", `${name}cc01`),
    );
    names.push(`aml-${name}`);
  }
  let resources = 0;
  for (const name of names) {
    const { resource } = JSON.parse(readFileSync(join(folder, "stacks", name, "cdk.tf.json"), "utf8"));
    for (const byName of Object.values(resource)) resources += Object.keys(byName).length;
  }
  return resources;
}
