/* The last minutes in numbers. */
import {$, millis, rate, tile, whole} from './dom.js';
import {drawLines, drawScores} from './draw.js';

export function status(isGood, words) {
  $('status').className = 'status ' + (isGood ? 'good' : 'bad');
  // Only told when it changes: a reader is not to hear it every two seconds.
  const place = $('status').lastElementChild;
  if (place.textContent !== words) place.textContent = words;
}

export function showLive(live) {
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
