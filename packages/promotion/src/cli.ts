#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { main } from "./run.js";

void main(fileURLToPath(new URL("program.cjs", import.meta.url)));
