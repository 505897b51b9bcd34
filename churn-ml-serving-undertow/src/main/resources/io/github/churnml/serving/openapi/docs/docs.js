// Shows the server's own openapi.json. Where the server asks for a key, the page asks for it first and keeps it in memory only.
(function () {
  'use strict';
  const address = new URL('../openapi.json', document.baseURI).href;
  const form = document.getElementById('key-form');
  const problem = document.getElementById('key-problem');
  const input = document.getElementById('key');

  async function load(key) {
    let answer;
    try {
      answer = await fetch(address, key ? { headers: { 'X-API-Key': key } } : {});
    } catch (e) {
      problem.textContent = 'The server cannot be reached, or this is no key.';
      return;
    }
    if (answer.status === 401 || answer.status === 403) {
      problem.textContent = key ? 'The server does not know this key.' : '';
      form.hidden = false;
      input.focus();
      return;
    }
    if (!answer.ok) {
      problem.textContent = 'The server answers ' + answer.status + '.';
      form.hidden = false;
      return;
    }
    form.hidden = true;
    show(await answer.json(), key);
  }

  function show(spec, key) {
    // Where this page is, the server is: perhaps below a path of a proxy.
    spec.servers = [{ url: new URL('..', document.baseURI).href.replace(/\/$/, '') }];
    const ui = SwaggerUIBundle({
      spec: spec,
      dom_id: '#swagger-ui',
      presets: [SwaggerUIBundle.presets.apis],
      layout: 'BaseLayout',
      deepLinking: true,
      tryItOutEnabled: true,
      defaultModelsExpandDepth: 0,
      // No address is ever asked but this server's.
      validatorUrl: null,
      onComplete: function () {
        if (key) {
          ui.preauthorizeApiKey('ApiKey', key);
        }
      }
    });
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    load(input.value);
  });
  load('');
})();
