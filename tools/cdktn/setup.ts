import Module from "node:module";

/**
 * Modules in node_modules, such as the provider bindings, require `cdktf`. An installation with an alias has CDK Terrain
 * under this name.
 */
const loader = Module as unknown as { _resolveFilename(request: string, ...rest: unknown[]): string };
const resolveFilename = loader._resolveFilename;
loader._resolveFilename = function (this: unknown, request, ...rest) {
  return resolveFilename.call(this, request.replace(/^cdktf(?=\/|$)/, "cdktn"), ...rest);
};
