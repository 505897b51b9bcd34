/* The page of a churn-ml server. It asks this server alone. */
import {ask, Refusal, trouble} from './ask.js';
import {again, contactsOf, showMoney, stopped} from './contacts.js';
import {fill, showForm, usualOf} from './customer.js';
import {$, pause} from './dom.js';
import {showCard} from './card.js';
import {showDrift} from './drift.js';
import {showLive, status} from './live.js';
import {data, loadModel} from './model.js';
import {showSeries} from './series.js';

const POLLS_A_DRIFT = 5;

/** What is drawn, so that it can be drawn anew in a window of another width. */
const shown = {live: null, series: null};

function drawn() {
  if (shown.live) showLive(shown.live);
  if (shown.series) showSeries(shown.series);
}

async function poll() {
  for (let polls = 0; ; polls++) {
    try {
      if (!document.hidden) {
        const live = await ask('live');
        const isNew = data && live.model.loaded !== data.model.loaded;
        // Worked out anew every few seconds only, and mostly answered with "as before".
        if (polls % POLLS_A_DRIFT === 0 || isNew) {
          showDrift(await ask('drift'));
          shown.series = await ask('drift/series');
        }
        if (isNew) {
          await showModel();
          $('news').textContent = 'Model ' + data.model.name + ' ' + data.model.version + ' answers now.';
          $('news').hidden = false;
        }
        shown.live = live;
        drawn();
        status(true, 'answering');
      }
    } catch {
      status(false, 'not reachable');
    }
    await pause(2000);
  }
}

async function showModel() {
  await loadModel();
  showCard();
  showForm();
  showMoney();
}

function listen() {
  $('form').addEventListener('submit', event => event.preventDefault());
  $('typical').addEventListener('click', () => fill(usualOf));
  $('clear').addEventListener('click', () => fill(() => ''));
  $('cancel').addEventListener('click', stopped);
  $('file').addEventListener('change', () => {
    const [file] = $('file').files;
    if (file) contactsOf(file);
    // The same file can be chosen again once it was changed.
    $('file').value = '';
  });
  $('paste').addEventListener('click', () => contactsOf(new Blob([$('pasted').value], {type: 'text/csv'})));
  $('money').addEventListener('submit', event => {
    event.preventDefault();
    again();
  });
  const drop = $('drop');
  for (const type of ['dragenter', 'dragover']) drop.addEventListener(type, event => { event.preventDefault(); drop.classList.add('over'); });
  for (const type of ['dragleave', 'drop']) drop.addEventListener(type, () => drop.classList.remove('over'));
  drop.addEventListener('drop', event => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) contactsOf(file);
  });
  window.addEventListener('resize', () => requestAnimationFrame(drawn));
  // A file that misses its place would replace the page.
  for (const type of ['dragover', 'drop']) document.addEventListener(type, event => event.preventDefault());
}

async function begin() {
  listen();
  for (;;) {
    try {
      await showModel();
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
