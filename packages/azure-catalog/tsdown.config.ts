import { library } from "../../tools/build/library.mjs";

// arm-types is an entry of its own, so that importing the index does not load its schemas.
export default library({ entry: { index: "src/index.ts", "arm-types": "src/arm-types/index.ts" } });
