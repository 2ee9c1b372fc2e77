import { groupBy } from "@org/aml-synth-model";
import { CLUSTERS, ENDPOINTS, type Expected, ZONES } from "./expected.js";
import type { LiveAzure } from "./live-azure.js";
import { notRead, observe, type Observation } from "./observation.js";
import type { ComparedSubject } from "./settings.js";
import { type EndpointRecord, recordsOf, type Subject } from "./subject.js";
import { type Body, objectsAt, textAt } from "./values.js";

/** A record that a private endpoint has in a zone. */
interface ExpectedRecord extends EndpointRecord {
  readonly by: Subject;
}

/** Records of the zones. */
export function privateDns(
  there: readonly ComparedSubject[],
  expected: Expected,
  azure: LiveAzure,
): readonly Observation[] {
  const records = expected
    .ofType(ENDPOINTS)
    .flatMap((by) => recordsOf(by).map((record): ExpectedRecord => ({ ...record, by })));
  return there
    .filter(({ id }) => id.hasType(ZONES))
    .flatMap((zone) => {
      const live = azure.all(zone.id, "A");
      if (live.state === "failed") return [notRead(zone, "which records it has", live.failure)];
      if (live.state === "not asked") return [];
      const own = records.filter((record) => record.zone?.equals(zone.id));
      // AKS writes the record of a private API server itself, and the state doesn't have its address.
      const ofClusters = expected.ofType(CLUSTERS).map(({ resource }) => textAt(resource.values, "private_fqdn"));
      const others = live.value.filter((record) => !ofClusters.includes(`${textAt(record, "name")}.${zone.id.name}`));
      return recordsIn(zone, others, own, expected);
    });
}

function recordsIn(
  zone: ComparedSubject,
  live: readonly Body[],
  records: readonly ExpectedRecord[],
  expected: Expected,
): readonly Observation[] {
  const addresses = new Map(
    live
      .filter((record) => /\/A$/i.test(textAt(record, "type")))
      .map((record) => [
        textAt(record, "name").toLowerCase(),
        objectsAt(record, "properties.aRecords")
          .map((one) => textAt(one, "ipv4Address"))
          .sort(),
      ]),
  );
  const wanted = groupBy(records, ({ name }) => name.toLowerCase());
  const wrong = [...wanted].flatMap(([name, same]) => {
    const found = addresses.get(name);
    const all = [...new Set(same.flatMap((record) => record.addresses))].sort();
    if (found?.join() === all.join()) return [];
    const [first] = same;
    if (!first) return [];
    const says = found === undefined ? "has no record" : `answers ${found.join(", ") || "nothing"}`;
    return [
      observe(
        "verify/private-dns",
        first.by,
        `${zone.id.name} ${says} for ${name}, and the endpoint has ${all.join(", ")}`,
      ),
    ];
  });
  const others = live.flatMap((record) => {
    const type = textAt(record, "type").split("/").at(-1)?.toUpperCase() ?? "";
    const name = textAt(record, "name").toLowerCase();
    // Azure creates the SOA record, which is that of the zone itself.
    if (type === "SOA" || (type === "A" && wanted.has(name)) || expected.has(textAt(record, "id"))) return [];
    return type === "A"
      ? `record for ${name} (${addresses.get(name)?.join(", ") ?? ""})`
      : `${type} record for ${name}`;
  });
  return [
    ...wrong,
    ...others.map((what) =>
      observe("verify/private-dns", zone, `has the ${what}, which no endpoint of the stacks has`),
    ),
  ];
}
