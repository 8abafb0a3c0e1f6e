// The brief's light touch of script: choose a line and see its words, filter, keys, copy. Everything reads without it.
(function () {
  'use strict';
  var root = document.documentElement, $ = function (s, e) { return (e || document).querySelector(s); };
  var $$ = function (s, e) { return Array.prototype.slice.call((e || document).querySelectorAll(s)); };
  root.classList.add('js');
  var panel = $('.sources'), lines = $$('.claim'), shown = lines.slice();

  function off() { $$('.on, .live').forEach(function (x) { x.classList.remove('on', 'live'); }); }
  function open(id, line, still) {
    off();
    if (line) {
      line.classList.add('on');
      if (!still) { history.replaceState(null, '', '#' + line.id); }
    }
    var found = $$('mark').filter(function (m) { return m.dataset.c.split(' ').indexOf(id) >= 0; });
    if (!found.length) { return; }
    found[0].closest('.source').classList.add('on');
    if (!still || window.innerWidth >= 1000) { panel.classList.add('open'); }
    if (line && !still && window.innerWidth < 1000) { line.scrollIntoView({block: 'start'}); }  // above the sheet
    found.forEach(function (m) { m.classList.add('live'); });
    var box = getComputedStyle(panel).overflowY === 'auto' ? panel : null;
    if (box) { box.scrollTop += found[0].getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2.6; }
  }
  function choose(line, focus) {
    var a = $('.cite', line);
    if (!a) { return; }
    open(a.dataset.cite, line);
    if (focus) { line.tabIndex = -1; line.focus({preventScroll: true}); line.scrollIntoView({block: 'nearest'}); }
  }
  lines.forEach(function (line) {
    line.addEventListener('click', function (e) {
      if (e.target.closest('button, a:not(.cite), summary, form')) { return; }
      var a = e.target.closest('.cite') || $('.cite', line);
      if (a && !String(window.getSelection())) { e.preventDefault(); open(a.dataset.cite, line); }
      else if (e.target.closest('.cite')) { e.preventDefault(); open(a.dataset.cite, line); }
    });
  });
  $$('.close').forEach(function (b) { b.addEventListener('click', function () { panel.classList.remove('open'); }); });

  // copy with citations
  function flash(words) {
    var box = document.createElement('div');
    box.className = 'flash'; box.setAttribute('role', 'status'); box.textContent = words;
    document.body.appendChild(box); setTimeout(function () { box.remove(); }, 1800);
  }
  function put(words) {
    function old() {
      var t = document.createElement('textarea');
      t.value = words; document.body.appendChild(t); t.select(); document.execCommand('copy'); t.remove();
      flash('Copied as Markdown');
    }
    if (navigator.clipboard) { navigator.clipboard.writeText(words).then(function () { flash('Copied as Markdown'); }, old); } else { old(); }
  }
  function safe(words) { return words.replace(/([\\`*_\[\]<>#&~|!])/g, '\\$1'); }
  function text(e) { return e ? e.textContent.replace(/\s+/g, ' ').trim() : ''; }
  function sentence(line) {
    var label = text($('.label', line)), out = label ? '**' + safe(label) + '** · ' : '';
    var runs = [];  // neighbours of one voice are one run: emphasis must not close and open in one place
    $$('.said > span:not(.label)', line).forEach(function (s) {
      var read = s.classList.contains('inference'), last = runs[runs.length - 1];
      if (last && last.read === read) { last.words += s.textContent; } else { runs.push({read: read, words: s.textContent}); }
    });
    runs.forEach(function (r) {
      var w = safe(r.words), core = w.replace(/^[\s.,:;()]+|[\s.,:;()]+$/g, '');
      out += r.read && core.length > 3 ? w.replace(core, function () { return '*' + core + '*'; }) : w;
    });
    var note = text($('.note', line));
    return (out.trim() + (note ? ' ' + safe(note) + '.' : '') + ' ' + $$('.cite', line).map(function (a) { return '[' + a.dataset.n + ']'; }).join('')).trim();
  }
  function notes(numbers) {
    return numbers.map(function (n) {
      return n + '. ' + safe(text($('#r' + n + ' .ref'))) + $$('#r' + n + ' q').map(function (q) { return '\n    - “' + safe(text(q)) + '”'; }).join('');
    }).join('\n');
  }
  function numbers(rows) {
    var all = {};
    rows.forEach(function (line) { $$('.cite', line).forEach(function (a) { all[a.dataset.n] = 1; }); });
    return Object.keys(all).map(Number).sort(function (a, b) { return a - b; });
  }
  function copyLine(line) {
    var quotes = $$('.cite', line).map(function (a) { return a.dataset.n + '. ' + safe(text($('#r' + a.dataset.n + ' .ref'))) + ': “' + safe(a.title) + '”'; });
    put(sentence(line) + '\n\n' + quotes.join('\n') + '\n');
  }
  function copyAll() {
    var out = ['# ' + safe(text($('h1'))), ''];
    $$('.lede .claim').filter(function (l) { return !l.hidden; }).forEach(function (l) { out.push(sentence(l), ''); });
    $$('main section[id]').forEach(function (s) {
      var mine = $$('.claim', s).filter(function (l) { return !l.hidden; });
      if (!mine.length) { return; }
      out.push('## ' + text($('h2', s)), '');
      mine.forEach(function (l) { out.push('- ' + sentence(l)); });
      out.push('');
    });
    put(out.concat(['## Citations', '', notes(numbers(shown))]).join('\n') + '\n');
  }
  document.addEventListener('click', function (e) {
    var b = e.target.closest('[data-do]');
    if (!b) { return; }
    if (b.dataset.do === 'copy') { copyLine(b.closest('.claim')); }
    if (b.dataset.do === 'copy-all') { copyAll(); }
    if (b.dataset.do === 'help') { $('#keys').showModal(); }
    if (b.dataset.do === 'theme') { theme(); }
  });

  // filters
  var form = $('#filters');
  function filter() {
    var party = form.party.value, issue = form.issue.value, age = form.age.value, words = form.words.value.trim().toLowerCase();
    shown = lines.filter(function (l) {
      var d = l.dataset, days = d.age === '' ? 9999 : Number(d.age);
      var yes = (!party || d.sides.split(' ').indexOf(party) >= 0) && (!issue || d.issue === issue) &&
        (!age || days <= Number(age)) && (!words || l.textContent.toLowerCase().indexOf(words) >= 0);
      l.hidden = !yes;
      return yes;
    });
    var any = party || issue || age || words;
    $$('main .remark').forEach(function (x) { x.hidden = !!any; });
    $$('main section[id], main .group').forEach(function (s) {
      s.hidden = !!any && !$$('.claim', s).some(function (l) { return !l.hidden; });
    });
    form.count.value = any ? shown.length + ' of ' + lines.length + ' lines' : '';
  }
  if (form) {
    form.addEventListener('input', filter);
    form.addEventListener('submit', function (e) { e.preventDefault(); });
    form.addEventListener('reset', function () { setTimeout(filter); });
  }

  function theme() {
    var now = root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    root.dataset.theme = now === 'dark' ? 'light' : 'dark';
    try { localStorage.setItem('theme', root.dataset.theme); } catch (e) { /* a page from a file may keep nothing */ }
  }
  try { var kept = localStorage.getItem('theme'); if (kept) { root.dataset.theme = kept; } } catch (e) { /* as above */ }

  document.addEventListener('keydown', function (e) {
    if (e.metaKey || e.ctrlKey || e.altKey) { return; }
    if (e.key === 'Escape') { if (panel) { panel.classList.remove('open'); } if (e.target.closest('#filters')) { e.target.blur(); } return; }
    if (e.target.closest('input, textarea, select, dialog')) { return; }
    var at = shown.indexOf($('.claim.on'));
    if (e.key === 'j' || e.key === 'k') {
      var next = shown[Math.max(0, at + (e.key === 'j' ? 1 : -1))];
      if (next) { choose(next, true); }
    } else if (e.key === '/') {
      var box = $('[data-search]') || (form && form.words);
      if (box) { e.preventDefault(); box.focus(); if (box.select) { box.select(); } }
    } else if (e.key === '?') { if ($('#keys')) { $('#keys').showModal(); } }
    else if (e.key === 'c' && at >= 0) { copyLine(shown[at]); }
    else if (e.key === 'Enter' && e.target.classList.contains('claim')) { choose(e.target, true); }
  });

  function fromHash() {
    var line = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (line && line.classList.contains('claim')) { choose(line, true); return true; }
    return false;
  }
  window.addEventListener('hashchange', fromHash);
  if (!fromHash() && lines[0] && window.innerWidth >= 1000) {
    var a = $('.cite', lines[0]);
    if (a) { open(a.dataset.cite, lines[0], true); }
  }
})();
