export { type ComparedResource, compareTerraform } from "./compare-terraform.js";
export { compareWithLastSynth, lossWarning, type RemovedStackText } from "./last-synth.js";
export { readStacks, resourcesOf } from "./read-stacks.js";
