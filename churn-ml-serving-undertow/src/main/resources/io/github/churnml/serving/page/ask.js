/* Requests to this server, with the key of the tab where one is asked for. Addresses are relative, so that a proxy may serve the page below another path. */
import {$, pause} from './dom.js';

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
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || 'The server answered ' + status + '.');
    this.status = status;
    this.errors = problem.errors || [];
    this.kind = String(problem.type || '').split(':').pop();
  }
}

/** The answer to a request, once a key that the server takes came with it and the server had time. */
export async function asked(path, options = {}) {
  for (let attempt = 0; ; attempt++) {
    const key = sessionStorage.getItem('churn-key');
    const headers = {...options.headers, ...(key ? {Authorization: 'Bearer ' + key} : {})};
    const response = await fetch(path, {...options, headers});
    if (response.ok) return response;
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

export const ask = async (path, options) => (await asked(path, options)).json();

export function predict(rows, reasons, signal) {
  return ask('predict?outcome=churn' + (reasons ? '&explain=' + reasons : ''),
    {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(rows), signal});
}

const ATTEMPTS_OF_TABLES = 60;

/**
 * Sends a table, which the browser reads from its file as it goes, and gives the answer as a blob, a list as JSON or a CSV file.
 * It is told how much is sent, and when the server has no time for it yet.
 */
export async function sendTable(query, table, {csv, signal, onSent, onWait}) {
  for (let attempt = 0; ; attempt++) {
    const key = sessionStorage.getItem('churn-key');
    const {status, body, wait} = await sent(query, table, {csv, signal, onSent, key});
    if (status === 200) return body;
    if (status === 401) {
      if (key === sessionStorage.getItem('churn-key')) await askForKey(key !== null);
    } else if ((status === 503 || status === 429) && attempt < ATTEMPTS_OF_TABLES) {
      onWait();
      await pause(1000 * Math.min(10, Number(wait) || 1));
    } else {
      throw new Refusal(status, await body.text().then(JSON.parse).catch(() => ({})));
    }
    if (signal.aborted) throw new DOMException('stopped', 'AbortError');
  }
}

/** Only this kind of request tells how much of a body is sent. */
function sent(query, table, {csv, signal, onSent, key}) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', 'contacts?' + query);
    request.responseType = 'blob';
    request.setRequestHeader('Content-Type', 'text/csv');
    request.setRequestHeader('Accept', csv ? 'text/csv' : 'application/json');
    if (key) request.setRequestHeader('Authorization', 'Bearer ' + key);
    request.upload.onprogress = event => onSent(event.total ? event.loaded / event.total : 1);
    request.onload = () => done({status: request.status, body: request.response, wait: request.getResponseHeader('Retry-After')});
    request.onerror = () => fail(new Error('The table could not be sent: the server cannot be reached, or the file has changed since it was chosen.'));
    request.onabort = () => fail(new DOMException('stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(table);
  });
}

export function trouble(text) {
  $('trouble').textContent = text;
  $('trouble').hidden = !text;
}
