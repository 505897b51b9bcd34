/* How recent customers differ from those of training. */
import {$, el, fixed3, span, tile, whole} from './dom.js';

const DRIFTED = {drifted: 'high', shifted: 'medium', stable: 'low'};
const MOST_DRIFTS = 12;

export function showDrift(drift) {
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
