/**
 * `npm run docs:requirements`: writes docs/requirements.md. The list of rows is taken from the requirements' table where
 * it lies beside the repository, otherwise from the page itself.
 */
import { existsSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { REQUIREMENTS_PAGE, WORKSPACE, readText, requirementsPageOf } from "./pages.mjs";
import { rowsOfPage, rowsOfTable } from "./requirements-page.mjs";

const TABLE = join(WORKSPACE, "../shared/requirements/requirements.tsv");

const rows = existsSync(TABLE) ? rowsOfTable(await readFile(TABLE, "utf8")) : rowsOfPage(readText(REQUIREMENTS_PAGE));
const { page, unmet } = await requirementsPageOf(rows);
writeFileSync(join(WORKSPACE, REQUIREMENTS_PAGE), page);
for (const id of unmet) console.error(`${id} is named by no test and no page`);
