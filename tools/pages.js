// Looks at pages in Chromium, see tools/pages. Prints a line for each page and a line for each thing that is wrong with it.
'use strict';
const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');

const [folder, ...given] = process.argv.slice(2);
const pages = given.filter(word => word !== '--check');
const isDrawn = pages.length === given.length;
const from = createRequire(path.join(folder, 'package.json'));
const puppeteer = from('puppeteer-core');
const axe = fs.readFileSync(from.resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [1400, 768, 390];
const SCHEMES = ['light', 'dark'];

async function open(browser, file, width, scheme, scripts) {
  const page = await browser.newPage();
  const wrong = [];
  page.on('console', message => wrong.push('console: ' + message.text()));
  page.on('pageerror', error => wrong.push('script: ' + error));
  page.on('request', request => {
    if (!request.url().startsWith('file:')) wrong.push('asks for ' + request.url().slice(0, 80));
  });
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto('file://' + path.resolve(file));
  return { page, wrong };
}

/** What a reader can read: the words of headings, sentences, tables and pictures. */
function words() {
  document.querySelectorAll('details').forEach(part => { part.open = true; });
  const shown = [];
  document.querySelectorAll('h1, h2, h3, p, li, caption, th, td, svg text').forEach(element => {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.height > 0) shown.push(element.textContent);
  });
  return shown.join('\n');
}

/** Goes to both ends of every slider by keyboard: what it says must be that row of its table. */
async function slide(page) {
  const wrong = [];
  for (const slider of await page.$$('.chooser input')) {
    for (const [key, place] of [['Home', 0], ['End', -1]]) {
      await slider.press(key);
      const [said, row] = await slider.evaluate((input, at) => {
        const box = input.closest('.chooser');
        const text = list => Array.from(list, element => element.textContent).join(' ');
        return [text(box.querySelectorAll('dd')), text(Array.from(box.querySelectorAll('tbody tr')).at(at).cells)];
      }, place);
      if (said !== row) wrong.push('the slider at its ' + key + ' says ' + said + ' where its table says ' + row);
    }
  }
  return wrong;
}

async function look(browser, file, pictures) {
  const wrong = [];
  let said;
  for (const scheme of SCHEMES) {
    for (const width of WIDTHS) {
      const { page, wrong: found } = await open(browser, file, width, scheme, true);
      const name = path.basename(file, '.html') + '-' + scheme + '-' + width + '.png';
      if (isDrawn) await page.screenshot({ path: path.join(pictures, name), fullPage: true });
      said = await page.evaluate(words);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push('is ' + wide + ' wider than the window');
      found.push(...(await slide(page)));
      await page.evaluate(axe);
      const result = await page.evaluate(() => window.axe.run());
      result.violations.forEach(rule => found.push(rule.id + ', ' + rule.nodes.length + ' times: ' + rule.nodes[0].html.slice(0, 160)));
      found.forEach(what => wrong.push(scheme + ' ' + width + ': ' + what));
      await page.close();
    }
  }
  const { page, wrong: found } = await open(browser, file, 390, 'light', false);
  if (await page.evaluate(words) !== said) found.push('says something else');
  found.forEach(what => wrong.push('scripts off: ' + what));
  await page.close();
  return wrong;
}

/** A browser that looks at one page after the other, until none is left. */
async function work(next, pictures, looks) {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const [place, file] of next) looks[place] = await look(browser, file, pictures);
  } finally {
    await browser.close();
  }
}

(async () => {
  const pictures = path.join(folder, 'pictures');
  fs.mkdirSync(pictures, { recursive: true });
  const looks = [];
  const next = pages.entries();
  await Promise.all(pages.slice(0, 2).map(() => work(next, pictures, looks)));
  pages.forEach((file, place) => {
    const wrong = looks[place];
    console.log(path.basename(file) + ': ' + (wrong.length ? wrong.length + ' things are wrong' : 'nothing is wrong'));
    wrong.forEach(what => console.log('  ' + what));
  });
  process.exitCode = looks.some(wrong => wrong.length > 0) ? 1 : 0;
})();
