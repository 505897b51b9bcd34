#!/usr/bin/env bash
# beautiful-mermaid 1.1.3: every SVG that renderMermaidSVG makes begins with a style that imports its font from fonts.googleapis.com, also where
# `font` names one that is installed. Whoever opens a page with such a picture tells another company so; without a network the picture
# waits for the answer or shows another font. Its README says nothing of it, and there is no option against it.
#
# Seen on 2026-12-01 (beautiful-mermaid 1.1.3, Node 20):
#   flowchart LR, A --> B, no options                  @import of css2?family=Inter
#   the same with font "DejaVu Sans"                   @import of css2?family=DejaVu%20Sans
#
# tools/site cuts the import out of the pictures, and one of its tests looks for requests to others.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund beautiful-mermaid@1.1.3 >/dev/null
cat >run.mjs <<'JS'
import { renderMermaidSVG } from "beautiful-mermaid";

const chart = "flowchart LR\n A --> B";
const asked = [{}, { font: "DejaVu Sans" }].map((options) => {
  const urls = renderMermaidSVG(chart, options).match(/@import url\('[^']*'\)/g) ?? [];
  console.log(JSON.stringify(options), urls.join(" ") || "no import");
  return urls.join(" ");
});
const seen = asked[0].includes("googleapis.com/css2?family=Inter") && asked[1].includes("googleapis.com/css2?family=DejaVu%20Sans");
if (!seen) {
  console.error("beautiful-mermaid behaves differently now");
  process.exit(1);
}
JS
node run.mjs
