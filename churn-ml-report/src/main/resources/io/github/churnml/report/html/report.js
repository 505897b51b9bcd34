'use strict';
(function () {
  var tip = document.createElement('div');
  tip.id = 'tip';
  tip.hidden = true;
  tip.setAttribute('aria-hidden', 'true');
  document.body.appendChild(tip);
  document.querySelectorAll('figure svg [class] > title').forEach(function (title) {
    title.parentNode.said = title.textContent;
    title.remove();
  });
  function show(event) {
    var said = event.target.said;
    tip.hidden = !said;
    if (said) {
      tip.textContent = said;
      var right = Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 6);
      var down = event.clientY + 18 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18;
      tip.style.left = Math.max(4, right) + 'px';
      tip.style.top = down + 'px';
    }
  }
  document.addEventListener('pointermove', show);
  document.addEventListener('pointerdown', show);
  document.addEventListener('scroll', function () { tip.hidden = true; }, true);

  document.querySelectorAll('.chooser').forEach(function (box, number) {
    var details = box.querySelector('details');
    var table = box.querySelector('table');
    var heads = Array.prototype.map.call(table.tHead.rows[0].cells, function (head) { return head.textContent; });
    var rows = Array.prototype.map.call(table.tBodies[0].rows, function (row) {
      return Array.prototype.map.call(row.cells, function (cell) { return cell.textContent; });
    });
    var label = document.createElement('label'), slider = document.createElement('input'), list = document.createElement('dl');
    label.textContent = box.getAttribute('aria-label');
    label.htmlFor = slider.id = 'choose' + number;
    slider.type = 'range';
    slider.min = 0;
    slider.max = rows.length - 1;
    slider.value = details.dataset.v;
    list.className = 'facts';
    var facts = heads.map(function (head) {
      var fact = document.createElement('div'), name = document.createElement('dt'), value = document.createElement('dd');
      name.textContent = head;
      fact.append(name, value);
      list.append(fact);
      return value;
    });
    function choose() {
      var row = rows[slider.value];
      facts.forEach(function (fact, place) { fact.textContent = row[place]; });
      slider.setAttribute('aria-valuetext', row.map(function (text, place) { return heads[place] + ' ' + text; }).join(', '));
    }
    slider.addEventListener('input', choose);
    choose();
    details.before(label, slider, list);
  });

  function key(row, place) {
    var cell = row.cells[place];
    return 'v' in cell.dataset ? Number(cell.dataset.v) : cell.textContent;
  }
  function order(a, b) {
    var x = typeof a === 'number', y = typeof b === 'number';
    return x && y ? a - b : x ? -1 : y ? 1 : a.localeCompare(b, 'en', { numeric: true });
  }
  document.querySelectorAll('table.sorts').forEach(function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, place) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.textContent = '';
      head.appendChild(button);
      button.addEventListener('click', function () {
        var down = head.getAttribute('aria-sort') !== 'descending';
        table.querySelectorAll('th').forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        var rows = Array.prototype.slice.call(table.tBodies[0].rows);
        rows.sort(function (a, b) { return (down ? -1 : 1) * order(key(a, place), key(b, place)); });
        rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
      });
    });
  });
})();
