// Search, which reads its data when it is first asked, and the way to other versions. Without scripts there is contents.html and
// versions.html.
'use strict';
(() => {
  const { base, page } = document.currentScript.dataset;
  const field = document.getElementById('search');
  const found = document.getElementById('found');
  const MOST = 12;
  let asked;

  const script = name => new Promise((done, failed) => {
    const element = document.createElement('script');
    element.src = base + name;
    element.onload = done;
    element.onerror = failed;
    document.head.append(element);
  });

  async function index() {
    await Promise.all([script('minisearch.js'), script('search-data.js')]);
    const search = new window.MiniSearch({ fields: ['heading', 'title', 'text'], searchOptions: {
      boost: { heading: 4, title: 2 }, prefix: term => term.length > 2, fuzzy: term => term.length > 5 ? 0.15 : 0, combineWith: 'AND' } });
    search.addAll(window.churnSections.map(([title, heading, , text], id) => ({ id, title, heading, text })));
    return search;
  }

  function element(name, text, inside = []) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...inside);
    return made;
  }

  /** The words around the first that was found. */
  function excerpt(text, terms) {
    const lower = text.toLowerCase();
    const at = Math.min(...terms.map(term => lower.indexOf(term)).filter(place => place >= 0));
    const from = Number.isFinite(at) ? Math.max(0, text.lastIndexOf(' ', Math.max(0, at - 60))) : 0;
    return (from > 0 ? '…' : '') + text.slice(from, from + 180) + (text.length > from + 180 ? '…' : '');
  }

  /**
   * A message as it was printed has values in it that no page has. It is told by how many words of what is wrong are in it: most of
   * them, and four at least.
   */
  function messages(search, wanted) {
    const problem = id => new Set(window.churnSections[id][3].split(/ ?Maybe /)[0].toLowerCase().match(/[\p{L}\p{N}]+/gu));
    const asked = new Set(wanted.toLowerCase().match(/[\p{L}\p{N}]+/gu));
    return search.search(wanted, { combineWith: 'OR', prefix: false, fuzzy: false, fields: ['text'] })
      .filter(({ id }) => /^errors\/./.test(window.churnSections[id][2]))
      .map(result => {
        const words = [...problem(result.id)];
        const shared = words.filter(word => asked.has(word)).length;
        return { ...result, shared, share: shared / words.length };
      })
      .filter(({ shared, share }) => shared >= 4 && share >= 0.6)
      .sort((one, other) => other.shared * other.share - one.shared * one.share)
      .slice(0, MOST / 2);
  }

  async function show() {
    const wanted = field.value.trim();
    asked ??= index();
    const search = await asked;
    if (wanted !== field.value.trim()) return;
    const told = wanted ? messages(search, wanted) : [];
    const exact = wanted ? search.search(wanted).filter(({ id }) => !told.some(one => one.id === id)) : [];
    const results = told.concat(exact);
    const items = results.slice(0, MOST).map(({ id, terms }) => {
      const [title, heading, address, text] = window.churnSections[id];
      const link = element('a', heading === title ? title : title.split(':')[0] + ': ' + heading);
      link.href = base + address;
      return element('li', '', [link, element('span', excerpt(text, terms))]);
    });
    const count = element('div', results.length === 0 ? 'Nothing found.' : results.length === 1 ? '1 place' : results.length + ' places');
    count.setAttribute('role', 'status');
    found.replaceChildren(count, element('ol', '', items));
    found.hidden = !wanted;
  }

  field.parentElement.hidden = false;
  field.addEventListener('focus', () => { asked ??= index(); }, { once: true });
  field.addEventListener('input', show);
  field.addEventListener('keydown', event => {
    const first = found.querySelector('a');
    if (event.key === 'Enter' && first) location.href = first.href;
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') found.hidden = true;
    if (event.key === '/' && !/^(input|select|textarea)$/i.test(document.activeElement.tagName)) {
      event.preventDefault();
      field.focus();
    }
  });

  const link = document.getElementById('version');
  if (link && window.churnVersions) {
    const { latest, pages } = window.churnVersions;
    const here = link.dataset.version;
    const choice = element('select', '', Object.keys(pages).map(name => {
      const option = element('option', 'version ' + name + (name === latest ? ', the newest' : ''));
      option.value = name;
      option.selected = name === here;
      return option;
    }));
    choice.setAttribute('aria-label', 'Version');
    choice.addEventListener('change', () => {
      const name = choice.value;
      location.href = base + '../' + name + '/' + (pages[name].includes(page) ? page : 'index.html');
    });
    link.replaceWith(choice);
  }
})();
