/* The form of one customer, scored as it is typed. */
import {predict, Refusal, trouble} from './ask.js';
import {$, el, fixed3, percent, PLAIN_NUMBER, plural, short} from './dom.js';
import {data, tierWords} from './model.js';

const MOST_FIELDS = 24;
const MOST_OPTIONS = 200;
const PAUSE_OF_TYPING = 120;
export let fields = new Map();

/** How finely a number is moved: by one, or by about a thousandth of its range. */
function stepOf(column) {
  const width = column.max - column.min;
  return width > 2 && [column.min, column.max, column.usual].every(Number.isInteger) ? 1 : 10 ** Math.floor(Math.log10(width) - 2);
}

function rounded(value, step) {
  return String(Number((Math.round(value / step) * step).toFixed(Math.max(0, -Math.floor(Math.log10(step))))));
}

export const usualOf = column => String(column.usual ?? '');

function hintOf(column) {
  const text = value => column.type === 'date' ? value : short.format(value);
  return column.min === undefined ? '' : text(column.min) + ' to ' + text(column.max);
}

function makeField(column, index) {
  const id = 'f' + index;
  let control, slider;
  const described = id + '-hint ' + id + '-problem';
  const extra = [];
  if (column.levels && column.levels.length <= MOST_OPTIONS && !column.moreLevels) {
    control = el('select', {id, name: column.name, 'aria-describedby': described}, el('option', {value: ''}, 'not known'),
      ...column.levels.map((level, i) => el('option', {value: 'l' + i}, level)));
  } else {
    control = el('input', {id, name: column.name, type: 'text', placeholder: 'not known', 'aria-describedby': described, spellcheck: false,
      autocomplete: 'off', inputMode: column.type === 'numeric' ? 'decimal' : 'text', list: column.levels ? id + '-list' : null});
    if (column.levels) extra.push(el('datalist', {id: id + '-list'}, ...column.levels.map(level => el('option', {value: level}))));
  }
  if (column.type === 'numeric' && column.max > column.min) {
    const step = stepOf(column);
    // For a pointer only: keys move the number itself.
    slider = el('input', {type: 'range', tabIndex: -1, 'aria-hidden': 'true', min: rounded(column.min, step), max: rounded(column.max, step), step});
    slider.addEventListener('input', () => { control.value = slider.value; changed(); });
    control.addEventListener('keydown', event => {
      const sign = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
      if (sign && PLAIN_NUMBER.test(control.value.trim())) {
        event.preventDefault();
        control.value = rounded(Number(control.value) + sign * step, step);
        field.follow();
        changed();
      }
    });
  }
  const hint = el('p', {class: 'hint', id: id + '-hint'}, hintOf(column));
  const problem = el('p', {class: 'problem', id: id + '-problem', 'aria-live': 'polite'});
  const box = el('div', {class: 'field'}, el('label', {htmlFor: id}, column.name), control, slider || '', hint, problem, ...extra);
  const field = {
    column, control, box, hint, problem,
    get text() {
      return column.levels && control.tagName === 'SELECT' ? (control.value ? column.levels[control.value.slice(1)] : '') : control.value;
    },
    set text(text) {
      if (control.tagName === 'SELECT') {
        const at = column.levels.indexOf(text);
        control.value = at < 0 ? '' : 'l' + at;
      } else control.value = text;
      this.follow();
    },
    follow() {
      if (slider) slider.value = PLAIN_NUMBER.test(control.value.trim()) ? control.value : usualOf(column);
    },
    /** What is sent: a number where one was typed, else the text, which the server reads as it read the training table. */
    get value() {
      const text = this.text;
      if (text.trim() === '') return null;
      return column.type === 'numeric' && PLAIN_NUMBER.test(text.trim()) ? Number(text) : text;
    }
  };
  control.addEventListener('input', () => { field.follow(); changed(); });
  return field;
}

export function showForm() {
  const before = new Map([...fields].map(([name, field]) => [name, field.text]));
  fields = new Map(data.columns.map((column, i) => [column.name, makeField(column, i)]));
  let all = [...fields.values()];
  let rest = [];
  if (all.length > MOST_FIELDS) {
    const weight = field => data.model.importances[field.column.name] || 0;
    const ranked = [...all].sort((a, b) => weight(b) - weight(a));
    const first = new Set(ranked.slice(0, MOST_FIELDS));
    rest = all.filter(field => !first.has(field));
    all = all.filter(field => first.has(field));
  }
  $('form').replaceChildren(el('div', {class: 'fields'}, ...all.map(field => field.box)),
    rest.length ? el('details', {}, el('summary', {}, plural(rest.length, 'column', 'columns') + ' that count less'),
      el('div', {class: 'fields'}, ...rest.map(field => field.box))) : '');
  $('typical').hidden = data.columns.every(column => column.usual === undefined);
  for (const [name, field] of fields) field.text = before.has(name) ? before.get(name) : usualOf(field.column);
  changed();
}

export function fill(values) {
  for (const [name, field] of fields) field.text = values(field.column) ?? '';
  changed();
}

let waiting = 0;
let scoring = null;

export function changed() {
  clearTimeout(waiting);
  waiting = setTimeout(score, PAUSE_OF_TYPING);
}

export async function score() {
  scoring?.abort();
  const mine = scoring = new AbortController();
  // Names come from the model, so that even a column called __proto__ is one.
  const row = Object.fromEntries([...fields].map(([name, field]) => [name, field.value]));
  try {
    const answer = await predict(row, 6, mine.signal);
    if (mine !== scoring) return;
    showProblems([]);
    showVerdict(answer.predictions[0]);
    trouble('');
  } catch (error) {
    if (error.name === 'AbortError' || mine !== scoring) return;
    $('customer').classList.add('stale');
    if (error instanceof Refusal && error.errors.length) showProblems(error.errors);
    else trouble(error instanceof Refusal ? error.message : 'The server cannot be reached.');
  }
}

export function wording(error) {
  return (error.found === undefined ? error.problem : error.problem + ': ' + error.found) + '. Allowed: ' + error.allowed + '.'
    + (error.nearest ? ' Maybe “' + error.nearest + '” was meant.' : '');
}

function showProblems(errors) {
  const byColumn = new Map(errors.map(error => [error.column, error]));
  for (const [name, field] of fields) {
    const error = byColumn.get(name);
    field.problem.textContent = error ? wording(error) : '';
    field.box.classList.toggle('wrong', Boolean(error));
    if (error) field.control.setAttribute('aria-invalid', 'true');
    else field.control.removeAttribute('aria-invalid');
    byColumn.delete(name);
  }
  trouble([...byColumn.values()].map(wording).join(' '));
  if (errors.length) $('decision').textContent = 'Not scored: ' + plural(errors.length, 'value needs', 'values need') + ' a look.';
}

function showVerdict(prediction) {
  const threshold = percent(data.model.threshold);
  $('customer').classList.remove('stale');
  $('verdict').className = 'verdict ' + prediction.tier;
  $('percent').textContent = percent(prediction.probability);
  $('tier').replaceChildren(el('span', {class: 'tier ' + prediction.tier}, tierWords(prediction.tier)));
  $('decision').textContent = 'Decision: ' + prediction.class + ' (' + data.target.positive + ' from ' + threshold + ')';
  const [bar, mark] = $('gauge').children;
  bar.style.width = 100 * prediction.probability + '%';
  mark.style.left = 100 * data.model.threshold + '%';
  const flags = [];
  const say = (columns, text, plain) => { if (columns) flags.push(el('li', {class: plain ? 'plain' : ''}, text + columns.join(', '))); };
  const far = new Set(prediction.farOutOfRange || []);
  const near = (prediction.outOfRange || []).filter(name => !far.has(name));
  say(far.size ? [...far] : null, 'Far outside what training saw: ');
  say(near.length ? near : null, 'Outside what training saw: ');
  say(prediction.unknownLevels, 'Not seen in training: ');
  say(prediction.imputed?.length > 6 ? [plural(prediction.imputed.length, 'column', 'columns')] : prediction.imputed, 'Not known: ', true);
  $('flags').replaceChildren(...flags);
  const outside = new Set(prediction.outOfRange || []);
  for (const [name, field] of fields) {
    field.box.classList.toggle('outside', outside.has(name));
    field.hint.textContent = (outside.has(name) ? 'outside ' : '') + hintOf(field.column);
  }
  showReasons(prediction.reasons || []);
}

function showReasons(reasons) {
  const most = Math.max(...reasons.map(reason => Math.abs(reason.contribution)), 1e-9);
  $('reasons').replaceChildren(...reasons.map(reason => {
    const leaves = reason.contribution > 0;
    const bar = el('span', {class: leaves ? 'leave' : 'stay'});
    bar.style.width = Math.max(1, 50 * Math.abs(reason.contribution) / most) + '%';
    return el('li', {}, el('div', {class: 'reason-top'}, el('span', {}, reason.column),
      el('span', {class: 'amount', title: 'in log-odds' + (reason.standardError ? ', give or take ' + fixed3.format(reason.standardError) : '')},
        (leaves ? '+' : '−') + Math.abs(reason.contribution).toFixed(2))),
      el('div', {class: 'signed', 'aria-hidden': 'true'}, bar), el('p', {class: 'sentence'}, reason.sentence));
  }));
  if (!reasons.length) $('reasons').append(el('li', {class: 'muted'}, 'No column speaks for either side.'));
}
