import { library } from "../../tools/build/library.mjs";

export default library({
  dts: { compilerOptions: { ignoreDeprecations: "6.0", noEmit: false, stripInternal: true } },
});
