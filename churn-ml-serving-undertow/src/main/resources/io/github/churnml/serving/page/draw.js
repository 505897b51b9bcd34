/* Pictures of numbers as SVG. */
import {plural, short, svg, tierOf, whole} from './dom.js';

/** An empty drawing as wide as its place; drawn anew, it takes the place of the one before. */
function canvas(place, label) {
  const width = Math.max(200, place.clientWidth || 300);
  const drawing = svg('svg', {viewBox: '0 0 ' + width + ' 150', role: 'img', 'aria-label': label});
  place.querySelector('svg')?.remove();
  place.prepend(drawing);
  return {drawing, width};
}

export function niceTop(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].find(step => step * power >= value) * power;
}

export function drawScores(place, bins) {
  const all = bins.reduce((a, b) => a + b, 0);
  const {drawing, width} = canvas(place, 'Histogram of ' + plural(all, 'score', 'scores') + ' from 0 to 100 %');
  const most = Math.max(...bins, 1);
  const step = width / bins.length;
  bins.forEach((count, i) => {
    const height = count ? Math.max(2, 112 * count / most) : 0;
    const bar = svg('rect', {x: i * step + 1, y: 126 - height, width: Math.max(1, step - 2), height, rx: 1.5, class: tierOf((i + 0.5) / bins.length)});
    bar.append(svg('title', {}, 5 * i + ' to ' + 5 * (i + 1) + ' %: ' + whole.format(count)));
    drawing.append(bar);
  });
  drawing.append(svg('line', {x1: 0, x2: width, y1: 126.5, y2: 126.5, class: 'grid'}));
  for (const [share, anchor] of [[0, 'start'], [0.3, 'middle'], [0.6, 'middle'], [1, 'end']]) {
    drawing.append(svg('text', {x: share * width, y: 142, 'text-anchor': anchor}, 100 * share + ' %'));
  }
  if (all) drawing.append(svg('text', {x: width, y: 11, 'text-anchor': 'end'}, 'most ' + whole.format(most)));
  else drawing.append(svg('text', {x: width / 2, y: 70, 'text-anchor': 'middle'}, 'none yet'));
}

const SLOTS = 24;
const COLOURS = ['a', 'b', 'c'];

/** Lines over the last two minutes, newest right; a gap where a value is undefined. */
export function drawLines(place, lines, label, isArea) {
  const {drawing, width} = canvas(place, label);
  const top = niceTop(Math.max(...lines.flat().filter(v => v !== undefined), 0));
  const left = 34;
  const x = i => left + (width - left - 4) * i / (SLOTS - 1);
  const y = v => 124 - 110 * v / top;
  for (const share of [0, 0.5, 1]) {
    drawing.append(svg('line', {x1: left, x2: width, y1: y(share * top), y2: y(share * top), class: 'grid'}),
      svg('text', {x: left - 6, y: y(share * top) + 4, 'text-anchor': 'end'}, short.format(share * top)));
  }
  drawing.append(svg('text', {x: left, y: 142}, '−2 min'), svg('text', {x: width, y: 142, 'text-anchor': 'end'}, 'now'));
  lines.forEach((values, k) => {
    const offset = SLOTS - values.length;
    let path = '';
    values.forEach((v, i) => {
      if (v === undefined) return;
      const move = i === 0 || values[i - 1] === undefined;
      path += (move ? 'M' : 'L') + x(i + offset).toFixed(1) + ' ' + y(v).toFixed(1);
      // A value without neighbours makes no line.
      if (move && values[i + 1] === undefined) {
        drawing.append(svg('circle', {class: 'dot ' + COLOURS[k], cx: x(i + offset), cy: y(v), r: 2.5}));
      }
    });
    if (isArea && values.length > 1) {
      drawing.append(svg('path', {class: 'area', d: path + 'V' + y(0) + 'H' + x(offset).toFixed(1) + 'Z'}));
    }
    drawing.append(svg('path', {class: 'stroke ' + COLOURS[k], d: path}));
  });
}
