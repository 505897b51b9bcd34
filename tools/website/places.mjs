// Which page of the repository is where on the site, and where a link of one leads.
import fs from 'node:fs';
import path from 'node:path';

const REPOSITORY = 'https://github.com/churnml/churn-ml';
const COPIED = /\.(png|svg|html)$/;

/** The page of the site that a page of the repository becomes: docs/data.md is data.html. */
export function pageOf(source) {
  if (source === 'README.md') return 'index.html';
  return source
    .replace(/^docs\//, '')
    .replace(/^(\w+)\/README\.md$/, (all, folder) => folder === 'data' ? 'sample-data.html' : folder + '/index.html')
    .replace(/\.md$/, '.html')
    .replace(/_/g, '-')
    .toLowerCase();
}

/** The address of a page as another page of the site has it. */
export function relative(from, to) {
  const [page, anchor] = to.split('#');
  const way = path.posix.relative(path.posix.dirname(from), page) || path.posix.basename(page);
  return anchor === undefined ? way : way + '#' + anchor;
}

/** The repository that links lead into, and what the site takes from it. */
export class Repository {
  /** Made sources stand for files that are not in the repository. */
  constructor(root, revision, made, listed) {
    this.root = root;
    this.revision = revision;
    this.made = made;
    this.listed = listed;
    this.assets = new Set();
  }

  text(source) {
    return this.made.get(source) ?? fs.readFileSync(path.join(this.root, source), 'utf8');
  }

  isPage(source) {
    const isOnSite = source.startsWith('docs/') || this.listed.includes(source);
    return source.endsWith('.md') && isOnSite && (this.made.has(source) || fs.existsSync(path.join(this.root, source)));
  }

  /** All pages below docs, those that are made included. */
  pagesOfDocs() {
    const here = fs.readdirSync(path.join(this.root, 'docs'), { recursive: true, encoding: 'utf8' });
    const all = here.map(name => 'docs/' + name.split(path.sep).join('/')).concat([...this.made.keys()]);
    return all.filter(name => name.endsWith('.md') && !name.startsWith('docs/site/')).sort();
  }

  /** Where a link of a page leads: a page with an anchor, a file to copy, the repository's server; or nowhere, with the reason. */
  resolve(from, href) {
    if (/^(https?:|mailto:)/.test(href)) return { outside: href };
    if (href.startsWith('javadoc:')) return { asset: 'api/' + href.slice('javadoc:'.length) + '/index.html' };
    const [given, anchor] = decodeURIComponent(href).split('#');
    const target = given === '' ? from : path.posix.normalize(path.posix.join(path.posix.dirname(from), given)).replace(/\/$/, '');
    if (target.startsWith('..')) return { wrong: 'it leaves the repository' };
    if (this.isPage(target)) return { source: target, anchor };
    if (this.isPage(target + '/README.md')) return { source: target + '/README.md', anchor };
    const file = path.join(this.root, target);
    if (!fs.existsSync(file)) return { wrong: 'no such file' };
    if (COPIED.test(target)) {
      this.assets.add(target);
      return { asset: 'files/' + target };
    }
    const kind = fs.statSync(file).isDirectory() ? 'tree' : 'blob';
    return { outside: REPOSITORY + '/' + kind + '/' + this.revision + '/' + target + (anchor ? '#' + anchor : '') };
  }

  sourceOf(page) {
    return this.made.has(page) ? null : REPOSITORY + '/blob/' + this.revision + '/' + page;
  }
}
