// A page's Markdown as HTML: links that lead within the site, headings with the anchors that GitHub gives them, tables and code
// that scroll by themselves, diagrams as pictures.
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { pageOf, relative } from './places.mjs';

/** Takes the packages of a folder. */
export async function markdown(packages) {
  const from = createRequire(path.join(packages, 'package.json'));
  const modules = async file => import(pathToFileURL(path.join(packages, 'node_modules', file)));
  const { default: Slugger } = await modules('github-slugger/index.js');
  const { renderMermaidSVG } = await modules('beautiful-mermaid/dist/index.js');
  const MarkdownIt = from('markdown-it');
  return new Markdown(MarkdownIt.default ?? MarkdownIt, Slugger, renderMermaidSVG, from('highlight.js'));
}

class Markdown {
  constructor(MarkdownIt, Slugger, drawn, highlight) {
    this.Slugger = Slugger;
    this.drawn = drawn;
    this.highlight = highlight;
    this.it = new MarkdownIt({ html: true });
    const plain = this.it.renderer.rules;
    plain.html_block = plain.html_inline = (tokens, at) => {
      if (!/^<!--[^]*-->\s*$/.test(tokens[at].content)) throw new Error('HTML is not taken over: ' + tokens[at].content);
      return '';
    };
    plain.fence = (tokens, at, options, env) => this.code(tokens[at].content, tokens[at].info.trim(), env);
    plain.code_block = (tokens, at, options, env) => this.code(tokens[at].content, '', env);
    plain.table_open = (tokens, at, options, env) =>
      '<div class="wide" tabindex="0" role="group" aria-label="' + this.escaped('Table: ' + env.heading) + '"><table>';
    plain.table_close = () => '</table></div>';
  }

  escaped(text) {
    return this.it.utils.escapeHtml(text);
  }

  code(text, language, env) {
    if (language === 'mermaid') return this.diagram(text, env);
    const inside = this.highlight.getLanguage(language) && language !== 'text'
      ? this.highlight.highlight(text, { language }).value
      : this.escaped(text);
    return '<pre tabindex="0"><code>' + inside + '</code></pre>\n';
  }

  diagram(text, env) {
    const prefix = 'd' + ++env.diagrams + '-';
    const svg = this.drawn(text)
      .replace(/@import[^;]*;/g, '')
      .replace(/(<svg [^>]*?) style="[^"]*"/, '$1 role="img" aria-label="' + this.escaped('Diagram: ' + env.heading) + '"')
      .replace(/font-family:[^;]*;/g, '')
      .replace(/\bid="/g, '$&' + prefix)
      .replace(/url\(#/g, '$&' + prefix);
    if (/https?:\/\/(?!www\.w3\.org\/)/.test(svg)) throw new Error('The diagram asks for something of another server.');
    return '<figure class="diagram"><div class="wide" tabindex="0" role="group" aria-label="'
      + this.escaped('Picture: ' + env.heading) + '">' + svg + '</div><details><summary>The diagram as text</summary><pre tabindex="0"><code>'
      + this.escaped(text) + '</code></pre></details></figure>\n';
  }

  /** Renders a page; the links that lead within the site are told, to be checked when all pages are known. */
  page(source, repository) {
    const text = repository.text(source);
    const lines = text.split('\n');
    const here = pageOf(source);
    const wrong = [];
    const links = [];
    const headings = [];
    const slugger = new this.Slugger();
    const tokens = this.it.parse(text, {});
    const line = (from, href) => {
      const at = lines.findIndex((one, number) => number >= from && one.includes(href));
      return (at < 0 ? from : at) + 1;
    };
    const address = (href, from) => {
      const target = repository.resolve(source, href);
      if (target.wrong) wrong.push(source + ':' + line(from, href) + ': the link (' + href + ') leads nowhere: ' + target.wrong + '.');
      if (target.source) {
        links.push({ source, line: line(from, href), href, to: target.source, anchor: target.anchor });
        const page = pageOf(target.source);
        return target.anchor === undefined ? relative(here, page) : page === here ? '#' + target.anchor : relative(here, page + '#' + target.anchor);
      }
      return target.asset ? relative(here, target.asset) : target.outside ?? href;
    };
    let last = 0;
    tokens.forEach((token, at) => {
      last = token.map ? token.map[0] : last;
      if (token.type === 'heading_open') {
        const inline = tokens[at + 1];
        const said = words(inline.children);
        const id = slugger.slug(said);
        token.attrSet('id', id);
        headings.push({ level: Number(token.tag.slice(1)), text: said, id });
      }
      if (token.type === 'th_open' && !tokens[at + 1].content.trim()) {
        token.tag = 'td';
        tokens[at + 2].tag = 'td';
      }
      if (token.type === 'inline') token.children = this.linked(token.children, href => address(href, last));
    });
    const env = { heading: headings[0]?.text ?? source, diagrams: 0 };
    const html = [];
    const sections = [];
    for (const part of divided(tokens)) {
      const opened = part[0]?.type === 'heading_open' ? headings.find(one => one.id === part[0].attrGet('id')) : null;
      env.heading = opened?.text ?? env.heading;
      const rendered = this.it.renderer.render(part, this.it.options, env);
      html.push(rendered);
      const places = /^docs\/errors\/./.test(source) ? rows(part) : [];
      (places.length ? places : [plainText(part)]).forEach(text => sections.push({ heading: opened ?? headings[0], text }));
    }
    return { source, here, title: headings[0]?.text ?? source, headings, links, wrong, sections, html: html.join('') };
  }

  /** Links and pictures with their addresses on the site; a picture of another server is left out, with the link around it. */
  linked(tokens, address) {
    const kept = [];
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at];
      const isBadge = token.type === 'link_open' && tokens[at + 1]?.type === 'image' && /^https?:/.test(tokens[at + 1].attrGet('src'));
      if (isBadge) {
        at += 2;
        continue;
      }
      if (token.type === 'link_open') token.attrSet('href', address(token.attrGet('href')));
      if (token.type === 'image') token.attrSet('src', address(token.attrGet('src')));
      kept.push(token);
    }
    return kept;
  }
}

/** Tokens by section: each begins with its heading. */
function divided(tokens) {
  const parts = [[]];
  for (const token of tokens) {
    if (token.type === 'heading_open' && token.level === 0) parts.push([]);
    parts.at(-1).push(token);
  }
  return parts.filter(part => part.length > 0);
}

/** The rows of tables of messages, each found by itself: what is wrong, and the way out. */
function rows(tokens) {
  const all = [];
  tokens.forEach((token, at) => {
    if (token.type === 'td_open' && tokens[at - 1].type === 'tr_open') all.push([]);
    if (token.type === 'td_open') all.at(-1).push(words(tokens[at + 1].children));
  });
  return all.map(row => row.slice(0, 2).join(' ').trim());
}

function words(tokens) {
  return tokens.map(token => token.type === 'softbreak' ? ' ' : token.children?.length ? words(token.children) : token.content).join('');
}

function plainText(tokens) {
  const said = tokens.filter((token, at) => tokens[at - 1]?.type !== 'heading_open')
    .map(token => token.type === 'inline' ? words(token.children) : token.type === 'fence' || token.type === 'code_block' ? token.content : '');
  return said.join(' ').replace(/\s+/g, ' ').trim();
}
