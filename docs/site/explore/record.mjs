// node docs/site/explore/record.mjs [MODEL …]: writes the still pictures, the tables and the predictions again, of all or of some models.
import { readdir, writeFile, mkdir } from "node:fs/promises";
import { svg, csv, predictions } from "./still.js";

const here = new URL("./", import.meta.url);
const pages = new URL("../../pages/", here);
const wanted = process.argv.slice(2);
await mkdir(new URL("explore/", pages), { recursive: true });
for (const file of await readdir(here)) {
  const name = file.replace(/\.js$/, "");
  if (!file.endsWith(".js") || ["core", "still"].includes(name) || wanted.length > 0 && !wanted.includes(name)) continue;
  const model = (await import(new URL(file, here))).default;
  await writeFile(new URL(`explore/${name}.svg`, pages), svg(model, model.title));
  await writeFile(new URL(`explore/${name}.csv`, pages), csv(model));
  if (model.measure) await writeFile(new URL(`explore/${name}.json`, pages), predictions(model));
}
