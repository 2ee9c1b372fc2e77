import { library } from "../../tools/build/library.mjs";

// internal is an entry of its own, so that what the libraries share among themselves is no part of the public API.
export default library({ entry: ["src/index.ts", "src/internal.ts"] });
