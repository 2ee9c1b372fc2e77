import { AnnotationMetadataEntryType, type TerraformStack } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { type IPlatformVnet, PlatformVnet, warnUnreachable } from "../src/index.js";
import { groupIn, later, namesOf, stackFor } from "./fixture.js";

let stack: TerraformStack;
let dev: IPlatformVnet;
let prod: IPlatformVnet;

const network = (environment: string, addressSpace: string) =>
  new PlatformVnet(stack, environment, {
    resourceGroup: groupIn(stack, `Group-${environment}`),
    names: namesOf(environment),
    addressSpace,
  });

beforeEach(() => {
  stack = stackFor();
  dev = network("dev", "10.1.0.0/16");
  prod = network("prod", "10.2.0.0/16");
});

function addJumpbox(network: IPlatformVnet): void {
  network.addBastion({});
  network.addJumpbox({ adminUsername: "azureadmin", adminPassword: later() });
}
const warningsOf = ({ node }: IPlatformVnet) =>
  node.metadata.filter(({ type }) => type === AnnotationMetadataEntryType.WARN).map(({ data }) => data as string);

describe("warnUnreachable", () => {
  it("names the environment that no jumpbox reaches (S0-BAS-07)", () => {
    addJumpbox(prod);
    expect(warnUnreachable([dev, prod])).toEqual([dev]);
    expect(warningsOf(dev)).toEqual([
      "No jumpbox reaches the environment dev: the only ones are in prod, and the networks are not peered. Add a jumpbox " +
        "to stack/dev, or peer it with a network that has one.",
    ]);
    expect(warningsOf(prod)).toEqual([]);
  });

  it("names every environment that has one (S0-BAS-07)", () => {
    const test = network("test", "10.3.0.0/16");
    addJumpbox(prod);
    addJumpbox(test);
    warnUnreachable([dev, prod, test]);
    expect(warningsOf(dev)[0]).toContain("the only ones are in prod, test,");
  });

  it("says nothing where each environment has a jumpbox (S0-BAS-07)", () => {
    addJumpbox(dev);
    addJumpbox(prod);
    expect(warnUnreachable([dev, prod])).toEqual([]);
  });

  it.each(["dev", "prod"])("says nothing where %s was peered with the other one (S0-BAS-07)", (environment) => {
    addJumpbox(prod);
    if (environment === "dev") dev.peerWith(prod);
    else prod.peerWith(dev);
    expect(warnUnreachable([dev, prod])).toEqual([]);
    expect(warningsOf(dev)).toEqual([]);
  });

  it("says nothing where nobody comes by a jumpbox", () => {
    expect(warnUnreachable([dev, prod])).toEqual([]);
    expect(warningsOf(dev)).toEqual([]);
  });
});
