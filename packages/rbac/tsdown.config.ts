import { library } from "../../tools/build/library.mjs";

// deployment-application is a separate entry, so that only its users need the azuread bindings.
export default library({ entry: ["src/index.ts", "src/deployment-application.ts"] });
