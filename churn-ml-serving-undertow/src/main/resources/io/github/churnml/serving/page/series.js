/* How live drift and scores went over time, as pictures with their numbers. */
import {$, el, fixed3, percent, plain, plural, span, svg, whole} from './dom.js';
import {niceTop} from './draw.js';
import {data} from './model.js';

const HEIGHT = 190;
const ROW = 18;
const LONGEST_NAME = 22;
let last = '';

const time = at => new Date(at).toLocaleTimeString('en', {hour: '2-digit', minute: '2-digit', hour12: false});
const dated = at => new Date(at).toLocaleString('en', {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false});
const cut = name => name.length > LONGEST_NAME ? plain(name).slice(0, LONGEST_NAME - 1) + '…' : plain(name);
const known = value => value !== undefined && value !== null;
const index = value => known(value) ? fixed3.format(value) : '–';
const share = value => known(value) ? percent(value) : '–';

export function showSeries(series) {
  const text = JSON.stringify(series) + innerWidth;
  // What nobody changed is not drawn again: whoever reads or selects is not to be disturbed.
  if (text === last) return;
  last = text;
  const parts = series.models.filter(model => model.points.length);
  const looks = parts.flatMap((part, k) => part.points.map(point => ({...point, part, k, worst: worstOf(part, point)})));
  $('series').hidden = looks.length < 2;
  if (looks.length < 2) return;
  $('series-about').textContent = 'A look every ' + span(series.every_seconds) + ', ' + plural(looks.length, 'look', 'looks') + ' since ' + dated(looks[0].at)
    + (series.window_seconds ? '. Each compares the rows of the last ' + span(series.window_seconds) + ' with those of training.' : '.')
    + (parts.length > 1 ? ' A dotted line is where another model took over, whose drift and scores begin anew.' : '');
  const changes = looks.filter((look, i) => i && look.k !== looks[i - 1].k).map(look => ({at: look.at, text: look.part.version}));
  drawScoresOverTime(looks, changes);
  const compared = known(series.threshold) && looks.some(look => known(look.score_psi) || look.worst);
  $('series-psi').hidden = $('series-map').hidden = !compared;
  if (compared) {
    drawIndices(series, looks, changes);
    drawMap(series, parts[parts.length - 1]);
  }
}

/** The column that is furthest off at a look; null where nothing is known. */
function worstOf(part, point) {
  let worst = null;
  point.psi.forEach((psi, j) => {
    if (known(psi) && (!worst || psi > worst.psi)) worst = {name: part.columns[j], psi};
  });
  return worst;
}

function drawIndices(series, looks, changes) {
  const now = looks[looks.length - 1];
  const above = psi => psi >= series.threshold ? 'at or above' : 'below';
  const sentence = !now.worst ? 'At the last look there were too few rows to tell.'
    : 'At ' + time(now.at) + ' “' + cut(now.worst.name) + '” is furthest from training with ' + index(now.worst.psi) + ', ' + above(now.worst.psi)
      + ' the ' + series.threshold + ' from which a column has drifted'
      + (known(now.score_psi) ? '; the scores’ own index is ' + index(now.score_psi) + '.' : '.');
  picture('series-psi', 'Distance from training', sentence, {
    looks, changes, format: index, most: niceTop(Math.max(1.25 * series.threshold, ...looks.flatMap(look => [look.score_psi ?? 0, look.worst?.psi ?? 0]))),
    lines: [{name: 'furthest column', of: look => look.worst?.psi}, {name: 'scores', of: look => look.score_psi}],
    marks: [{value: series.threshold, text: 'drifted from ' + series.threshold}]
  }, ['Time', 'Model', 'Rows compared', 'Verdict', 'Furthest column', 'Its index', 'Index of scores'],
  look => [dated(look.at), look.part.version, known(look.window_rows) ? whole.format(look.window_rows) : '–', look.status ?? '–', look.worst?.name ?? '–',
    index(look.worst?.psi), index(look.score_psi)]);
}

function drawScoresOverTime(looks, changes) {
  const scored = looks.filter(look => known(look.score_mean));
  const newest = scored[scored.length - 1];
  const usual = data?.model.rows ? data.model.positives / data.model.rows : undefined;
  const sentence = !newest ? 'No rows were scored between looks.'
    : 'Up to ' + time(newest.at) + ', ' + plural(newest.rows, 'row was', 'rows were') + ' scored, ' + percent(newest.score_mean) + ' on average and '
      + percent(newest.positive_rate) + ' from the threshold on'
      + (known(usual) ? '; in training it was so for ' + percent(usual) + '.' : '.');
  picture('series-scores', 'Scores', sentence, {
    looks, changes, format: share, most: Math.min(1, niceTop(Math.max(0.05, usual ?? 0, ...looks.flatMap(look => [look.score_mean ?? 0, look.positive_rate ?? 0])))),
    lines: [{name: 'mean probability', of: look => look.score_mean}, {name: 'from the threshold on', of: look => look.positive_rate}],
    marks: known(usual) ? [{value: usual, text: 'training ' + percent(usual)}] : []
  }, ['Time', 'Model', 'Rows', 'Mean probability', 'From the threshold on'],
  look => [dated(look.at), look.part.version, known(look.rows) ? whole.format(look.rows) : '–', share(look.score_mean), share(look.positive_rate)]);
}

/** A picture of lines with its sentence, and its numbers to unfold. */
function picture(place, title, sentence, drawing, heads, cells) {
  figure(place, title, sentence, lines(place, title, sentence, drawing),
    el('p', {class: 'key'}, ...drawing.lines.map((line, k) => el('span', {class: 'line' + k}, line.name))), heads,
    () => drawing.looks.map(cells).reverse());
}

function figure(place, title, sentence, drawing, key, heads, rows) {
  const open = $(place).querySelector('details')?.open;
  const table = el('div', {class: 'scroll numbers', tabIndex: 0, role: 'region', 'aria-label': title + ', the numbers'});
  const numbers = el('details', {open}, el('summary', {}, 'The numbers'), table);
  const fill = () => {
    if (numbers.open && !table.firstChild) {
      table.append(el('table', {}, el('thead', {}, el('tr', {}, ...heads.map((head, i) => el('th', {scope: 'col', class: i > 1 ? 'number' : ''}, head)))),
        el('tbody', {}, ...rows().map(row => el('tr', {}, ...row.map((cell, i) => el('td', {class: i > 1 ? 'number' : ''}, cell)))))));
    }
  };
  numbers.addEventListener('toggle', fill);
  fill();
  $(place).replaceChildren(el('figcaption', {}, el('h3', {}, title), el('p', {class: 'small'}, sentence)), drawing, key, numbers);
}

/** An empty drawing that says by itself what it shows. */
function begun(place, title, sentence, height) {
  const width = Math.max(240, $(place).clientWidth || $('series').clientWidth || 560);
  const drawing = svg('svg', {viewBox: '0 0 ' + width + ' ' + height, role: 'img', 'aria-labelledby': place + '-t ' + place + '-d', class: 'over-time'});
  drawing.style.height = height + 'px';
  drawing.append(svg('title', {id: place + '-t'}, title), svg('desc', {id: place + '-d'}, sentence));
  return {drawing, width};
}

function lines(place, title, sentence, {looks, changes, lines: all, marks, most, format}) {
  const {drawing, width} = begun(place, title, sentence, HEIGHT);
  const left = 54, right = width - 8, top = 16, bottom = HEIGHT - 24;
  const [first, end] = [Date.parse(looks[0].at), Date.parse(looks[looks.length - 1].at)];
  const x = at => end > first ? left + (right - left) * (Date.parse(at) - first) / (end - first) : (left + right) / 2;
  const y = value => bottom - (bottom - top) * Math.min(1, value / most);
  for (const part of [0, 0.5, 1]) {
    drawing.append(svg('line', {x1: left, x2: right, y1: y(part * most), y2: y(part * most), class: 'grid'}),
      svg('text', {x: left - 6, y: y(part * most) + 4, 'text-anchor': 'end'}, format(part * most)));
  }
  times(drawing, looks, x, HEIGHT - 8);
  for (const {value, text} of marks) {
    drawing.append(svg('line', {x1: left, x2: right, y1: y(value), y2: y(value), class: 'alarm'}),
      svg('text', {x: right, y: y(value) - 4, 'text-anchor': 'end', class: 'what'}, text));
  }
  for (const {at, text} of changes) {
    drawing.append(svg('line', {x1: x(at), x2: x(at), y1: top, y2: bottom, class: 'change'}), svg('text', {x: x(at) > 0.8 * width ? x(at) - 4 : x(at) + 4, y: top + 8, class: 'what',
      'text-anchor': x(at) > 0.8 * width ? 'end' : 'start'}, text));
  }
  all.forEach((line, k) => {
    let path = '';
    let before = null;
    looks.forEach((look, i) => {
      const value = line.of(look);
      if (!known(value)) { before = null; return; }
      path += (before && before.k === look.k ? 'L' : 'M') + x(look.at).toFixed(1) + ' ' + y(value).toFixed(1);
      const dot = svg('circle', {class: 'dot line' + k, cx: x(look.at).toFixed(1), cy: y(value).toFixed(1), r: looks.length > 40 ? 1.6 : 2.6});
      dot.append(svg('title', {}, line.name + ' at ' + dated(look.at) + ': ' + format(value)));
      drawing.append(dot);
      before = look;
    });
    drawing.append(svg('path', {class: 'stroke line' + k, d: path}));
  });
  return drawing;
}

function times(drawing, looks, x, at) {
  const ends = [looks[0], looks[Math.floor(looks.length / 2)], looks[looks.length - 1]];
  ends.filter((look, i) => i !== 1 || looks.length > 4).forEach(look => {
    drawing.append(svg('text', {x: x(look.at), y: at, 'text-anchor': look === ends[0] ? 'start' : look === ends[2] ? 'end' : 'middle'}, time(look.at)));
  });
}

/** How far off, in words that are classes as well. */
function level(psi, threshold) {
  return !known(psi) ? 'none' : psi < threshold / 2 ? 'near' : psi < threshold ? 'off' : psi < 2.5 * threshold ? 'drifted' : 'far';
}

/** Columns by time, of the model that answers: the darker and the more hatched, the further from training. */
function drawMap(series, part) {
  const {columns, points} = part;
  const threshold = series.threshold;
  const now = points[points.length - 1];
  const off = columns.filter((_, j) => now.psi[j] >= threshold);
  const sentence = (off.length ? plural(off.length, 'column is', 'columns are') + ' at or above ' + threshold + ' at the last look: ' + off.slice(0, 4).map(cut).join(', ')
    + (off.length > 4 ? ' …' : '') + '.' : now.psi.some(known) ? 'No column is at or above ' + threshold + ' at the last look.' : 'At the last look there were too few rows to tell.')
    + (part.more_columns ? ' The ' + columns.length + ' that were furthest off are shown, ' + part.more_columns + ' are not.' : '');
  const height = columns.length * ROW + 30;
  const {drawing, width} = begun('series-map', 'Columns over time', sentence, height);
  drawing.append(patterns());
  const left = Math.min(190, Math.floor(0.42 * width));
  const step = (width - left - 8) / points.length;
  columns.forEach((name, j) => {
    const label = svg('text', {x: left - 8, y: j * ROW + 13, 'text-anchor': 'end', class: 'what'}, cut(name).slice(0, Math.max(6, Math.floor(left / 7.4))));
    label.append(svg('title', {}, name));
    drawing.append(label);
    points.forEach((point, i) => {
      const cell = svg('rect', {x: (left + i * step).toFixed(1), y: j * ROW + 1, width: Math.max(1, step - 1).toFixed(1), height: ROW - 2, class: level(point.psi[j], threshold)});
      cell.append(svg('title', {}, name + ', ' + dated(point.at) + ': ' + index(point.psi[j])));
      drawing.append(cell);
    });
  });
  const place = new Map(points.map((point, i) => [point.at, left + (i + 0.5) * step]));
  times(drawing, points, at => Math.min(width - 8, place.get(at)), height - 8);
  const key = el('p', {class: 'key levels'}, ...[['near', 'below ' + threshold / 2], ['off', 'below ' + threshold], ['drifted', 'drifted, from ' + threshold],
    ['far', 'from ' + 2.5 * threshold], ['none', 'too few rows']].map(([name, text]) => {
    const swatch = svg('svg', {viewBox: '0 0 16 12', width: 16, height: 12, 'aria-hidden': 'true'});
    swatch.append(svg('rect', {width: 16, height: 12, class: name}));
    return el('span', {}, swatch, text);
  }));
  figure('series-map', 'Columns over time', sentence, drawing, key, ['Time', 'Rows compared', ...columns],
    () => points.map(point => [dated(point.at), known(point.window_rows) ? whole.format(point.window_rows) : '–', ...point.psi.map(index)]).reverse());
}

function patterns() {
  const defs = svg('defs');
  for (const [id, path] of [['hatched', 'M-1,1l2,-2M0,6l6,-6M5,7l2,-2'], ['crossed', 'M-1,1l2,-2M0,6l6,-6M5,7l2,-2M-1,5l2,2M0,0l6,6M5,-1l2,2']]) {
    const pattern = svg('pattern', {id, width: 6, height: 6, patternUnits: 'userSpaceOnUse'});
    pattern.append(svg('rect', {width: 6, height: 6, class: 'ground'}), svg('path', {d: path, class: 'lines'}));
    defs.append(pattern);
  }
  return defs;
}
