import { lookup } from "node:dns/promises";
import { connect } from "node:net";
import { notKnown, observe, type Observation } from "./observation.js";
import { recordsOf, type Subject } from "./subject.js";

/** Where a machine is: in the virtual network of the verified endpoints, or outside all of them. */
export type Place = "inside" | "outside";

/** The resolver and the network of a machine. */
export interface Machine {
  /** The addresses that the machine's resolver answers; empty if it knows no such name. */
  readonly lookup: (name: string) => Promise<readonly string[]>;
  /** Whether an address accepts a connection to a port. */
  readonly accepts: (address: string, port: number) => Promise<boolean>;
}

/** Milliseconds after which a connection counts as refused: firewalls often drop packets silently. */
const TIMEOUT = 5000;

/** This machine. */
export const THIS_MACHINE: Machine = {
  lookup: async (name) => {
    try {
      return (await lookup(name, { all: true, family: 4 })).map(({ address }) => address);
    } catch (error) {
      if (["ENOTFOUND", "ENODATA"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
      throw error;
    }
  },
  accepts: (host, port) =>
    new Promise((resolve) => {
      const socket = connect({ host, port, timeout: TIMEOUT });
      const end = (answer: boolean) => () => {
        socket.destroy();
        resolve(answer);
      };
      socket.once("connect", end(true)).once("error", end(false)).once("timeout", end(false));
    }),
};

/** A name that clients of a private endpoint use. */
interface PrivateName {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly port: number;
  readonly endpoint: Subject;
}

/** Resolves the names of the private endpoints and connects to them, from where a machine is. */
export async function reachability(
  subjects: readonly Subject[],
  place: Place,
  machine: Machine,
): Promise<readonly Observation[]> {
  const endpoints = subjects.filter(({ resource }) => resource.type === "azurerm_private_endpoint");
  const names = endpoints.flatMap((endpoint) => namesOf(endpoint));
  const nameless = endpoints
    .filter((one) => !names.some(({ endpoint }) => endpoint === one))
    .map((one) => notKnown(one, "its names are not known: the state has no records of private zones for it"));
  const found = await Promise.all(
    names.map(async (one) => {
      const answered = await resolved(one, machine);
      if ("rule" in answered) return [answered];
      return place === "inside" ? inside(one, answered, machine) : outside(one, answered, machine);
    }),
  );
  return [...nameless, ...found.flat()];
}

/** The addresses of a name, or that they aren't known because the resolver fails. */
async function resolved({ name, endpoint }: PrivateName, machine: Machine): Promise<readonly string[] | Observation> {
  try {
    return await machine.lookup(name);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return notKnown(endpoint, `what ${name} resolves to is not known: the resolver failed (${reason})`);
  }
}

async function inside(
  { name, addresses, port, endpoint }: PrivateName,
  given: readonly string[],
  machine: Machine,
): Promise<Observation[]> {
  const answered = [...given].sort();
  if (answered.join() !== [...addresses].sort().join()) {
    const says = answered.length === 0 ? "doesn't resolve" : `resolves to ${answered.join(", ")}`;
    return [
      observe("verify/reachability", endpoint, `${name} ${says} here, and the endpoint has ${addresses.join(", ")}`),
    ];
  }
  const closed = await refused(addresses, port, machine);
  return closed.map((address) =>
    observe("verify/reachability", endpoint, `${name} (${address}) accepts no connection to port ${port} from here`),
  );
}

async function outside(
  { name, addresses, port, endpoint }: PrivateName,
  answered: readonly string[],
  machine: Machine,
): Promise<Observation[]> {
  const leaked = answered.filter((address) => addresses.includes(address));
  const closed = await refused(addresses, port, machine);
  const open = addresses.filter((address) => !closed.includes(address));
  return [
    ...leaked.map((address) =>
      observe(
        "verify/reachability",
        endpoint,
        `${name} resolves to the private address ${address} outside the network`,
      ),
    ),
    ...open.map((address) =>
      observe(
        "verify/reachability",
        endpoint,
        `${name} (${address}) accepts connections to port ${port} from outside the network`,
      ),
    ),
  ];
}

async function refused(addresses: readonly string[], port: number, machine: Machine): Promise<readonly string[]> {
  const answers = await Promise.all(addresses.map((address) => machine.accepts(address, port)));
  return addresses.filter((_, index) => answers[index] !== true);
}

/** SMB of file shares, SQL; everything else is HTTPS. */
function portOf(name: string): number {
  if (/\.database\./.test(name)) return 1433;
  return /\.file\./.test(name) ? 445 : 443;
}

/** The names of an endpoint's records, as clients use them: without `privatelink`. Wildcards can't be resolved. */
function namesOf(endpoint: Subject): readonly PrivateName[] {
  return recordsOf(endpoint)
    .filter(({ fqdn }) => !fqdn.startsWith("*"))
    .map(({ fqdn, addresses }) => {
      const name = publicName(fqdn.replace(/\.$/, ""));
      return { name, addresses, port: portOf(name), endpoint };
    });
}

/**
 * The name for which Azure's public DNS has an alias in the private zone.
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
function publicName(fqdn: string): string {
  return fqdn.replace(".privatelink.vaultcore.", ".vault.").replace(".privatelink.", ".");
}
