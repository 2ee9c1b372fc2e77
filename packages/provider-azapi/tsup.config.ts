import { library } from "../../tools/build/library.mjs";

// The generated modules import nothing of each other, so there is no shared code to split off.
export default library({ entry: ["src/lib/*/index.ts"], outDir: "dist/lib", splitting: false });
