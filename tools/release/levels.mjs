/**
 * What a change asks of the version. See docs/decisions for the reasons.
 */
import semver from "semver";

/** @typedef {"none" | "patch" | "minor" | "major"} Level */

/**
 * @typedef {"break" | "addition" | "fix"} Weight
 *   break: a program that uses the package has to be changed, or Terraform destroys something of it.
 *   addition: something is there that wasn't. fix: everything else that a user can notice.
 */

/** @type {readonly Level[]} */
export const LEVELS = ["none", "patch", "minor", "major"];

/**
 * Below 1.0.0 everything moves one place down, as npm reads `^0.2.1`: 0.3.0 is out of its range, 0.2.2 is in.
 * @param {Weight} weight
 * @param {string} released the version that is compared with
 * @returns {Level} the least level that announces the change
 */
export function requiredLevel(weight, released) {
  if (weight === "fix") return "patch";
  if (semver.major(released) === 0) return weight === "break" ? "minor" : "patch";
  return weight === "break" ? "major" : "minor";
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {Level} how far apart two versions are; pre-releases count as what they lead to
 */
export function levelBetween(from, to) {
  if (semver.major(from) !== semver.major(to)) return "major";
  if (semver.minor(from) !== semver.minor(to)) return "minor";
  return semver.patch(from) === semver.patch(to) ? "none" : "patch";
}

/**
 * @param {Level} level
 * @param {Level} least
 * @returns {boolean}
 */
export function reaches(level, least) {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(least);
}
