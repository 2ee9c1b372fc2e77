export { BlobStore, type BlobStoreProps, type IBlobStore } from "./blob-store.js";
export type { AddDataEndpointsOptions } from "./data-endpoints.js";
export * from "./data-lake.js";
export * from "./sql-database.js";
export type { IStorageStore, StorageStoreOptions, StorageStoreProps } from "./storage-store.js";
export type { StoreOptions, StoreProps } from "./store.js";
