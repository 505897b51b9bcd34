/* Elements, drawings and words of numbers. Text is always set as text. */

export const $ = id => document.getElementById(id);
const SVG = 'http://www.w3.org/2000/svg';
export const TIERS = ['low', 'medium', 'high'];
export const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Makes an element. Text is always set as text: nothing that a model or a file holds can become markup. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') node.className = value;
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name.includes('-') || !(name in node) || name === 'list') node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children);
  return node;
}

export function svg(tag, attributes = {}, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

export const whole = new Intl.NumberFormat('en');
export const short = new Intl.NumberFormat('en', {maximumSignificantDigits: 4});
export const rate = value => value >= 100 ? whole.format(Math.round(value)) : new Intl.NumberFormat('en', {maximumSignificantDigits: 2}).format(value);
export const fixed3 = new Intl.NumberFormat('en', {minimumFractionDigits: 3, maximumFractionDigits: 3});
/** A name from outside, without the letters that would turn the direction of the sentence in which it stands. */
export const plain = name => name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
/** An amount of whatever currency. */
export const money = value => new Intl.NumberFormat('en', {minimumFractionDigits: 2, maximumFractionDigits: 2}).format(value);
export const percent = p => (100 * p).toFixed(1) + '\u00a0%';
export const day = text => new Date(text).toLocaleDateString('en', {day: 'numeric', month: 'short', year: 'numeric'});
export const millis = ms => ms === undefined ? '–' : (ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : whole.format(Math.round(ms)));
export const plural = (n, one, many) => whole.format(n) + ' ' + (n === 1 ? one : many);
export const pause = ms => new Promise(done => setTimeout(done, ms));
export const tierOf = p => p < 0.3 ? 'low' : p < 0.6 ? 'medium' : 'high';

export const tile = (value, text) => el('div', {class: 'tile'}, el('b', {}, value), el('span', {}, text));

/** A length of time in its largest unit that is not below one: 45 s, 12 min, 1 h, 7 days. */
export function span(seconds) {
  const [size, unit] = seconds >= 172800 ? [86400, 'days'] : seconds >= 3600 ? [3600, 'h'] : seconds >= 60 ? [60, 'min'] : [1, 's'];
  return new Intl.NumberFormat('en', {maximumFractionDigits: seconds >= 3600 ? 1 : 0}).format(Math.floor(10 * seconds / size) / 10) + '\u00a0' + unit;
}
