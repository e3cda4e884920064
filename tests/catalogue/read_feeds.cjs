// Reads feeds with r2-opds-js, a reading app's own library, and says what it understood, as JSON.
// node read_feeds.cjs CHECKERS SCHEMA FILE…   (CHECKERS is the folder that holds node_modules)
"use strict";
const fs = require("node:fs");
const { createRequire } = require("node:module");
const [, , checkers, schema, ...files] = process.argv;
const from = createRequire(`${checkers}/package.json`);
const BASE = "dist/es8-es2017/src";

const { initGlobalConverters_OPDS } = from(`r2-opds-js/${BASE}/opds/init-globals`);
const { initGlobalConverters_GENERIC } = from(`r2-shared-js/${BASE}/init-globals`);
initGlobalConverters_OPDS();
initGlobalConverters_GENERIC();
const { OPDSFeed } = from(`r2-opds-js/${BASE}/opds/opds2/opds2`);
const { OPDS } = from(`r2-opds-js/${BASE}/opds/opds1/opds`);
const { convertOpds1ToOpds2 } = from(`r2-opds-js/${BASE}/opds/converter`);
const { TaJsonDeserialize } = from(`r2-lcp-js/${BASE}/serializable`);
const { XML } = from(`r2-utils-js/${BASE}/_utils/xml-js-mapper`);
const { DOMParser } = from("@xmldom/xmldom");
const Ajv = from("ajv").default;
const valid = new Ajv({ strict: false, allErrors: true, formats: { "date-time": true, date: true } }).compile(
  JSON.parse(fs.readFileSync(schema, "utf8")),
);

const link = (l) => ({ href: l.Href, type: l.TypeLink, rel: (l.Rel ?? []).join(" "), title: l.Title });
const told = (feed) => ({
  title: feed.Metadata?.Title,
  links: (feed.Links ?? []).map(link),
  navigation: (feed.Navigation ?? []).map(link),
  facets: (feed.Facets ?? []).map((f) => ({ title: f.Metadata?.Title, links: (f.Links ?? []).map(link) })),
  publications: (feed.Publications ?? []).map((p) => ({
    title: p.Metadata?.Title,
    identifier: p.Metadata?.Identifier,
    language: p.Metadata?.Language,
    modified: p.Metadata?.Modified,
    subjects: (p.Metadata?.Subject ?? []).map((s) => s.Name),
    series: (p.Metadata?.BelongsTo?.Series ?? []).map((s) => [s.Name, s.Position]),
    authors: (p.Metadata?.Author ?? []).map((a) => a.Name),
    links: (p.Links ?? []).map(link),
    images: (p.Images ?? []).map(link),
  })),
});

const answers = {};
for (const file of files) {
  const text = fs.readFileSync(file, "utf8");
  if (file.endsWith(".json")) {
    const value = JSON.parse(text);
    const wrong = valid(value) ? [] : valid.errors.map((e) => `${e.instancePath} ${e.message}`);
    answers[file] = { ...told(TaJsonDeserialize(value, OPDSFeed)), wrong };
  } else {
    const page = new DOMParser().parseFromString(text, "application/xml");
    answers[file] = told(convertOpds1ToOpds2(XML.deserialize(page, OPDS)));
  }
}
process.stdout.write(JSON.stringify(answers));
