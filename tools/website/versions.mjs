// Several versions of the site beside each other: a folder each, a page that lists them, and latest/, whose pages lead on to those
// of the newest. It is all made again from the folders that are there, so that any order of building gives the same.
import fs from 'node:fs';
import path from 'node:path';

/** Puts a built site below a folder as a version, and makes the pages above it anew. */
export function addVersion(folder, version, part, style) {
  fs.mkdirSync(folder, { recursive: true });
  fs.rmSync(path.join(folder, version), { recursive: true, force: true });
  fs.renameSync(part, path.join(folder, version));

  const versions = fs.readdirSync(folder).filter(name => fs.existsSync(path.join(folder, name, 'pages.json'))).sort(newestFirst);
  const latest = versions.find(name => !name.includes('-')) ?? versions[0];
  const pages = Object.fromEntries(versions.map(name => [name, JSON.parse(fs.readFileSync(path.join(folder, name, 'pages.json'), 'utf8'))]));
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };
  write('versions.json', JSON.stringify({ latest, versions }, null, 1) + '\n');
  write('versions.js', 'window.churnVersions = ' + JSON.stringify({ latest, pages }) + ';\n');
  write('versions.html', list(versions, latest, style));
  write('index.html', onward('latest/index.html'));
  fs.rmSync(path.join(folder, 'latest'), { recursive: true, force: true });
  for (const page of pages[latest]) {
    write('latest/' + page, onward('../'.repeat(page.split('/').length) + latest + '/' + page));
  }
}

/** 1.10.0 before 1.9.0, and 1.9.0 before 1.9.0-SNAPSHOT. */
export function newestFirst(a, b) {
  const parts = text => text.split('-')[0].split('.').map(Number);
  const [x, y] = [parts(a), parts(b)];
  const place = [0, 1, 2].find(at => x[at] !== y[at]);
  return place !== undefined ? y[place] - x[place] : a.includes('-') - b.includes('-') || (a < b ? 1 : -1);
}

function list(versions, latest, style) {
  const items = versions.map(name => '<li><a href="' + name + '/index.html">' + name + '</a>' + (name === latest ? ', the newest' : '') + '</li>');
  return document('Versions of churn-ml', '', '<main id="content"><h1>Versions of churn-ml</h1><ul>' + items.join('') + '</ul></main>',
    '<style>' + style + '</style>\n');
}

/** A page that leads to another at once, with its anchor where scripts run. */
function onward(to) {
  return document('churn-ml', '<script>location.replace(' + JSON.stringify(to) + ' + location.hash);</script>\n'
    + '<meta http-equiv="refresh" content="0; url=' + to + '">\n<link rel="canonical" href="' + to + '">\n',
  '<main><h1>churn-ml</h1><p><a href="' + to + '">To the newest version of this page</a></p></main>', '');
}

function document(title, head, body, style) {
  return '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    + '<title>' + title + '</title>\n<link rel="icon" href="data:,">\n' + style + head + '</head>\n<body>\n' + body + '\n</body>\n</html>\n';
}
