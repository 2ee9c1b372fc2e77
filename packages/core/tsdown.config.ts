import { library } from "../../tools/build/library.mjs";

// internal is a separate entry, because code that only the libraries share is not part of the public API.
export default library({ entry: ["src/index.ts", "src/internal.ts"] });
