/* Scoring a file of customers. */
import {predict, Refusal} from './ask.js';
import {CsvReader, delimiterOf, PIECE, pieces} from './csv.js';
import {fill, wording} from './customer.js';
import {$, el, percent, plural, tierOf, TIERS, tile, whole} from './dom.js';
import {drawScores} from './draw.js';
import {data} from './model.js';

const ROWS_AT_ONCE = 400;
const AT_ONCE = 2;
const LARGEST_FILE = 256 << 20;
const MOST_BAD = 1000;
export let run = null;
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

export async function scoreFile(file) {
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
