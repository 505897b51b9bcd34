// What building the site refuses, and what several versions of it are beside each other:
//   tools/site target/site && node --test tools/website
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newestFirst } from './versions.mjs';

const tools = path.dirname(fileURLToPath(import.meta.url));
const packages = path.join(tools, '../../target/website');

/** A small repository, built by the scripts of this one. */
function build(pages, ...options) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'site-'));
  try {
    const write = (name, text) => {
      fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      fs.writeFileSync(path.join(root, name), text);
    };
    fs.cpSync(tools, path.join(root, 'tools/website'), { recursive: true });
    write('pom.xml', '<version>1.0.0</version>');
    const all = { 'README.md': '# Start\n', 'docs/one.md': '# One\n', 'docs/errors/README.md': '# Errors\n', 'docs/architecture.md': '# Architecture\n\n## Packages\n', ...pages };
    Object.entries(all).forEach(([name, text]) => write(name.replace('docs/errors/', 'errors/'), text));
    write('tools/website/navigation.json', JSON.stringify([['Start', [
      'README.md', 'docs/one.md', 'docs/architecture.md', 'docs/errors/README.md', 'api.md']]]));
    const said = (options.length ? options : ['']).map(version => spawnSync(
      process.execPath,
      [path.join(root, 'tools/website/build.mjs'), packages, path.join(root, 'errors'), path.join(root, 'out'), version,
        fs.existsSync(path.join(root, 'javadoc')) ? path.join(root, 'javadoc') : ''],
      { encoding: 'utf8' }));
    const out = path.join(root, 'out');
    const names = fs.existsSync(out) ? fs.readdirSync(out, { recursive: true }).filter(name => fs.statSync(path.join(out, name)).isFile()) : [];
    const files = Object.fromEntries(names.sort().map(name => [name.split(path.sep).join('/'), fs.readFileSync(path.join(out, name), 'utf8')]));
    return { status: said.at(-1).status, errors: said.map(one => one.stderr).join(''), files };
  } finally {
    fs.rmSync(root, { recursive: true });
  }
}

test('links_betweenPages_leadToPagesOfTheSite', () => {
  const { status, files } = build({ 'README.md': '# Start\n\n[one](docs/one.md#two-parts) [pom](pom.xml) [x](examples/x/README.md#go)\n', 'examples/x/README.md': '# X\n', 'docs/one.md': '# One\n\n## Two parts\n\n[up](../README.md)\n' });

  assert.equal(status, 0);
  assert.match(files['index.html'], /<a href="one\.html#two-parts">one<\/a>/);
  assert.match(files['index.html'], /href="https:\/\/github\.com\/churnml\/churn-ml\/blob\/main\/pom\.xml"/);
  assert.match(files['index.html'], /href="https:\/\/github\.com\/churnml\/churn-ml\/blob\/main\/examples\/x\/README\.md#go"/);
  assert.match(files['one.html'], /<h2 id="two-parts">/);
  assert.match(files['one.html'], /<a href="index\.html">up<\/a>/);
});

test('link_deadFileOrAnchor_failsWithFileAndLine', () => {
  const { status, errors, files } = build({ 'docs/one.md': '# One\n\nText\n[a](two.md)\n\n- [b](one.md#no-such)\n- [c](#one)\n' });

  assert.equal(status, 1);
  assert.match(errors, /docs\/one\.md:4: the link \(two\.md\) leads nowhere: no such file\./);
  assert.match(errors, /docs\/one\.md:6: the link \(one\.md#no-such\) leads nowhere: docs\/one\.md has no such heading\. Maybe one of these was meant: one\./);
  assert.match(errors, /2 links or pages are wrong/);
  assert.deepEqual(Object.keys(files), []);
});

test('page_thatNavigationLacks_fails', () => {
  const { status, errors } = build({ 'docs/two.md': '# Two\n' });

  assert.equal(status, 1);
  assert.match(errors, /docs\/two\.md:1: the page is not in tools\/website\/navigation\.json/);
});

test('page_withWhatOthersServe_asksForNothing', () => {
  const { status, files } = build({ 'README.md': '# Start\n\n[![ci](https://other.example/badge.svg)](https://other.example/ci)\n\n```mermaid\nflowchart LR\n  A[a] --> B[b]\n```\n' });

  assert.equal(status, 0);
  assert.doesNotMatch(files['index.html'], /other\.example|@import|fonts\.googleapis/);
  assert.match(files['index.html'], /<svg [^>]*role="img"/);
});

test('page_withHtml_isRefused', () => {
  const { status, errors } = build({ 'docs/one.md': '# One\n\n<script>alert(1)</script>\n' });

  assert.equal(status, 1);
  assert.match(errors, /HTML is not taken over/);
});

test('javadoc_ofAModule_isOnTheSiteAndLinked', () => {
  const { files } = build({
    'docs/architecture.md': '# Architecture\n\n## Packages\n\n| `churn-ml-core` | all of it | |\n| `churn-ml-aws` | buckets | |\n',
    'churn-ml-core/src/main/java/A.java': '', 'churn-ml-aws/src/main/java/B.java': '', 'javadoc/churn-ml-core/index.html': 'the javadoc' });

  assert.match(files['api.html'], /<a href="api\/churn-ml-core\/index\.html">javadoc<\/a>/);
  assert.doesNotMatch(files['api.html'], /api\/churn-ml-aws/);
  assert.equal(files['api/churn-ml-core/index.html'], 'the javadoc');
});

test('search_messagesOfATable_areFoundOneByOne', () => {
  const { files } = build({ 'docs/errors/aws.md': '# Errors of aws\n\n### Keys\n\nHow keys are read.\n\n| what | way out |\n| --- | --- |\n| No *key*. | Maybe set it. |\n| Two keys. | |\n' });

  const sections = JSON.parse(/= (.*);/.exec(files['search-data.js'])[1]);
  assert.deepEqual(sections.filter(([, heading]) => heading === 'Keys'), [
    ['Errors of aws', 'Keys', 'errors/aws.html#keys', 'No key. Maybe set it.'],
    ['Errors of aws', 'Keys', 'errors/aws.html#keys', 'Two keys.']]);
});

test('versions_builtInAnyOrder_areTheSameBytes', () => {
  const first = build({}, '1.9.0', '1.10.0', '2.0.0-SNAPSHOT');
  const second = build({}, '2.0.0-SNAPSHOT', '1.10.0', '1.9.0', '1.9.0');

  assert.equal(first.status, 0);
  assert.deepEqual(first.files, second.files);
  assert.deepEqual(JSON.parse(first.files['versions.json']), { latest: '1.10.0', versions: ['2.0.0-SNAPSHOT', '1.10.0', '1.9.0'] });
  assert.match(first.files['latest/one.html'], /url=\.\.\/1\.10\.0\/one\.html"/);
  assert.match(first.files['latest/errors/index.html'], /url=\.\.\/\.\.\/1\.10\.0\/errors\/index\.html"/);
  assert.match(first.files['1.9.0/errors/index.html'], /src="\.\.\/\.\.\/versions\.js"/);
});

test('versions_sorted_newestFirst', () => {
  assert.deepEqual(['1.9.0', '1.10.0-SNAPSHOT', '1.10.0', '0.1.0'].sort(newestFirst), ['1.10.0', '1.10.0-SNAPSHOT', '1.9.0', '0.1.0']);
});
