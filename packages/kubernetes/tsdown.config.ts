import { library } from "../../tools/build/library.mjs";

export default library();
