// What is around a page: head, search, navigation, the way to its source.
import { relative } from './places.mjs';

/** The whole document of a page. */
export function layout(page, { navigation, bySource, version, isVersioned, style, sourceOf, escaped }) {
  const base = relative(page.here, 'x').slice(0, -1);
  const entry = source => {
    const target = bySource.get(source);
    const isHere = source === page.source;
    const isAbove = !isHere && source.endsWith('/README.md') && page.source?.startsWith(source.replace(/README\.md$/, ''));
    const mark = isHere ? ' aria-current="page"' : isAbove ? ' aria-current="true"' : '';
    const name = source === 'README.md' ? 'What it is, first commands' : target.title.split(':')[0];
    return '<li><a href="' + relative(page.here, target.here) + '"' + mark + '>' + escaped(name) + '</a></li>';
  };
  const groups = navigation.map(([name, sources]) => '<p class="group">' + name + '</p><ul>' + sources.map(entry).join('') + '</ul>');
  const inside = page.headings.filter(one => one.level === 2);
  const outline = inside.length < 3 ? '' : '<details class="outline"><summary>On this page</summary><ul>'
    + inside.map(one => '<li><a href="#' + one.id + '">' + escaped(one.text) + '</a></li>').join('') + '</ul></details>';
  const from = page.source && sourceOf(page.source);
  const title = page.here === 'index.html' ? 'churn-ml' : page.title + ' · churn-ml';
  const known = isVersioned
    ? '<a id="version" data-version="' + escaped(version) + '" href="' + base + '../versions.html">version ' + escaped(version) + '</a>'
    : '<span>version ' + escaped(version) + '</span>';
  const firstHeading = page.html.indexOf('</h1>') + 5;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
${isVersioned ? '<script src="' + base + '../versions.js" defer></script>\n' : ''}<script src="${base}site.js" data-base="${base}" data-page="${page.here}" defer></script>
</head>
<body>
<a class="skip" href="#content">To the text</a>
<header>
<a class="home" href="${base}index.html">churn-ml</a>
<div class="search" role="search" hidden><label for="search">Search</label><input id="search" type="search" autocomplete="off" aria-controls="found"></div>
<div class="about">${known}<a href="${base}contents.html">Contents</a><a class="to-pages" href="#pages">Pages</a></div>
</header>
<div id="found" hidden></div>
<div class="frame">
<nav id="pages" aria-label="Pages">
${groups.join('\n')}
</nav>
<main id="content">
${page.html.slice(0, firstHeading)}${outline}${page.html.slice(firstHeading)}
${from ? '<p class="source"><a href="' + from + '">The source of this page</a></p>' : ''}
</main>
</div>
</body>
</html>
`;
}
