'use strict';
/* The page of a churn-ml server. It asks this server alone: model, schema, predict, live and drift. */
/* Addresses are relative, so that a proxy may serve the page below another path. */

// ---------------------------------------------------------------- small helpers

const $ = id => document.getElementById(id);
const SVG = 'http://www.w3.org/2000/svg';
const TIERS = ['low', 'medium', 'high'];
const TIER_WORDS = {low: 'low risk', medium: 'medium risk', high: 'high risk'};
/** What customers do whom the model predicts, where it says other than that they leave. */
const does = () => data.model.outcome ? data.model.outcome.verb.replaceAll('_', ' ') : 'leave';
const tierWords = tier => data.model.outcome?.good
  ? {low: 'unlikely to ', medium: 'may ', high: 'likely to '}[tier] + does() : TIER_WORDS[tier];
const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Makes an element. Text is always set as text: nothing that a model or a file holds can become markup. */
function el(tag, properties = {}, ...children) {
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

function svg(tag, attributes = {}, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', {maximumSignificantDigits: 4});
const rate = value => value >= 100 ? whole.format(Math.round(value)) : new Intl.NumberFormat('en', {maximumSignificantDigits: 2}).format(value);
const fixed3 = new Intl.NumberFormat('en', {minimumFractionDigits: 3, maximumFractionDigits: 3});
const percent = p => (100 * p).toFixed(1) + '\u00a0%';
const day = text => new Date(text).toLocaleDateString('en', {day: 'numeric', month: 'short', year: 'numeric'});
const isoDate = days => new Date(Math.round(days) * 864e5).toISOString().slice(0, 10);
const millis = ms => ms === undefined ? '–' : (ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : whole.format(Math.round(ms)));
const plural = (n, one, many) => whole.format(n) + ' ' + (n === 1 ? one : many);
const pause = ms => new Promise(done => setTimeout(done, ms));
const tierOf = p => p < 0.3 ? 'low' : p < 0.6 ? 'medium' : 'high';

// ---------------------------------------------------------------- asking the server

let keyAsked = null;

/** A key, asked for once however many requests wait for it. */
function askForKey(refused) {
  if (!keyAsked) {
    $('key-form').hidden = false;
    $('key-problem').textContent = refused ? 'The server does not take this key.' : '';
    $('key').focus();
    keyAsked = new Promise(done => {
      $('key-form').onsubmit = event => {
        event.preventDefault();
        const key = $('key').value.trim();
        // A header takes no others.
        if (!/^[\x21-\x7e]+$/.test(key)) {
          $('key-problem').textContent = 'A key is made of plain letters, digits and signs, without blanks.';
          return;
        }
        sessionStorage.setItem('churn-key', key);
        $('key').value = '';
        $('key-form').hidden = true;
        keyAsked = null;
        done();
      };
    });
  }
  return keyAsked;
}

/** Something that the server refused, with what it says about it. */
class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || 'The server answered ' + status + '.');
    this.status = status;
    this.errors = problem.errors || [];
  }
}

async function ask(path, options = {}) {
  for (let attempt = 0; ; attempt++) {
    const key = sessionStorage.getItem('churn-key');
    const headers = {...options.headers, ...(key ? {Authorization: 'Bearer ' + key} : {})};
    const response = await fetch(path, {...options, headers});
    if (response.ok) return response.json();
    if (response.status === 401) {
      // Another request may have brought a newer key meanwhile.
      if (key === sessionStorage.getItem('churn-key')) await askForKey(key !== null);
    } else if ((response.status === 503 || response.status === 429) && attempt < 20) {
      await pause(1000 * Math.min(10, Number(response.headers.get('Retry-After')) || 1));
    } else {
      throw new Refusal(response.status, await response.json().catch(() => ({})));
    }
    if (options.signal?.aborted) throw new DOMException('stopped', 'AbortError');
  }
}

function predict(rows, reasons, signal) {
  return ask('predict?outcome=churn' + (reasons ? '&explain=' + reasons : ''),
    {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(rows), signal});
}

function trouble(text) {
  $('trouble').textContent = text;
  $('trouble').hidden = !text;
}

// ---------------------------------------------------------------- the model's card

let data = null;

const METRICS = {roc_auc: 'ROC AUC', pr_auc: 'PR AUC', log_loss: 'Log loss', brier: 'Brier score', ece: 'Calibration error',
  ks: 'Kolmogorov–Smirnov', gini: 'Gini', accuracy: 'Accuracy', balanced_accuracy: 'Balanced accuracy', precision: 'Precision',
  recall: 'Recall', f1: 'F1', mcc: 'Matthews correlation', cohen_kappa: 'Cohen’s kappa'};
const FIRST_METRICS = ['roc_auc', 'pr_auc', 'brier', 'ece', 'precision', 'recall', 'f1'];

function showCard() {
  const m = data.model;
  document.title = m.name + ' ' + m.version;
  $('name').textContent = m.name;
  $('version').textContent = m.version;
  const learner = String(m.learner?.name ?? m.learner ?? '').replaceAll('_', ' ').replaceAll('-', ' ');
  $('about').textContent = 'Says how likely “' + data.target.column + '” is “' + data.target.positive + '”'
    + (m.origin ? ' · imported from ' + m.origin.system : learner ? ' · ' + learner : '')
    + (m.rows ? ' · learnt from ' + plural(m.rows, 'customer', 'customers') : '') + ' · ' + day(m.created);
  const facts = [['Name', m.name + ' ' + m.version], ['Made', day(m.created) + ' with churn-ml ' + m.library]];
  if (m.origin) facts.push(['Origin', 'imported from ' + m.origin.system + ' (' + m.origin.objective + ')']);
  if (learner) facts.push(['Learner', learner]);
  if (m.rows) facts.push(['Learnt from', plural(m.rows, 'customer', 'customers') + ', of whom ' + whole.format(m.positives) + ' ('
    + percent(m.positives / m.rows) + ') ' + (m.outcome ? does() : 'left')]);
  facts.push(['Columns', whole.format(data.columns.length)],
    ['Decision', '“' + data.target.positive + '” from a probability of ' + percent(m.threshold)],
    ['Answering since', new Date(m.loaded).toLocaleString('en', {dateStyle: 'medium', timeStyle: 'short'})]);
  $('facts').replaceChildren(...facts.flatMap(([term, text]) => [el('dt', {}, term), el('dd', {}, text)]));
  document.body.classList.toggle('good', !!m.outcome?.good);
  $('sides').textContent = m.outcome ? 'Bars to the right speak for ' + m.outcome.name.replaceAll('_', ' ') + ', bars to the left against it.'
    : 'Bars to the right speak for leaving, bars to the left for staying.';
  $('likeliest').textContent = 'Most likely to ' + does();
  $('riskiest').parentElement.setAttribute('aria-label', 'Customers most likely to ' + does());
  showMetrics(m);
  showImportances(Object.entries(m.importances).sort((a, b) => b[1] - a[1]));
}

function showMetrics(m) {
  if (!m.evaluation) {
    $('metrics').replaceChildren(el('h3', {}, 'How good it is'), el('p', {class: 'muted'}, m.origin
      ? 'Not known: an imported model brings no figures of how it was judged, nor of the customers it was trained on. Judge it with churn evaluate.'
      : 'Not known: the model was not judged.'));
    return;
  }
  const rank = metric => FIRST_METRICS.indexOf(metric.name);
  const metrics = Object.entries(m.evaluation.metrics).map(([name, estimate]) => ({name, ...estimate}));
  const first = metrics.filter(metric => FIRST_METRICS.includes(metric.name)).sort((a, b) => rank(a) - rank(b));
  const rest = metrics.filter(metric => !FIRST_METRICS.includes(metric.name));
  $('metrics').replaceChildren(el('h3', {}, 'How good it is'),
    el('p', {class: 'muted small note'}, 'Judged on ' + m.evaluation.describes + '.'), metricTable(first),
    rest.length ? el('details', {}, el('summary', {}, 'All measures'), metricTable(rest)) : '');
}

function metricTable(metrics) {
  return el('table', {}, el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'Measure'), el('th', {scope: 'col', class: 'number'}, 'Value'),
    el('th', {scope: 'col'}, '95 % interval'), el('td', {'aria-hidden': 'true'}))),
    el('tbody', {}, ...metrics.map(metric => {
      const known = metric.low !== undefined && metric.high !== undefined;
      const track = el('div', {class: 'track'});
      if (known) {
        const [low, high] = [metric.low, metric.high].map(v => Math.max(0, Math.min(1, v)));
        const bar = el('span');
        bar.style.left = 100 * low + '%';
        bar.style.width = 100 * (high - low) + '%';
        const dot = el('i');
        dot.style.left = 100 * Math.max(0, Math.min(1, metric.value)) + '%';
        track.append(bar, dot);
      }
      return el('tr', {}, el('td', {}, METRICS[metric.name] || metric.name),
        el('td', {class: 'number'}, metric.value === undefined ? '–' : fixed3.format(metric.value)),
        el('td', {}, known ? fixed3.format(metric.low) + ' – ' + fixed3.format(metric.high) : '–'), el('td', {'aria-hidden': 'true'}, track));
    })));
}

function showImportances(entries) {
  const most = entries.length ? entries[0][1] : 1;
  const bars = list => el('dl', {class: 'bars'}, ...list.flatMap(([name, share]) => {
    const bar = el('span');
    bar.style.width = 100 * share / most + '%';
    return [el('dt', {}, name), el('dd', {class: 'rail', 'aria-hidden': 'true'}, bar), el('dd', {class: 'share'}, percent(share))];
  }));
  $('importances').replaceChildren(entries.length ? bars(entries.slice(0, 12)) : el('p', {class: 'muted'}, 'Not known.'),
    entries.length > 12 ? el('details', {}, el('summary', {}, 'All ' + entries.length + ' columns'), bars(entries.slice(12))) : '');
}

// ---------------------------------------------------------------- the form of one customer

const MOST_FIELDS = 24;
const MOST_OPTIONS = 200;
const PAUSE_OF_TYPING = 120;
let fields = new Map();

/** How finely a number is moved: by one, or by about a thousandth of its range. */
function stepOf(column) {
  const width = column.max - column.min;
  return width > 2 && [column.min, column.max, column.usual].every(Number.isInteger) ? 1 : 10 ** Math.floor(Math.log10(width) - 2);
}

function rounded(value, step) {
  return String(Number((Math.round(value / step) * step).toFixed(Math.max(0, -Math.floor(Math.log10(step))))));
}

const usualOf = column => String(column.usual ?? '');

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

function showForm() {
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

function fill(values) {
  for (const [name, field] of fields) field.text = values(field.column) ?? '';
  changed();
}

let waiting = 0;
let scoring = null;

function changed() {
  clearTimeout(waiting);
  waiting = setTimeout(score, PAUSE_OF_TYPING);
}

async function score() {
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

function wording(error) {
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

// ---------------------------------------------------------------- reading CSV

/** Reads records from text that comes in pieces (RFC 4180): quotes, doubled quotes, line ends of any kind. */
class CsvReader {
  static LONGEST = 1 << 20;

  constructor(delimiter) {
    this.delimiter = delimiter;
    this.rest = '';
  }

  /** Records that are whole by now, each with its fields and the text that it was. */
  *read(piece, isLast) {
    const text = this.rest + piece;
    let at = 0;
    while (at < text.length) {
      const record = this.record(text, at, isLast);
      if (!record) break;
      at = record.next;
      if (record.fields.length > 1 || record.fields[0].trim() !== '') yield record;
    }
    this.rest = text.slice(at);
    if (this.rest.length > CsvReader.LONGEST) throw new Error('A row is longer than a million characters: maybe a quote is not closed.');
  }

  /** The record that begins here, or null if its end is not there yet. */
  record(text, start, isLast) {
    const fields = [];
    let at = start;
    for (;;) {
      let value = '';
      if (text[at] === '"') {
        for (at++; ; ) {
          const quote = text.indexOf('"', at);
          if (quote < 0) {
            if (!isLast) return null;
            throw new Error('A quote is opened and not closed.');
          }
          value += text.slice(at, quote);
          at = quote + 1;
          if (at === text.length && !isLast) return null;
          if (text[at] !== '"') break;
          value += '"';
          at++;
        }
      }
      const from = at;
      while (at < text.length && text[at] !== this.delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
      value += text.slice(from, at);
      fields.push(value);
      if (at < text.length && text[at] === this.delimiter) {
        at++;
        continue;
      }
      if (!isLast && (at === text.length || (text[at] === '\r' && at + 1 === text.length))) return null;
      const next = text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
      return {fields, raw: text.slice(start, at), next};
    }
  }
}

/** The delimiter with which the header names most of the model's columns; of equal ones, that which makes most fields. */
function delimiterOf(text, columns) {
  const known = new Set(columns);
  const rank = delimiter => {
    try {
      for (const record of new CsvReader(delimiter).read(text, true)) {
        return record.fields.filter(name => known.has(name.trim())).length * 1000 + Math.min(999, record.fields.length);
      }
    } catch { /* a quote that is not closed within the piece: not this delimiter's header */ }
    return 0;
  };
  return [',', ';', '\t', '|'].reduce((best, delimiter) => rank(delimiter) > rank(best) ? delimiter : best);
}

const PIECE = 1 << 18;

/** The file's text in pieces. A mark at its begin tells UTF-16; what is no UTF-8 is taken as Windows-1252. */
async function* pieces(file) {
  const head = new Uint8Array(await file.slice(0, 1 << 16).arrayBuffer());
  let encoding = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    new TextDecoder(encoding, {fatal: true}).decode(head, {stream: true});
  } catch {
    encoding = 'windows-1252';
  }
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < file.size; at += PIECE) {
    yield decoder.decode(await file.slice(at, at + PIECE).arrayBuffer(), {stream: true});
  }
  yield decoder.decode();
}

// ---------------------------------------------------------------- scoring a file

const ROWS_AT_ONCE = 400;
const AT_ONCE = 2;
const LARGEST_FILE = 256 << 20;
const MOST_BAD = 1000;
let run = null;
let downloadUrl = null;

/** Everything about one file: what it holds, and what was said of its rows. */
class Run {
  constructor(file) {
    this.file = file;
    this.stop = new AbortController();
    this.raw = [];
    this.probability = [];
    this.problem = new Map();
    this.flagged = 0;
    this.bytes = 0;
    this.read = 0;
    this.done = 0;
    this.failure = null;
    this.batch = Math.min(ROWS_AT_ONCE, data.mostRows);
  }

  header(record, delimiter) {
    this.delimiter = delimiter;
    this.headerRaw = record.raw;
    this.names = record.fields.map(name => name.trim());
    const place = new Map();
    this.names.forEach((name, i) => { if (!place.has(name)) place.set(name, i); });
    this.places = data.columns.map(column => place.get(column.name.trim()) ?? -1);
    this.missing = data.columns.filter((_, j) => this.places[j] < 0).map(column => column.name);
    const wanted = new Set(data.columns.map(column => column.name.trim()).concat(data.target.column.trim()));
    this.ignored = this.names.filter(name => !wanted.has(name));
  }

  /** A row for the server. Cells stay text: the server reads them as it read the training table. An empty one is not known. */
  row(fields) {
    return Object.fromEntries(data.columns.map((column, j) => {
      const text = this.places[j] < 0 ? '' : fields[this.places[j]];
      return [column.name, text.trim() === '' ? null : text];
    }));
  }

  fieldsOf(i) {
    return new CsvReader(this.delimiter).record(this.raw[i], 0, true).fields;
  }

  /** Scores some rows; those that the server refuses are noted and left out, and the others sent again. */
  async score(batch) {
    while (batch.length) {
      try {
        const answer = await predict(batch.map(entry => entry.row), 0, this.stop.signal);
        answer.predictions.forEach((prediction, k) => {
          this.probability[batch[k].at] = prediction.probability;
          if (prediction.outOfRange || prediction.unknownLevels) this.flagged++;
        });
        this.done += batch.length;
        return;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.status === 413 && batch.length > 1) {
          const half = batch.length >> 1;
          this.batch = Math.max(1, Math.min(this.batch, half));
          await this.score(batch.slice(0, half));
          return this.score(batch.slice(half));
        }
        batch = this.without(batch, error);
      }
    }
  }

  without(batch, error) {
    const bad = new Map();
    for (const one of error.errors) {
      const at = Number(one.pointer.split('/')[1]);
      bad.set(at, (bad.has(at) ? bad.get(at) + ' ' : '') + (one.column ? one.column + ' – ' : '') + wording(one));
    }
    if (!bad.size || bad.has(NaN)) throw error;
    for (const [at, text] of bad) this.problem.set(batch[at].at, text);
    this.done += bad.size;
    if (this.problem.size > MOST_BAD && this.problem.size > this.done / 2) {
      throw new Error('More than half of the rows cannot be scored; the rest of the file was left.');
    }
    return batch.filter((_, at) => !bad.has(at));
  }

  async all() {
    const going = new Set();
    let batch = [];
    let reader = null;
    const send = () => {
      const task = this.score(batch).catch(error => {
        this.failure ??= error;
        this.stop.abort();
      }).finally(() => going.delete(task));
      going.add(task);
      batch = [];
      return going.size >= AT_ONCE ? Promise.race(going) : null;
    };
    const take = async (piece, isLast) => {
      for (const record of reader.read(piece, isLast)) {
        if (!this.names) {
          this.header(record, reader.delimiter);
          if (!await this.mayGoOn()) return this.stop.abort();
          continue;
        }
        const at = this.read++;
        this.raw.push(record.raw);
        this.probability.push(NaN);
        if (record.fields.length !== this.names.length) {
          this.problem.set(at, 'It has ' + plural(record.fields.length, 'value', 'values') + ' where the header has ' + this.names.length + '.');
          this.done++;
          continue;
        }
        batch.push({at, row: this.row(record.fields)});
        if (batch.length >= this.batch) await send();
        if (this.stop.signal.aborted) return;
      }
    };
    try {
      for await (const piece of pieces(this.file)) {
        this.bytes = Math.min(this.file.size, this.bytes + PIECE);
        reader ??= new CsvReader(delimiterOf(piece, data.columns.map(column => column.name.trim())));
        await take(piece, false);
        if (this.stop.signal.aborted) break;
      }
      if (!this.stop.signal.aborted) await take('', true);
      if (batch.length && !this.stop.signal.aborted) send();
    } catch (error) {
      this.failure ??= error;
      this.stop.abort();
    }
    await Promise.all(going);
    if (this.failure) throw this.failure;
    if (!this.names) throw new Error('The file is empty.');
  }

  /** Asks before a file is scored that lacks columns. */
  mayGoOn() {
    if (this.missing.length === data.columns.length) throw new Error('The file’s header names none of the model’s columns.');
    if (!this.missing.length) return true;
    return new Promise(done => {
      const answer = goOn => { $('ask').hidden = true; done(goOn); };
      this.stop.signal.addEventListener('abort', () => answer(false));
      $('ask').replaceChildren(el('p', {}, 'The file lacks ' + plural(this.missing.length, 'column', 'columns') + ' of the model: '
        + this.missing.slice(0, 12).join(', ') + (this.missing.length > 12 ? ' …' : '') + '.'),
        el('button', {type: 'button', id: 'go-on', class: 'main', onclick: () => answer(true)}, 'Score with these as not known'));
      $('ask').hidden = false;
    });
  }

  csv() {
    const quote = text => /["\n\r]/.test(text) || text.includes(this.delimiter) ? '"' + text.replaceAll('"', '""') + '"' : text;
    const {positive, negative} = data.target;
    const line = (...cells) => this.delimiter + cells.map(quote).join(this.delimiter) + '\n';
    const parts = [this.headerRaw + line(...['_probability', '_class', '_tier', '_problem']
      .map(name => (data.model.outcome?.name ?? 'churn') + name))];
    for (let i = 0; i < this.raw.length; i++) {
      const p = this.probability[i];
      parts.push(this.raw[i] + (p === p ? line(String(p), p >= data.model.threshold ? positive : negative, tierOf(p), '')
        : line('', '', '', this.problem.get(i) || 'not scored')));
    }
    return new Blob(parts, {type: 'text/csv'});
  }
}

async function scoreFile(file) {
  run?.stop.abort();
  if (!data) return;
  const mine = run = new Run(file);
  if (downloadUrl) URL.revokeObjectURL(downloadUrl);
  downloadUrl = null;
  $('download').hidden = true;
  $('results').hidden = $('ask').hidden = true;
  $('run').hidden = $('cancel').hidden = false;
  $('said').classList.remove('problem');
  $('progress').hidden = false;
  $('progress').value = 0;
  $('said').textContent = 'Reading ' + file.name + ' …';
  const started = performance.now();
  const timer = setInterval(() => { if (mine === run) showProgress(mine); }, 250);
  let failure = '';
  try {
    if (file.size > LARGEST_FILE) throw new Error('The file is larger than 256 MB: score it with the command churn score.');
    await mine.all();
  } catch (error) {
    failure = error.name === 'AbortError' ? '' : error instanceof TypeError ? 'The server cannot be reached.' : error.message;
  }
  clearInterval(timer);
  if (mine !== run) return;
  const seconds = (performance.now() - started) / 1000;
  $('cancel').hidden = $('progress').hidden = true;
  const scored = mine.done - mine.problem.size;
  $('said').classList.toggle('problem', Boolean(failure));
  $('said').textContent = (failure ? failure + ' ' : mine.stop.signal.aborted ? 'Stopped. ' : '') + file.name + ': '
    + plural(scored, 'row', 'rows') + ' scored in ' + seconds.toFixed(1) + ' s.'
    + (mine.ignored?.length ? ' Not used: ' + mine.ignored.slice(0, 8).join(', ') + (mine.ignored.length > 8 ? ' …' : '') + '.' : '')
    + (mine.names?.includes(data.target.column.trim()) ? ' Known outcomes in “' + data.target.column + '” were left aside.' : '');
  if (mine.read) {
    showSums(mine);
    showRowProblems(mine);
    showRiskiest(mine);
    downloadUrl = URL.createObjectURL(mine.csv());
    $('download').href = downloadUrl;
    $('download').download = file.name.replace(/\.\w+$/, '') + '.scored.csv';
    $('download').hidden = false;
  }
}

function showProgress(mine) {
  const share = mine.read ? mine.bytes / mine.file.size * mine.done / mine.read : 0;
  $('progress').value = share;
  $('said').textContent = plural(mine.done, 'row', 'rows') + ' so far …';
  if (mine.done) showSums(mine);
}

const tile = (value, text) => el('div', {class: 'tile'}, el('b', {}, value), el('span', {}, text));

function showSums(mine) {
  $('results').hidden = false;
  const tiers = [0, 0, 0];
  const bins = new Array(20).fill(0);
  let sum = 0, count = 0, positive = 0;
  for (const p of mine.probability) {
    if (p !== p) continue;
    count++;
    sum += p;
    positive += p >= data.model.threshold;
    tiers[TIERS.indexOf(tierOf(p))]++;
    bins[Math.min(19, Math.floor(p * 20))]++;
  }
  $('sums').replaceChildren(tile(whole.format(count), 'rows scored'), tile(count ? percent(sum / count) : '–', 'mean probability'),
    tile(whole.format(positive), 'predicted “' + data.target.positive + '”'), tile(whole.format(mine.flagged), 'unlike training rows'),
    tile(whole.format(mine.problem.size), 'not scored'));
  const bar = el('div', {class: 'bar', 'aria-hidden': 'true'});
  const list = el('ul');
  TIERS.forEach((tier, i) => {
    const part = el('span', {class: 'fill ' + tier});
    part.style.width = (count ? 100 * tiers[i] / count : 0) + '%';
    if (tiers[i]) bar.append(part);
    list.prepend(el('li', {}, el('span', {class: 'tier ' + tier}, tier), el('span', {}, whole.format(tiers[i])),
      el('span', {class: 'muted'}, count ? percent(tiers[i] / count) : '')));
  });
  $('tiers').replaceChildren(bar, list);
  drawScores($('file-scores'), bins);
}

function showRowProblems(mine) {
  const all = [...mine.problem].sort((a, b) => a[0] - b[0]);
  $('problems').hidden = !all.length;
  $('problem-list').replaceChildren(...all.slice(0, 100).map(([at, text]) => el('li', {}, el('strong', {}, 'Row ' + whole.format(at + 1)), ' · ' + text)));
  if (all.length > 100) $('problem-list').append(el('li', {class: 'muted'}, 'and ' + whole.format(all.length - 100) + ' more; the download has them all'));
}

function showRiskiest(mine) {
  const order = [];
  for (let i = 0; i < mine.probability.length; i++) if (mine.probability[i] === mine.probability[i]) order.push(i);
  order.sort((a, b) => mine.probability[b] - mine.probability[a] || a - b);
  const shown = mine.ignored.slice(0, 1).concat(
    Object.entries(data.model.importances).sort((a, b) => b[1] - a[1]).map(([name]) => name)
      .filter(name => mine.names.includes(name.trim())).slice(0, 4));
  const places = shown.map(name => mine.names.indexOf(name.trim()));
  $('riskiest').replaceChildren(
    el('thead', {}, el('tr', {}, el('th', {scope: 'col', class: 'number'}, 'Row'), el('th', {scope: 'col', class: 'number'}, 'Probability'),
      el('th', {scope: 'col'}, 'Tier'), el('th', {scope: 'col'}, 'Reasons'), ...shown.map(name => el('th', {scope: 'col'}, name)))),
    el('tbody', {}, ...order.slice(0, 20).map(i => {
      const fields = mine.fieldsOf(i);
      const p = mine.probability[i];
      return el('tr', {}, el('td', {class: 'number'}, whole.format(i + 1)), el('td', {class: 'number'}, percent(p)),
        el('td', {}, el('span', {class: 'tier ' + tierOf(p)}, tierOf(p))),
        el('td', {}, el('button', {type: 'button', 'aria-label': 'Reasons of row ' + (i + 1), onclick: () => openRow(mine, fields)}, 'Why?')),
        ...places.map(at => el('td', {}, fields[at])));
    })));
}

/** A row of the file in the form, where its reasons are told. */
function openRow(mine, fields) {
  const row = mine.row(fields);
  fill(column => {
    const text = row[column.name];
    return text === null ? '' : column.levels ? column.levels.find(level => level === text) ?? column.levels.find(level => level.trim() === text.trim()) ?? '' : text;
  });
  $('customer').scrollIntoView();
  $('verdict').focus({preventScroll: true});
}

// ---------------------------------------------------------------- drawing

/** An empty drawing as wide as its place; drawn anew, it takes the place of the one before. */
function canvas(place, label) {
  const width = Math.max(200, place.clientWidth || 300);
  const drawing = svg('svg', {viewBox: '0 0 ' + width + ' 150', role: 'img', 'aria-label': label});
  place.querySelector('svg')?.remove();
  place.prepend(drawing);
  return {drawing, width};
}

function niceTop(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].find(step => step * power >= value) * power;
}

function drawScores(place, bins) {
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
function drawLines(place, lines, label, isArea) {
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

// ---------------------------------------------------------------- live

function status(isGood, words) {
  $('status').className = 'status ' + (isGood ? 'good' : 'bad');
  // Only told when it changes: a reader is not to hear it every two seconds.
  const place = $('status').lastElementChild;
  if (place.textContent !== words) place.textContent = words;
}

function showLive(live) {
  const minute = live.lastMinute;
  $('live-sums').replaceChildren(tile(rate(minute.seconds > 0 ? minute.requests / minute.seconds : 0), 'requests a second'),
    tile(rate(minute.seconds > 0 ? minute.rows / minute.seconds : 0), 'rows a second'),
    tile(millis(minute.p50) + (minute.p50 === undefined ? '' : ' ms'), 'half answered within'),
    tile(millis(minute.p99) + (minute.p99 === undefined ? '' : ' ms'), '99 % within'),
    tile(whole.format(minute.refused) + ' / ' + whole.format(minute.failed), 'refused / failed'),
    tile(whole.format(live.inFlight) + ' / ' + whole.format(live.queued), 'in flight / queued'));
  // The slot that has just begun would draw chance.
  const slots = live.slots.filter((slot, i) => i < live.slots.length - 1 || slot.seconds >= 1);
  drawLines($('live-rate'), [slots.map(slot => slot.requests / slot.seconds)], 'Requests a second over the last two minutes', true);
  drawLines($('live-latency'), [slots.map(slot => slot.p50), slots.map(slot => slot.p95), slots.map(slot => slot.p99)],
    'Latency over the last two minutes; of the last: half within ' + millis(minute.p50) + ' ms, 99 % within ' + millis(minute.p99) + ' ms');
  drawScores($('live-scores'), live.scores);
}

// ---------------------------------------------------------------- drift

const DRIFTED = {drifted: 'high', shifted: 'medium', stable: 'low'};
const MOST_DRIFTS = 12;

/** A length of time in its largest unit that is not below one: 45 s, 12 min, 1 h, 7 days. */
function span(seconds) {
  const [size, unit] = seconds >= 172800 ? [86400, 'days'] : seconds >= 3600 ? [3600, 'h'] : seconds >= 60 ? [60, 'min'] : [1, 's'];
  return new Intl.NumberFormat('en', {maximumFractionDigits: seconds >= 3600 ? 1 : 0}).format(Math.floor(10 * seconds / size) / 10) + '\u00a0' + unit;
}

function showDrift(drift) {
  const known = drift.columns !== undefined;
  $('drift-about').textContent = drift.window ? 'Customers of the last ' + (drift.window.seconds === 3600 ? 'hour' : span(drift.window.seconds))
    + ' beside those of training' : '';
  $('drift-none').textContent = drift.reason || '';
  $('drift-none').hidden = known;
  $('drift-known').hidden = !known;
  if (!known) return;
  // Worst first, as in the report; but names that are whole numbers come first in any object.
  const columns = Object.entries(drift.columns).sort((a, b) => (b[1].psi ?? -1) - (a[1].psi ?? -1));
  const judged = drift.status !== 'not enough data';
  const count = verdict => columns.filter(([, column]) => column.verdict === verdict).length;
  const verdict = tile(judged ? drift.status : 'not enough yet', judged ? 'verdict' : 'rows for a verdict');
  verdict.classList.add(DRIFTED[drift.status] || 'plain');
  $('drift-sums').replaceChildren(verdict, tile(whole.format(drift.new.rows), 'rows compared'),
    tile(judged ? whole.format(count('drifted')) + ' / ' + whole.format(count('shifted')) : '–', 'columns drifted / shifted'),
    tile(span(drift.window.filled_seconds), 'of ' + span(drift.window.seconds) + ' filled'));
  // Told only when it changes, as the columns below: whoever reads or selects is not to be disturbed.
  const why = drift.rule + (judged && drift.decided_by === 'threshold' ? ' By tests: ' + drift.verdict + '. ' + drift.verdict_rule : '');
  if ($('drift-rule').textContent !== why) $('drift-rule').textContent = why;
  // One column that is far out is not to make all others look alike.
  const top = Math.min(5 * drift.threshold, Math.max(2 * drift.threshold, ...columns.map(([, column]) => column.psi || 0)));
  const bars = list => el('dl', {class: 'drifts'}, ...list.flatMap(([name, column]) => driftBar(name, column, drift.threshold, top)));
  const open = $('drift-columns').querySelector('details')?.open;
  $('drift-columns').replaceChildren(...!judged ? [] : [bars(columns.slice(0, MOST_DRIFTS)),
    columns.length > MOST_DRIFTS ? el('details', {open}, el('summary', {}, 'All ' + columns.length + ' columns'), bars(columns.slice(MOST_DRIFTS))) : '',
    drift.score ? el('div', {class: 'score'}, el('h3', {}, 'The model’s own scores, beside those of training; not counted'), bars([['score', drift.score]])) : '']);
}

function driftBar(name, column, threshold, top) {
  const shade = DRIFTED[column.verdict];
  const bar = el('span', {class: shade === 'low' ? '' : shade});
  bar.style.width = Math.min(100, 100 * (column.psi || 0) / top) + '%';
  const mark = el('i');
  mark.style.left = 100 * threshold / top + '%';
  return [el('dt', {title: column.reason}, name), el('dd', {class: 'rail', 'aria-hidden': 'true', title: column.reason}, bar, mark),
    el('dd', {class: 'psi'}, column.psi === null ? '–' : fixed3.format(column.psi)), el('dd', {class: 'tier ' + shade}, column.verdict)];
}

const POLLS_A_DRIFT = 5;

async function poll() {
  for (let polls = 0; ; polls++) {
    try {
      if (!document.hidden) {
        const live = await ask('live');
        const isNew = data && live.model.loaded !== data.model.loaded;
        // Worked out anew every few seconds only, and mostly answered with "as before".
        if (polls % POLLS_A_DRIFT === 0 || isNew) showDrift(await ask('drift'));
        if (isNew) {
          await loadModel();
          $('news').textContent = 'Model ' + data.model.name + ' ' + data.model.version + ' answers now.';
          $('news').hidden = false;
        }
        showLive(live);
        status(true, 'answering');
      }
    } catch {
      status(false, 'not reachable');
    }
    await pause(2000);
  }
}

// ---------------------------------------------------------------- begin

async function loadModel() {
  const [model, schema] = await Promise.all([ask('model'), ask('schema')]);
  data = {model, target: schema.target, mostRows: schema.limits.rows, columns: schema.columns.map(column => ({
    name: column.name, type: column.type, levels: column.levels, moreLevels: column.moreLevels, ...column.range,
    // Without a profile of the training rows, the example is no usual value.
    usual: column.missingShare === undefined ? undefined : column.example
  }))};
  showCard();
  showForm();
}

function listen() {
  $('form').addEventListener('submit', event => event.preventDefault());
  $('typical').addEventListener('click', () => fill(usualOf));
  $('clear').addEventListener('click', () => fill(() => ''));
  $('cancel').addEventListener('click', () => run?.stop.abort());
  $('file').addEventListener('change', () => {
    const [file] = $('file').files;
    if (file) scoreFile(file);
    // The same file can be chosen again once it was changed.
    $('file').value = '';
  });
  const drop = $('drop');
  for (const type of ['dragenter', 'dragover']) drop.addEventListener(type, event => { event.preventDefault(); drop.classList.add('over'); });
  for (const type of ['dragleave', 'drop']) drop.addEventListener(type, () => drop.classList.remove('over'));
  drop.addEventListener('drop', event => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) scoreFile(file);
  });
  // A file that misses its place would replace the page.
  for (const type of ['dragover', 'drop']) document.addEventListener(type, event => event.preventDefault());
}

async function begin() {
  listen();
  for (;;) {
    try {
      await loadModel();
      break;
    } catch (error) {
      trouble(error instanceof Refusal ? error.message : 'The server cannot be reached.');
      await pause(2000);
    }
  }
  trouble('');
  poll();
}

begin();
