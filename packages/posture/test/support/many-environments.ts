import { smallPlatform, type SmallPlatform } from "./small-platform.js";

/** A platform with shared zones and so many environments, the last one production. */
export function manyEnvironments(count: number): Record<string, object> {
  const { shared, dev, prod }: SmallPlatform = smallPlatform();
  const stacks: Record<string, object> = { shared, dev, prod };
  for (let index = 3; index <= count; index += 1) {
    const name = `team${String(index).padStart(3, "0")}`;
    const text = JSON.stringify(dev)
      .replaceAll(/\bdev\b/g, name)
      .replaceAll(/(?<=st|kv|cr|mlw|mlr)dev/g, name)
      .replaceAll("10.1.", `10.${String(index % 256)}.`);
    stacks[name] = JSON.parse(text) as object;
  }
  return stacks;
}
