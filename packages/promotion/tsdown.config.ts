import { library } from "../../tools/build/library.mjs";

export default library({ entry: ["src/index.ts", "src/cli.ts"] });
