import { library } from "../../tools/build/library.mjs";

// arm-types is a separate entry, so that importing the index doesn't load its schemas.
export default library({ entry: { index: "src/index.ts", "arm-types": "src/arm-types/index.ts" } });
