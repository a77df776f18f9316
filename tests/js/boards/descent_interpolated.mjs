// Reads curves and places from a file and answers with the curves' values there, as JSON.
import { readFileSync } from "node:fs";
import process from "node:process";

import { interpolated } from "../../../pages/ui/first_principles/descent/boards/hermite.js";

const curves = JSON.parse(readFileSync(process.argv[2], "utf8"));
process.stdout.write(JSON.stringify(curves.map(({ known, at }) => at.map((x) => interpolated(known, x)))));
