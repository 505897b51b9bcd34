/* The model's card: where it comes from, how good it is, what counts. */
import {$, day, el, fixed3, percent, plural, whole} from './dom.js';
import {data, does} from './model.js';

const METRICS = {roc_auc: 'ROC AUC', pr_auc: 'PR AUC', log_loss: 'Log loss', brier: 'Brier score', ece: 'Calibration error',
  ks: 'Kolmogorov–Smirnov', gini: 'Gini', accuracy: 'Accuracy', balanced_accuracy: 'Balanced accuracy', precision: 'Precision',
  recall: 'Recall', f1: 'F1', mcc: 'Matthews correlation', cohen_kappa: 'Cohen’s kappa'};
const FIRST_METRICS = ['roc_auc', 'pr_auc', 'brier', 'ece', 'precision', 'recall', 'f1'];

export function showCard() {
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
