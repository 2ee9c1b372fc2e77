export { CentralPrivateDns, type CentralPrivateDnsProps, type CreatedZones } from "./central-private-dns.js";
export type { CentralPrivateDnsAttributes } from "./imported-private-dns.js";
export {
  EnvironmentInstancesZone,
  type EnvironmentInstancesZoneProps,
} from "./instances/environment-instances-zone.js";
export type { IInstanceNames, InstanceNamesProps, InstancesStrategy } from "./instances/instance-names.js";
export type { InstanceNamingProps } from "./instances/instance-naming.js";
export { InstanceRecord, type InstanceRecordProps } from "./instances/instance-record.js";
export type { ExistingLinkOptions } from "./linked-networks.js";
export {
  type ILinkableNetwork,
  type LinkOptions,
  PrivateDnsLinks,
  type PrivateDnsLinksProps,
  type ResolutionPolicy,
} from "./private-dns-links.js";
export type { ICentralPrivateDns, PrivateDnsProps } from "./private-dns.js";
export type { PrivateDnsZoneReference, Zone } from "./zone.js";
export type { CommonZoneKey, ZoneNameProps } from "./zone-names.js";
