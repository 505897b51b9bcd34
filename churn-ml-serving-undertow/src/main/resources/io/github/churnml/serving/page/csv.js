/* Reading CSV. */

/** Reads records from text that comes in pieces (RFC 4180): quotes, doubled quotes, line ends of any kind. */
export class CsvReader {
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
export function delimiterOf(text, columns) {
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

export const PIECE = 1 << 18;

/** The file's text in pieces. A mark at its begin tells UTF-16; what is no UTF-8 is taken as Windows-1252. */
export async function* pieces(file) {
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
