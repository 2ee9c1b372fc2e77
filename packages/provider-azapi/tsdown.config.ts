import { library } from "../../tools/build/library.mjs";

export default library({ entry: ["src/lib/*/index.ts"], outDir: "dist/lib" });
