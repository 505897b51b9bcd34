/* Whom of a file, or of pasted rows, to contact. The server reads the table as the churn command does; this page only sends it. */
import {Refusal, sendTable} from './ask.js';
import {$, TIERS, el, money, percent, plain, plural, span, tile, whole} from './dom.js';
import {drawScores} from './draw.js';
import {data, does} from './model.js';

const SHOWN = 200;
const DOWNLOADED = 10000;
const REASONS = 3;
const LONGEST_NAMES = 8;
/** What a table's own numbers are called in the address: as the options of churn contact. */
const AMOUNTS = {value: 'money-value', months: 'money-months', contactCost: 'money-contact', offerCost: 'money-offer', acceptance: 'money-acceptance',
  valueMissing: 'money-missing'};

let run = null;

/** One table on its way: what was sent, and with which answers to what the server asked. */
class Run {
  constructor(file) {
    this.file = file;
    this.stop = new AbortController();
    this.impute = false;
    this.charset = '';
    this.began = performance.now();
  }

  query(more = {}) {
    const all = {...amounts(), ...more};
    if (this.impute) all.missing = 'impute';
    if (this.charset) all.charset = this.charset;
    return new URLSearchParams(all).toString();
  }

  get name() {
    return this.file.name ?? 'pasted rows';
  }
}

/** The amounts that were typed, and nothing of those that were not. */
function amounts() {
  const typed = {};
  for (const [name, id] of Object.entries(AMOUNTS)) {
    const text = $(id).value.trim();
    if (text) typed[name] = text;
  }
  return typed;
}

/** What the model itself says that customers are worth. */
export function showMoney() {
  const known = data.model.value ?? {};
  const usual = {value: known.column ?? known.amount, months: known.months, contactCost: known.contactCost, offerCost: known.offerCost,
    acceptance: known.acceptance, valueMissing: known.column ? known.amount : undefined};
  for (const [name, id] of Object.entries(AMOUNTS)) $(id).placeholder = usual[name] === undefined ? (name === 'value' ? 'column or amount' : 'not given') : String(usual[name]);
  $('money-about').textContent = data.model.value ? 'What is left empty is as the model has it.'
    : 'The model does not say what customers are worth. Without a value and an acceptance the list is by probability.';
}

export function stopped() {
  run?.stop.abort();
}

/** The same table again, with what was typed since. */
export function again() {
  if (run) contactsOf(run.file, run);
}

export async function contactsOf(file, like) {
  run?.stop.abort();
  if (!data) return;
  const mine = run = new Run(file);
  if (like) Object.assign(mine, {impute: like.impute, charset: like.charset});
  $('results').hidden = $('ask').hidden = true;
  $('run').hidden = $('cancel').hidden = $('progress').hidden = false;
  let list = null;
  let failure = '';
  try {
    if (file.size > data.mostBytes) throw new Error('The file is larger than ' + whole.format(Math.floor(data.mostBytes / 1048576))
      + ' MB, which this server takes: use the command churn contact.');
    if (!file.size) throw new Error('The file is empty.');
    list = await answered(mine);
  } catch (error) {
    failure = error.name === 'AbortError' ? 'Stopped.' : error.message;
  }
  if (mine !== run) return;
  $('cancel').hidden = $('progress').hidden = true;
  $('ask').hidden = true;
  $('said').classList.toggle('problem', Boolean(failure) && failure !== 'Stopped.');
  $('said').textContent = failure ? failure : summary(mine, list);
  if (list) showList(mine, list);
}

/** The list, once the server was told what it asked for; null if that was not wanted. */
async function answered(mine) {
  for (;;) {
    try {
      const blob = await sendTable(mine.query({most: SHOWN, explain: REASONS}), mine.file, {signal: mine.stop.signal, ...telling(mine, 'Scoring')});
      return JSON.parse(await blob.text());
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'missing-columns' && !mine.impute) {
        await wanted(mine, 'The file lacks ' + plural(error.errors.length, 'column', 'columns') + ' of the model: '
          + names(error.errors.map(one => one.column), 12) + '.', 'Score with these as not known');
        mine.impute = true;
      } else if (error instanceof Refusal && error.kind === 'not-utf-8' && !mine.charset) {
        await wanted(mine, error.message, 'Read it as Windows-1252');
        mine.charset = 'windows-1252';
      } else throw error;
    }
  }
}

/** Says how far a table is. */
function telling(mine, doing) {
  const says = text => { if (mine === run) $('said').textContent = text; };
  $('said').classList.remove('problem');
  $('progress').value = 0;
  says('Sending ' + mine.name + ' …');
  return {
    onSent: share => {
      if (mine !== run) return;
      if (share < 1) $('progress').value = share;
      else $('progress').removeAttribute('value');
      says(share < 1 ? 'Sending ' + mine.name + ': ' + Math.floor(100 * share) + ' % …' : doing + ' ' + mine.name + ' …');
    },
    onWait: () => says('The server is busy with other tables; it is asked again …')
  };
}

/** Waits until somebody says yes. */
function wanted(mine, question, yes) {
  return new Promise((done, fail) => {
    mine.stop.signal.addEventListener('abort', () => fail(new DOMException('stopped', 'AbortError')));
    $('said').textContent = '';
    $('progress').hidden = true;
    $('ask').replaceChildren(el('p', {}, question), el('button', {type: 'button', id: 'go-on', class: 'main', onclick: () => {
      $('ask').hidden = true;
      $('progress').hidden = false;
      done();
    }}, yes));
    $('ask').hidden = false;
  });
}

const names = (list, most) => list.slice(0, most).map(plain).join(', ') + (list.length > most ? ' …' : '');

function summary(mine, list) {
  const {table, sums} = list;
  return mine.name + ': ' + plural(sums.scored, 'row', 'rows') + ' scored in ' + ((performance.now() - mine.began) / 1000).toFixed(1) + ' s.'
    + (table.imputed.length ? ' Not known: ' + names(table.imputed, LONGEST_NAMES) + '.' : '')
    + (table.unused.length ? ' Not used: ' + names(table.unused, LONGEST_NAMES) + '.' : '')
    + (table.outcomes ? ' Known outcomes in “' + data.target.column + '” were left aside.' : '');
}

function showList(mine, list) {
  const {sums} = list;
  $('results').hidden = false;
  $('sums').replaceChildren(tile(whole.format(sums.rows), 'rows'),
    ...list.money ? [tile(whole.format(sums.worthwhile), 'pay to contact'), tile(money(sums.expectedGain), 'they bring, costs off'),
      tile(money(sums.expectedCost), 'they cost'), tile(money(sums.expectedGainOfAll), 'calling everyone brings')]
      : [tile(sums.scored ? percent(sums.meanProbability) : '–', 'mean probability'),
        tile(whole.format(sums.positives), 'predicted “' + data.target.positive + '”')],
    tile(whole.format(sums.unknownLevels), 'with unknown levels'), tile(whole.format(sums.rows - sums.scored), 'not scored'));
  showTiers(sums);
  drawScores($('file-scores'), sums.scores);
  showProblems(list);
  showContacts(list);
  $('download-list').onclick = () => download(mine, 'The list of', '.contacts.csv', {most: DOWNLOADED, explain: REASONS, rows: 'best'});
  $('download').onclick = () => download(mine, 'All rows of', '.scored.csv', {});
  $('download-list').disabled = !list.contacts.length;
  $('download').hidden = false;
}

function showTiers(sums) {
  const bar = el('div', {class: 'bar', 'aria-hidden': 'true'});
  const list = el('ul');
  for (const tier of TIERS) {
    const count = sums.tiers[tier];
    const part = el('span', {class: 'fill ' + tier});
    part.style.width = (sums.scored ? 100 * count / sums.scored : 0) + '%';
    if (count) bar.append(part);
    list.prepend(el('li', {}, el('span', {class: 'tier ' + tier}, tier), el('span', {}, whole.format(count)),
      el('span', {class: 'muted'}, sums.scored ? percent(count / sums.scored) : '')));
  }
  $('tiers').replaceChildren(bar, list);
}

function showProblems({problems, moreProblems}) {
  $('problems').hidden = !problems.length;
  $('problem-list').replaceChildren(...problems.map(one => el('li', {}, el('strong', {}, 'Row ' + whole.format(one.row)), ' · ' + one.problem)));
  if (moreProblems) $('problem-list').append(el('li', {class: 'muted'}, 'and ' + whole.format(moreProblems) + ' more; the download of all rows has them'));
}

function showContacts(list) {
  const {contacts, columns, sums} = list;
  const paid = Boolean(list.money);
  $('likeliest').textContent = paid ? 'Whom it pays most to contact' : 'Most likely to ' + does();
  $('list-about').textContent = !contacts.length ? 'No contact pays at these costs; the list is empty.'
    : (paid ? 'Of ' + whole.format(sums.worthwhile) + ' whom a contact is expected to bring more than it costs' : 'Of ' + whole.format(sums.scored) + ' customers')
      + ', the first ' + whole.format(contacts.length) + ', best first' + (paid ? ', who bring ' + money(contacts.reduce((all, one) => all + one.expectedGain, 0)) + ' together.' : '.');
  const head = (text, number) => el('th', {scope: 'col', class: number ? 'number' : ''}, text);
  $('riskiest').parentElement.hidden = !contacts.length;
  $('riskiest').replaceChildren(
    el('thead', {}, el('tr', {}, head('Row', true), ...columns.slice(0, 1).map(name => head(name)), head('Probability', true), head('Tier'),
      ...paid ? [head('Value', true), head('Brings', true)] : [], head('Why'), ...columns.slice(1).map(name => head(name)))),
    el('tbody', {}, ...contacts.map(one => el('tr', {}, el('td', {class: 'number'}, whole.format(one.row)),
      ...one.cells.slice(0, 1).map(cell => el('td', {}, el('bdi', {}, cell))),
      el('td', {class: 'number'}, percent(one.probability)), el('td', {}, el('span', {class: 'tier ' + one.tier}, one.tier)),
      ...paid ? [el('td', {class: 'number'}, money(one.value)), el('td', {class: 'number'}, money(one.expectedGain))] : [],
      el('td', {class: 'whys'}, ...whys(one.reasons.map(reason => el('p', {}, reason.sentence)))),
      ...one.cells.slice(1).map(cell => el('td', {}, el('bdi', {}, cell)))))));
}

/** The strongest reason, and the others to unfold. */
function whys([first, ...others]) {
  return first ? [first, others.length ? el('details', {}, el('summary', {}, plural(others.length, 'more reason', 'more reasons')), ...others) : ''] : ['–'];
}

async function download(mine, what, ending, more) {
  $('cancel').hidden = $('progress').hidden = false;
  mine.stop = new AbortController();
  mine.began = performance.now();
  try {
    const blob = await sendTable(mine.query(more), mine.file, {csv: true, signal: mine.stop.signal, ...telling(mine, 'Scoring')});
    const url = URL.createObjectURL(blob);
    el('a', {href: url, download: (mine.file.name ?? 'pasted').replace(/\.\w+$/, '') + ending}).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    $('said').textContent = what + ' ' + mine.name + ' was downloaded, after ' + span((performance.now() - mine.began) / 1000) + '.';
  } catch (error) {
    $('said').textContent = error.name === 'AbortError' ? 'Stopped.' : error.message;
    $('said').classList.toggle('problem', error.name !== 'AbortError');
  }
  $('cancel').hidden = $('progress').hidden = true;
}
