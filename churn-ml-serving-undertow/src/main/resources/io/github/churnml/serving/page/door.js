/* Fetches the page that stands at this address with the key of the tab, and shows it in place of this one. */
import {asked, Refusal, trouble} from './ask.js';

try {
  const page = await (await asked(location.href)).text();
  document.open();
  document.write(page);
  document.close();
} catch (error) {
  trouble(error instanceof Refusal ? error.message : 'The server cannot be reached.');
}
