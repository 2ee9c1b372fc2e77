import { library } from "../../tools/build/library.mjs";

// deployment-application is an entry of its own, so that the azuread bindings are only needed where it is used.
export default library({ entry: ["src/index.ts", "src/deployment-application.ts"] });
