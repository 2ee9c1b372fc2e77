import { library } from "../../tools/build/library.mjs";
import { bundle } from "../../tools/promotion/bundle.mjs";

export default library({
  entry: ["src/index.ts", "src/cli.ts"],
  // What a job of Azure Machine Learning runs.
  onSuccess: () => bundle("dist/program.cjs"),
});
