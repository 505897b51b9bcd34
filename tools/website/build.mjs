// Writes the documentation site, see tools/site. What it is made of: the repository's Markdown, pages that are made (errors, the
// API, contents), navigation.json. Everything is checked before anything is written.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { markdown } from './markdown.mjs';
import { Repository } from './places.mjs';
import { layout } from './layout.mjs';
import { addVersion } from './versions.mjs';

const tools = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(tools, '..', '..');
const [packages, errors, folder, version, javadoc] = process.argv.slice(2);
const revision = version && !version.includes('-') ? 'v' + version : 'main';
const shown = version || /<version>([^<]+)<\/version>/.exec(fs.readFileSync(path.join(root, 'pom.xml'), 'utf8'))[1];
const navigation = JSON.parse(fs.readFileSync(path.join(tools, 'navigation.json'), 'utf8'));

/** What the modules are, as docs/architecture.md says. */
function api() {
  const table = fs.readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
  const modules = [...table.matchAll(/^\| `(churn-ml-[\w-]+)` \| ([^|]+) \|/gm)];
  const isThere = name => javadoc && fs.existsSync(path.join(javadoc, name, 'index.html'));
  const rows = modules
    .filter(([, name]) => fs.existsSync(path.join(root, name, 'src/main/java')))
    .map(([, name, what]) => '| `' + name + '`' + (isThere(name) ? ' [javadoc](javadoc:' + name + ')' : '') + ' | ' + what + ' |');
  const said = javadoc
    ? 'What a program calls, module by module.'
    : 'What a program calls, module by module. This copy of the site was made without javadoc (`tools/site FOLDER --javadoc` adds it); '
      + 'each artifact brings its own, as a jar beside it.';
  return '# Java API\n\n' + said + ' Which package is which: [architecture](docs/architecture.md#packages).\n\n'
    + '| module | what it is |\n| --- | --- |\n' + rows.join('\n') + '\n';
}

const made = new Map([['api.md', api()]]);
for (const name of fs.readdirSync(errors).sort()) {
  made.set('docs/errors/' + name, fs.readFileSync(path.join(errors, name), 'utf8'));
}
const listed = navigation.flatMap(([, pages]) => pages);
const repository = new Repository(root, revision, made, listed);
const renderer = await markdown(packages);
const unlisted = repository.pagesOfDocs().filter(page => !listed.includes(page));
const sources = [...listed, ...unlisted];
const pages = sources.map(source => {
  try {
    return renderer.page(source, repository);
  } catch (e) {
    console.error(source + ': ' + e.message);
    return process.exit(1);
  }
});

const bySource = new Map(pages.map(page => [page.source, page]));
const wrong = pages.flatMap(page => page.wrong);
for (const source of unlisted.filter(page => !/^docs\/\w+\//.test(page))) {
  wrong.push(source + ':1: the page is not in tools/website/navigation.json. Maybe add it to the group of what one does with it.');
}
for (const { source, line, href, to, anchor } of pages.flatMap(page => page.links)) {
  const target = bySource.get(to);
  const where = source + ':' + line + ': the link (' + href + ') leads nowhere: ';
  if (!target) wrong.push(where + 'the page ' + to + ' is not on the site.');
  else if (anchor !== undefined && !target.headings.some(one => one.id === anchor)) {
    wrong.push(where + to + ' has no such heading. Maybe one of these was meant: ' + near(anchor, target.headings).join(', ') + '.');
  }
}
if (wrong.length > 0) {
  console.error(wrong.join('\n') + '\n' + wrong.length + ' links or pages are wrong; nothing was written.');
  process.exit(1);
}

/** The headings that share most letters in a row with an anchor. */
function near(anchor, headings) {
  const pairs = text => new Set([...text].slice(1).map((letter, at) => text[at] + letter));
  const wanted = pairs(anchor);
  const shared = id => [...pairs(id)].filter(pair => wanted.has(pair)).length;
  return headings.map(one => one.id).sort((a, b) => shared(b) - shared(a)).slice(0, 3);
}

/** All pages with their headings: what search finds, without scripts. */
function contents() {
  const of = source => {
    const page = bySource.get(source);
    const inside = page.headings.filter(one => one.level === 2)
      .map(one => '<li><a href="' + page.here + '#' + one.id + '">' + renderer.escaped(one.text) + '</a></li>').join('');
    return '<h3><a href="' + page.here + '">' + renderer.escaped(page.title) + '</a></h3>' + (inside && '<ul>' + inside + '</ul>');
  };
  const groups = navigation.map(([name, all]) => '<h2>' + name + '</h2>' + all.map(of).join(''));
  const below = unlisted.length ? '<h2>Commands and errors, one by one</h2>' + unlisted.map(of).join('') : '';
  return {
    source: null, here: 'contents.html', title: 'Contents', headings: [],
    html: '<h1 id="contents">Contents</h1><p>All pages, with what is on them.</p>' + groups.join('') + below
  };
}

const part = folder + '.partial';
fs.rmSync(part, { recursive: true, force: true });
const write = (name, text) => {
  const file = path.join(part, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
};
const all = [...pages, contents()];
const style = fs.readFileSync(path.join(tools, 'site.css'), 'utf8');
const around = {
  navigation, bySource, version: shown, isVersioned: Boolean(version), style,
  sourceOf: source => repository.sourceOf(source), escaped: text => renderer.escaped(text)
};
for (const page of all) {
  write(page.here, layout(page, around));
}
for (const asset of [...repository.assets].sort()) {
  fs.mkdirSync(path.dirname(path.join(part, 'files', asset)), { recursive: true });
  fs.copyFileSync(path.join(root, asset), path.join(part, 'files', asset));
}
if (javadoc) fs.cpSync(javadoc, path.join(part, 'api'), { recursive: true });
const sections = pages.flatMap(page => page.sections
  .filter(one => one.text || one.heading?.level === 1)
  .map(one => [page.title, one.heading?.text ?? page.title, page.here + (one.heading?.level > 1 ? '#' + one.heading.id : ''), one.text]));
write('search-data.js', 'window.churnSections = ' + JSON.stringify(sections).replace(/</g, '\\u003c') + ';\n');
fs.copyFileSync(path.join(packages, 'node_modules/minisearch/dist/umd/index.js'), path.join(part, 'minisearch.js'));
fs.copyFileSync(path.join(packages, 'node_modules/minisearch/LICENSE.txt'), path.join(part, 'minisearch.LICENSE.txt'));
fs.copyFileSync(path.join(tools, 'site.js'), path.join(part, 'site.js'));
write('pages.json', JSON.stringify(all.map(page => page.here).sort(), null, 1) + '\n');

if (version) {
  addVersion(folder, version, part, style);
} else {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(part, folder);
}
const count = pages.reduce((sum, page) => sum + page.links.length, 0);
console.log(all.length + ' pages, ' + count + ' links between them, none dead: ' + path.join(folder, version ? version + '/index.html' : 'index.html'));
