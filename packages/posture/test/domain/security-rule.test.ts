import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPorts, hasPort, isFromInternet, openingsOf, type SecurityRule } from "../../src/domain/security-rule.js";

const rule = (over: Partial<SecurityRule>): SecurityRule => ({
  name: "Rule",
  priority: 100,
  direction: "Inbound",
  access: "Allow",
  protocol: "tcp",
  sources: ["10.0.0.0/8"],
  destinations: ["*"],
  ports: [[443, 443]],
  resource: undefined as never,
  ...over,
});
const open = (...rules: SecurityRule[]) =>
  openingsOf(rules).map(({ source, ports, rule: by }) => `${source} ${formatPorts(ports)} ${by?.name ?? "default"}`);

describe("openings", () => {
  it("have Azure's own rule, which lets the virtual network in", () => {
    expect(open()).toEqual(["VirtualNetwork any port default"]);
  });

  it("lose what an earlier rule denies", () => {
    const deny = rule({ access: "Deny", protocol: "*", sources: ["*"], ports: [[0, 65_535]], name: "Deny" });
    expect(open(rule({}), deny, rule({ name: "Late" }))).toEqual(["10.0.0.0/8 port 443 Rule"]);
  });

  it("keep what a denial doesn't cover: other sources, other protocols, other ports", () => {
    const deny = rule({ access: "Deny", sources: ["10.1.0.0/16"], ports: [[443, 443]] });
    expect(open(deny, rule({}))[0]).toBe("10.0.0.0/8 port 443 Rule");
    expect(open(deny, rule({ sources: ["10.1.2.0/24"], ports: [[442, 444]] }))[0]).toBe(
      "10.1.2.0/24 port 442, 444 Rule",
    );
    expect(open(deny, rule({ sources: ["10.1.2.0/24"], protocol: "udp" }))[0]).toBe("10.1.2.0/24 port 443 Rule");
  });

  it.each([
    [[440, 443], "port 444"],
    [[444, 450], "port 443"],
    [[440, 442], "port 443-444"],
    [[445, 450], "port 443-444"],
  ] as const)("of 443 and 444 lose the ports that a denial of %j shares with them", (ports, kept) => {
    const deny = rule({ access: "Deny", sources: ["*"], ports: [ports] });
    expect(open(deny, rule({ ports: [[443, 444]] }))[0]).toBe(`10.0.0.0/8 ${kept} Rule`);
  });

  it("aren't made by rules for outbound traffic", () => {
    expect(open(rule({ direction: "Outbound" }))).toEqual(["VirtualNetwork any port default"]);
  });

  it("are of the network alone where the internet is denied before", () => {
    const deny = rule({ access: "Deny", protocol: "*", sources: ["Internet"], ports: [[0, 65_535]] });
    expect(open(deny, rule({ sources: ["*"] }))[0]).toBe("VirtualNetwork port 443 Rule");
    expect(open(deny, rule({ sources: ["AzureCloud.westeurope"] }))).toEqual(["VirtualNetwork any port default"]);
  });

  it("are gone where TCP and UDP are denied each by a rule of its own", () => {
    const deny = (protocol: string) =>
      rule({ access: "Deny", protocol, sources: ["*"], ports: [[0, 65_535]], name: protocol });
    expect(open(deny("tcp"), deny("udp"), rule({ sources: ["*"], protocol: "*" }))).toEqual([]);
    expect(open(deny("tcp"), rule({ sources: ["*"], protocol: "*" }))[0]).toBe("* port 443 Rule");
  });

  it("keep what a denial for one destination leaves", () => {
    const deny = rule({ access: "Deny", sources: ["*"], destinations: ["10.1.0.4"] });
    expect(open(deny, rule({ sources: ["*"] }))[0]).toBe("* port 443 Rule");
  });

  it("of IPv6 are left by a denial of all of IPv4", () => {
    const deny = rule({ access: "Deny", protocol: "*", sources: ["0.0.0.0/0"], ports: [[0, 65_535]] });
    expect(open(deny, rule({ sources: ["::/0"] }))[0]).toBe("::/0 port 443 Rule");
    expect(openingsOf([deny, rule({ sources: ["Internet"] })], false)).toEqual([]);
  });

  it("of IPv4 are left by a denial of all of IPv6", () => {
    const deny = rule({ access: "Deny", protocol: "*", sources: ["::/0"], ports: [[0, 65_535]] });
    expect(openingsOf([deny, rule({ sources: ["203.0.113.7"] })], false)[0]?.source).toBe("203.0.113.7");
  });

  it("hold a port exactly if a rule allows it and none before denies it", () => {
    const range = fc
      .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }))
      .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
    fc.assert(
      fc.property(
        fc.array(range, { maxLength: 4 }),
        range,
        fc.integer({ min: 0, max: 99 }),
        (denied, allowed, port) => {
          const rules = [
            ...denied.map((ports) => rule({ access: "Deny", ports: [ports] })),
            rule({ ports: [allowed] }),
          ];
          const opened = openingsOf(rules).some(({ rule: by, ports }) => by && hasPort(ports, [port]));
          const within = ([from, to]: readonly [number, number]): boolean => from <= port && port <= to;
          expect(opened).toBe(within(allowed) && !denied.some(within));
        },
      ),
    );
  });
});

describe("ports", () => {
  it.each([
    [[0, 65_535], "any port"],
    [[1, 65_535], "any port"],
    [[2, 65_535], "port 2-65535"],
    [[22, 22], "port 22"],
  ] as const)("%j are %s", (range, label) => {
    expect(formatPorts([range])).toBe(label);
  });
});

describe("a source from the internet", () => {
  it.each([
    "*",
    "Internet",
    "0.0.0.0/0",
    "203.0.113.7",
    "8.0.0.0/7",
    "AzureCloud",
    "AzureCloud.westeurope",
    "Any",
    "::/0",
    "2a01::/16",
    "3a00::1",
    "2603:1020::4",
  ])("is %s", (source) => {
    expect(isFromInternet(source)).toBe(true);
  });
  it.each([
    "10.1.0.0/16",
    "172.31.0.0/16",
    "192.168.1.1",
    "100.64.0.0/10",
    "127.0.0.1",
    "169.254.169.254",
    "VirtualNetwork",
    "GatewayManager",
    "fd00:db8::/48",
    "fe80::1",
    "ace:cab::/48",
  ])("isn't %s", (source) => {
    expect(isFromInternet(source)).toBe(false);
  });
});
