// The app's light touch of script: keys, the slider of days, marks in articles, corrections where one sees them, progress.
(function () {
  'use strict';
  var $ = function (s, e) { return (e || document).querySelector(s); };
  var $$ = function (s, e) { return Array.prototype.slice.call((e || document).querySelectorAll(s)); };
  var root = document.documentElement, brief = $('.claim');

  // days: the slider names the day while it moves and goes there when let go
  $$('form[data-days]').forEach(function (form) {
    var slide = $('.slide', form), day = form.elements.as_of;
    if (!slide) { return; }
    var list = slide.dataset.list.split(' ');
    function go() { var to = new URL(location.href); to.searchParams.set('as_of', day.value); to.searchParams.delete('page'); to.hash = ''; location.assign(to); }
    slide.addEventListener('input', function () { day.value = list[Number(slide.value)]; slide.setAttribute('aria-valuetext', day.value); });
    slide.addEventListener('change', go);
    form.addEventListener('submit', function (e) { e.preventDefault(); if (day.value) { go(); } });
  });

  // an article: a run of text and its statement point to each other
  function light(id, from) {
    $$('.run.live, .card.on').forEach(function (x) { x.classList.remove('live', 'on'); });
    var runs = $$('.run').filter(function (r) { return r.dataset.s.split(' ').indexOf(id) >= 0; });
    runs.forEach(function (r) { r.classList.add('live'); });
    var card = document.getElementById(id);
    if (card) { card.classList.add('on'); }
    if (from !== 'text' && runs[0]) { runs[0].scrollIntoView({block: 'center'}); }
    if (from !== 'card' && card) { card.scrollIntoView({block: 'nearest'}); }
    if (from) { history.replaceState(null, '', '#' + id); }
  }
  if ($('.reader')) {
    $$('.run').forEach(function (r) { r.addEventListener('click', function () {
      var ids = r.dataset.s.split(' '), on = $('.card.on'), at = on ? ids.indexOf(on.id) : -1;
      light(ids[(at + 1) % ids.length], 'text');
    }); });
    $$('.reader .card').forEach(function (c) { c.addEventListener('click', function (e) { if (!e.target.closest('a, button')) { light(c.id, 'card'); } }); });
    if (location.hash.indexOf('#s-') === 0) { light(location.hash.slice(1)); }
    window.addEventListener('hashchange', function () { if (location.hash.indexOf('#s-') === 0) { light(location.hash.slice(1)); } });
  }

  // corrections where one sees the mistake
  var mend = $('#mend-box');
  function correct(id) {
    fetch('/statement/' + encodeURIComponent(id) + '/form?next=' + encodeURIComponent(location.pathname + location.search), {credentials: 'same-origin'})
      .then(function (r) { if (!r.ok) { throw new Error(r.status); } return r.text(); })
      .then(function (html) {
        mend.innerHTML = html;  // made by the app's own template, everything from articles escaped
        var close = document.createElement('button');
        close.type = 'button'; close.className = 'plain'; close.textContent = 'Cancel';
        close.addEventListener('click', function () { mend.close(); });
        $('form', mend).appendChild(close);
        mend.showModal();
      })
      .catch(function () { location.assign('/statement/' + encodeURIComponent(id) + '#mend'); });
  }
  document.addEventListener('click', function (e) {
    var a = e.target.closest('[data-mend], .claim a[href^="/statement/"]');
    if (a && !e.metaKey && !e.ctrlKey && !e.shiftKey) { e.preventDefault(); correct(a.dataset.mend || a.getAttribute('href').slice(11)); return; }
    var b = e.target.closest('[data-do]');
    if (b && !brief && b.dataset.do === 'help') { $('#keys').showModal(); }
    if (b && !brief && b.dataset.do === 'theme') {
      var now = root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
      root.dataset.theme = now === 'dark' ? 'light' : 'dark';
      try { localStorage.setItem('theme', root.dataset.theme); } catch (x) { /* nothing may be kept */ }
      pictures();
    }
  });

  // pictures follow the reader's choice of light or dark, not the system's alone
  function pictures() {
    var theme = root.dataset.theme;
    $$('source[data-dark]').forEach(function (s) { s.media = theme ? (theme === 'dark' ? 'all' : 'not all') : '(prefers-color-scheme: dark)'; });
  }
  pictures();

  // keys
  var places = {b: '/', m: '/map', i: '/issues', a: '/actors', t: '/timeline', c: '/coverage'}, going = false;
  document.addEventListener('keydown', function (e) {
    if (e.metaKey || e.ctrlKey || e.altKey || e.target.closest('input, textarea, select, dialog')) { return; }
    if (going) {
      going = false;
      if (places[e.key]) { e.preventDefault(); var on = new URLSearchParams(location.search).get('as_of'); location.assign(places[e.key] + (on ? '?as_of=' + encodeURIComponent(on) : '')); }
      return;
    }
    if (e.key === 'g') { going = true; setTimeout(function () { going = false; }, 1500); return; }
    var chosen = $('.card.on') || $('.claim.on');
    if (e.key === 'e' && chosen) {
      var id = chosen.dataset.statement || ($('a[href^="/statement/"]', chosen) || {getAttribute: function () { return ''; }}).getAttribute('href').slice(11);
      if (id) { e.preventDefault(); correct(id); }
    }
    if (brief) { return; }
    if (e.key === '/') { var box = $('#q') || $('[data-search]'); e.preventDefault(); box.focus(); box.select(); }
    if (e.key === '?') { $('#keys').showModal(); }
    if (e.key === 'j' || e.key === 'k') {
      var cards = $$('.card'), at = cards.indexOf($('.card.on')), next = cards[Math.max(0, at + (e.key === 'j' ? 1 : -1))];
      if (!next) { return; }
      if ($('.reader')) { light(next.id, 'card'); } else { cards.forEach(function (c) { c.classList.remove('on'); }); next.classList.add('on'); }
      next.scrollIntoView({block: 'nearest'});
      var link = $('a', next); if (link) { link.focus({preventScroll: true}); }
    }
  });

  // search as one types
  var find = $('#find'), late = null, asked = 0;
  if (find) {
    find.addEventListener('input', function () {
      clearTimeout(late);
      late = setTimeout(function () {
        var to = '/search?' + new URLSearchParams(new FormData(find)), number = ++asked;
        fetch(to, {credentials: 'same-origin'}).then(function (r) { return r.text(); }).then(function (html) {
          if (number !== asked) { return; }  // a later answer is on its way
          var made = new DOMParser().parseFromString(html, 'text/html').querySelector('#results');
          if (made) { $('#results').replaceWith(document.adoptNode(made)); history.replaceState(null, '', to); }
        });
      }, 120);
    });
  }

  // progress of an addition
  var job = $('#job');
  if (job && (job.dataset.state === 'running' || job.dataset.state === 'waiting')) {
    var timer = setInterval(function () {
      fetch('/jobs/' + job.dataset.job, {credentials: 'same-origin'}).then(function (r) { return r.text(); }).then(function (html) {
        var made = new DOMParser().parseFromString(html, 'text/html').querySelector('#job');
        if (!made) { return; }
        made = document.adoptNode(made); job.replaceWith(made); job = made;
        if (job.dataset.state !== 'running' && job.dataset.state !== 'waiting') { clearInterval(timer); }
      });
    }, 700);
  }
})();
